/** Deno's permission flags, and what settings say of the places that they name. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Settings } from "../commerce/settings.ts";

/**
 * Edges run on machines of 256 MB, where V8 would let garbage pile up to several times what is in use, all the more
 * where the machine is larger. None of these is a bound, so that a large `PAGE_CACHE_BYTES` or catalog costs memory
 * and never the process. What each is for, as measured: docs/benchmarks.md.
 *
 * - The less there is to collect, the sooner it is collected (`minimal`: as far as memory is saved).
 * - Pages of the heap that a collection emptied go back to the system at once: under Deno nothing else empties V8's
 *   pool of them, whatever `--memory-pool-timeout` and `--no-memory-pool` say.
 * - New objects get 4 MB from the first moment on, for a few pages' worth: what is collected there is never old.
 * - What a call site makes is never old from the start because most of what it made before was kept: parts of pages
 *   are, while the page cache fills, and every page after that would be garbage of the expensive kind.
 * - One collection moves 2 MB at most: moving is what holds up the pages being served. Garbage is marked and swept on
 *   threads beside: on the one that serves it costs as much processor time, and holds pages up three times as long.
 */
export const smallHeap: readonly string[] = [
  `--v8-flags=${
    [
      "--sqrt-allocation-limits",
      "--sqrt-allocation-limits-minimal-factor=6",
      "--memory-saver-mode",
      "--min-semi-space-size=4",
      "--max-semi-space-size=4",
      "--no-allocation-site-pretenuring",
      "--compaction-max-evacuated-bytes-mb-for-reduce-memory=2",
    ].join(",")
  }`,
];

/** Loading libsql and sharp; both ask the system which C library it has, through a report that names it. */
export const nativeLibraries: readonly string[] = [
  "--allow-ffi=node_modules",
  "--allow-sys=cpus,hostname,networkInterfaces",
];

/** The network, as far as these hosts and ports; null stands for nowhere. */
export function network(...places: readonly (string | null)[]): string[] {
  const known = places.filter((place) => place !== null);
  return known.length > 0 ? [`--allow-net=${known.join(",")}`] : [];
}

/** Reading below these paths. */
export function reading(...paths: readonly string[]): string[] {
  return [`--allow-read=${paths.map(flagPath).join(",")}`];
}

/** Writing below these paths. */
export function writing(...paths: readonly string[]): string[] {
  return [`--allow-write=${paths.map(flagPath).join(",")}`];
}

/** Deno's flags separate paths by commas; a doubled one stands for itself. */
function flagPath(path: string): string {
  return path.replaceAll(",", ",,");
}

/** Where a server listens, as a place on the network; port 0: any port. */
export function listening(host: string, port: number): string {
  const name = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  return port === 0 ? name : `${name}:${port}`;
}

/** Where the centre's databases are, as far as they are servers. */
export function databases(
  settings: Settings<"CATALOG_URL" | "BACKOFFICE_URL" | "INVENTORY_URL" | "ORDERS_URL" | "PAYMENTS_URL">,
): (string | null)[] {
  const { CATALOG_URL, BACKOFFICE_URL, INVENTORY_URL, ORDERS_URL, PAYMENTS_URL } = settings;
  return [CATALOG_URL, BACKOFFICE_URL, INVENTORY_URL, ORDERS_URL, PAYMENTS_URL].map(remote);
}

/** Where the copies of the catalog lie (edge/replica_folder.ts). */
export function replicaFolder(settings: Settings<"DATA_DIR" | "CATALOG_REPLICA">): string {
  return dirname(settings.CATALOG_REPLICA ?? join(settings.DATA_DIR, "replica", "catalog.db"));
}

/** Where originals of pictures lie, if that is a folder. */
export function objectsFolder(settings: Settings<"DATA_DIR" | "OBJECT_STORE_URL">): string[] {
  const url = settings.OBJECT_STORE_URL ?? `file:${join(settings.DATA_DIR, "objects")}`;
  return url.startsWith("file:") ? [filePath(url)] : [];
}

const usualPorts: Readonly<Record<string, string>> = {
  "http:": "80",
  "ws:": "80",
  "smtp:": "587",
  "smtps:": "465",
};

/** Host and port of an address on the network; null for a file or none. */
export function remote(address: string | undefined): string | null {
  if (address === undefined || address.startsWith("file:")) return null;
  const { protocol, hostname, port } = new URL(address);
  return `${hostname}:${port || usualPorts[protocol] || "443"}`;
}

/** The path in a `file:` address, with or without slashes before it. */
export function filePath(url: string): string {
  return url.startsWith("file://") ? fileURLToPath(url) : url.slice("file:".length);
}
