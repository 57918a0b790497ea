import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { sum } from "../money.ts";
import { type TaxableLine, type Taxed, type TaxInput, taxLines } from "./taxes.ts";
import { type QuoteMarket, taxCategories, type TaxRate } from "./view.ts";

const market: QuoteMarket = {
  code: "eu",
  currency: "EUR",
  countries: ["FR", "DE", "JE"],
  pricesIncludeTax: true,
  constant: "gross",
  taxRounding: "per-line",
  cashRoundingMinor: 1,
  timeZone: "Europe/Paris",
};

function rate(row: Partial<TaxRate> & Pick<TaxRate, "country" | "ratePpm">): TaxRate {
  return {
    ...{ region: null, category: "standard", name: "VAT", taxesShipping: true },
    ...{ validFrom: 0, validUntil: null, source: "the test" },
    ...row,
  };
}

const rates = [
  rate({ country: "FR", ratePpm: 200_000 }),
  rate({ country: "FR", ratePpm: 55_000, category: "books" }),
  rate({ country: "FR", ratePpm: 21_000, category: "food" }),
  rate({ country: "DE", ratePpm: 190_000 }),
  rate({ country: "DE", ratePpm: 70_000, category: "books" }),
  rate({ country: "DE", ratePpm: 99_750, name: "Levy", taxesShipping: false }),
];

const base: TaxInput = {
  market,
  shipTo: { country: "FR", region: null, postalCode: null },
  customer: { company: null, vatNumber: null },
  rates,
  now: 1_000,
  lines: [],
  shippingMinor: 0,
};

function taxed(input: Partial<TaxInput>): Taxed {
  const answer = taxLines({ ...base, ...input });
  if ("refusal" in answer) throw new Error(JSON.stringify(answer.refusal));
  return answer;
}

const someLines = fc.uniqueArray(
  fc.record({
    sku: fc.string({ unit: fc.constantFrom(..."abcdefgh"), minLength: 1, maxLength: 3 }),
    taxCategory: fc.constantFrom(...taxCategories),
    netOfDiscountsMinor: fc.oneof(fc.nat(99_999), fc.nat(10_000_000_000)),
    ships: fc.boolean(),
  }),
  { maxLength: 12, selector: ({ sku }) => sku },
);
const somewhere = fc.constantFrom("FR", "DE", "JE").map((country) => ({
  country,
  region: null,
  postalCode: null,
}));
const someMarket = fc.record({
  pricesIncludeTax: fc.boolean(),
  constant: fc.constantFrom("gross", "net" as const),
  taxRounding: fc.constantFrom("per-line", "per-total" as const),
}).map((settings) => ({ ...market, ...settings }));
const someInput = fc.record({
  market: someMarket,
  shipTo: fc.option(somewhere),
  lines: someLines,
  shippingMinor: fc.nat(9_999),
  customer: fc.constantFrom(null, "DE136695976").map((vatNumber) => ({ company: null, vatNumber })),
});

