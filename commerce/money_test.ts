import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { allocate, checkAmount, maxAmountMinor, multiplyRate, multiplyRatio, roundTo, sum } from "./money.ts";

const amount = fc.integer({ min: -maxAmountMinor, max: maxAmountMinor });
const positive = fc.integer({ min: 0, max: maxAmountMinor });
const factor = fc.oneof(fc.integer({ min: 0, max: 2_000_000 }), positive);
const divisor = fc.oneof(fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 1, max: maxAmountMinor }));

describe("multiplication", () => {
  it("rounds a half away from zero, or drops it", () => {
    expect([5, 15, 25, -5, -15, 4, -4].map((each) => multiplyRate(each, 100_000, "half-up")))
      .toEqual([1, 2, 3, -1, -2, 0, 0]);
    expect([5, 19, -19].map((each) => multiplyRate(each, 100_000, "down"))).toEqual([0, 1, -1]);
    expect(Object.is(multiplyRate(-4, 100_000, "half-up"), 0)).toBe(true);
  });

  it("is exact for every amount, at both sides of what a double holds", () => {
    fc.assert(
      fc.property(amount, factor, divisor, (value, numerator, denominator) => {
        const size = BigInt(Math.abs(value)) * BigInt(numerator);
        const [below, down] = [BigInt(denominator), size / BigInt(denominator)];
        const up = 2n * (size % below) >= below ? down + 1n : down;
        const sign = value < 0 ? -1n : 1n;
        expect(BigInt(multiplyRatio(value, numerator, denominator, "half-up"))).toBe(
          BigInt(Number(sign * up)),
        );
        expect(BigInt(multiplyRatio(value, numerator, denominator, "down"))).toBe(
          BigInt(Number(sign * down)),
        );
      }),
      { numRuns: 3000 },
    );
    expect(multiplyRate(999_999_999_999, 999_999, "half-up")).toBe(999_998_999_999);
  });

  it("gives back exactly what it took", () => {
    fc.assert(fc.property(amount, fc.integer({ min: 0, max: 1_000_000 }), (value, rate) => {
      expect(multiplyRate(-value, rate, "half-up") + multiplyRate(value, rate, "half-up")).toBe(0);
    }));
  });

  it("refuses a denominator that is none", () => {
    expect(() => multiplyRatio(1, 1, 0, "down")).toThrow("cannot divide by 0");
  });
});

describe("rounding to a multiple", () => {
  it("rounds to the nearest, a half away from zero", () => {
    expect([1001, 1002, 1003, 1007, 1008, 1005, -1003].map((each) => roundTo(each, 5)))
      .toEqual([1000, 1000, 1005, 1005, 1010, 1005, -1005]);
    expect([4, 5, 6].map((each) => roundTo(each, 10))).toEqual([0, 10, 10]);
    expect(roundTo(1999, 1)).toBe(1999);
  });
});

describe("bounds", () => {
  it("are whole numbers up to 10^12 in both directions", () => {
    expect([0, 1e12, -1e12].map(checkAmount)).toEqual([0, 1e12, -1e12]);
    expect([1e12 + 1, -1e12 - 1, 0.5, NaN, Infinity].map(checkAmount)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe("allocation", () => {
  it("gives what is left over to the largest remainders, of equal ones to the first", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(100, [1000, 2000, 7100])).toEqual([10, 20, 70]);
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(5, [0, 3, 0])).toEqual([0, 5, 0]);
    expect(allocate(5, [0, 0])).toEqual([3, 2]);
    expect(allocate(0, [])).toEqual([]);
  });

  it("refuses to lose an amount", () => {
    expect(() => allocate(1, [])).toThrow("cannot split an amount over no parts");
    expect(() => allocate(1, [2, -1])).toThrow("cannot split by a negative weight");
  });

  it("always sums to the whole, and no part is a unit or more away from its share", () => {
    const weights = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5 }), positive), {
      minLength: 1,
      maxLength: 100,
    });
    fc.assert(
      fc.property(amount, weights, (whole, weights) => {
        const parts = allocate(whole, weights);
        expect(sum(parts)).toBe(whole);
        const total = BigInt(sum(weights));
        if (total === 0n) return;
        parts.forEach((part, at) => {
          const error = BigInt(part) * total - BigInt(whole) * BigInt(weights[at]!);
          expect(error > -total && error < total).toBe(true);
        });
      }),
      { numRuns: 2000 },
    );
  });

  it("takes from nobody more than there is", () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 1, maxLength: 100 }), fc.nat(1000), (weights, share) => {
        const parts = allocate(multiplyRatio(sum(weights), share, 1000, "half-up"), weights);
        expect(parts.every((part, at) => part >= 0 && part <= weights[at]!)).toBe(true);
      }),
    );
  });
});
