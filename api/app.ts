/** The central API, wired: every operation of every service, and the document that describes them. */
import type { Client } from "@libsql/client";
import type { HashCoupons } from "../commerce/quote/coupon_hash.ts";
import { idempotencyKeys } from "../db/backoffice/idempotency_keys.ts";
import type { Catalog } from "../db/catalog/connect.ts";
import { aboutHandlers } from "./about/handlers.ts";
import { aboutOperations } from "./about/operations.ts";
import { catalogHandlers, catalogService } from "./catalog/handlers.ts";
import { edgeOperations } from "./catalog/edge_operations.ts";
import { catalogOperations } from "./catalog/operations.ts";
import { probe } from "./catalog/probe.ts";
import { openApiDocument } from "./openapi.ts";
import type { Answer, Refusal } from "./platform/answer.ts";
import { bootstrapKeyOnly } from "./platform/bearer.ts";
import type { Api } from "./platform/environment.ts";
import { createFrame } from "./platform/frame.ts";
import type { Log } from "../commerce/log.ts";
import { refuseOtherMethods, register } from "./platform/register.ts";

/** All operations there are. */
export const operations = { ...catalogOperations, ...aboutOperations };

export interface AppOptions {
  readonly catalog: Catalog;
  readonly backoffice: Client;
  /** The bootstrap key with every scope; left out: the admin API takes none. */
  readonly adminApiKey?: string;
  readonly hashCoupons: HashCoupons;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Called after each write of the catalog. */
  readonly written: () => void;
}

/** Makes the API of open, migrated databases. */
export function createApp(options: AppOptions): Api {
  const { catalog, backoffice, adminApiKey, hashCoupons, log, now, written } = options;
  const platform = {
    log,
    now,
    authenticate: bootstrapKeyOnly(adminApiKey),
    idempotency: idempotencyKeys<Answer | Refusal>(backoffice),
  };
  const api = createFrame(log);
  register(
    api,
    catalogOperations,
    catalogHandlers(catalogService({ catalog, backoffice, now, written }), hashCoupons),
    platform,
  );
  register(
    api,
    aboutOperations,
    aboutHandlers({
      document: openApiDocument(operations, edgeOperations),
      probe: () => probe(catalog, backoffice),
      log,
    }),
    platform,
  );
  refuseOtherMethods(api, Object.values(operations));
  return api;
}
