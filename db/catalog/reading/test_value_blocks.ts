/** The facet values of a test catalog's products in blocks, as a writer would have stored them. */
import type { DatabaseSync } from "node:sqlite";
import { encodeValues, valueBlockBits, valueBlockSize } from "../product_values.ts";

/** Stores what the sets of values say, given as `facet:{value}` → products. */
export function storeValues(database: DatabaseSync, sets: ReadonlyMap<string, ReadonlySet<number>>): void {
  const blocks = new Map<number, number[][]>();
  const values = Array.from(sets).filter(([key]) => key.startsWith("facet:"))
    .map(([key, products]) => [Number(key.slice("facet:".length)), products] as const)
    .sort(([one], [other]) => one - other);
  for (const [value, products] of values) {
    for (const id of products) {
      const block = id >> valueBlockBits;
      if (!blocks.has(block)) blocks.set(block, Array.from({ length: valueBlockSize }, () => []));
      blocks.get(block)![id % valueBlockSize]!.push(value);
    }
  }
  const store = database.prepare("INSERT OR REPLACE INTO product_values VALUES (?, ?)");
  for (const [block, lists] of blocks) store.run(block, encodeValues(lists));
}
