/** The central API, wired: the operations of the services that run here, and the document that describes all. */
import type { Log } from "../commerce/log.ts";
import type { ServiceName } from "../commerce/settings.ts";
import { aboutHandlers } from "./about/handlers.ts";
import { aboutOperations } from "./about/operations.ts";
import { edgeOperations } from "./catalog/edge_operations.ts";
import { catalogOperations } from "./catalog/operations.ts";
import { inventoryOperations } from "./inventory/operations.ts";
import { openApiDocument } from "./openapi.ts";
import { orderOperations } from "./orders/operations.ts";
import { paymentsOperations } from "./payments/operations.ts";
import { bootstrapKeyOnly, serviceTokenOnly } from "./platform/bearer.ts";
import type { Api, Platform } from "./platform/environment.ts";
import { createFrame } from "./platform/frame.ts";
import type { OperationTable } from "./platform/operation.ts";
import { passOn } from "./platform/pass_on.ts";
import { refuseOtherMethods, register } from "./platform/register.ts";
import type { RunningService } from "./platform/running_service.ts";

/** The operations of each service, internal ones too. */
export const serviceOperations: Readonly<Partial<Record<ServiceName, OperationTable>>> = {
  catalog: catalogOperations,
  inventory: inventoryOperations,
  orders: orderOperations,
  payments: paymentsOperations,
};

/** All operations there are. */
export const operations: OperationTable = Object.assign(
  {},
  ...Object.values(serviceOperations),
  aboutOperations,
);

/** Those that the document describes: whatever is not between services. */
export const documentedOperations: OperationTable = Object.fromEntries(
  Object.entries(operations).filter(([, { access }]) => access !== "service"),
);

export interface PlatformOptions {
  /** The bootstrap key with every scope; left out: the admin API takes none. */
  readonly adminApiKey?: string;
  /** What services show each other; left out: no internal call is answered. */
  readonly serviceToken?: string;
  /** `SERVICE_TOKEN_BEFORE`: believed beside it. */
  readonly serviceTokenBefore?: string | undefined;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What all services of a process share. */
export function createPlatform(
  { adminApiKey, serviceToken, serviceTokenBefore, log, now }: PlatformOptions,
): Omit<Platform, "idempotency"> {
  return {
    log,
    now,
    authenticate: bootstrapKeyOnly(adminApiKey),
    authenticateService: serviceTokenOnly(serviceToken, serviceTokenBefore),
  };
}

export interface AppOptions {
  /** The services that run in this process. */
  readonly services: readonly RunningService[];
  /** Origins of those that do not: what is asked of them here is passed on. */
  readonly elsewhere?: Partial<Readonly<Record<ServiceName, string>>>;
  readonly platform: Omit<Platform, "idempotency">;
}

/** The head of an answer that was passed on comes within this, in milliseconds. */
const passOnMs = 20_000;

/** Makes the API of a process. */
export function createApp({ services, elsewhere = {}, platform }: AppOptions): Api {
  const { log } = platform;
  const api = createFrame(log);
  for (const service of services) service.routes(api);
  const about = aboutHandlers({
    document: openApiDocument(documentedOperations, edgeOperations),
    services,
    log,
  });
  register(api, aboutOperations, about, { ...platform, idempotency: noKeys });
  const here = [aboutOperations, ...services.map((service) => service.operations)];
  refuseOtherMethods(api, here.flatMap((table) => Object.values(table)));
  for (const [name, table] of Object.entries(serviceOperations) as [ServiceName, OperationTable][]) {
    const origin = elsewhere[name];
    if (origin === undefined || services.some((service) => service.name === name)) continue;
    passOn(api, { origin, operations: Object.values(table), fetch, log, deadlineMs: passOnMs });
  }
  return api;
}

/** Calls about the API take no idempotency keys. */
const noKeys: Platform["idempotency"] = {
  claim: () => Promise.reject(new Error("the API's own calls take no idempotency keys")),
  finish: () => Promise.resolve(true),
  release: () => Promise.resolve(),
};
