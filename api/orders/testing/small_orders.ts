/** The orders service over real files, with the real catalog and inventory beside it and a plain stand-in for payments. */
import { couponHashing, demoCouponKey } from "../../../commerce/quote/coupon_hash.ts";
import { createLog } from "../../../commerce/log.ts";
import { newId } from "../../../commerce/ids.ts";
import type { PaymentEvent, PaymentStatus } from "../../../commerce/wire/internal_payments.ts";
import type { ServiceName } from "../../../commerce/settings.ts";
import { openBackoffice } from "../../../db/backoffice/connect.ts";
import { migrateBackoffice } from "../../../db/backoffice/migrate.ts";
import {
  chair,
  opening,
  openSmallShop,
  type SmallShop,
  variant,
} from "../../../db/catalog/testing/small_shop.ts";
import { createProduct } from "../../../db/catalog/writing/create_product.ts";
import { saveShippingZone } from "../../../db/catalog/writing/save_shipping.ts";
import { saveTaxRates } from "../../../db/catalog/writing/save_tax_rates.ts";
import {
  addressHeaders,
  shopperAddressHeader,
  voucherHeader,
} from "../../../commerce/wire/shopper_address.ts";
import { openSmallInventory, type SmallInventory } from "../../../db/inventory/testing/small_inventory.ts";
import { readKey } from "../../../db/orders/keys.ts";
import { migrateOrders, openOrders, type Orders } from "../../../db/orders/open.ts";
import { createApp, createPlatform } from "../../app.ts";
import { runCatalog } from "../../catalog/running.ts";
import { runInventory } from "../../inventory/running.ts";
import type { Api } from "../../platform/environment.ts";
import { type CallService, type InternalRequest, UnreachableError } from "../../platform/internal_calls.ts";
import { createRateLimiter, unlimited } from "../../../commerce/rate_limits.ts";
import type { MailEvent } from "../changes/consequences.ts";
import { orderSecrets } from "../order_secrets.ts";
import { runOrders } from "../running.ts";
import { openSandboxPayments, type SandboxPayments } from "./sandbox_payments.ts";

export const adminKey = "small-orders-admin-key";
export const serviceToken = "small-orders-service-token";
export const publicUrl = "https://shop.example";

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // deno-lint-ignore no-explicit-any -- a test knows what it asked for.
  readonly body: any;
}

export interface CallOptions {
  readonly body?: unknown;
  /** `Idempotency-Key`; a POST without one gets a new one. */
  readonly key?: string;
  readonly etag?: string | null;
  readonly headers?: Record<string, string>;
}

/** How a call between services goes wrong: it never arrives, or its answer never does. */
export type Fault = "not-sent" | "not-answered";

/** What the stand-in knows of an order's payment. */
export interface KnownPayment {
  // deno-lint-ignore no-explicit-any -- as orders sent it.
  readonly checkout: any;
  status: PaymentStatus;
  asked: number;
}

export interface SmallOrders {
  readonly shop: SmallShop;
  readonly inventory: SmallInventory;
  readonly orders: Orders;
  readonly api: Api;
  readonly lines: Record<string, unknown>[];
  /** Mails that were sent, in order. */
  readonly mails: MailEvent[];
  readonly payments: Map<string, KnownPayment>;
  /** Refunds that were asked for, by key. */
  readonly refunds: Map<string, { orderId: string; amountMinor: number }>;
  /** Whether the stand-in refuses checkouts for good. */
  refusesCheckouts: boolean;
  /** Whether the stand-in refuses refunds for good. */
  refusesRefunds: boolean;
  /** What the stand-in answers to a capture. */
  capture: { status: number; body: unknown };
  /** Where the real payments run; null: the stand-in does. */
  readonly sandbox: SandboxPayments | null;
  /** Calls between services, e.g. `inventory PUT /internal/…`. */
  readonly calls: string[];
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  /** Lets the next calls to a service whose path holds the text go wrong. */
  fail(service: ServiceName, text: string, fault: Fault, times?: number): void;
  /** Lets something happen once between a call's answer and what follows from it. */
  meanwhile(service: ServiceName, text: string, work: () => Promise<unknown>): void;
  /** Payments tells something of an order. */
  tell(orderId: string, type: PaymentEvent["type"], more?: Record<string, unknown>): Promise<Reply>;
  /** Lets all chores do what is due, until nothing is. */
  work(): Promise<void>;
  pass(milliseconds: number): void;
  now(): number;
  rows(statement: string): Promise<unknown[][]>;
  /** The stock of a SKU: on hand, reserved, to be shipped. */
  stock(sku: string): Promise<unknown[]>;
  close(): Promise<void>;
}

