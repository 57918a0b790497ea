/** What an order copies of the products that it is made of, as they are called at this moment. */
import type { Client, Row } from "@libsql/client";
import type { Locale } from "../../../commerce/locale.ts";

/** The words and the picture of a variant, in one language. */
export interface OrderCopy {
  readonly title: string;
  /** Its options in words, in the order of their attributes. */
  readonly options: readonly string[];
  readonly brand: string | null;
  readonly seller: string | null;
  readonly image: {
    readonly key: string;
    readonly alt: string;
    readonly width: number;
    readonly height: number;
  } | null;
  /** The code that the product's attribute `withdrawal` has: why it cannot be given back. */
  readonly withdrawal: string | null;
}

export interface OrderCopies {
  /** By SKU; what does not exist is missing. */
  readonly bySku: ReadonlyMap<string, OrderCopy>;
  /** When the market's terms in this language were last changed, in milliseconds since the epoch; null: it has none. */
  readonly termsUpdatedAt: number | null;
}

/** Languages by how welcome they are: the one asked for, then the market's in their order, then any. */
const tongues = `tongues (id, rank) AS MATERIALIZED (
  SELECT l.id, CASE WHEN l.tag = ?3 THEN -1 ELSE coalesce(
    (SELECT ml.position FROM market_languages ml JOIN markets m ON m.id = ml.market_id
      WHERE m.code = ?2 AND ml.language_id = l.id), 1000 + l.id) END
  FROM languages l)`;

/** A record's words in the most welcome language that it has. */
const wordsOf = (column: string, table: string, key: string, record: string) =>
  `(SELECT t.${column} FROM ${table} t JOIN tongues g ON g.id = t.language_id
    WHERE t.${key} = ${record} ORDER BY g.rank LIMIT 1)`;

const copies = `WITH ${tongues}
  SELECT v.sku, ${
  wordsOf("title", "product_texts", "product_id", "p.id")
} AS title, p.brand, g.name AS seller,
    (SELECT json_group_array(label) FROM (
      SELECT coalesce(${wordsOf("label", "attribute_value_texts", "value_id", "o.id")}, o.code) AS label
      FROM variant_options vo JOIN attributes a ON a.id = vo.attribute_id JOIN attribute_values o ON o.id = vo.value_id
      WHERE vo.variant_id = v.id ORDER BY a.position, a.id)) AS options,
    m.key, m.width, m.height, ${wordsOf("alt", "media_texts", "media_id", "m.id")} AS alt,
    (SELECT o.code FROM product_attributes pa JOIN attribute_values o ON o.id = pa.value_id
      JOIN attributes a ON a.id = o.attribute_id
      WHERE pa.product_id = p.id AND a.code = 'withdrawal' LIMIT 1) AS withdrawal
  FROM json_each(?1) j CROSS JOIN variants v ON v.sku = j.value CROSS JOIN products p ON p.id = v.product_id
  LEFT JOIN organizations g ON g.id = p.seller_id
  LEFT JOIN media m ON m.id = coalesce(
    (SELECT media_id FROM variant_media WHERE variant_id = v.id),
    (SELECT media_id FROM product_media WHERE product_id = v.product_id ORDER BY position LIMIT 1))`;

const terms = `SELECT i.updated_at FROM information_pages i JOIN markets m ON m.id = i.market_id
  JOIN languages l ON l.id = i.language_id WHERE m.code = ?1 AND l.tag = ?2 AND i.code = 'terms'`;

/** Reads the copies of SKUs in one round trip. */
export async function readOrderCopies(
  { client }: { readonly client: Client },
  { language, market }: Locale,
  skus: readonly string[],
): Promise<OrderCopies> {
  const [found, page] = await client.batch([
    { sql: copies, args: [JSON.stringify(skus), market, language] },
    { sql: terms, args: [market, language] },
  ], "read");
  const updatedAt = page!.rows[0]?.["updated_at"];
  return {
    bySku: new Map(found!.rows.map((row) => [String(row["sku"]), toCopy(row)])),
    termsUpdatedAt: updatedAt === undefined ? null : Number(updatedAt),
  };
}

function toCopy(row: Row): OrderCopy {
  const title = text(row["title"]) ?? String(row["sku"]);
  const key = text(row["key"]);
  return {
    title,
    options: JSON.parse(String(row["options"])) as string[],
    brand: text(row["brand"]),
    seller: text(row["seller"]),
    image: key === null ? null : {
      key,
      alt: text(row["alt"]) ?? title,
      width: Number(row["width"]),
      height: Number(row["height"]),
    },
    withdrawal: text(row["withdrawal"]),
  };
}

function text(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
