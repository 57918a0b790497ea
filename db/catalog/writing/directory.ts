/** Languages, markets and price lists by the names that merchants use for them. */
import { sql } from "drizzle-orm";
import type { Reads } from "./rows.ts";

export interface Directory {
  /** BCP 47 tag → key. */
  readonly languages: ReadonlyMap<string, number>;
  /** Market code → key and currency. */
  readonly markets: ReadonlyMap<string, { readonly id: number; readonly currency: string }>;
  /** Price list code → key; `standard` is 1. */
  readonly priceLists: ReadonlyMap<string, number>;
}

/** Reads all of them: there are at most some hundreds. */
export async function readDirectory(tx: Reads): Promise<Directory> {
  const languages = await tx.all<{ id: number; tag: string }>(sql`SELECT id, tag FROM languages ORDER BY id`);
  const markets = await tx.all<{ id: number; code: string; currency: string }>(
    sql`SELECT id, code, currency FROM markets ORDER BY position, id`,
  );
  const priceLists = await tx.all<{ id: number; code: string }>(sql`SELECT id, code FROM price_lists`);
  return {
    languages: new Map(languages.map((row) => [row.tag, row.id])),
    markets: new Map(markets.map((row) => [row.code, { id: row.id, currency: row.currency }])),
    priceLists: new Map(priceLists.map((row) => [row.code, row.id])),
  };
}