export interface SmallOrdersOptions {
  readonly limits?: boolean;
  readonly capture?: "now" | "at-shipment";
  /** Whether the real payments service runs, before a sandbox, in the place of the stand-in. */
  readonly realPayments?: boolean;
}

/** Opens it a minute after the shop: chairs (189.00 EUR, 10 in stock) and lamps (45.50 EUR, 3 in stock), 4.90 EUR shipping. */
export async function openSmallOrders(options: SmallOrdersOptions = {}): Promise<SmallOrders> {
  const folder = await Deno.makeTempDir();
  const shop = await openSmallShop();
  await stockShop(shop);
  const backoffice = await openBackoffice({ url: `file:${folder}/backoffice.db` });
  await migrateBackoffice(backoffice);
  const inventory = await openSmallInventory();
  const orders = await openOrders({ url: `file:${folder}/orders.db` });
  await migrateOrders(orders);

  const lines: Record<string, unknown>[] = [];
  let now = opening + 60_000;
  const clock = () => now;
  const platform = createPlatform({
    adminApiKey: adminKey,
    serviceToken,
    log: createLog({
      program: "api",
      write: (line) => lines.push(JSON.parse(line)),
      now: () => new Date(now),
    }),
    now: clock,
  });
  const faults: { service: ServiceName; text: string; fault: Fault; times: number }[] = [];
  const rivals: { service: ServiceName; text: string; work: () => Promise<unknown> }[] = [];
  const calls: string[] = [];
  const mails: MailEvent[] = [];
  const payments = new Map<string, KnownPayment>();
  const refunds = new Map<string, { orderId: string; amountMinor: number }>();

  const call: CallService = async (service, request) => {
    calls.push(`${service} ${request.method} ${request.path}`);
    const fault = faults.find((one) =>
      one.times > 0 && one.service === service && request.path.includes(one.text)
    );
    if (fault) fault.times--;
    if (fault?.fault === "not-sent") throw new UnreachableError("cut before");
    const answer = service === "payments" && !sandbox ? standIn(request) : await deliver(request);
    if (fault) throw new UnreachableError("cut after");
    const rival = rivals.findIndex((one) => one.service === service && request.path.includes(one.text));
    if (rival >= 0) await rivals.splice(rival, 1)[0]!.work();
    if (answer.status >= 500) throw new UnreachableError(`answered ${answer.status}`);
    return answer;
  };
  const deliver = async ({ method, path, body, shopperAddress = null }: InternalRequest) => {
    const response = await api.request(path, {
      method,
      headers: {
        authorization: `Bearer ${serviceToken}`,
        "content-type": "application/json",
        ...addressHeaders(shopperAddress, null),
      },
      ...body !== undefined && { body: JSON.stringify(body) },
    });
    return { status: response.status, body: await response.json() };
  };
  const standIn = ({ path, body }: InternalRequest) => {
    const orderId = /ord_[0-9a-f-]+/.exec(path)?.[0] ?? "";
    const known = payments.get(orderId);
    if (path.endsWith("/refunds")) {
      if (small.refusesRefunds) return { status: 409, body: { type: "/problems/conflict" } };
      const { key, orderId, amountMinor } = body as { key: string; orderId: string; amountMinor: number };
      refunds.set(key, { orderId, amountMinor });
      return { status: 202, body: { refundId: newId("rfd"), status: "requested" } };
    }
    if (path.includes("/captures/")) {
      return small.capture;
    }
    if (path.endsWith("/expire")) {
      if (known === undefined) return { status: 200, body: nothingKnown };
      if (known.status === "open") known.status = "expired";
      return { status: 200, body: checkoutOf(orderId, known) };
    }
    if (small.refusesCheckouts) return { status: 422, body: { type: "/problems/validation-failed" } };
    const payment: KnownPayment = known ?? { checkout: body, status: "open", asked: 0 };
    payment.asked++;
    payments.set(orderId, payment);
    return { status: 200, body: checkoutOf(orderId, payment) };
  };

  const stopping = new AbortController();
  const limitRate = options.limits
    ? (rate: Parameters<typeof createRateLimiter>[0]) => createRateLimiter(rate, clock)
    : unlimited;
  const catalog = runCatalog({
    limitRate,
    catalog: shop.catalog,
    backoffice,
    hashCoupons: couponHashing(demoCouponKey),
    call,
    platform,
    stopping: stopping.signal,
    written() {},
  });
  const stock = runInventory({ inventory, platform, call, written() {} });
  const service = runOrders({
    orders,
    secrets: orderSecrets({
      tokens: await readKey(orders, "order-tokens"),
      people: await readKey(orders, "people"),
    }),
    publicUrl,
    capture: options.capture ?? "now",
    openLimits: options.limits ? { perEmail: 2, perAddress: 3, units: 9, unpaidHourly: 6 } : null,
    mail: {
      deliver({ body }) {
        mails.push(body as MailEvent);
        return Promise.resolve();
      },
      routes() {},
    },
    shared: { platform, call, wake() {}, limitRate, stopping: stopping.signal },
  });
  const sandbox = options.realPayments
    ? await openSandboxPayments({ platform, call, request: (path, init) => api.request(path, init) })
    : null;
  const services = [catalog, stock, service, ...sandbox ? [sandbox.service] : []];
  const api = createApp({ services, platform });
  const small: SmallOrders = {
    shop,
    inventory,
    orders,
    api,
    lines,
    mails,
    payments,
    refunds,
    refusesCheckouts: false,
    refusesRefunds: false,
    capture: { status: 200, body: { status: "paid", capturedMinor: 23_940 } },
    sandbox,
    calls,
    async call(method, path, { body, key, etag, headers } = {}) {
      const response = await api.request(path, {
        method,
        headers: {
          ...path.startsWith("/v1/admin/") && { authorization: `Bearer ${adminKey}` },
          ...path.startsWith("/internal/") && { authorization: `Bearer ${serviceToken}` },
          ...body !== undefined && { "content-type": "application/json" },
          ...typeof etag === "string" && { "if-match": etag },
          ...method === "POST" && { "idempotency-key": key ?? crypto.randomUUID() },
          ...headers?.[shopperAddressHeader] && { [voucherHeader]: `Bearer ${serviceToken}` },
          ...headers,
        },
        ...body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) },
      });
      const text = await response.text();
      if (response.status === 500) {
        throw new Error(
          `${method} ${path}: ${JSON.stringify(lines.findLast(({ event }) => event === "exception"))}`,
        );
      }
      const json = response.headers.get("content-type")?.includes("json");
      return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
    },
    fail: (service, text, fault, times = 1) => void faults.push({ service, text, fault, times }),
    meanwhile: (service, text, work) => void rivals.push({ service, text, work }),
    tell(orderId, type, more = {}) {
      const body = {
        id: newId("evt"),
        orderId,
        paymentId: newId("pay"),
        type,
        amountMinor: payments.get(orderId)?.checkout.amountMinor ?? 0,
        currency: "EUR",
        at: new Date(now).toISOString(),
        ...more,
      };
      return small.call("POST", "/internal/orders/payment-events", { body });
    },
    async work() {
      for (let rounds = 0; rounds < 6; rounds++) {
        for (const chore of services.flatMap(({ chores }) => chores)) await chore.run().catch(() => null);
        await sandbox?.control("clock", { advanceSeconds: 0 });
      }
    },
    pass: (milliseconds) => void (now += milliseconds),
    now: clock,
    async rows(statement) {
      const { rows, columns } = await orders.client.execute(statement);
      return rows.map((row) => columns.map((_, at) => row[at]));
    },
    stock: async (sku) =>
      (await inventory.rows(`SELECT on_hand, reserved, to_ship FROM stock_levels WHERE sku = '${sku}'`))[0]!,
    async close() {
      stopping.abort();
      await service.close();
      await sandbox?.close();
      await inventory.remove();
      backoffice.close();
      await shop.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
  const levels = [["CHAIR-1", 10], ["LAMP-1", 3]].map(([sku, onHand]) => ({ sku, location: "main", onHand }));
  await small.call("PUT", "/v1/admin/stock-levels", { body: { items: levels } });
  return small;
}

