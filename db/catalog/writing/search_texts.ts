/** What products are found by, read from the rows that say it. */
import { sql } from "drizzle-orm";
import type { SearchTexts } from "../../../commerce/search/relevance.ts";
import { readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** A product has at most this many languages: a document's key is `product_id * 256 + language_id`. */
export const languagesPerProduct = 256;

/** One product in one language. */
export interface SearchSource {
  readonly languageId: number;
  /** BCP 47. */
  readonly language: string;
  readonly texts: SearchTexts;
}

type Words = [key: number, words: string];

/** What stands between two labels: neither a word nor part of a measure. */
const between = " | ";

const keyOf = (product: string, language: string) =>
  sql.raw(`${product} * ${languagesPerProduct} + ${language}`);

/** @param ids JSON array of product keys. */
export async function readSearchSources(w: Writer, ids: string): Promise<Map<number, SearchSource>> {
  const rows = await readRows<[number, number, string, string, string, string | null]>(
    w.tx,
    sql`${keyOf("t.product_id", "t.language_id")}, t.language_id, l.tag, t.title, t.description, p.brand`,
    sql`FROM product_texts t JOIN products p ON p.id = t.product_id JOIN languages l ON l.id = t.language_id
      WHERE t.product_id IN (SELECT value FROM json_each(${ids})) ORDER BY t.product_id, t.language_id`,
  );
  const categories = new Map(await readCategoryNames(w, ids));
  const values = new Map(await readValueLabels(w, ids));
  const features = new Map(await readFeatureLabels(w, ids));
  return new Map(rows.map(([key, languageId, language, title, description, brand]) => [key, {
    languageId,
    language,
    texts: {
      title,
      brand: brand ?? "",
      categories: categories.get(key) ?? "",
      values: values.get(key) ?? "",
      features: features.get(key) ?? "",
      description,
    },
  }]));
}

/** Names of a product's categories and their ancestors. */
function readCategoryNames(w: Writer, ids: string): Promise<Words[]> {
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
      SELECT ${keyOf("above.product_id", "t.language_id")} AS key, group_concat(t.name, ${between}) AS words
      FROM above JOIN category_texts t ON t.category_id = above.category_id
      GROUP BY key)`,
  );
}

/** The values of a product and of its variants' options that shoppers have words for: no yes, no bare number. */
function readValueLabels(w: Writer, ids: string): Promise<Words[]> {
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
      SELECT ${keyOf("held.product_id", "p.language_id")} AS key,
        group_concat(concat_ws(' ', coalesce(t.label, a.code), f.unit), ${between}) AS words
      FROM held
      JOIN attribute_values a ON a.id = held.value_id
      JOIN attributes f ON f.id = a.attribute_id
        AND (f.type IN ('text', 'colour') OR f.type = 'number' AND f.unit IS NOT NULL)
      JOIN product_texts p ON p.product_id = held.product_id
      LEFT JOIN attribute_value_texts t ON t.value_id = held.value_id AND t.language_id = p.language_id
      GROUP BY key)`,
  );
}

/** The names of the yes-or-no attributes that hold: `Bluetooth`. */
function readFeatureLabels(w: Writer, ids: string): Promise<Words[]> {
  return readRows<Words>(
    w.tx,
    sql`key, words`,
    sql`FROM (
      SELECT ${keyOf("h.product_id", "t.language_id")} AS key, group_concat(t.label, ${between}) AS words
      FROM product_attributes h
      JOIN attribute_values a ON a.id = h.value_id AND a.code = 'yes'
      JOIN attributes f ON f.id = a.attribute_id AND f.type = 'boolean'
      JOIN attribute_texts t ON t.attribute_id = f.id
      WHERE h.product_id IN (SELECT value FROM json_each(${ids}))
      GROUP BY key)`,
  );
}
