import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { localPrice } from "./local_price.ts";
import { demoMarkets } from "./markets.ts";

describe("localPrice", () => {
  it("looks like a price of the market", () => {
    const told = (eurMinor: number) =>
      Object.fromEntries(demoMarkets.map(({ currency }) => [currency, localPrice(eurMinor, currency)]));
    expect(told(18900)).toEqual({
      EUR: 18900,
      CHF: 20900,
      GBP: 16500,
      USD: 17900,
      BRL: 119990,
      JPY: 31800,
      KWD: 64900,
      AED: 79500,
    });
    expect(told(1250)).toEqual({
      EUR: 1250,
      CHF: 1490,
      GBP: 1100,
      USD: 1195,
      BRL: 7990,
      JPY: 2080,
      KWD: 4500,
      AED: 5500,
    });
  });

  it("stays near the price it was made from, above the one it must be above, and rises with it", () => {
    const currency = fc.constantFrom(...demoMarkets.map((market) => market.currency));
    fc.assert(
      fc.property(currency, fc.integer({ min: 500, max: 300_000 }), fc.nat(50_000), (to, eur, more) => {
        const price = localPrice(eur, to);
        const higher = localPrice(eur + more, to);
        expect(higher).toBeGreaterThanOrEqual(price);
        const ratio = (higher / price) / ((eur + more) / eur);
        expect(ratio).toBeGreaterThan(0.7);
        expect(ratio).toBeLessThan(1.4);
        expect(localPrice(eur, to, price)).toBeGreaterThan(price);
      }),
    );
  });

  it("knows its currencies only", () => {
    expect(() => localPrice(100, "XXX")).toThrow(RangeError);
  });
});
