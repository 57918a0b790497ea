/** The catalog service as a process runs it. */
import type { Client } from "@libsql/client";
import { couponGuesses } from "../../commerce/coupon_guesses.ts";
import type { HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import type { LimitRate } from "../../commerce/rate_limits.ts";
import type { Catalog } from "../../db/catalog/connect.ts";
import { readCatalogVersion } from "../../db/catalog/writing/admin_lookups.ts";
import { idempotencyKeys } from "../../db/platform/idempotency_keys.ts";
import { createWriterQueue } from "../../db/platform/writer_queue.ts";
import type { Answer, Refusal } from "../platform/answer.ts";
import type { Platform } from "../platform/environment.ts";
import type { CallService } from "../platform/internal_calls.ts";
import { register } from "../platform/register.ts";
import type { RunningService } from "../platform/running_service.ts";
import { catalogChores } from "./chores.ts";
import { catalogHandlers, catalogService } from "./handlers.ts";
import { openStockBy } from "./opening_stock.ts";
import { catalogOperations } from "./operations.ts";
import { probe } from "./probe.ts";
import { VersionWatch } from "./version_watch.ts";

/** Milliseconds between looks for versions that another process wrote, while an edge waits for news. */
const lookForVersionsMs = 100;

export interface CatalogOptions {
  readonly catalog: Catalog;
  readonly backoffice: Client;
  readonly hashCoupons: HashCoupons;
  readonly platform: Omit<Platform, "idempotency">;
  readonly limitRate: LimitRate;
  /** Calls other services. */
  readonly call: CallService;
  /** Aborts when the process is told to stop: edges that wait for news are answered then. */
  readonly stopping: AbortSignal;
  /** Called after each write of the catalog. */
  readonly written: () => void;
}

/** Makes the service of open, migrated databases, which it closes with itself. */
export function runCatalog(
  { catalog, backoffice, hashCoupons, platform, limitRate, call, stopping, written }: CatalogOptions,
): RunningService {
  const { now, log } = platform;
  const watch = new VersionWatch({
    read: () => readCatalogVersion(catalog),
    everyMs: lookForVersionsMs,
    onError: (error) => log.warn("catalog cannot be asked for its version", { error }),
  });
  stopping.addEventListener("abort", () => watch.close());
  const service = catalogService({
    catalog,
    backoffice,
    now,
    written() {
      watch.wake();
      written();
    },
  });
  const handlers = catalogHandlers(service, {
    hashCoupons,
    openStock: openStockBy(call),
    watch,
    guesses: couponGuesses(limitRate),
  });
  const queue = createWriterQueue(backoffice);
  const idempotency = idempotencyKeys<Answer | Refusal>(queue);
  return {
    name: "catalog",
    operations: catalogOperations,
    routes: (api) => register(api, catalogOperations, handlers, { ...platform, idempotency }),
    chores: catalogChores({ catalog, backoffice, queue, now }),
    async probe() {
      queue.check();
      return { catalogVersion: await probe(catalog, backoffice) };
    },
    async close() {
      await queue.drain();
      catalog.close();
      backoffice.close();
    },
  };
}
