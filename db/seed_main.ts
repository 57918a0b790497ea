/**
 * Makes a seed: a closed replica of the catalog, stored where empty edges look for one (docs/deploy.md). Ends with 1
 * when it could not.
 */
import { join } from "node:path";
import { createLog } from "../commerce/log.ts";
import { readSettings, SettingsError } from "../commerce/settings.ts";
import { indexSuffix, readLogPosition } from "./catalog/reading/log_position.ts";
import {
  checkTable,
  readSchemaTime,
  replicaTables,
  replicate,
  settleReplica,
} from "./catalog/reading/replication.ts";
import { putSeed, type SeedFacts } from "./objects/catalog_seeds.ts";
import { openObjectStore } from "./objects/open_object_store.ts";

/** Seeds that stay: the one before is there for whoever is still reading it. */
const keep = 3;

const settings = readSettings((name) => Deno.env.get(name), [
  "DATA_DIR",
  "CATALOG_URL",
  "CATALOG_REPLICA_TOKEN",
  "OBJECT_STORE_URL",
]);
const { CATALOG_URL: url, CATALOG_REPLICA_TOKEN: token } = settings;
if (url === undefined || url.startsWith("file:")) {
  throw new SettingsError("setting CATALOG_URL: a seed needs the address of the catalog's server");
}
const log = createLog({
  program: "seed",
  // deno-lint-ignore no-console -- the program's log is its standard error
  write: (line) => console.error(line),
  now: () => new Date(),
  secrets: token === undefined ? [] : [token],
});

await Deno.mkdir(settings.DATA_DIR, { recursive: true });
const folder = await Deno.makeTempDir({ dir: settings.DATA_DIR, prefix: "seed-" });
try {
  const file = join(folder, "catalog.db");
  const facts = await copy(file, url);
  log.info("copied", { ...facts });
  const store = await openObjectStore(settings.OBJECT_STORE_URL ?? `file:${settings.DATA_DIR}/objects`);
  const { files } = await putSeed(store, { file, suffixes: ["", indexSuffix], facts, keep });
  log.info("stored", { parts: files.flatMap(({ parts }) => parts).length, bytes: files[0]!.bytes });
} catch (error) {
  log.error("seed cannot be made", { error });
  Deno.exitCode = 1;
} finally {
  await Deno.remove(folder, { recursive: true });
}

/** Makes a whole, sound copy and closes it. */
async function copy(file: string, url: string): Promise<SeedFacts> {
  const replication = replicate({ path: file, url, token });
  await replication.sync();
  replication.close();
  const version = await settleReplica(file);
  if (version === null) throw new Error("make seed: the primary holds no catalog");
  for (const table of await replicaTables(file)) await checkTable(file, table);
  const position = readLogPosition(await Deno.readFile(file + indexSuffix));
  if (position === null) throw new Error("make seed: the copy has no index");
  return {
    version,
    logId: position.logId,
    schema: await readSchemaTime(file),
    madeAt: new Date().toISOString(),
  };
}
