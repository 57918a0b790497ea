import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { encodePostings, postingBits, postingBlockSize } from "../posting_block.ts";
import { ProductSet } from "../product_set.ts";
import { decodeTerm, frequency, type Postings } from "./postings.ts";
import { meets, rank, rarity } from "./search_ranking.ts";

/** Postings of products with their impacts. */
function postings(entries: ReadonlyMap<number, number>): Postings {
  const sorted = [...entries].sort(([one], [other]) => one - other);
  return decodeTerm(Array.from(Map.groupBy(sorted, ([id]) => id >> postingBits), ([block, rows]) => [
    1,
    block,
    encodePostings({
      offsets: Uint16Array.from(rows, ([id]) => id % postingBlockSize),
      impacts: Uint8Array.from(rows, ([, impact]) => impact),
    }),
  ]));
}

const ids = fc.nat(30_000);
const few = fc.array(fc.tuple(ids, fc.integer({ min: 1, max: 255 })), { maxLength: 200 })
  .map((each) => new Map(each));
/** Of some blocks one product in so many, which are bits where that is one in 15 or more. */
const many = fc.record({ from: fc.nat(9_000), step: fc.integer({ min: 1, max: 40 }), spread: fc.nat(250) })
  .map(({ from, step, spread }) =>
    new Map(Array.from({ length: 600 }, (_, at) => [from + at * step, 1 + at * 7_919 % (spread + 1)]))
  );
const entries = fc.oneof(few, many);
const word = fc.record({
  alternatives: fc.array(
    fc.record({
      terms: fc.array(entries, { minLength: 1, maxLength: 2 }),
      weight: fc.constantFrom(1, 0.5),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  rarity: fc.integer({ min: 1, max: 10 }),
});

describe("rank", () => {
  it("is what comparing every product with every word makes", () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.array(ids),
        fc.nat(3),
        (words, unlisted, least) => {
          const needed = Math.min(words.length, least + 1);
          const all = new Set(
            words.flatMap(({ alternatives }) =>
              alternatives.flatMap(({ terms }) => terms.flatMap((term) => [...term.keys()]))
            ),
          );
          const listed = ProductSet.of([...all].filter((id) => !unlisted.includes(id)));
          const total = words.reduce((sum, { rarity }) => sum + rarity, 0);
          const expected = new Map<number, number>();
          for (const id of listed.values()) {
            let [score, met, share] = [0, 0, 0];
            for (const { alternatives, rarity } of words) {
              const best = Math.max(
                0,
                ...alternatives.map(({ terms, weight }) =>
                  terms.every((term) => term.has(id))
                    ? terms.reduce((sum, term) => sum + term.get(id)!, 0) / terms.length * weight
                    : 0
                ),
              );
              if (best === 0) continue;
              score += best * rarity / 255;
              share += rarity;
              met++;
            }
            if (met >= needed && met > 0) expected.set(id, score * (share / total) ** 2);
          }
          const ranked = words.map(({ alternatives, rarity }) => ({
            alternatives: alternatives.map(({ terms, weight }) => ({ terms: terms.map(postings), weight })),
            rarity,
          }));
          const result = rank(ranked, listed, () => 0, needed, 50);
          expect([...result.found.values()].sort()).toEqual([...expected.keys()].sort());
          expect(result.ranked).toHaveLength(Math.min(50, expected.size));
          // In order, up to the steps in which scores are compared; and none is better than the last.
          const scores = result.ranked.map((id) => expected.get(id)!);
          for (let at = 1; at < scores.length; at++) {
            expect(scores[at]!).toBeLessThan(
              scores[at - 1]! + 0.0021,
            );
          }
          const rest = [...expected].filter(([id]) => !result.ranked.includes(id)).map(([, score]) => score);
          expect(Math.max(-1, ...rest)).toBeLessThan((scores.at(-1) ?? 0) + 0.0021);
          for (const id of result.ranked.slice(0, 3)) {
            expect(ranked.filter((one) => meets(one, id)).length).toBeGreaterThanOrEqual(needed);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
  it("lets popularity decide between products that fit alike, and hardly between others", () => {
    const lamp = {
      alternatives: [{ terms: [postings(new Map([[1, 200], [2, 200], [3, 100]]))], weight: 1 }],
      rarity: 5,
    };
    const popularity = new Map([[2, 40], [3, 100]]);
    const { ranked } = rank([lamp], ProductSet.of([1, 2, 3]), (id) => popularity.get(id) ?? 0, 1, 10);
    expect(ranked).toEqual([2, 1, 3]);
  });
});

describe("rarity", () => {
  it("stays as it is between small edits", () => {
    expect(rarity(1_000, 70_000)).toBe(rarity(1_003, 70_002));
    expect(rarity(1, 1_024)).toBe(11);
    expect(rarity(5_000, 1_000)).toBe(1);
  });
  it("goes by how many products a term is in", () => {
    expect(frequency(postings(new Map([[1, 9], [2_047, 9], [2_048, 9], [9_000, 9]])))).toBe(4);
  });
});
