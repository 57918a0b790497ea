import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { BestScores } from "./best_scores.ts";

/** The same numbers every time: a linear congruential generator's. */
function* numbers(count: number, most: number): Iterable<number> {
  let last = 7;
  for (let i = 0; i < count; i++) yield (last = last * 48_271 % 2_147_483_647) % most;
}

describe("BestScores", () => {
  it("keeps the best of many, whatever their order, and of equals the smaller ids", () => {
    for (const [limit, most] of [[1, 50], [30, 40], [30, 1_000_000], [1_000, 3], [1_000, 100_000]] as const) {
      for (const order of [0, 1, -1]) {
        const entries = Array.from(numbers(12_000, most), (score, id) => ({ id, score }))
          .sort((one, other) => order * (one.score - other.score));
        const best = new BestScores(limit);
        for (const { id, score } of entries) best.add(id, score);
        const wanted = entries.toSorted((one, other) => other.score - one.score || one.id - other.id);
        expect(best.best()).toEqual(wanted.slice(0, limit).map(({ id }) => id));
      }
    }
  });

  it("keeps nothing where nothing is wanted, and all of what is less", () => {
    const none = new BestScores(0);
    for (const id of numbers(5_000, 100)) none.add(id, id);
    expect(none.best()).toEqual([]);
    const few = new BestScores(5);
    few.add(3, 0);
    few.add(1, 9);
    expect(few.best()).toEqual([1, 3]);
  });
});
