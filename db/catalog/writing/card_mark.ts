/**
 * Up to where cards are as the plain rows have them: one mark, a sequence of the log of changes. A write that makes cards
 * moves it where it stood just before that write's own changes. Those of a release that knows of no cards stay above
 * it, with all that was written after them, until they are caught up with (catch_up_cards.ts).
 */
import { sql } from "drizzle-orm";
import { first, type Reads, type Tx } from "./rows.ts";

/** Of the row there is. */
const values = sql`begun_at AS begunAt, made_to AS madeTo, up_to AS upTo`;

export interface CardMark {
  /** The catalog version when the making of all cards began. */
  readonly begunAt: number;
  /** The last product whose cards were made then. */
  readonly madeTo: number;
  /** The sequence up to which cards are right; null until all are made. */
  readonly upTo: number | null;
}

/** The mark; undefined where the making of cards was never begun. */
export function readMark(tx: Reads): Promise<CardMark | undefined> {
  return first<CardMark>(tx, sql`SELECT ${values} FROM card_mark`);
}

/** The log's oldest sequence, null where it is empty, and the catalog version. */
export async function readLogRange(tx: Reads): Promise<{ oldest: number | null; newest: number }> {
  const range = await first<{ oldest: number | null; newest: number }>(
    tx,
    sql`SELECT (SELECT min(sequence) FROM changes) AS oldest, coalesce((SELECT max(sequence) FROM changes),
      (SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) AS newest`,
  );
  return range!;
}

/** Notes how far the making of all cards came. */
export async function putMark(tx: Tx, { begunAt, madeTo, upTo }: CardMark): Promise<void> {
  await tx.run(sql`INSERT OR REPLACE INTO card_mark (id, begun_at, made_to, up_to)
    VALUES (1, ${begunAt}, ${madeTo}, ${upTo})`);
}

/** Moves the mark, if it stands there. */
export async function moveMark(tx: Tx, from: number, to: number): Promise<void> {
  await tx.run(sql`UPDATE card_mark SET up_to = ${to} WHERE up_to = ${from}`);
}

/** Forgets the mark: all cards are to be made anew. */
export async function forgetMark(tx: Tx): Promise<void> {
  await tx.run(sql`DELETE FROM card_mark`);
}
