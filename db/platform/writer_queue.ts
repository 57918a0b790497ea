/**
 * Group commit: writes that wait are put into one transaction, since what a transaction costs (a round trip to the
 * server, a flush of the disk) is paid once for all of them.
 *
 * A write is a *unit*: statements that are guarded by conditions, so that a refusal shows in row counts and raises
 * nothing. A unit's first statement decides; the later ones depend on what it left (`WHERE EXISTS …`), so that a
 * unit is done in whole or not at all without a transaction that waits for this process.
 */
import { setImmediate } from "node:timers";
import type { Client, InStatement, ResultSet } from "@libsql/client";
import { pauseMs } from "../../commerce/backoff.ts";
import { bindable } from "./bindable.ts";
import { DatabaseUnavailableError, DiskError, failureOf } from "./failure.ts";

/** Statements in their order, done in one transaction. */
export type WriteUnit = readonly InStatement[];

export interface WriterQueue {
  /**
   * Does a unit, in the order of the calls; answers the result of each of its statements once they are on disk.
   *
   * @throws {QueueFullError} Too many wait: nothing was done.
   * @throws {DiskError} The disk is full, or fails: nothing was done.
   * @throws {DatabaseUnavailableError} Whether it was done is not known: the connection broke, or the database stayed
   * busy. To be tried again only by a unit that finds out by itself.
   * @throws {Error} One of its own statements raised: nothing of it was done, and its neighbours were not hurt.
   */
  write(unit: WriteUnit): Promise<readonly ResultSet[]>;
  /**
   * Says whether a write failed lately because of the disk: on one that is nearly full some writes succeed.
   *
   * @throws {DiskError} One did.
   */
  check(): void;
  /** Resolves when nothing waits any more. */
  drain(): Promise<void>;
}

/** More writes wait than the database can do in reasonable time. */
export class QueueFullError extends DatabaseUnavailableError {
  override name = "QueueFullError";
}

/** How a queue behaves; what is left out has the value that production uses. */
export interface WriterQueueOptions {
  /** Writes beyond these are refused at once rather than late. */
  readonly maxWaiting?: number;
}

/** A transaction holds at most so many, so that the first unit does not wait for all others. */
const maxUnits = 64;
const maxStatements = 512;
/** Turns of the event loop that a group waits for more, at most: some milliseconds when there is much to do. */
const maxTurns = 8;
/** Another process held the database: tries, which take about five seconds together, and the pauses between. */
const busyTries = 14;
/** Milliseconds after which a failing disk is not talked of any more, unless it fails again. */
const troubleMs = 30_000;
const busyPauses = { firstMs: 4, ceilingMs: 1_000 };

interface Waiting {
  readonly unit: WriteUnit;
  readonly resolve: (results: readonly ResultSet[]) => void;
  readonly reject: (error: unknown) => void;
}

/** @param client No transaction of its own may be open on it while the queue has something to do. */
export function createWriterQueue(
  client: Pick<Client, "batch" | "protocol" | "reconnect">,
  { maxWaiting = 4_096 }: WriterQueueOptions = {},
): WriterQueue {
  const waiting: Waiting[] = [];
  let running: Promise<void> | null = null;
  let trouble: { readonly error: DiskError; readonly at: number } | null = null;

  return {
    async write(unit) {
      if (waiting.length >= maxWaiting) {
        throw new QueueFullError(`write: ${waiting.length} writes wait already`);
      }
      const bound = unit.map(bindable);
      return await new Promise((resolve, reject) => {
        waiting.push({ unit: bound, resolve, reject });
        running ??= run();
      });
    },
    check() {
      if (trouble !== null && performance.now() - trouble.at < troubleMs) throw trouble.error;
    },
    async drain() {
      while (running !== null) await running;
    },
  };

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await gather();
      await commit(takeGroup());
    }
    // In the same turn as the look at `waiting`, so that no write falls between.
    running = null;
  }

  /**
   * A file is written without giving way, and most of the time goes into its flush: what the event loop has ready now
   * would each make a group of one. It is waited for as long as every turn brings more, but not for long.
   */
  async function gather(): Promise<void> {
    for (let turns = 0, before = 0; turns < maxTurns && before < waiting.length; turns++) {
      before = waiting.length;
      if (before >= maxUnits) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
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

  /** Does a group; whoever raises is taken out and the others are done without it, in their order. */
  async function commit(group: readonly Waiting[]): Promise<void> {
    if (group.length === 0) return;
    let results: readonly ResultSet[];
    try {
      results = await batch(group.flatMap(({ unit }) => unit));
    } catch (error) {
      const failure = failureOf(error);
      if (failure.error instanceof DiskError) trouble = { error: failure.error, at: performance.now() };
      const guilty = group.length === 1
        ? 0
        : failure.statement === null
        ? -1
        : owner(group, failure.statement);
      if (failure.kind !== "raised") {
        for (const { reject } of group) reject(failure.error);
      } else if (guilty >= 0) {
        group[guilty]!.reject(failure.error);
        await commit(group.toSpliced(guilty, 1));
      } else {
        // It raised at the end of the transaction, which does not say at whose fault.
        for (const one of group) await commit([one]);
      }
      return;
    }
    let at = 0;
    for (const { unit, resolve } of group) resolve(results.slice(at, at += unit.length));
  }

  async function batch(statements: readonly InStatement[]): Promise<readonly ResultSet[]> {
    for (let tries = 1;; tries++) {
      try {
        return await client.batch([...statements], "write");
      } catch (error) {
        if (failureOf(error).kind !== "busy") throw error;
        // libsql leaves a BEGIN that found the file busy unfinished, and its connection can commit no more.
        if (client.protocol === "file") await client.reconnect();
        if (tries >= busyTries) throw error;
        const pause = pauseMs(tries, busyPauses, Math.random());
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}

/** Which of the group's units the statement belongs to. */
function owner(group: readonly Waiting[], statement: number): number {
  let end = 0;
  return group.findIndex(({ unit }) => statement < (end += unit.length));
}
