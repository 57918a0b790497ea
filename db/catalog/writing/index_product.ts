/** Keeping `search_index`: the words by which products are found, in every language they have texts in. */
import { sql } from "drizzle-orm";
import { indexTerms } from "../../../commerce/search_terms.ts";
import { readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** The index has one row for a product's text: `product_id * 256 + language_id`. */
const languagesPerProduct = 256;

type Words = [key: number, words: string];

/** Makes the search index of products anew. */
export async function indexProducts(w: Writer, productIds: Iterable<number>): Promise<void> {
  const ids = JSON.stringify([...productIds]);
  await unindexProducts(w, ids);
  const texts = await readRows<[number, number, string, string, string, string | null]>(
    w.tx,
    sql`t.product_id, t.language_id, l.tag, t.title, t.description, p.brand`,
    sql`FROM product_texts t JOIN products p ON p.id = t.product_id JOIN languages l ON l.id = t.language_id
      WHERE t.product_id IN (SELECT value FROM json_each(${ids})) ORDER BY t.product_id, t.language_id`,
  );
  const identifiers = new Map(await readIdentifiers(w, ids));
  const categories = new Map(await readCategoryWords(w, ids));
  const attributes = new Map(await readAttributeWords(w, ids));
  const rows = texts.map(([productId, languageId, language, title, description, brand]) => {
    const key = productId * languagesPerProduct + languageId;
    const terms = (text: string | null | undefined) => indexTerms(text ?? "", language);
    return [
      key,
      terms(title),
      terms(brand),
      terms(identifiers.get(productId)),
      terms(categories.get(key)),
      terms(attributes.get(key)),
      terms(description),
    ];
  });
  await w.tx.run(sql`INSERT INTO search_index
      (rowid, title, brand, identifiers, category, attributes, description)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
    FROM json_each(${JSON.stringify(rows)})`);
}

/** Takes products out of the index. */
async function unindexProducts(w: Writer, ids: string): Promise<void> {
  await w.tx.run(sql`DELETE FROM search_index WHERE rowid IN (
    SELECT p.value * ${
    sql.raw(String(languagesPerProduct))
  } + l.id FROM json_each(${ids}) p JOIN languages l)`);
}

/** SKUs, GTINs and manufacturers' part numbers, by product. */
function readIdentifiers(w: Writer, ids: string): Promise<Words[]> {
  return readRows<Words>(
    w.tx,
    sql`product_id, words`,
    sql`FROM (SELECT product_id, group_concat(words, ' ') AS words
      FROM (SELECT product_id, concat_ws(' ', sku, gtin, mpn) AS words
        FROM variants WHERE product_id IN (SELECT value FROM json_each(${ids}))
        ORDER BY product_id, position, id)
      GROUP BY product_id)`,
  );
}

/** Names of a product's categories and their ancestors, by index key. */
function readCategoryWords(w: Writer, ids: string): Promise<Words[]> {
  return readRows<Words>(
    w.tx,
    sql`key, words`,
    sql`FROM (
      WITH RECURSIVE above(product_id, category_id) AS (
        SELECT product_id, category_id FROM product_categories
        WHERE product_id IN (SELECT value FROM json_each(${ids}))
        UNION
        SELECT above.product_id, c.parent_id FROM above JOIN categories c ON c.id = above.category_id
        WHERE c.parent_id IS NOT NULL
      )
      SELECT key, group_concat(name, ' ') AS words FROM (
        SELECT above.product_id * ${sql.raw(String(languagesPerProduct))} + t.language_id AS key, t.name
        FROM above JOIN category_texts t ON t.category_id = above.category_id
        ORDER BY key, t.category_id)
      GROUP BY key)`,
  );
}

/** Labels of a product's attribute values and of its variants' options, by index key. */
function readAttributeWords(w: Writer, ids: string): Promise<Words[]> {
  return readRows<Words>(
    w.tx,
    sql`key, words`,
    sql`FROM (
      WITH held(product_id, value_id) AS (
        SELECT product_id, value_id FROM product_attributes
        WHERE product_id IN (SELECT value FROM json_each(${ids}))
        UNION
        SELECT v.product_id, o.value_id FROM variants v JOIN variant_options o ON o.variant_id = v.id
        WHERE v.product_id IN (SELECT value FROM json_each(${ids}))
      )
      SELECT key, group_concat(label, ' ') AS words FROM (
        SELECT held.product_id * ${sql.raw(String(languagesPerProduct))} + t.language_id AS key, t.label
        FROM held JOIN attribute_value_texts t ON t.value_id = held.value_id
        JOIN attribute_values a ON a.id = held.value_id
        JOIN attributes f ON f.id = a.attribute_id AND f.type IN ('text', 'colour')
        ORDER BY key, t.value_id)
      GROUP BY key)`,
  );
}

/** Takes products that are about to be deleted out of the index. */
export function forgetProducts(w: Writer, productIds: Iterable<number>): Promise<void> {
  return unindexProducts(w, JSON.stringify([...productIds]));
}
