/**
 * The syncer: the one process of a machine that keeps the edge's copy of the catalog in step with the primary. It
 * serves nothing.
 */
import { join } from "node:path";
import { createLog } from "../commerce/log.ts";
import { readSettings, SettingsError } from "../commerce/settings.ts";
import { openObjectStore } from "../db/objects/open_object_store.ts";
import { ReplicaFolder } from "./replica_folder.ts";
import { ReplicaKeeper } from "./replica_keeper.ts";
import { layReplicationLink } from "./replication_link.ts";
import { startReplicationThread } from "./replication_thread.ts";
import { fileSeed, storedSeeds } from "./seed_source.ts";
import { listenForVersions } from "./version_notices.ts";

const settings = readSettings((name) => Deno.env.get(name), [
  "DATA_DIR",
  "CATALOG_URL",
  "CATALOG_REPLICA",
  "CATALOG_REPLICA_TOKEN",
  "CATALOG_SEED",
  "OBJECT_STORE_URL",
  "API_URL",
  "SERVICE_TOKEN",
]);
const { CATALOG_URL: primary, CATALOG_REPLICA_TOKEN: token, SERVICE_TOKEN: serviceToken } = settings;
if (primary === undefined) {
  throw new SettingsError("setting CATALOG_URL: a syncer needs the address of the catalog's primary");
}
const log = createLog({
  program: "syncer",
  // deno-lint-ignore no-console -- the program's log is its standard error
  write: (line) => console.error(line),
  now: () => new Date(),
  secrets: [token, serviceToken].filter((value) => value !== undefined),
});
const folder = new ReplicaFolder(
  settings.CATALOG_REPLICA ?? join(settings.DATA_DIR, "replica", "catalog.db"),
);
await Deno.mkdir(folder.root, { recursive: true });
await lock(join(folder.root, "lock"));

const stopping = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.addSignalListener(signal, () => {
    stopping.abort();
    // A page that is being written is in the write-ahead log or is not: there is nothing to wait for.
    Deno.exit(0);
  });
}

const objects = () => openObjectStore(settings.OBJECT_STORE_URL ?? `file:${settings.DATA_DIR}/objects`);
await new ReplicaKeeper({
  folder,
  thread: startReplicationThread(),
  link: layReplicationLink({ primary }),
  token,
  seeds: [
    ...settings.CATALOG_SEED === undefined ? [] : [fileSeed(settings.CATALOG_SEED, log)],
    storedSeeds(objects, log),
  ],
  notices: settings.API_URL === undefined || serviceToken === undefined
    ? null
    : listenForVersions({ apiUrl: settings.API_URL, token: serviceToken, fetch, signal: stopping.signal }),
  log,
  now: () => new Date(),
  signal: stopping.signal,
}).run();

/**
 * Waits until no other syncer holds the folder: a second one would corrupt it. The system frees the lock when this
 * process ends, however it ends.
 */
async function lock(lockPath: string): Promise<void> {
  const file = await Deno.open(lockPath, { create: true, write: true });
  if (await file.tryLock(true)) return;
  log.info("waiting for another syncer to end", { lock: lockPath });
  await file.lock(true);
}
