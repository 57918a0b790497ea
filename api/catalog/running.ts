/** The catalog service as a process runs it. */
import type { Client } from "@libsql/client";
import type { HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import { idempotencyKeys } from "../../db/backoffice/idempotency_keys.ts";
import type { Catalog } from "../../db/catalog/connect.ts";
import type { Answer, Refusal } from "../platform/answer.ts";
import type { Platform } from "../platform/environment.ts";
import { register } from "../platform/register.ts";
import type { RunningService } from "../platform/running_service.ts";
import { catalogChores } from "./chores.ts";
import { catalogHandlers, catalogService } from "./handlers.ts";
import { catalogOperations } from "./operations.ts";
import { probe } from "./probe.ts";

export interface CatalogOptions {
  readonly catalog: Catalog;
  readonly backoffice: Client;
  readonly hashCoupons: HashCoupons;
  readonly platform: Omit<Platform, "idempotency">;
  /** Called after each write of the catalog. */
  readonly written: () => void;
}

/** Makes the service of open, migrated databases, which it closes with itself. */
export function runCatalog(
  { catalog, backoffice, hashCoupons, platform, written }: CatalogOptions,
): RunningService {
  const { now } = platform;
  const handlers = catalogHandlers(catalogService({ catalog, backoffice, now, written }), hashCoupons);
  const idempotency = idempotencyKeys<Answer | Refusal>(backoffice);
  return {
    name: "catalog",
    operations: catalogOperations,
    routes: (api) => register(api, catalogOperations, handlers, { ...platform, idempotency }),
    chores: catalogChores({ catalog, backoffice, now }),
    probe: async () => ({ catalogVersion: await probe(catalog, backoffice) }),
    close() {
      catalog.close();
      backoffice.close();
      return Promise.resolve();
    },
  };
}
