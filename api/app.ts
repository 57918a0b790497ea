/** The central API, wired: the operations of the services that run here, and the document that describes all. */
import type { Log } from "../commerce/log.ts";
import { aboutHandlers } from "./about/handlers.ts";
import { aboutOperations } from "./about/operations.ts";
import { edgeOperations } from "./catalog/edge_operations.ts";
import { catalogOperations } from "./catalog/operations.ts";
import { openApiDocument } from "./openapi.ts";
import { bootstrapKeyOnly, serviceTokenOnly } from "./platform/bearer.ts";
import type { Api, Platform } from "./platform/environment.ts";
import { createFrame } from "./platform/frame.ts";
import type { OperationTable } from "./platform/operation.ts";
import { refuseOtherMethods, register } from "./platform/register.ts";
import type { RunningService } from "./platform/running_service.ts";

/** All operations there are, internal ones too. */
export const operations: OperationTable = {
  ...catalogOperations,
  ...aboutOperations,
};

/** Those that the document describes: whatever is not between services. */
export const documentedOperations: OperationTable = Object.fromEntries(
  Object.entries(operations).filter(([, { access }]) => access !== "service"),
);

export interface PlatformOptions {
  /** The bootstrap key with every scope; left out: the admin API takes none. */
  readonly adminApiKey?: string;
  /** What services show each other; left out: no internal call is answered. */
  readonly serviceToken?: string;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What all services of a process share. */
export function createPlatform(
  { adminApiKey, serviceToken, log, now }: PlatformOptions,
): Omit<Platform, "idempotency"> {
  return {
    log,
    now,
    authenticate: bootstrapKeyOnly(adminApiKey),
    authenticateService: serviceTokenOnly(serviceToken),
  };
}

/** Makes the API of the services that run in this process. */
export function createApp(
  { services, platform }: { services: readonly RunningService[]; platform: Omit<Platform, "idempotency"> },
): Api {
  const api = createFrame(platform.log);
  for (const service of services) service.routes(api);
  const about = aboutHandlers({
    document: openApiDocument(documentedOperations, edgeOperations),
    probe: async () => Object.assign({}, ...await Promise.all(services.map((service) => service.probe()))),
    log: platform.log,
  });
  register(api, aboutOperations, about, { ...platform, idempotency: noKeys });
  const here = [aboutOperations, ...services.map((service) => service.operations)];
  refuseOtherMethods(api, here.flatMap((table) => Object.values(table)));
  return api;
}

/** Calls about the API take no idempotency keys. */
const noKeys: Platform["idempotency"] = {
  claim: () => Promise.reject(new Error("the API's own calls take no idempotency keys")),
  finish: () => Promise.resolve(),
  release: () => Promise.resolve(),
};
