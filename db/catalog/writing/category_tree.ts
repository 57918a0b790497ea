/** The tree of categories: parents, moves, what lies below. */
import { sql } from "drizzle-orm";
import { first, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** The key of a category by its code. Refuses with `unknown-category`. */
export async function findParent(w: Writer, code: string): Promise<number> {
  const parent = await first<{ id: number }>(w.tx, sql`SELECT id FROM categories WHERE code = ${code}`);
  return parent?.id ?? w.refuse("unknown-category", "parent", `there is no category "${code}"`);
}

/** Hangs a category under another parent; answers whether that changed anything. Refuses with `category-cycle`. */
export async function moveCategory(w: Writer, id: number, parent: string | null): Promise<boolean> {
  const parentId = parent === null ? null : await findParent(w, parent);
  if (parentId !== null) {
    const cycle = await first(
      w.tx,
      sql`WITH RECURSIVE above(id) AS (
        SELECT ${parentId} + 0
        UNION SELECT c.parent_id FROM above JOIN categories c ON c.id = above.id WHERE c.parent_id IS NOT NULL)
      SELECT 1 FROM above WHERE id = ${id}`,
    );
    if (cycle) w.refuse("category-cycle", "parent", `"${parent}" is the category itself or below it`);
  }
  const rows = await w.tx.all(sql`UPDATE categories SET parent_id = ${parentId}
    WHERE id = ${id} AND parent_id IS NOT ${parentId} RETURNING id`);
  return rows.length > 0;
}

/** The products in a category or anywhere below it. */
export async function readProductsBelow(w: Writer, id: number): Promise<number[]> {
  const rows = await readRows<[number]>(
    w.tx,
    sql`product_id`,
    sql`FROM (WITH RECURSIVE below(id) AS (
        SELECT ${id} + 0 UNION SELECT c.id FROM below JOIN categories c ON c.parent_id = below.id)
      SELECT DISTINCT product_id FROM product_categories JOIN below ON below.id = category_id)`,
  );
  return rows.map(([productId]) => productId);
}
