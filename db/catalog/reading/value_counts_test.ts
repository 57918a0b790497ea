import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { ProductSet } from "../product_set.ts";
import { encodeValues, valueBlockBits, valueBlockSize } from "../product_values.ts";
import { ValueCounter } from "./value_counts.ts";

/** Product → its values. */
type Values = ReadonlyMap<number, readonly number[]>;

/** A counter of products in memory, and the blocks it asked for. */
function counterOf(values: Values) {
  const asked: number[] = [];
  const state = { isAnswered: true };
  const counter = new ValueCounter({
    productValues(blocks) {
      const wanted: number[] = JSON.parse(blocks);
      asked.push(...wanted);
      return wanted.flatMap((block) => {
        const lists: (readonly number[])[] = Array.from({ length: valueBlockSize }, () => []);
        for (const [id, own] of values) if (id >> valueBlockBits === block) lists[id % valueBlockSize] = own;
        const bytes = encodeValues(lists);
        return bytes.length === 0 || !state.isAnswered ? [] : [[block, bytes]];
      });
    },
  }, (load, keep) => {
    const loaded = load();
    if (state.isAnswered) keep(loaded);
    return loaded;
  });
  /** The most frequent first. */
  const count = (ids: Iterable<number>) => {
    const pairs = counter.count(ProductSet.of(ids));
    return Array.from({ length: pairs.length / 2 }, (_, at) => [pairs[at * 2]!, pairs[at * 2 + 1]!] as const)
      .sort(([a, m], [b, n]) => n - m || b - a);
  };
  return { counter, count, asked, state };
}

const ids = fc.nat(9_000);
const catalogs = fc.array(
  fc.tuple(ids, fc.uniqueArray(fc.oneof(fc.nat(30), fc.nat(70_000)), { maxLength: 12 })),
  { maxLength: 120 },
).map((rows) => new Map(rows.map(([id, own]) => [id, own.sort((one, other) => one - other)])));

describe("ValueCounter", () => {
  it("counts what looking at every product counts, again and again", () => {
    fc.assert(
      fc.property(catalogs, fc.array(fc.array(ids), { minLength: 1, maxLength: 4 }), (values, lists) => {
        const { count } = counterOf(values);
        for (const others of lists) {
          const members = new Set([...others, ...[...values.keys()].filter((id) => id % 3 > 0)]);
          const expected = new Map<number, number>();
          for (const id of members) {
            for (const value of values.get(id) ?? []) expected.set(value, (expected.get(value) ?? 0) + 1);
          }
          const wanted = [...expected].sort(([a, m], [b, n]) => n - m || b - a);
          expect(count(members)).toEqual(wanted);
        }
      }),
    );
  });

  it("counts the 1,200 most frequent values", () => {
    const all = Array.from({ length: 1_300 }, (_, value) => value);
    const { count } = counterOf(new Map([[1, all], [2, all.slice(0, 7)]]));
    const counts = count([1, 2]);
    expect(counts).toHaveLength(1_200);
    expect(counts.slice(0, 8)).toEqual([[6, 2], [5, 2], [4, 2], [3, 2], [2, 2], [1, 2], [0, 2], [1_299, 1]]);
  });

  it("reads each block once, and again when a tag names it", () => {
    const values = new Map([[1, [5]], [600, [5]], [5_000, [6]]]);
    const { counter, count, asked } = counterOf(values);
    expect(count([1, 600, 5_000, 8_500])).toEqual([[5, 2], [6, 1]]);
    expect(asked).toEqual([0, 1, 9, 16]);
    values.set(600, [7]);
    expect(count([1, 600])).toEqual([[5, 2]]);
    expect(counter.forget(["set:facet:5", "product:1"])).toBe(false);
    expect(counter.forget(["values:1"])).toBe(true);
    expect(count([1, 600])).toEqual([[7, 1], [5, 1]]);
    expect(asked).toEqual([0, 1, 9, 16, 1]);
    counter.forget(["values:*"]);
    count([1, 600]);
    expect(asked).toEqual([0, 1, 9, 16, 1, 0, 1]);
  });

  it("keeps nothing of an answer that was not whole", () => {
    const { count, state } = counterOf(new Map([[1, [5]]]));
    state.isAnswered = false;
    expect(count([1])).toEqual([]);
    state.isAnswered = true;
    expect(count([1])).toEqual([[5, 1]]);
  });
});
