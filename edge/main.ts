/** The edge's process on Deno: settings, the replica file, pictures, the server; and a graceful stop. */
import type { CatalogReader } from "../commerce/catalog_reader.ts";
import { problemResponse } from "../commerce/problem.ts";
import { couponHashing } from "../commerce/quote/coupon_hash.ts";
import { readSettings } from "../commerce/settings.ts";
import { openReplica } from "../db/catalog/reading/replica.ts";
import type { ObjectStore } from "../db/objects/object_store.ts";
import { openObjectStore } from "../db/objects/open_object_store.ts";
import { createEdge, type Edge } from "./app.ts";
import { folderFiles } from "./folder_files.ts";
import { createLog } from "../commerce/log.ts";
import { PictureStore, type RenderPicture } from "./picture_store.ts";
import { readBuild } from "./read_build.ts";

const settings = readSettings((name) => Deno.env.get(name), [
  "PORT",
  "HOST",
  "DATA_DIR",
  "PUBLIC_URL",
  "CATALOG_REPLICA",
  "API_URL",
  "REGION",
  "OBJECT_STORE_URL",
  "PAGE_CACHE_BYTES",
  "COUPON_KEY",
  "PAYMENT_ORIGIN",
  "ADDRESS_HEADER",
]);
// deno-lint-ignore no-console -- the program's log is its standard error
const log = createLog({ program: "edge", write: (line) => console.error(line), now: () => new Date() });
const publicUrl = settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`;
const replica = settings.CATALOG_REPLICA ?? `${settings.DATA_DIR}/catalog.db`;

/** Milliseconds between looks for a replica that is not there yet. */
const lookAgainMs = 50;
/** Milliseconds that open requests get when the process is asked to stop. */
const graceMs = 5_000;

let edge: Edge | null = null;
const stopping = new AbortController();

const server = Deno.serve({
  hostname: settings.HOST,
  port: settings.PORT,
  onListen: ({ hostname, port }) => log.info("listening", { hostname, port, region: settings.REGION }),
  onError: (error) => {
    log.error("request failed outside the application", { error });
    return problemResponse("internal-error");
  },
}, (request, info) => edge ? edge.fetch(request, () => info.remoteAddr.hostname) : notReady(request));

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
log.info("ready", { replica, publicUrl });

/** Waits for a usable replica: the syncer, or in `start` the API, may be making it right now. */
async function openEdge(): Promise<Edge> {
  const build = await readBuild("dist");
  const objects = await openObjectStore(settings.OBJECT_STORE_URL ?? `file:${settings.DATA_DIR}/objects`);
  for (let looks = 0;; looks++) {
    let reader: CatalogReader | null = null;
    try {
      const opened = reader = openReplica(replica);
      const pictures = new PictureStore({
        originals: { get: async (key) => await getOriginal(opened, objects, key) },
        files: folderFiles(`${settings.DATA_DIR}/media`),
        render: lazily,
        concurrency: 2,
        onError: (error) => log.error("picture cannot be kept", { error }),
      });
      return await createEdge({
        reader: opened,
        build,
        pictures,
        publicUrl,
        apiUrl: settings.API_URL ?? null,
        paymentOrigin: settings.PAYMENT_ORIGIN,
        addressHeader: settings.ADDRESS_HEADER ?? null,
        region: settings.REGION,
        pageCacheBytes: settings.PAGE_CACHE_BYTES,
        hashCoupons: couponHashing(settings.COUPON_KEY),
        log,
        fetch,
        now: Date.now,
      });
    } catch (error) {
      reader?.close();
      if (looks % 200 === 199) log.error("replica is not usable yet", { error, replica });
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
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

/** Before there is a catalog: alive, not ready, and a person is told to come back. */
function notReady(request: Request): Response {
  const { pathname } = new URL(request.url);
  if (pathname === "/healthz") return Response.json({ status: "alive" });
  return problemResponse("upstream-unavailable", {
    detail: "The catalog is not here yet.",
    headers: { "retry-after": "1" },
  });
}
