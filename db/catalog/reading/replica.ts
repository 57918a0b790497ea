/** The catalog reader over a local file: a copy that another process keeps, opened read-only (decision 1). */
import { DatabaseSync } from "node:sqlite";
import type { CatalogReader } from "../../../commerce/catalog_reader.ts";
import { assertCardsAreMade, readinessStatements } from "./cards.ts";
import { catalogReads, type ReadRun, readStatements } from "./catalog_reads.ts";
import { readChanges } from "./changes.ts";
import { Memory } from "./memory.ts";
import { prepareAll } from "./prepare.ts";
import { statement } from "./statement.ts";

/** Every statement that a replica prepares. */
export const replicaStatements = {
  begin: statement<[], []>("BEGIN"),
  commit: statement<[], []>("COMMIT"),
  dataVersion: statement<[], [number]>("PRAGMA data_version"),
  ...readinessStatements,
  ...readStatements,
};

/** How long a read waits for a writer that holds the file, in milliseconds: only while a log is being recovered. */
const busyTimeoutMs = 2_000;

/**
 * Opens a replica. Each page is read in one snapshot, so that its version is exact; the snapshot also makes it
 * faster, since SQLite then asks once for the file's state and not once for each statement.
 *
 * Must not be used in a process that has the same file open through libSQL: the two would break each other's
 * locks.
 *
 * @throws {Error} The file is missing, is no catalog, or is of another schema; or its cards are still being made.
 */
export function openReplica(path: string): CatalogReader {
  const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs });
  const run = prepareOrClose(database);
  const memory = new Memory(run);
  let seenDataVersion: number | null = null;

  // Everything is read at once, in one synchronous go: no other page's reads come between. What a read throws
  // becomes a rejection.
  function snapshot<T>(read: (run: ReadRun, memory: Memory) => T): Promise<T> {
    return Promise.try(() => {
      run.begin();
      try {
        memory.catchUp(run.dataVersion()[0]![0]);
        return read(run, memory);
      } finally {
        run.commit();
      }
    });
  }

  return {
    ...catalogReads(snapshot),
    mayHaveChanged: () => run.dataVersion()[0]![0] !== seenDataVersion,
    changesSince: (version) =>
      snapshot(() => {
        seenDataVersion = run.dataVersion()[0]![0];
        return readChanges(run, version);
      }),
    close: () => database.close(),
  };
}

function prepareOrClose(database: DatabaseSync) {
  try {
    const run = prepareAll(database, replicaStatements);
    assertCardsAreMade(run.cardsAreMade());
    return run;
  } catch (error) {
    database.close();
    throw error;
  }
}
