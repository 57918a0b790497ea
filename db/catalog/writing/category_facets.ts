/** Keeping `category_facets`: how many products of a category have a facet value. */
import { sql } from "drizzle-orm";
import { categoryFacets } from "../schema.ts";
import { insertRows, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** Differences to the counts, gathered. */
export class CategoryFacetChanges {
  readonly #differences = new Map<string, [categoryId: number, valueId: number, difference: number]>();

  add(categoryId: number, valueId: number, difference: 1 | -1): void {
    const key = `${categoryId}:${valueId}`;
    const known = this.#differences.get(key);
    if (known) known[2] += difference;
    else this.#differences.set(key, [categoryId, valueId, difference]);
  }

  /** Writes them, and touches `facets:{category}` where a count changed. */
  async save(w: Writer): Promise<void> {
    const changed = [...this.#differences.values()].filter(([, , difference]) => difference !== 0);
    if (changed.length === 0) return;
    const json = JSON.stringify(changed);
    const counts = new Map(
      (await readRows<[number, number, number]>(
        w.tx,
        sql`f.category_id, f.value_id, f.products`,
        sql`FROM json_each(${json}) j CROSS JOIN category_facets f
          ON f.category_id = j.value ->> 0 AND f.value_id = j.value ->> 1`,
      )).map(([categoryId, valueId, products]) => [`${categoryId}:${valueId}`, products]),
    );
    const rows = changed.map(([categoryId, valueId, difference]) => ({
      categoryId,
      valueId,
      products: (counts.get(`${categoryId}:${valueId}`) ?? 0) + difference,
    }));
    const gone = rows.filter(({ products }) => products === 0)
      .map(({ categoryId, valueId }) => [categoryId, valueId]);
    if (gone.length > 0) {
      await w.tx.run(sql`DELETE FROM category_facets WHERE (category_id, value_id) IN
        (SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(gone)}))`);
    }
    await insertRows(w.tx, categoryFacets, rows.filter(({ products }) => products > 0), "replace");
    for (const [categoryId] of changed) w.touch(`facets:${categoryId}`);
  }
}
