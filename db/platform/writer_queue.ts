/**
 * Group commit: writes that wait are put into one transaction, since what a transaction costs (a round trip to the
 * server, a flush of the disk) is paid once for all of them.
 *
 * A write is a *unit*: statements that are guarded by conditions, so that a refusal shows in row counts and raises
 * nothing. A unit's first statement decides; the later ones depend on what it left (`WHERE EXISTS …`), so that a
 * unit is done in whole or not at all without a transaction that waits for this process.
 */
import type { Client, InStatement, ResultSet } from "@libsql/client";

/** Statements in their order, done in one transaction. */
export type WriteUnit = readonly InStatement[];

export interface WriterQueue {
  /**
   * Does a unit, in the order of the calls; answers the result of each of its statements once they are on disk.
   *
   * @throws {QueueFullError} Too many wait: nothing was done.
   * @throws {Error} One of its own statements raised: nothing of it was done, and its neighbours were not hurt.
   */
  write(unit: WriteUnit): Promise<readonly ResultSet[]>;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
}

/** More writes wait than the database can do in reasonable time. */
export class QueueFullError extends Error {
  override name = "QueueFullError";
}

/** A transaction holds at most this many units, so that the first one does not wait for all others. */
const maxUnits = 64;
const maxStatements = 512;
/** Writes beyond these are refused at once rather than late. */
const maxWaiting = 4_096;
/** Another process held the database: tries, and the first pause between them in milliseconds. */
const busyTries = 8;
const busyPauseMs = 10;

interface Waiting {
  readonly unit: WriteUnit;
  readonly resolve: (results: readonly ResultSet[]) => void;
  readonly reject: (error: unknown) => void;
}

export function createWriterQueue(client: Client): WriterQueue {
  const waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  return {
    write(unit) {
      if (waiting.length >= maxWaiting) {
        return Promise.reject(new QueueFullError(`write: ${waiting.length} writes wait already`));
      }
      return new Promise((resolve, reject) => {
        waiting.push({ unit, resolve, reject });
        running ??= run().finally(() => running = null);
      });
    },
    async drain() {
      while (running !== null) await running;
    },
  };

  async function run(): Promise<void> {
    // What this turn of the event loop still asks for joins the first group.
    await Promise.resolve();
    while (waiting.length > 0) await commit(takeGroup());
  }

  function takeGroup(): Waiting[] {
    let statements = 0;
    let count = 0;
    while (count < waiting.length && count < maxUnits) {
      statements += waiting[count]!.unit.length;
      if (count > 0 && statements > maxStatements) break;
      count++;
    }
    return waiting.splice(0, count);
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await batch(group.flatMap(({ unit }) => unit));
      let at = 0;
      for (const { unit, resolve } of group) resolve(results.slice(at, at += unit.length));
    } catch (error) {
      if (group.length === 1) return group[0]!.reject(error);
      // One of them raised and took the others along: alone, each gets what it deserves.
      for (const one of group) await commit([one]);
    }
  }

  async function batch(statements: readonly InStatement[]): Promise<readonly ResultSet[]> {
    for (let tries = 1;; tries++) {
      try {
        return await client.batch([...statements], "write");
      } catch (error) {
        if (!isBusy(error) || tries >= busyTries) throw error;
        const pause = busyPauseMs * 2 ** (tries - 1) * (0.5 + Math.random());
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}

/** Whether another process held the database: nothing was done, and the same may be tried again. */
function isBusy(error: unknown): boolean {
  return error instanceof Error &&
    /SQLITE_BUSY|database is locked/.test(`${"code" in error ? error.code : ""} ${error.message}`);
}
