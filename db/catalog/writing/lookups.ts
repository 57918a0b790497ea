/** From the names that merchants use to keys: categories, pictures, price lists, languages, markets. */
import { sql } from "drizzle-orm";
import { among, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** A name and where it stands in the input. */
export interface Named {
  readonly name: string;
  readonly path: string;
}

/**
 * The keys of categories named by code or, where no code fits, by a slug of any language. Refuses with
 * `unknown-category`.
 */
export async function findCategories(w: Writer, named: readonly Named[]): Promise<Map<string, number>> {
  const names = new Set(named.map((one) => one.name));
  if (names.size === 0) return new Map();
  const found = new Map(
    await readRows<[string, number]>(
      w.tx,
      sql`code, id`,
      sql`FROM categories WHERE ${among(sql`code`, names)}`,
    ),
  );
  const rest = [...names].filter((name) => !found.has(name));
  if (rest.length > 0) {
    const bySlug = await readRows<[string, number]>(
      w.tx,
      sql`slug, category_id`,
      sql`FROM category_texts WHERE language_id IN (SELECT id FROM languages) AND ${among(sql`slug`, rest)}`,
    );
    for (const [slug, id] of bySlug) found.set(slug, id);
  }
  for (const { name, path } of named) {
    if (!found.has(name)) w.refuse("unknown-category", path, `there is no category "${name}"`);
  }
  return found;
}

/** The keys of pictures by their `key`. Refuses with `unknown-picture`. */
export async function findPictures(w: Writer, named: readonly Named[]): Promise<Map<string, number>> {
  if (named.length === 0) return new Map();
  const found = new Map(
    await readRows<[string, number]>(
      w.tx,
      sql`key, id`,
      sql`FROM media WHERE ${among(sql`key`, new Set(named.map((one) => one.name)))}`,
    ),
  );
  for (const { name, path } of named) {
    if (!found.has(name)) w.refuse("unknown-picture", path, `there is no picture with the key "${name}"`);
  }
  return found;
}

/** The key of a language. Refuses with `unknown-language`. */
export async function findLanguage(w: Writer, tag: string, path: string): Promise<number> {
  return (await w.directory()).languages.get(tag) ??
    w.refuse("unknown-language", path, `the shop does not speak "${tag}"`);
}

/** The key of a market. Refuses with `unknown-market`. */
export async function findMarket(w: Writer, code: string, path: string): Promise<number> {
  return (await w.directory()).markets.get(code)?.id ??
    w.refuse("unknown-market", path, `there is no market "${code}"`);
}

/** The key of everybody's price list. */
export const standardPriceList = 1;

/** The keys of price lists; a new code makes a new list. */
export async function findPriceLists(w: Writer, codes: Iterable<string>): Promise<Map<string, number>> {
  const wanted = new Set(["standard", ...codes]);
  const { priceLists } = await w.directory();
  if ([...wanted].every((code) => priceLists.has(code))) return new Map(priceLists);
  for (const code of wanted) {
    if (priceLists.has(code)) continue;
    // `standard` comes first, so that it is 1 in an empty table.
    await w.tx.run(
      sql`INSERT INTO price_lists (id, code) SELECT coalesce(max(id), 0) + 1, ${code} FROM price_lists`,
    );
  }
  w.forgetDirectory();
  return new Map((await w.directory()).priceLists);
}
