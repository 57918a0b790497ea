/** The real payments service before a Stripe sandbox in this process, for tests of the orders service with it. */
import { createLog } from "../../../commerce/log.ts";
import { auditBooks } from "../../../db/payments/books.ts";
import { migratePayments, openPayments } from "../../../db/payments/open.ts";
import { openSandbox } from "../../../sandbox/sandbox.ts";
import { runPayments } from "../../payments/running.ts";
import { createStripe } from "../../payments/stripe/client.ts";
import type { Platform } from "../../platform/environment.ts";
import type { CallService } from "../../platform/internal_calls.ts";
import type { RunningService } from "../../platform/running_service.ts";

const webhookSecret = "whsec_small_orders";
const webhookPath = "/v1/payments/webhooks/stripe";

export interface SandboxPayments {
  readonly service: RunningService;
  /** A control endpoint of the sandbox; webhooks that follow from it are delivered when it returns. */
  control(path: string, body?: object): Promise<void>;
  /** Pays at a checkout's page. */
  pay(url: string, how?: { card?: string; iban?: string }): Promise<void>;
  /** What is wrong with the books of payments. */
  audit(): Promise<string[]>;
  close(): Promise<void>;
}

export async function openSandboxPayments(
  { platform, call, request }: {
    platform: Omit<Platform, "idempotency">;
    call: CallService;
    /** Sends a request to the API. */
    request: (path: string, init: RequestInit) => Response | Promise<Response>;
  },
): Promise<SandboxPayments> {
  const folder = await Deno.makeTempDir();
  const database = await openPayments({ url: `file:${folder}/payments.db` });
  await migratePayments(database);
  const sandbox = await openSandbox({
    folder: null,
    secretKey: null,
    webhook: { url: `https://shop.invalid${webhookPath}`, secret: webhookSecret },
    log: createLog({ program: "sandbox", write: () => {}, now: () => new Date(platform.now()) }),
    wallClock: platform.now,
    retry: { firstMs: 1_000, longestMs: 1_000, tries: 1 },
    fetch: async (_url, init) => await request(webhookPath, { ...init, headers: new Headers(init?.headers) }),
  });
  const stripe = createStripe({
    secretKey: "sk_test_small_orders",
    apiBase: "http://stripe.invalid",
    fetch: async (input, init) => await sandbox.handle(new Request(input, init), "127.0.0.1"),
  });
  const service = runPayments({
    database,
    stripe,
    webhookSecret,
    declineLimit: 10,
    shared: { platform, call, wake() {} },
  });
  const control = async (path: string, body: object = {}) => {
    for (const [each, content] of [[path, body], ["idle", {}]] as const) {
      const answer = await sandbox.handle(
        new Request(`http://stripe.invalid/_sandbox/${each}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(content),
        }),
        "127.0.0.1",
      );
      if (!answer.ok) throw new Error(`${each}: ${await answer.text()}`);
      await answer.body?.cancel();
    }
  };
  return {
    service,
    control,
    pay: (url, how = {}) => control(`sessions/${url.split("/").at(-1)}/pay`, how),
    audit: () => auditBooks(database),
    async close() {
      await sandbox.close();
      await service.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
