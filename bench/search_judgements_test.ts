import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { mistype, ndcg, readJudgements } from "./search_judgements.ts";

describe("readJudgements", () => {
  it("reads grades by query, and leaves out queries of which nothing is good", () => {
    const judged = readJudgements("query,product_id,grade\nlamp,1,3\nlamp,2,0\nred, big,3,1\nnothing,4,0\n");
    expect([...judged].map(([query, grades]) => [query, [...grades]])).toEqual([
      ["lamp", [["1", 3], ["2", 0]]],
      ["red, big", [["3", 1]]],
    ]);
  });
});

describe("ndcg", () => {
  const grades = new Map([["a", 3], ["b", 2], ["c", 0]]);
  it("is 1 for the best order, and less for any other", () => {
    expect(ndcg(grades, ["a", "b", "c"])).toBe(1);
    expect(ndcg(grades, ["b", "a"])).toBeCloseTo((3 + 7 / Math.log2(3)) / (7 + 3 / Math.log2(3)), 10);
    expect(ndcg(grades, ["x", "c"])).toBe(0);
  });
  it("counts the first ten only", () => {
    expect(ndcg(grades, [..."0123456789", "a"])).toBe(0);
  });
});

describe("mistype", () => {
  it("makes one slip, the same for the same seed", () => {
    for (let seed = 0; seed < 50; seed++) {
      const typed = mistype("night light", seed);
      expect(typed).not.toBe("night light");
      expect(Math.abs(typed.length - 11)).toBeLessThanOrEqual(1);
      expect(mistype("night light", seed)).toBe(typed);
    }
  });
});
