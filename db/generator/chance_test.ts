import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Chance, Zipf } from "./chance.ts";
import { modelOf, variantCounts } from "./make_product.ts";

describe("chance", () => {
  it("is the same for the same seed and another for a neighbour", () => {
    const drawn = (...seed: number[]) => {
      const chance = new Chance(...seed);
      return Array.from({ length: 4 }, () => chance.below(1000));
    };
    expect(drawn(1, 2)).toEqual(drawn(1, 2));
    expect(drawn(1, 2)).not.toEqual(drawn(1, 3));
    expect(drawn(1, 2)).not.toEqual(drawn(2, 2));
  });

  it("draws ranks by Zipf's law: the first twice as often as the second, and every one at times", () => {
    const chance = new Chance(1);
    const zipf = new Zipf(100);
    const counts = new Uint32Array(100);
    for (let i = 0; i < 200_000; i++) counts[zipf.draw(chance)]!++;
    expect(counts[0]! / counts[1]!).toBeGreaterThan(1.9);
    expect(counts[0]! / counts[1]!).toBeLessThan(2.1);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });

  it("makes as many variants as wanted, 2 to 12 a product", () => {
    for (let skus = 2; skus < 60; skus++) {
      const counts = [...variantCounts(3, skus)];
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(skus);
      expect(counts.every((count) => count >= 2 && count <= 12)).toBe(true);
    }
    expect([...variantCounts(3, 1)]).toEqual([1]);
  });

  it("never names two models alike", () => {
    const models = new Set(Array.from({ length: 200_000 }, (_, number) => modelOf(number)));
    expect(models.size).toBe(200_000);
  });
});
