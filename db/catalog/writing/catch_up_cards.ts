/**
 * Cards of products that were written by a process that knew of no cards: one of the release before, which goes on
 * writing between the migration and its own end, or for longer where a release is rolled back.
 */
import { sql } from "drizzle-orm";
import type { Tag } from "../../../commerce/catalog_reader.ts";
import type { Catalog } from "../connect.ts";
import { deriveCards } from "./derive_cards.ts";
import { first, readRows } from "./rows.ts";
import { writeCatalog } from "./transaction.ts";

/** Tags in one transaction, so that no writer waits long. */
const tagsAtOnce = 500;

/** How far back the log is read that nobody has looked at. */
const lookBackMs = 86_400_000;

/**
 * Makes the cards anew of the products that the log of changes names, and touches those that were not as they
 * should be, a few hundred together.
 *
 * @param after Looks at what was logged after this sequence; null: within a day.
 * @param now Milliseconds since the epoch.
 * @returns The sequence up to which all is well: where to begin the next time.
 */
export async function catchUpCards(catalog: Catalog, after: number | null, now: number): Promise<number> {
  const newest = await first<{ version: number | null }>(
    catalog.db,
    sql`SELECT max(sequence) AS version FROM changes`,
  );
  const version = newest?.version ?? 0;
  const since = after === null ? sql`at > ${now - lookBackMs}` : sql`sequence > ${after}`;
  const tags = await readRows<[Tag]>(
    catalog.db,
    sql`tag`,
    sql`FROM (SELECT DISTINCT tag FROM changes
      WHERE ${since} AND sequence <= ${version} AND tag GLOB 'product:*' ORDER BY tag)`,
  );
  for (let from = 0; from < tags.length; from += tagsAtOnce) {
    const some = tags.slice(from, from + tagsAtOnce).map(([tag]) => tag);
    const written = await writeCatalog(catalog, { now }, async (w) => {
      if (await deriveCards(w.tx, some) > 0) { for (const tag of some) w.touch(tag); }
    });
    if (!written.ok) throw new Error(written.refusal.message);
  }
  return version;
}
