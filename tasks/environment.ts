/** Completing an environment: what a launcher settles before it starts processes, so that all agree. */
import { join, resolve } from "node:path";
import { readSettings } from "../commerce/settings.ts";
import { filePath } from "./permissions.ts";
import type { Environment } from "./processes.ts";

/**
 * The environment with its paths made absolute and its defaults filled in: where the data lies, which file is
 * the edge's replica, which region this is. Empty variables count as left out.
 *
 * @throws {SettingsError} when one of these settings cannot be used.
 */
export function complete(environment: Environment): Environment {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const settings = readSettings((name) => given[name], [
    "DATA_DIR",
    "CATALOG_URL",
    "CATALOG_REPLICA",
    "CATALOG_SEED",
  ]);
  const dataDir = resolve(settings.DATA_DIR);
  const replica = settings.CATALOG_REPLICA ?? defaultReplica(dataDir, settings.CATALOG_URL);
  const completed: Record<string, string> = {
    ...given,
    DATA_DIR: dataDir,
    CATALOG_REPLICA: resolve(replica),
  };
  if (settings.CATALOG_SEED !== undefined) completed["CATALOG_SEED"] = resolve(settings.CATALOG_SEED);
  // Fly.io names the region a machine runs in; an explicit REGION wins.
  if (given["REGION"] === undefined && given["FLY_REGION"] !== undefined) {
    completed["REGION"] = given["FLY_REGION"];
  }
  return completed;
}

/** Whether the catalog's primary is a server, so that the edge needs a replica and a syncer that keeps it. */
export function isRemoteCatalog(environment: Environment): boolean {
  const { CATALOG_URL } = readSettings((name) => environment[name], ["CATALOG_URL"]);
  return CATALOG_URL !== undefined && !CATALOG_URL.startsWith("file:");
}

function defaultReplica(dataDir: string, catalogUrl: string | undefined): string {
  if (catalogUrl === undefined) return join(dataDir, "catalog.db");
  if (catalogUrl.startsWith("file:")) return filePath(catalogUrl);
  return join(dataDir, "replica", "catalog.db");
}
