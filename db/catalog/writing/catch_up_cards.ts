/**
 * Cards of products that were written by a process that knew of no cards: one of the release before, which goes on
 * writing between the migration and its own end, or for longer where a release is rolled back.
 */
import { sql } from "drizzle-orm";
import type { Tag } from "../../../commerce/catalog_reader.ts";
import type { Catalog } from "../connect.ts";
import { forgetMark, moveMark, readLogRange, readMark } from "./card_mark.ts";
import { deriveCards } from "./derive_cards.ts";
import { fillCards, type FillLimits, fillLimits } from "./fill_cards.ts";
import { readRows } from "./rows.ts";
import { inShortWrites } from "./short_writes.ts";
import type { Writer } from "./transaction.ts";

export interface CatchUpLimits extends FillLimits {
  /** Rows of the log of changes in one transaction, so that no writer waits long. */
  readonly changes: number;
}

const usualLimits: CatchUpLimits = { ...fillLimits, changes: 200 };

/**
 * Makes the cards right: of all products where they never were all made, or where the log of changes no longer reaches
 * back to the mark; otherwise of those that the log names above it. Pages of products whose cards differed are touched.
 * Two small reads where there is nothing to do. Any number of processes may do it at once, and any of them go on with it.
 *
 * @param now Milliseconds since the epoch.
 * @throws {Error} The database cannot be written; what was made until then stays.
 */
export async function catchUpCards(catalog: Catalog, now: number, limits = usualLimits): Promise<void> {
  for (;;) {
    switch (await stateOf(catalog.db)) {
      case "right":
        return;
      case "lacking":
        await fillCards(catalog, now, limits);
        break;
      case "behind":
        await inShortWrites(catalog, now, (w, share) => catchUpSome(w, Math.ceil(limits.changes * share)));
        break;
      case "lost":
        await inShortWrites(catalog, now, async ({ tx }) => {
          // Another process may have been here first.
          if (await stateOf(tx) === "lost") await forgetMark(tx);
          return true;
        });
    }
  }
}

/** `lacking`: not all were ever made. `lost`: the log no longer says of which products they are wrong. */
type State = "right" | "lacking" | "behind" | "lost";

async function stateOf(tx: Pick<Writer["tx"], "all">): Promise<State> {
  const mark = await readMark(tx);
  if (mark === undefined || mark.upTo === null) return "lacking";
  const { oldest, newest } = await readLogRange(tx);
  if (mark.upTo === newest) return "right";
  return mark.upTo < newest && oldest !== null && oldest <= mark.upTo + 1 ? "behind" : "lost";
}

/** @returns Whether nothing is left. */
async function catchUpSome({ tx, now, touch }: Writer, changes: number): Promise<boolean> {
  if (await stateOf(tx) !== "behind") return true;
  const { upTo } = (await readMark(tx))!;
  const rows = await readRows<[sequence: number, tag: Tag]>(
    tx,
    sql`sequence, tag`,
    sql`FROM (SELECT sequence, tag FROM changes WHERE sequence > ${upTo} ORDER BY sequence
      LIMIT ${sql.raw(String(changes))})`,
  );
  const tags = new Set(rows.map(([, tag]) => tag).filter((tag) => tag.startsWith("product:")));
  if (await deriveCards(tx, tags, now) > 0) { for (const tag of tags) touch(tag); }
  await moveMark(tx, upTo!, rows.at(-1)![0]);
  return false;
}
