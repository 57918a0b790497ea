/** The payments service over a real file, before a Stripe sandbox in this process, for tests. */
import type Stripe from "stripe";
import { mintId } from "../../../commerce/ids.ts";
import { createLog } from "../../../commerce/log.ts";
import type { CheckoutInput, PaymentEvent } from "../../../commerce/wire/internal_payments.ts";
import { paymentEvent } from "../../../commerce/wire/internal_payments.ts";
import { auditBooks } from "../../../db/payments/books.ts";
import { migratePayments, openPayments, type Payments } from "../../../db/payments/open.ts";
import { openSandbox } from "../../../sandbox/sandbox.ts";
import { createApp, createPlatform } from "../../app.ts";
import { UnreachableError } from "../../platform/internal_calls.ts";
import { runPayments } from "../running.ts";
import { createStripe } from "../stripe/client.ts";

export const adminKey = "small-payments-admin-key";
export const serviceToken = "small-payments-service-token";
export const webhookSecret = "whsec_small_payments";
export const webhookPath = "/v1/payments/webhooks/stripe";

/** A delivery that the sandbox made. */
export interface Delivery {
  readonly body: string;
  readonly signature: string;
}

export interface Reply {
  readonly status: number;
  // deno-lint-ignore no-explicit-any -- a test knows what it asked for.
  readonly body: any;
  readonly headers: Headers;
}

export interface SmallPayments {
  database(): Payments;
  readonly stripe: Stripe;
  /** What orders was told. */
  readonly told: PaymentEvent[];
  /** What the sandbox delivered: to the shop, or to nobody while `hold` is on. */
  readonly deliveries: Delivery[];
  /** Calls of Stripe's API, e.g. `POST /v1/refunds`. */
  readonly asked: string[];
  readonly lines: Record<string, unknown>[];
  now(): number;
  /** Whether deliveries are kept back from the shop. */
  hold(on: boolean): void;
  /** Whether Stripe can be reached. */
  cut(on: boolean): void;
  /** Whether orders can be reached. */
  deafen(on: boolean): void;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** Delivers to the shop. */
  deliver(delivery: Delivery, more?: { body?: string | Uint8Array<ArrayBuffer> }): Promise<Reply>;
  /** A control endpoint of the sandbox. */
  control(method: "PUT" | "POST", path: string, body?: object): Promise<Record<string, unknown>>;
  /** Opens a checkout; answers its order and session. */
  open(input?: Partial<CheckoutInput>): Promise<{ orderId: string; session: string }>;
  /** Moves both clocks, and lets the sandbox do what is due then. */
  pass(milliseconds: number): Promise<void>;
  /** Lets all chores do what is due. */
  work(): Promise<void>;
  /** Keeps the shop's file and clock as they are now. */
  save(): Promise<void>;
  /** Goes back to them; the sandbox stays as it is. */
  restore(): Promise<void>;
  /** What is wrong with the books. */
  audit(): Promise<string[]>;
  close(): Promise<void>;
}

/** Some day in the future: no clock of the machine matters. */
const opening = Date.UTC(2027, 0, 15, 12);

