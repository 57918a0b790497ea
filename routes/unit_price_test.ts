import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { unitPrice } from "./unit_price.ts";

describe("unitPrice", () => {
  it("tells the price of a litre, a kilogram, a metre, a square metre, a piece", () => {
    expect(unitPrice(2900, { amount: 250, unit: "ml" })).toEqual({ amountMinor: 11_600, per: "l" });
    expect(unitPrice(1800, { amount: 220, unit: "g" })).toEqual({ amountMinor: 8182, per: "kg" });
    expect(unitPrice(1250, { amount: 2500, unit: "mm" })).toEqual({ amountMinor: 500, per: "m" });
    expect(unitPrice(9900, { amount: 12_000, unit: "cm2" })).toEqual({ amountMinor: 8250, per: "m2" });
    expect(unitPrice(4600, { amount: 4, unit: "piece" })).toEqual({ amountMinor: 1150, per: "piece" });
  });

  it("rounds half up", () => {
    expect(unitPrice(1, { amount: 400, unit: "ml" })?.amountMinor).toBe(3);
    expect(unitPrice(5, { amount: 2, unit: "piece" })?.amountMinor).toBe(3);
  });

  it("says nothing where the price already is that of one unit, or the measure is unknown", () => {
    expect(unitPrice(2900, { amount: 1000, unit: "ml" })).toBe(null);
    expect(unitPrice(2900, { amount: 1, unit: "piece" })).toBe(null);
    expect(unitPrice(2900, { amount: 3, unit: "furlong" })).toBe(null);
    expect(unitPrice(2900, { amount: 0, unit: "ml" })).toBe(null);
  });
});
