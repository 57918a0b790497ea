/** Pictures: where their originals lie and what they show, in words. */
import { sql } from "drizzle-orm";
import { media, mediaTexts } from "../schema.ts";
import { findLanguage } from "./lookups.ts";
import { among, first, insertRows, nextId, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** A picture as it is written. */
export interface MediaInput {
  /** The first 24 hex digits of the SHA-256 of the original. */
  readonly key: string;
  /** The original's key in the object store. */
  readonly object: string;
  readonly contentType: string;
  /** Pixels of the original. */
  readonly width: number;
  readonly height: number;
  /** What the picture shows, by language. */
  readonly alt: Readonly<Record<string, string>>;
}

/**
 * Adds pictures, or changes the words of those whose key is known, and answers their keys in order. Pages that
 * show a known picture are touched.
 */
export async function saveMedia(w: Writer, inputs: readonly MediaInput[]): Promise<number[]> {
  const known = new Map(
    await readRows<[string, number]>(
      w.tx,
      sql`key, id`,
      sql`FROM media WHERE ${among(sql`key`, inputs.map((input) => input.key))}`,
    ),
  );
  const ids = new Map(known);
  const made = [];
  let next = await nextId(w.tx, media);
  for (const { key, object, contentType, width, height } of inputs) {
    if (ids.has(key)) continue;
    made.push({ id: next, key, object, contentType, width, height });
    ids.set(key, next++);
  }
  await insertRows(w.tx, media, made);
  const texts = [];
  for (const [i, { key, alt }] of inputs.entries()) {
    for (const [language, words] of Object.entries(alt)) {
      const languageId = await findLanguage(w, language, `${i}.alt.${language}`);
      texts.push({ mediaId: ids.get(key)!, languageId, alt: words });
    }
  }
  await insertRows(w.tx, mediaTexts, texts, "replace");
  if (known.size > 0) await touchShown(w, [...known.values()]);
  return inputs.map((input) => ids.get(input.key)!);
}

/** Touches what shows pictures: products, categories, home pages. */
async function touchShown(w: Writer, ids: readonly number[]): Promise<void> {
  const shown = await readRows<[number]>(
    w.tx,
    sql`product_id`,
    sql`FROM (SELECT product_id FROM product_media WHERE ${among(sql`media_id`, ids)}
      UNION SELECT v.product_id FROM variants v JOIN variant_media m ON m.variant_id = v.id
      WHERE ${among(sql`m.media_id`, ids)})`,
  );
  for (const [id] of shown) w.touch(`product:${id}`);
  const category = await first(
    w.tx,
    sql`SELECT 1 FROM categories WHERE ${among(sql`media_id`, ids)} LIMIT 1`,
  );
  if (category) w.touch("categories");
  const homes = await readRows<[number]>(
    w.tx,
    sql`market_id`,
    sql`FROM (SELECT DISTINCT h.market_id FROM home_blocks h
      JOIN media m ON m.key = h.content ->> 'mediaKey' WHERE ${among(sql`m.id`, ids)})`,
  );
  for (const [id] of homes) w.touch(`home:${id}`);
}
