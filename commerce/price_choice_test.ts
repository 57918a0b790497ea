import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { choosePrice, earlier, nextPriceBoundary, type PriceRow } from "./price_choice.ts";

function price(amountMinor: number, more: Partial<PriceRow> = {}): PriceRow {
  return {
    priceListId: 1,
    minQuantity: 1,
    validFrom: 0,
    validUntil: null,
    amountMinor,
    compareAtMinor: null,
    lowestPriorMinor: null,
    ...more,
  };
}
const now = 1000;
const one = { priceListId: 1, quantity: 1, now };

describe("choosePrice", () => {
  it("answers null when nothing is in force", () => {
    expect(choosePrice([], one)).toBeNull();
    expect(choosePrice([price(5, { validFrom: now + 1 }), price(6, { validUntil: now })], one)).toBeNull();
  });
  it("opens a window at its first millisecond and closes it before its last", () => {
    const window = [price(5, { validFrom: now, validUntil: now + 1 })];
    expect(choosePrice(window, one)?.amountMinor).toBe(5);
    expect(choosePrice(window, { ...one, now: now - 1 })).toBeNull();
    expect(choosePrice(window, { ...one, now: now + 1 })).toBeNull();
  });
  it("takes the window that opened last", () => {
    expect(choosePrice([price(5, { validFrom: 900 }), price(9)], one)?.amountMinor).toBe(5);
  });
  it("takes the highest tier that the quantity reaches", () => {
    const tiers = [price(10), price(9, { minQuantity: 5 }), price(8, { minQuantity: 10 })];
    expect([1, 4, 5, 9, 10, 99].map((quantity) => choosePrice(tiers, { ...one, quantity })?.amountMinor))
      .toEqual(
        [10, 10, 9, 9, 8, 8],
      );
  });
  it("falls back to the standard list, never to another", () => {
    const rows = [price(10), price(7, { priceListId: 2 }), price(3, { priceListId: 3 })];
    expect(choosePrice(rows, { ...one, priceListId: 2 })?.amountMinor).toBe(7);
    expect(choosePrice(rows, { ...one, priceListId: 4 })?.amountMinor).toBe(10);
    expect(choosePrice([rows[2]!], { ...one, priceListId: 2 })).toBeNull();
  });
});

const rows = fc.array(
  fc.record({
    priceListId: fc.integer({ min: 1, max: 3 }),
    minQuantity: fc.integer({ min: 1, max: 3 }),
    validFrom: fc.integer({ min: 0, max: 30 }),
    length: fc.option(fc.integer({ min: 1, max: 20 })),
  }).map(({ length, ...row }, index = 0) =>
    price(index, { ...row, validUntil: length === null ? null : row.validFrom + length })
  ),
  { maxLength: 8 },
);

describe("nextPriceBoundary", () => {
  it("is null for prices that hold for ever", () => expect(nextPriceBoundary([price(5)], one)).toBeNull());
  it("is the nearest opening or closing to come, of the lists and tiers that matter", () => {
    expect(nextPriceBoundary(
      [
        price(5, { validUntil: 2000 }),
        price(4, { validFrom: 1500 }),
        price(3, { validFrom: 1200, priceListId: 2 }),
        price(2, { validFrom: 1100, minQuantity: 2 }),
      ],
      one,
    )).toBe(1500);
  });
  it("comes no later than the first moment at which the chosen price differs", () => {
    fc.assert(fc.property(rows, fc.integer({ min: 0, max: 40 }), (rows, now) => {
      const question = { priceListId: 2, quantity: 2, now };
      const chosen = choosePrice(rows, question);
      const boundary = nextPriceBoundary(rows, question) ?? 100;
      expect(boundary).toBeGreaterThan(now);
      for (let at = now; at < boundary; at++) {
        expect(choosePrice(rows, { ...question, now: at })).toBe(chosen);
      }
    }));
  });
});

describe("earlier", () => {
  it("takes null as never", () => {
    expect([earlier(null, null), earlier(1, null), earlier(null, 2), earlier(2, 1), earlier(1, 2)]).toEqual(
      [null, 1, 2, 1, 1],
    );
  });
});
