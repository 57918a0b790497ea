/**
 * The Stripe sandbox: the slice of Stripe's HTTP API that the shop uses, its hosted payment page and its webhooks,
 * without Stripe. See docs/stripe_sandbox.md.
 */
import type { Log } from "../commerce/log.ts";
import type { Account, Cause, Delays } from "./account.ts";
import { answerSeconds, serveApi } from "./api/serve.ts";
import { type Controls, serveControl } from "./control.ts";
import { createFaults } from "./faults.ts";
import { deskPage } from "./page/desk_page.tsx";
import { servePages } from "./page/serve_pages.tsx";
import { runTask } from "./payments/tasks.ts";
import type { RecordKind, Records, WebhookEndpoint } from "./state/records.ts";
import { createSchedule, type Schedule } from "./state/schedule.ts";
import { openStore } from "./state/store.ts";
import { createDeliveries, type RetryPlan } from "./webhooks/deliveries.ts";

export interface SandboxOptions {
  /** Where its memory is kept; null: nowhere. */
  readonly folder: string | null;
  /** The only key that is let in; null lets in every test key. */
  readonly secretKey: string | null;
  /** Where webhooks go until it is told otherwise; null: nowhere. */
  readonly webhook: WebhookEndpoint | null;
  /** The shop, to which the sandbox's first page leads. */
  readonly shopUrl?: string | null;
  readonly log: Log;
  readonly retry?: RetryPlan;
  readonly delays?: Delays;
  readonly fetch?: typeof globalThis.fetch;
  readonly wallClock?: () => number;
}

export interface Sandbox {
  handle(request: Request, remoteAddress: string): Promise<Response>;
  close(): Promise<void>;
}

/** Pauses of 1, 2, 4 … seconds up to five minutes, for an hour or so. */
const defaultRetry: RetryPlan = { firstMs: 1000, longestMs: 300_000, tries: 20 };
const defaultDelays: Delays = { soon: 5, later: 180 };
/** Stripe forgets events after thirty days. */
const eventSeconds = 30 * 24 * 3600;

/** Opens a sandbox; it goes on where the one before it was. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { log, retry = defaultRetry, delays = defaultDelays, wallClock = Date.now } = options;
  const store = await openStore(options.folder, (kind, record) => isKept(kind, record, wallClock() / 1000));
  const faults = createFaults();
  let ahead = store.get("clock", "clock") ?? 0;
  const nowMs = () => wallClock() + ahead;
  let webhook = options.webhook;

  const schedule: Schedule = createSchedule({
    store,
    nowMs,
    run(id, timer) {
      const { task } = timer;
      if (task.kind === "deliver") return deliveries.begin(id, timer);
      try {
        store.change(() => {
          store.remove("timer", id);
          runTask(account, task);
        });
      } catch (error) {
        // A bug. The timer stays and is tried at the next start; what else is due goes on.
        log.error("task failed", { task, error });
      }
    },
  });
  const deliveries = createDeliveries({
    store,
    endpoint: () => webhook,
    retry,
    faults,
    schedule: schedule.set,
    nowMs,
    wallClock,
    fetch: options.fetch ?? fetch,
    log,
  });

  function accountFor(cause: Cause): Account {
    return {
      store,
      delays,
      cause,
      now: () => Math.floor(nowMs() / 1000),
      schedule: (id, task, afterSeconds) => schedule.set(id, { at: nowMs() + afterSeconds * 1000, task }),
      cancel: (id) => schedule.cancel(id),
      announce: (event) => deliveries.announce(event),
      isWaiting: (event) => deliveries.isWaiting(event),
    };
  }

  const account = accountFor({ id: null, idempotencyKey: null });
  const api = serveApi({ store, secretKey: options.secretKey, accountFor, faults, pause });
  const controls: Controls = {
    account,
    faults,
    clock: () => Math.floor(nowMs() / 1000),
    advance(seconds) {
      ahead += seconds * 1000;
      store.put("clock", "clock", ahead);
      schedule.runDue();
    },
    setEndpoint: (to) => void (webhook = to),
    resend: deliveries.resend,
    async idle() {
      while (schedule.isDue() || deliveries.running() > 0) await pause(5);
    },
    waiting: () => store.ids("timer").filter((id) => id.startsWith("deliver:")).length,
  };

  return {
    async handle(request, remoteAddress) {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/v1/")) return await api(request);
      if (pathname.startsWith("/_sandbox/")) return await serveControl(request, controls, remoteAddress);
      if (pathname === "/") return deskPage(account, options.shopUrl ?? null);
      if (pathname === "/healthz") return Response.json({ status: "alive" });
      return await servePages(request, account) ?? new Response("Not found", { status: 404 });
    },
    async close() {
      schedule.close();
      await deliveries.close();
      store.close();
    },
  };
}

function isKept<K extends RecordKind>(kind: K, record: Records[K], now: number): boolean {
  if (kind === "answer") return (record as Records["answer"]).created > now - answerSeconds;
  if (kind === "event") return (record as Records["event"]).created > now - eventSeconds;
  return true;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
