/** Keeping in which categories products stand: their own and all above. */
import { sql } from "drizzle-orm";
import { listedCategories } from "../schema.ts";
import { inChunks } from "./chunks.ts";
import { ListBlocks } from "./list_blocks.ts";
import { among, insertRows, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

type Standing = [productId: number, categoryId: number];

/** What became of the categories of some products. */
export interface CategoryChanges {
  /** Product → the categories that it stands in now. */
  readonly now: ReadonlyMap<number, readonly number[]>;
  readonly gone: readonly Standing[];
  readonly come: readonly Standing[];
}

/**
 * Makes the categories of products anew, for when nothing else of them changed. Touches
 * `category:{category}:{market}` of every list that a product came into or went from.
 */
export async function deriveCategories(w: Writer, productIds: Iterable<number>): Promise<void> {
  const markets = Array.from((await w.directory()).markets.values(), ({ id }) => id);
  for (const ids of inChunks(productIds)) {
    const { gone, come } = await changeCategories(w, ids);
    const moved = [...gone, ...come];
    const blocks = new ListBlocks(w);
    await blocks.loadSets("market", markets, [...new Set(moved.map(([product]) => product))]);
    for (const market of markets) {
      for (const [product, category] of moved) {
        if (blocks.has("market", market, product)) w.touch(`category:${category}:${market}`);
      }
    }
  }
}

/** Makes the categories of products anew, touches no list. */
export async function changeCategories(w: Writer, ids: readonly number[]): Promise<CategoryChanges> {
  const before = await readRows<Standing>(
    w.tx,
    sql`product_id, category_id`,
    sql`FROM listed_categories WHERE ${among(sql`product_id`, ids)}`,
  );
  const after = await readRows<Standing>(
    w.tx,
    sql`product_id, category_id`,
    sql`FROM (WITH RECURSIVE above(product_id, category_id) AS (
        SELECT product_id, category_id FROM product_categories WHERE ${among(sql`product_id`, ids)}
        UNION
        SELECT above.product_id, c.parent_id FROM above JOIN categories c ON c.id = above.category_id
        WHERE c.parent_id IS NOT NULL
      ) SELECT product_id, category_id FROM above ORDER BY product_id, category_id)`,
  );
  const was = new Set(before.map(String));
  const is = new Set(after.map(String));
  const gone = before.filter((standing) => !is.has(String(standing)));
  const come = after.filter((standing) => !was.has(String(standing)));
  if (gone.length + come.length > 0) await write(w, gone, come);
  const now = new Map<number, number[]>(ids.map((id) => [id, []]));
  for (const [product, category] of after) now.get(product)!.push(category);
  return { now, gone, come };
}

async function write(w: Writer, gone: readonly Standing[], come: readonly Standing[]): Promise<void> {
  if (gone.length > 0) {
    await w.tx.run(sql`DELETE FROM listed_categories WHERE (product_id, category_id) IN
      (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(gone)}))`);
  }
  await insertRows(
    w.tx,
    listedCategories,
    come.map(([productId, categoryId]) => ({ productId, categoryId })),
  );

  const products = [...new Set([...gone, ...come].map(([product]) => product))];
  const blocks = new ListBlocks(w);
  await blocks.loadSets("category", new Set([...gone, ...come].map(([, category]) => category)), products);
  for (const [product, category] of gone) blocks.put("category", category, product, false);
  for (const [product, category] of come) blocks.put("category", category, product, true);
  await blocks.save();
}
