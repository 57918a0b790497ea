/**
 * The syncer: the one process of a machine that keeps the edge's copy of the catalog in step with the primary.
 *
 * It serves nothing. While the primary cannot be reached it tries again, ever less often; the edge goes on
 * reading the copy that is there.
 */
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type Backoff, pauseMs } from "../commerce/backoff.ts";
import { readSettings, SettingsError } from "../commerce/settings.ts";
import { replicate, type Replication } from "../db/catalog/reading/replication.ts";
import { createLog } from "../commerce/log.ts";

/** How often the primary is asked for news: an edit shows within this and one round trip. */
const intervalMs = 200;
const backoff: Backoff = { firstMs: 500, ceilingMs: 30_000 };
/** How often a new version is looked for, to be logged. */
const reportMs = 5_000;

const settings = readSettings((name) => Deno.env.get(name), [
  "DATA_DIR",
  "CATALOG_URL",
  "CATALOG_REPLICA",
  "CATALOG_REPLICA_TOKEN",
]);
if (settings.CATALOG_URL === undefined) {
  throw new SettingsError("setting CATALOG_URL: a syncer needs the address of the catalog's primary");
}
const path = settings.CATALOG_REPLICA ?? join(settings.DATA_DIR, "replica", "catalog.db");
// deno-lint-ignore no-console -- the program's log is its standard error
const log = createLog({ program: "syncer", write: (line) => console.error(line), now: () => new Date() });

await Deno.mkdir(dirname(path), { recursive: true });
await lock(`${path}.lock`);
const replication = await connect(path, settings.CATALOG_URL, settings.CATALOG_REPLICA_TOKEN);
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  Deno.addSignalListener(signal, () => {
    replication.close();
    Deno.exit(0);
  });
}
await report(replication);

/**
 * Waits until no other syncer holds the file: a second one would corrupt it. The system frees the lock when
 * this process ends, however it ends.
 */
async function lock(lockPath: string): Promise<void> {
  const file = await Deno.open(lockPath, { create: true, write: true });
  if (await file.tryLock(true)) return;
  log.info("waiting for another syncer to end", { lock: lockPath });
  await file.lock(true);
}

/** The first contact, tried until it succeeds. */
async function connect(path: string, url: string, token: string | undefined): Promise<Replication> {
  for (let failures = 1;; failures++) {
    try {
      return replicate({ path, url, token, intervalMs });
    } catch (error) {
      const pause = pauseMs(failures, backoff, Math.random());
      log.error("primary cannot be reached", { error, url, failures, retryInMs: pause });
      await delay(pause);
    }
  }
}

/** Logs the version of the copy whenever it was seen to change. */
async function report(replication: Replication): Promise<never> {
  let last: number | null = null;
  for (;;) {
    const version = await replication.version();
    if (version !== last) log.info("synced", { version, replica: path });
    last = version;
    // Before the first copy is complete an operator is watching, and tests are waiting.
    await delay(version === null ? intervalMs : reportMs);
  }
}