const nothingKnown = { paymentId: null, status: "expired", url: null, expiresAt: null };

function checkoutOf(orderId: string, { status, checkout }: KnownPayment) {
  const url = status === "open" ? `https://pay.example/${orderId}` : null;
  return { paymentId: newId("pay"), status, url, expiresAt: checkout.expiresAt };
}

async function stockShop(shop: SmallShop): Promise<void> {
  await shop.write(opening, async (w) => {
    await createProduct(w, chair());
    await createProduct(
      w,
      chair({
        categories: ["lamps"],
        texts: { en: { title: "Reading lamp" }, fr: { title: "Lampe de lecture" } },
        attributes: [{ name: "withdrawal", value: "hygiene" }],
        variants: [variant("LAMP-1", { prices: { fr: { amountMinor: 4550 }, us: { amountMinor: 4900 } } })],
      }),
    );
    for (const [market, country] of [["fr", "FR"], ["us", "US"]] as const) {
      await saveShippingZone(w, {
        market,
        code: "home",
        countries: [country],
        regions: [],
        postalCodes: [],
        exceptPostalCodes: [],
        methods: [{
          id: "standard",
          names: { en: "Standard", fr: "Standard" },
          basis: "weight",
          rates: [{ upTo: null, amountMinor: 490 }],
          freeFromMinor: null,
          surcharges: [],
          excludes: [],
          cutOffMinutes: 840,
          handlingDays: 1,
          transitDays: { earliest: 1, latest: 3 },
          saturdays: false,
        }],
      });
    }
    await saveTaxRates(w, [
      taxRate("FR", null, "TVA", 200_000),
      taxRate("US", "CA", "Sales tax", 72_500),
    ]);
  });
}

function taxRate(country: string, region: string | null, name: string, ratePpm: number) {
  return {
    country,
    region,
    category: "standard" as const,
    ratePpm,
    name,
    taxesShipping: true,
    validFrom: 0,
    validUntil: null,
    source: "test",
  };
}

/** A chair and a lamp to Paris: 189.00 + 45.50 + 4.90. */
export function order(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    market: "fr",
    language: "en",
    lines: [{ sku: "CHAIR-1", quantity: 1 }, { sku: "LAMP-1", quantity: 1 }],
    email: "ada@example.com",
    shipTo: {
      name: "Ada Lovelace",
      line1: "1 rue de la Paix",
      city: "Paris",
      postalCode: "75002",
      country: "FR",
    },
    shippingOption: "standard",
    expectedTotal: { amountMinor: 23_940, currency: "EUR" },
    ...more,
  };
}
