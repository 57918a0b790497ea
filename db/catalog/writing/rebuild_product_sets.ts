/** Making everything anew that lists and facets read, from the plain tables. */
import { type SQL, sql } from "drizzle-orm";
import { blockBits, blockSize } from "../product_block.ts";
import { ProductSet } from "../product_set.ts";
import { encodeKeys, keyBlockBits, keyBlockSize } from "../sort_keys.ts";
import { type KeyKind, type SetKind, writeBlocks } from "./list_blocks.ts";
import { first, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";
import { rebuildValues } from "./value_blocks.ts";

/** The derived tables that it fills. */
const derivedTables = [
  "product_sets",
  "sort_keys",
  "listed_categories",
  "product_facet_values",
] as const;

/**
 * Empties product sets, sort keys and what belongs to them, and fills them from products, texts, categories,
 * attributes and prices in force: what {@linkcode deriveListings} and `deriveFacets` keep, made block by block of
 * 8,192 products in bounded memory. Touches `lists`, at which readers forget all of it; no pages.
 */
export async function rebuildProductSets(w: Writer): Promise<void> {
  w.touch("lists");
  for (const table of derivedTables) await w.tx.run(sql`DELETE FROM ${sql.identifier(table)}`);
  const last = await first<{ id: number | null }>(w.tx, sql`SELECT max(id) AS id FROM products`);
  if (last === undefined || last.id === null) return;
  for (let block = 0; block <= last.id >> blockBits; block++) await rebuildBlock(w, block);
  await rebuildValues(w);
}

async function rebuildBlock(w: Writer, block: number): Promise<void> {
  const from = block * blockSize;
  const inBlock = (column: SQL) => sql`${column} >= ${from} AND ${column} < ${from + blockSize}`;
  await w.tx.run(sql`INSERT INTO listed_categories (product_id, category_id)
    WITH RECURSIVE above(category_id, id) AS (
      SELECT id, id FROM categories
      UNION SELECT above.category_id, c.parent_id FROM above JOIN categories c ON c.id = above.id
      WHERE c.parent_id IS NOT NULL
    )
    SELECT DISTINCT pc.product_id, above.id FROM product_categories pc
    JOIN above ON above.category_id = pc.category_id WHERE ${inBlock(sql`pc.product_id`)} ORDER BY 1, 2`);
  await w.tx.run(sql`INSERT INTO product_facet_values (product_id, value_id)
    SELECT held.product_id, held.value_id FROM (
      SELECT product_id, value_id FROM product_attributes WHERE ${inBlock(sql`product_id`)}
      UNION
      SELECT v.product_id, o.value_id FROM variants v JOIN variant_options o ON o.variant_id = v.id
      WHERE ${inBlock(sql`v.product_id`)}
    ) held
    JOIN attribute_values a ON a.id = held.value_id
    JOIN attributes f ON f.id = a.attribute_id AND f.facet = 1 ORDER BY 1, 2`);
  const categories = await readMembers(
    w,
    sql`category_id`,
    sql`listed_categories WHERE ${inBlock(sql`product_id`)}`,
  );
  const facets = await readMembers(
    w,
    sql`value_id`,
    sql`product_facet_values WHERE ${inBlock(sql`product_id`)}`,
  );
  const texts = await readMembers(w, sql`language_id`, sql`product_texts WHERE ${inBlock(sql`product_id`)}`);
  await writeSets(w, block, "category", categories);
  await writeSets(w, block, "facet", facets);
  await writeSets(w, block, "texts", texts);
  await rebuildOffers(w, block, inBlock);
}

/** Owner → products, in this block. */
type Members = readonly (readonly [ownerId: number, productIds: readonly number[]])[];

async function readMembers(w: Writer, owner: SQL, from: SQL): Promise<Members> {
  const rows = await readRows<[number, string]>(
    w.tx,
    sql`owner, products`,
    sql`FROM (SELECT ${owner} AS owner, json_group_array(product_id) AS products FROM ${from} GROUP BY ${owner})`,
  );
  return rows.map(([ownerId, products]) => [ownerId, JSON.parse(products)]);
}

async function writeSets(w: Writer, block: number, kind: SetKind, members: Members): Promise<void> {
  await writeBlocks(
    w.tx,
    "product_sets",
    members.flatMap(([ownerId, products]) =>
      Array.from(ProductSet.of(products).encode(), ([, bits]) => [kind, ownerId, block, bits] as const)
    ),
  );
}

async function rebuildOffers(w: Writer, block: number, inBlock: (column: SQL) => SQL): Promise<void> {
  const offers = await readRows<[market: number, offers: string]>(
    w.tx,
    sql`market_id, offers`,
    sql`FROM (SELECT market_id, json_group_array(json_array(product_id, price_minor, is_reduced)) AS offers FROM (
        SELECT v.product_id, s.market_id, min(s.amount_minor) AS price_minor,
          max(s.compare_at_minor IS NOT NULL) AS is_reduced
        FROM variants v JOIN prices s ON s.variant_id = v.id
        JOIN product_markets m ON m.product_id = v.product_id AND m.market_id = s.market_id
        WHERE ${inBlock(sql`v.product_id`)} AND s.price_list_id = 1 AND s.min_quantity = 1
          AND s.valid_from <= ${w.now} AND (s.valid_until IS NULL OR s.valid_until > ${w.now})
        GROUP BY v.product_id, s.market_id
      ) GROUP BY market_id)`,
  );
  const offered = new Set<number>();
  const keys: [KeyKind, number, [productId: number, key: number][]][] = [];
  for (const [market, json] of offers) {
    const rows: [number, number, 0 | 1][] = JSON.parse(json);
    for (const [product] of rows) offered.add(product);
    await writeSets(w, block, "market", [[market, rows.map(([product]) => product)]]);
    const reduced = rows.filter(([, , isReduced]) => isReduced === 1).map(([product]) => product);
    await writeSets(w, block, "reduced", [[market, reduced]]);
    keys.push(["price", market, rows.map(([product, price]) => [product, price])]);
  }
  const orders = await readRows<[number, number, number]>(
    w.tx,
    sql`id, popularity, created_at`,
    sql`FROM products WHERE ${inBlock(sql`id`)}`,
  );
  const listed = orders.filter(([product]) => offered.has(product));
  keys.push(["popularity", 0, listed.map(([product, popularity]) => [product, popularity])]);
  keys.push(["created", 0, listed.map(([product, , created]) => [product, created])]);
  for (const [kind, market, entries] of keys) await writeKeys(w, kind, market, entries);
}

async function writeKeys(
  w: Writer,
  kind: KeyKind,
  marketId: number,
  entries: readonly (readonly [productId: number, key: number])[],
): Promise<void> {
  const blocks = new Map<number, Float64Array>();
  for (const [product, key] of entries) {
    if (key === 0) continue;
    const block = product >> keyBlockBits;
    if (!blocks.has(block)) blocks.set(block, new Float64Array(keyBlockSize));
    blocks.get(block)![product % keyBlockSize] = key;
  }
  await writeBlocks(
    w.tx,
    "sort_keys",
    Array.from(blocks, ([block, content]) => [kind, marketId, block, encodeKeys(content)] as const),
  );
}
