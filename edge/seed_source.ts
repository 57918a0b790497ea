/** Where an empty edge finds a copy of the catalog to start from: files beside it, or the object store. */
import type { Log } from "../commerce/log.ts";
import { indexSuffix, readLogPosition } from "../db/catalog/reading/log_position.ts";
import { listSeeds, takeSeed } from "../db/objects/catalog_seeds.ts";
import type { ObjectStore } from "../db/objects/object_store.ts";

export interface SeedSource {
  /**
   * Writes the newest usable copy. Never rejects: an edge can do without.
   *
   * @param file Where the replica file is to lie; its folder exists.
   * @param logId The primary's log; null while it is not known, and then any will do: it is better than nothing.
   * @param inspect Looks a written copy over: its catalog version. Rejects when it is damaged.
   * @returns The catalog version; null where there is no copy, or none that can be used.
   */
  take(
    file: string,
    logId: string | null,
    inspect: (file: string) => Promise<number>,
  ): Promise<number | null>;
}

/** Seeds in the object store; one that is damaged, or of another log, is passed over. */
export function storedSeeds(open: () => Promise<ObjectStore>, log: Log): SeedSource {
  return {
    async take(file, logId, inspect) {
      try {
        const store = await open();
        for (const seed of await listSeeds(store)) {
          if (logId !== null && seed.logId !== logId) continue;
          try {
            await takeSeed(store, seed, file);
            return await inspect(file);
          } catch (error) {
            log.error("seed cannot be used", { error, version: seed.version });
          }
        }
      } catch (error) {
        log.error("object store has no seeds to offer", { error });
      }
      return null;
    },
  };
}

/** A closed replica given as files, the setting CATALOG_SEED. */
export function fileSeed(path: string, log: Log): SeedSource {
  return {
    async take(file, logId, inspect) {
      try {
        const position = readLogPosition(await Deno.readFile(path + indexSuffix));
        if (logId !== null && position?.logId !== logId) {
          log.warn("seed is of another log", { path });
          return null;
        }
        for (const suffix of ["", indexSuffix]) await Deno.copyFile(path + suffix, file + suffix);
        return await inspect(file);
      } catch (error) {
        log.error("seed cannot be used", { error, path });
        return null;
      }
    },
  };
}