describe("taxes", () => {
  it("sum to the whole: of lines and shipping by rate, and with their bases to the amounts", () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const { lines, shipping, taxes } = taxed(input);
        expect(sum(taxes.map((tax) => tax.amountMinor)))
          .toBe(sum(lines.map((line) => line.taxMinor)) + shipping.taxMinor);
        for (const { amountMinor, taxMinor } of [...lines, shipping]) {
          expect(Number.isSafeInteger(amountMinor) && amountMinor >= 0).toBe(true);
          expect(Number.isSafeInteger(taxMinor) && taxMinor >= 0 && taxMinor <= amountMinor).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("agree whether prices include tax or not: what is added is what is contained", () => {
    fc.assert(
      fc.property(someLines, somewhere, (lines, shipTo) => {
        const one = rates.filter(({ name }) => name === "VAT");
        const market = { ...base.market, countries: [shipTo.country, "DE", "JE"] };
        const added = taxed({
          ...{ lines, shipTo, rates: one },
          market: { ...market, pricesIncludeTax: false },
        });
        const gross = lines.map((line, at) => ({
          ...line,
          netOfDiscountsMinor: line.netOfDiscountsMinor + added.lines[at]!.taxMinor,
        }));
        const contained = taxed({ lines: gross, shipTo, rates: one, market });
        expect(contained.lines.map(({ taxMinor, ratePpm }) => [taxMinor, ratePpm]))
          .toEqual(added.lines.map(({ taxMinor, ratePpm }) => [taxMinor, ratePpm]));
      }),
      { numRuns: 2000 },
    );
  });

  it("do not depend on the order of lines", () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const there = taxed(input);
        const back = taxed({ ...input, lines: input.lines.toReversed() });
        expect({ ...back, lines: back.lines.toReversed() }).toEqual(there);
      }),
      { numRuns: 1000 },
    );
  });

  it("leave the prices of home as they are, whatever is held constant", () => {
    fc.assert(
      fc.property(someMarket, someLines, (market, lines) => {
        expect(taxed({ market, lines }).lines.map((line) => line.amountMinor))
          .toEqual(lines.map((line) => line.netOfDiscountsMinor));
      }),
      { numRuns: 500 },
    );
  });

  it("are computed exactly on the largest amounts", () => {
    const lines: TaxableLine[] = [{ sku: "a", taxCategory: "books", netOfDiscountsMinor: 1_000_000_000_000 }];
    // 10^12 × 55/1055 = 52,132,701,421.8
    expect(taxed({ lines }).lines[0]!.taxMinor).toBe(52_132_701_422);
  });

  it("name the nearest moment at which a rate that matters changes", () => {
    const changing = [
      rate({ country: "FR", ratePpm: 200_000, validUntil: 9_000 }),
      rate({ country: "FR", ratePpm: 210_000, validFrom: 9_000 }),
      rate({ country: "FR", ratePpm: 55_000, category: "books", validUntil: 5_000 }),
      rate({ country: "DE", ratePpm: 190_000, validUntil: 2_000 }),
      rate({ country: "FR", region: "X", ratePpm: 1, validUntil: 1_500 }),
    ];
    const lamp: TaxableLine = { sku: "a", taxCategory: "standard", netOfDiscountsMinor: 1200 };
    const novel: TaxableLine = { sku: "b", taxCategory: "books", netOfDiscountsMinor: 1055 };
    const until = (input: Partial<TaxInput>) =>
      taxed({ rates: changing, lines: [lamp], ...input }).validUntil;
    expect(until({})).toBe(9_000);
    expect(until({ lines: [lamp, novel] })).toBe(5_000);
    expect(until({ now: 8_999 })).toBe(9_000);
    expect(until({ now: 9_000 })).toBeNull();
    // What is removed from the price of an export is home's tax.
    expect(until({ shipTo: { country: "JE", region: null, postalCode: null } })).toBe(9_000);
    expect(until({ shipTo: { country: "DE", region: null, postalCode: null } })).toBe(2_000);
  });

  it("change at the very millisecond", () => {
    const changing = [
      rate({ country: "FR", ratePpm: 200_000, validUntil: 9_000 }),
      rate({ country: "FR", ratePpm: 210_000, validFrom: 9_000 }),
    ];
    const lines: TaxableLine[] = [{ sku: "a", taxCategory: "standard", netOfDiscountsMinor: 1200 }];
    expect(taxed({ rates: changing, lines, now: 8_999 }).lines[0]!.ratePpm).toBe(200_000);
    expect(taxed({ rates: changing, lines, now: 9_000 }).lines[0]!.ratePpm).toBe(210_000);
  });

  it("ignore a blank VAT number and one that the destination does not check", () => {
    const lines: TaxableLine[] = [{ sku: "a", taxCategory: "standard", netOfDiscountsMinor: 1200 }];
    expect(taxed({ lines, customer: { company: null, vatNumber: "  " } }).treatment).toBe("standard");
    const jersey = { country: "JE", region: null, postalCode: null };
    const customer = { company: null, vatNumber: "12-3456789" };
    expect(taxed({ lines, shipTo: jersey, customer }).treatment).toBe("export");
  });
});
