/** The edge's process on Deno: settings, the replica, pictures, the server; and a graceful stop. */
import { setTimeout as delay } from "node:timers/promises";
import type { CatalogReader } from "../commerce/catalog_reader.ts";
import { problemResponse } from "../commerce/problem.ts";
import { couponHashing } from "../commerce/quote/coupon_hash.ts";
import { readSettings } from "../commerce/settings.ts";
import { isFileDamage } from "../db/catalog/reading/damage.ts";
import { openReplica } from "../db/catalog/reading/replica.ts";
import type { ObjectStore } from "../db/objects/object_store.ts";
import { openObjectStore } from "../db/objects/open_object_store.ts";
import { createEdge, type Edge } from "./app.ts";
import { folderFiles } from "./folder_files.ts";
import { lagMeter } from "./lag.ts";
import { createRateLimiter, unlimited } from "../commerce/rate_limits.ts";
import { createLog } from "../commerce/log.ts";
import { PictureStore, type RenderPicture } from "./picture_store.ts";
import { readBuild } from "./read_build.ts";
import { Readiness } from "./readiness.ts";
import { regionReports } from "./region_reports.ts";
import { ReplicaFolder } from "./replica_folder.ts";
import { ReplicaFollower } from "./replica_follower.ts";

const settings = readSettings((name) => Deno.env.get(name), [
  "PORT",
  "HOST",
  "DATA_DIR",
  "PUBLIC_URL",
  "CATALOG_URL",
  "CATALOG_REPLICA",
  "CATALOG_REPLICA_TOKEN",
  "API_URL",
  "SERVICE_TOKEN",
  "REGION",
  "OBJECT_STORE_URL",
  "PAGE_CACHE_BYTES",
  "COUPON_KEY",
  "PAYMENT_ORIGIN",
  "ADDRESS_HEADER",
  "LIMITS",
]);
const { CATALOG_URL: primary, CATALOG_REPLICA_TOKEN: replicaToken, SERVICE_TOKEN: serviceToken } = settings;
const log = createLog({
  program: "edge",
  // deno-lint-ignore no-console -- the program's log is its standard error
  write: (line) => console.error(line),
  now: () => new Date(),
  secrets: [replicaToken, serviceToken].filter((value) => value !== undefined),
});
const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
const replica = settings.CATALOG_REPLICA ?? `${settings.DATA_DIR}/catalog.db`;
const apiUrl = settings.API_URL ?? null;

/** Milliseconds between looks for another copy, for changes, and for a copy that is not there yet. */
const lookAgainMs = 50;
/** Milliseconds that open requests get when the process is asked to stop. */
const graceMs = 5_000;
/** Milliseconds that a read from the primary may take. */
const primaryDeadlineMs = 3_000;

let edge: Edge | null = null;
let version: number | null = null;
const stopping = new AbortController();
const lag = lagMeter({ apiUrl, fetch, now: Date.now });

const openPrimary = await primaryOpener();
const follower = new ReplicaFollower({
  folder: new ReplicaFolder(replica),
  plainFile: replica,
  openFile: openReplica,
  isDamage: isFileDamage,
  openPrimary,
  log,
  now: Date.now,
});
const readiness = new Readiness({ version: () => version, hasCopy: () => follower.hasCopy, lag });

const server = Deno.serve({
  hostname: settings.HOST,
  port: settings.PORT,
  onListen: ({ hostname, port }) => log.info("listening", { hostname, port, region: settings.REGION }),
  onError: (error) => {
    log.error("request failed outside the application", { error });
    return problemResponse("internal-error");
  },
}, (request, info) => {
  const mayServe = readiness.wasReady && follower.switching.isUsable;
  if (edge && (mayServe || new URL(request.url).pathname !== "/readyz")) {
    return edge.fetch(request, () => info.remoteAddr.hostname);
  }
  return notReady(request);
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.addSignalListener(signal, () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    log.info("stopping", { signal });
    setTimeout(() => Deno.exit(0), graceMs);
    server.shutdown().then(() => {
      edge?.close();
      Deno.exit(0);
    });
  });
}

edge = await openEdge();
await keepLooking(edge);

/** Reading from the primary: only where that is a server. */
async function primaryOpener(): Promise<(() => CatalogReader) | null> {
  if (primary === undefined || primary.startsWith("file:")) return null;
  const { openRemote } = await import("../db/catalog/reading/remote.ts");
  return () =>
    openRemote({ url: primary, token: replicaToken, fetch, now: Date.now, deadlineMs: primaryDeadlineMs });
}

/** Waits for a usable catalog: the syncer, or in `start` the API, may be making it right now. */
async function openEdge(): Promise<Edge> {
  const build = await readBuild("dist");
  const objects = await openObjectStore(settings.OBJECT_STORE_URL ?? `file:${settings.DATA_DIR}/objects`);
  const { reader } = follower;
  const pictures = new PictureStore({
    originals: { get: async (key) => await getOriginal(reader, objects, key) },
    files: folderFiles(`${settings.DATA_DIR}/media`),
    render: lazily,
    concurrency: 2,
    onError: (error) => log.error("picture cannot be kept", { error }),
  });
  for (let looks = 0;; looks++) {
    await follower.look();
    try {
      return await createEdge({
        reader,
        build,
        pictures,
        publicUrl,
        apiUrl,
        paymentOrigin: settings.PAYMENT_ORIGIN,
        addressHeader: settings.ADDRESS_HEADER ?? null,
        region: settings.REGION,
        pageCacheBytes: settings.PAGE_CACHE_BYTES,
        hashCoupons: couponHashing(settings.COUPON_KEY),
        limitRate: settings.LIMITS ? (rate) => createRateLimiter(rate, Date.now) : unlimited,
        serviceToken: serviceToken ?? null,
        log,
        fetch,
        now: Date.now,
      });
    } catch (error) {
      if (looks % 200 === 199) {
        log.error("catalog is not usable yet", { error: follower.lastError, last: error, replica });
      }
      await delay(lookAgainMs);
    }
  }
}

/** Follows the copy, and tells the centre what is served, for as long as the process runs. */
async function keepLooking(edge: Edge): Promise<never> {
  const report = apiUrl === null || serviceToken === undefined ? null : regionReports({
    apiUrl,
    token: serviceToken,
    region: settings.REGION,
    machine: crypto.randomUUID(),
    fetch,
    now: Date.now,
  });
  for (;;) {
    await follower.look();
    version = await edge.learn();
    if (!readiness.wasReady) {
      await readiness.look();
      if (readiness.wasReady) log.info("ready", { replica, publicUrl, version });
    }
    if (readiness.wasReady) void report?.(version);
    await delay(lookAgainMs);
  }
}

async function getOriginal(
  reader: CatalogReader,
  objects: ObjectStore,
  key: string,
): Promise<Uint8Array | null> {
  const original = await reader.original(key);
  return original && await objects.get(original.object);
}

/** sharp takes a quarter of a second to load: not before the first picture is wanted. */
async function lazily(...wanted: Parameters<RenderPicture>): ReturnType<RenderPicture> {
  const { renderPicture } = await import("./render_picture.ts");
  return await renderPicture(...wanted);
}

/** Before the machine is ready: alive, and a person is told to come back. */
async function notReady(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === "/healthz") return Response.json({ status: "alive" });
  return problemResponse("upstream-unavailable", {
    detail: version === null
      ? "The catalog is not here yet."
      : `The catalog is here as of version ${version}, ${
        await lag(version) ?? "an unknown number of"
      } behind.`,
    headers: { "retry-after": "1" },
  });
}
