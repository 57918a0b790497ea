/**
 * An edge on a runtime without disks or processes: the catalog is read from its primary, or a replica of it, over
 * HTTP. What Workers and Deno Deploy have in common; each has an entry of its own.
 */
import { createRateLimiter, unlimited } from "../commerce/rate_limits.ts";
import { createLog } from "../commerce/log.ts";
import { problemResponse } from "../commerce/problem.ts";
import { couponHashing } from "../commerce/quote/coupon_hash.ts";
import { readSettings } from "../commerce/settings.ts";
import { openRemote } from "../db/catalog/reading/remote.ts";
import { createEdge, type Edge } from "./app.ts";
import type { Build } from "./build.ts";
import { remotePictures } from "./remote_pictures.ts";

export interface DisklessOptions {
  /** A setting's value. */
  readonly environment: (name: string) => string | undefined;
  readonly readBuild: () => Promise<Build>;
  readonly fetch: typeof fetch;
  /** Told of work that goes on after its request was answered. */
  readonly background: (work: Promise<unknown>) => void;
  /** Takes a line of the log. */
  readonly write: (line: string) => void;
}

/** Milliseconds until an unanswered batch is given up. */
const deadlineMs = 3_000;

/** Answers requests; the first one opens the catalog, and so does the next where that failed. */
export function disklessEdge(options: DisklessOptions): (request: Request) => Promise<Response> {
  let opening: Promise<Edge> | null = null;
  const open = async (): Promise<Edge> => {
    try {
      return await openEdge(options);
    } catch (error) {
      opening = null;
      throw error;
    }
  };
  return async (request) => {
    let edge: Edge;
    try {
      edge = await (opening ??= open());
    } catch (error) {
      logOf(options).error("catalog is not usable", { error });
      if (new URL(request.url).pathname === "/healthz") return Response.json({ status: "alive" });
      return problemResponse("upstream-unavailable", { headers: { "retry-after": "1" } });
    }
    return await edge.fetch(request);
  };
}

async function openEdge(options: DisklessOptions): Promise<Edge> {
  const { environment, fetch, background } = options;
  const settings = readSettings(environment, [
    "ADDRESS_HEADER",
    "API_URL",
    "CATALOG_REPLICA_TOKEN",
    "CATALOG_URL",
    "COUPON_KEY",
    "LIMITS",
    "OBJECT_STORE_URL",
    "PAGE_CACHE_BYTES",
    "PAYMENT_ORIGIN",
    "PICTURES_URL",
    "PUBLIC_URL",
    "REGION",
    "SERVICE_TOKEN",
  ]);
  const { CATALOG_URL: url, PUBLIC_URL: publicUrl } = settings;
  if (url === undefined || publicUrl === undefined) {
    throw new Error("open the edge: wanted the settings CATALOG_URL and PUBLIC_URL");
  }
  const reader = openRemote({
    url,
    token: settings.CATALOG_REPLICA_TOKEN,
    fetch,
    now: Date.now,
    deadlineMs,
    background,
  });
  return await createEdge({
    reader,
    build: await options.readBuild(),
    pictures: remotePictures({
      reader,
      picturesUrl: settings.PICTURES_URL ?? null,
      objectStoreUrl: settings.OBJECT_STORE_URL ?? null,
      fetch,
    }),
    publicUrl,
    apiUrl: settings.API_URL ?? null,
    paymentOrigin: settings.PAYMENT_ORIGIN,
    addressHeader: settings.ADDRESS_HEADER ?? null,
    region: settings.REGION,
    pageCacheBytes: settings.PAGE_CACHE_BYTES,
    hashCoupons: couponHashing(settings.COUPON_KEY),
    limitRate: settings.LIMITS ? (rate) => createRateLimiter(rate, Date.now) : unlimited,
    serviceToken: settings.SERVICE_TOKEN ?? null,
    log: logOf(options),
    fetch,
    now: Date.now,
    background,
  });
}

function logOf({ write }: DisklessOptions) {
  return createLog({ program: "edge", write, now: () => new Date() });
}
