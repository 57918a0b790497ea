/** Writing much in short transactions, beside others who write. */
import { failureOf } from "../../platform/failure.ts";
import type { Catalog } from "../connect.ts";
import { writeCatalog, type Writer } from "./transaction.ts";

/** So many transactions in a row may be ended by the database, each with half as much to do as the one before. */
const tries = 4;

/**
 * Runs `work` in one transaction after the other until it has done all. When one held the database too long, or did not
 * get it, those after it do half as much. A transaction waits for others by itself: no pause is made.
 *
 * @param now Milliseconds since the epoch.
 * @param work `share`, from 0 to 1: how much of the usual it is to do. Answers whether nothing is left.
 * @throws {Error} It was refused or failed, or the database was never free; what was committed until then stays.
 */
export async function inShortWrites(
  catalog: Catalog,
  now: number,
  work: (w: Writer, share: number) => Promise<boolean>,
): Promise<void> {
  for (let share = 1, ended = 0;;) {
    try {
      const written = await writeCatalog(catalog, { now }, (w) => work(w, share));
      if (!written.ok) throw new Error(`write in short transactions: ${written.refusal.message}`);
      if (written.value) return;
      ended = 0;
    } catch (error) {
      if (++ended === tries || !isBusy(error)) throw error;
      share /= 2;
    }
  }
}

/** Query builders wrap what they catch, and roll back what the server has ended: all that is seen is that they cannot. */
function isBusy(error: unknown): boolean {
  return failureOf(error).kind === "busy" ||
    error instanceof Error && (/no transaction is active/.test(error.message) || isBusy(error.cause));
}
