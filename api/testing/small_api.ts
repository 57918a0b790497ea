/** The whole API over a small shop in real files, for tests. */
import type { Client } from "@libsql/client";
import { couponHashing, demoCouponKey } from "../../commerce/quote/coupon_hash.ts";
import type { FieldError } from "../../commerce/problem.ts";
import type { AdminCategory, AdminProduct, AdminVariant } from "../../commerce/wire/admin_catalog.ts";
import type { PublicMarket } from "../../commerce/wire/catalog.ts";
import { openBackoffice } from "../../db/backoffice/connect.ts";
import { migrateBackoffice } from "../../db/backoffice/migrate.ts";
import { opening, openSmallShop, type SmallShop } from "../../db/catalog/testing/small_shop.ts";
import { type Inventory, migrateInventory, openInventory } from "../../db/inventory/open.ts";
import { createApp, createPlatform } from "../app.ts";
import { runCatalog } from "../catalog/running.ts";
import { runInventory } from "../inventory/running.ts";
import type { Api } from "../platform/environment.ts";
import { internalCalls } from "../platform/internal_calls.ts";
import { createLog } from "../../commerce/log.ts";
import { serviceNames } from "../../commerce/settings.ts";
import { unlimited } from "../../commerce/rate_limits.ts";

/** The key that these tests' merchants have. */
export const adminKey = "small-api-admin-key";
/** The token that its services show each other. */
export const serviceToken = "small-api-service-token";

/** What an answer holds, read. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** The fields of all answers: a test knows which are there. */
export type Body =
  & Omit<AdminProduct & AdminVariant & AdminCategory, "status" | "texts" | "prices">
  & {
    readonly status: string | number;
    readonly catalogVersion: number;
    readonly texts: Readonly<Record<string, AdminProduct["texts"][string] & { readonly name: string }>>;
    readonly type: string;
    readonly detail: string;
    readonly errors: readonly FieldError[];
    readonly nextCursor: string | null;
    readonly items: readonly Item[];
  };

/** Likewise, of the items of all lists. */
export type Item = PublicMarket & AdminProduct & { readonly sku: string; readonly market: string };

export interface CallOptions {
  readonly body?: unknown;
  /** `If-Match`, in quotes already, as `ETag` gives it. */
  readonly etag?: string | null;
  /** `Idempotency-Key`; a POST without one gets a new one. */
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

export interface SmallApi {
  readonly shop: SmallShop;
  readonly backoffice: Client;
  readonly inventory: Inventory;
  readonly api: Api;
  /** Does all chores once. */
  doChores(): Promise<void>;
  /** What was logged, parsed. */
  readonly lines: Record<string, unknown>[];
  /** Calls as a merchant with a valid key. @throws {Error} A 500, with what was logged. */
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  /** Moves the clock, in milliseconds. */
  pass(milliseconds: number): void;
  /** Tells the services that the process is to stop. */
  stop(): void;
  close(): Promise<void>;
}

/** Opens it, a minute after the shop. */
export async function openSmallApi(): Promise<SmallApi> {
  const shop = await openSmallShop();
  const folder = await Deno.makeTempDir();
  const backoffice = await openBackoffice({ url: `file:${folder}/backoffice.db` });
  await migrateBackoffice(backoffice);
  const stock = await openInventory({ url: `file:${folder}/inventory.db` });
  await migrateInventory(stock);
  const lines: Record<string, unknown>[] = [];
  const stopping = new AbortController();
  let now = opening + 60_000;
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
  const call = internalCalls({
    here: { names: new Set(serviceNames), fetch: (request) => api.fetch(request) },
    elsewhere: {},
    serviceToken,
    fetch,
  });
  const catalog = runCatalog({
    limitRate: unlimited,
    catalog: shop.catalog,
    backoffice,
    hashCoupons: couponHashing(demoCouponKey),
    platform,
    call,
    stopping: stopping.signal,
    written() {},
  });
  const inventory = runInventory({ inventory: stock, platform, call, written() {} });
  const services = [catalog, inventory];
  const api = createApp({ services, platform });
  return {
    shop,
    backoffice,
    inventory: stock,
    api,
    async doChores() {
      for (const { chores } of services) {
        for (const chore of chores) await chore.run();
      }
    },
    lines,
    async call(method, path, { body, etag, key, headers } = {}) {
      const response = await api.request(path, {
        method,
        headers: {
          authorization: `Bearer ${adminKey}`,
          ...body !== undefined && { "content-type": "application/json" },
          ...typeof etag === "string" && { "if-match": etag },
          ...method === "POST" && { "idempotency-key": key ?? crypto.randomUUID() },
          ...headers,
        },
        ...body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) },
      });
      const text = await response.text();
      if (response.status === 500) {
        throw new Error(
          `${method} ${path}: ${JSON.stringify(lines.findLast((line) => line.event === "exception"))}`,
        );
      }
      const json = response.headers.get("content-type")?.includes("json");
      return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
    },
    pass(milliseconds) {
      now += milliseconds;
    },
    stop: () => stopping.abort(),
    async close() {
      stopping.abort();
      await shop.close();
      backoffice.close();
      await stock.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

/** A lamp for 49.00 dollars and 45.00 euros, of which the parts given are different. */
export function lamp(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    status: "active",
    categories: ["lamps"],
    texts: {
      en: { title: "Reading lamp", description: "Turns." },
      fr: { title: "Lampe de lecture", description: "" },
    },
    variants: [{ sku: "LAMP-1", prices: { us: { amountMinor: 4900 }, fr: { amountMinor: 4500 } } }],
    ...more,
  };
}
