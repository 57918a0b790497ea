import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { availabilities, bestAvailability } from "../../commerce/catalog_view.ts";
import type { PriceRow } from "../../commerce/price_choice.ts";
import { decodeOffers, encodeOffers, type OfferedVariant } from "./card_offers.ts";

const usual = {
  priceListId: 1,
  minQuantity: 1,
  validFrom: 0,
  validUntil: null,
  compareAtMinor: null,
  lowestPriorMinor: null,
} as const;

function variant(sku: string, amountMinor: number, more: Partial<OfferedVariant> = {}): OfferedVariant {
  return {
    sku,
    prices: [{ ...usual, amountMinor }],
    availability: "in_stock",
    unitMeasure: null,
    colourIds: [],
    ...more,
  };
}

describe("the offers of a card", () => {
  it("put together what is alike, and are short", () => {
    const text = encodeOffers([
      variant("A-S", 1999, { colourIds: [7], availability: "out_of_stock" }),
      variant("B-S", 2499, { unitMeasure: { amount: 250, unit: "ml" } }),
      variant("A-M", 1999, { colourIds: [5] }),
    ]);
    expect(text).toBe(
      `[[[[1999]],"in_stock",null,null,[5,7],["A-S","A-M"]],[[[2499]],"in_stock",250,"ml",[],["B-S"]]]`,
    );
    expect(decodeOffers(text)).toEqual([
      {
        prices: [{ ...usual, amountMinor: 1999 }],
        availability: "in_stock",
        unitMeasure: null,
        colourIds: [5, 7],
        skus: ["A-S", "A-M"],
      },
      {
        prices: [{ ...usual, amountMinor: 2499 }],
        availability: "in_stock",
        unitMeasure: { amount: 250, unit: "ml" },
        colourIds: [],
        skus: ["B-S"],
      },
    ]);
  });

  it("are for every variant what was written", () => {
    const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
    const amount = fc.integer({ min: 0, max: 3 });
    const price: fc.Arbitrary<PriceRow> = fc.record({
      priceListId: fc.integer({ min: 1, max: 3 }),
      minQuantity: fc.constant(1),
      validFrom: fc.constantFrom(0, 1, 1_790_000_000_000),
      validUntil: orNull(amount),
      amountMinor: amount,
      compareAtMinor: orNull(amount),
      lowestPriorMinor: orNull(amount),
    });
    const offered: fc.Arbitrary<OfferedVariant> = fc.record({
      sku: fc.string({ minLength: 1, maxLength: 4 }),
      prices: fc.array(price, { minLength: 1, maxLength: 2 }),
      availability: fc.constantFrom(...availabilities),
      unitMeasure: orNull(fc.record({ amount, unit: fc.constantFrom("ml", "g") })),
      colourIds: fc.uniqueArray(amount, { maxLength: 2 }),
    });
    fc.assert(fc.property(fc.uniqueArray(offered, { selector: ({ sku }) => sku }), (variants) => {
      const offers = decodeOffers(encodeOffers(variants));
      for (const { sku, colourIds, availability: own, ...rest } of variants) {
        const holding = offers.filter(({ skus }) => skus.includes(sku));
        expect(holding).toHaveLength(1);
        const { skus: _, colourIds: all, availability, ...same } = holding[0]!;
        expect(same).toEqual(rest);
        expect(bestAvailability([availability, own])).toBe(availability);
        expect(all).toEqual(expect.arrayContaining([...colourIds]));
      }
      expect(offers.flatMap(({ skus }) => skus)).toHaveLength(variants.length);
      // The first variants come first.
      const places = offers.map(({ skus }) => variants.findIndex(({ sku }) => sku === skus[0]));
      expect(places).toEqual([...places].sort((one, other) => one - other));
    }));
  });
});