export async function openSmallPayments(): Promise<SmallPayments> {
  const folder = await Deno.makeTempDir();
  let file = `${folder}/payments.db`;
  let database = await openPayments({ url: `file:${file}` });
  await migratePayments(database);
  const lines: Record<string, unknown>[] = [];
  const told: PaymentEvent[] = [];
  const deliveries: Delivery[] = [];
  const asked: string[] = [];
  let now = opening;
  let isHeld = false;
  let isCut = false;
  let isDeaf = false;
  let orders = 0;
  let saved = opening;

  const sandbox = await openSandbox({
    folder: null,
    secretKey: null,
    webhook: { url: `https://shop.invalid${webhookPath}`, secret: webhookSecret },
    log: createLog({ program: "sandbox", write: () => {}, now: () => new Date(now) }),
    wallClock: () => now,
    retry: { firstMs: 1_000, longestMs: 1_000, tries: 1 },
    async fetch(_url, init) {
      const delivery = {
        body: String(init?.body),
        signature: new Headers(init?.headers).get("stripe-signature") ?? "",
      };
      deliveries.push(delivery);
      return isHeld ? new Response(null, { status: 200 }) : await post(delivery);
    },
  });
  const stripe = createStripe({
    secretKey: "sk_test_small_payments",
    apiBase: "http://stripe.invalid",
    fetch: async (input, init) => {
      const request = new Request(input, init);
      asked.push(`${request.method} ${new URL(request.url).pathname}`);
      if (isCut) throw new TypeError("connection refused");
      return await sandbox.handle(request, "127.0.0.1");
    },
  });
  const platform = createPlatform({
    adminApiKey: adminKey,
    serviceToken,
    log: createLog({
      program: "api",
      write: (line) => lines.push(JSON.parse(line)),
      now: () => new Date(now),
    }),
    now: () => now,
  });
  let { service, api } = serve();

  function serve() {
    const service = runPayments({
      database,
      stripe,
      webhookSecret,
      declineLimit: 10,
      shared: {
        platform,
        wake() {},
        call(name, { method, path, body }) {
          if (isDeaf) return Promise.reject(new UnreachableError("orders is down"));
          if (`${name} ${method} ${path}` !== "orders POST /internal/orders/payment-events") {
            return Promise.resolve({ status: 404, body: {} });
          }
          const event = paymentEvent.parse(body);
          if (!told.some(({ id }) => id === event.id)) told.push(event);
          return Promise.resolve({ status: 200, body: {} });
        },
      },
    });
    return { service, api: createApp({ services: [service], platform }) };
  }

  async function post(delivery: Delivery, body: string | Uint8Array<ArrayBuffer> = delivery.body) {
    return await api.request(webhookPath, {
      method: "POST",
      headers: { "stripe-signature": delivery.signature, "content-type": "application/json; charset=utf-8" },
      body,
    });
  }
  async function read(response: Response): Promise<Reply> {
    const { status, headers } = response;
    return { status, headers, body: await response.json() };
  }
  const control: SmallPayments["control"] = async (method, path, body = {}) => {
    const answer = await sandbox.handle(
      new Request(`http://stripe.invalid/_sandbox/${path}`, {
        method,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
      "127.0.0.1",
    );
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return await answer.json();
  };
  const call: SmallPayments["call"] = async (method, path, body, headers) => {
    const response = await api.request(path, {
      method,
      headers: {
        authorization: `Bearer ${path.startsWith("/internal/") ? serviceToken : adminKey}`,
        ...body !== undefined && { "content-type": "application/json" },
        ...headers,
      },
      ...body !== undefined && { body: JSON.stringify(body) },
    });
    return await read(response);
  };
  const idle = async () => void await control("POST", "idle");
  return {
    database: () => database,
    stripe,
    told,
    deliveries,
    asked,
    lines,
    now: () => now,
    hold: (on) => void (isHeld = on),
    cut: (on) => void (isCut = on),
    deafen: (on) => void (isDeaf = on),
    call,
    deliver: async (delivery, { body } = {}) => await read(await post(delivery, body)),
    async control(method, path, body) {
      const answer = await control(method, path, body);
      await idle();
      return answer;
    },
    async open(input = {}) {
      const orderId = mintId("ord", now, new Uint8Array(10).fill(++orders));
      const { status, body } = await call(
        "PUT",
        `/internal/payments/checkouts/${orderId}`,
        checkoutFor(now, input),
      );
      if (status !== 200) throw new Error(`open checkout: ${JSON.stringify(body)}`);
      return { orderId, session: String(body.url).split("/").at(-1)! };
    },
    async pass(milliseconds) {
      now += milliseconds;
      await control("POST", "clock", { advanceSeconds: 0 });
      await idle();
    },
    async work() {
      for (let round = 0; round < 3; round++) {
        for (const chore of service.chores) while (await chore.run() === 0);
        await idle();
      }
    },
    async save() {
      await database.client.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      await Deno.copyFile(file, `${folder}/saved.db`);
      saved = now;
    },
    async restore() {
      await service.close();
      // Another file: native handles on the old one may linger.
      file = `${folder}/${crypto.randomUUID()}.db`;
      await Deno.copyFile(`${folder}/saved.db`, file);
      database = await openPayments({ url: `file:${file}` });
      ({ service, api } = serve());
      now = saved;
      told.length = 0;
    },
    audit: () => auditBooks(database),
    async close() {
      await sandbox.close();
      await service.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** A checkout over 42.00 euros in two lines. */
export function checkoutFor(now: number, more: Partial<CheckoutInput> = {}): CheckoutInput {
  return {
    orderNumber: "AB12-CD34",
    amountMinor: 4200,
    currency: "EUR",
    email: "ada@example.com",
    language: "fr",
    market: "fr",
    capture: "now",
    lines: [
      { name: "Coussin en lin", quantity: 2, amountMinor: 3200 },
      { name: "Livraison", quantity: 1, amountMinor: 1000 },
    ],
    successUrl: "https://shop.example/fr-fr/orders/1",
    cancelUrl: "https://shop.example/fr-fr/checkout",
    expiresAt: new Date(now + 60 * 60_000).toISOString(),
    ...more,
  };
}
