import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { currencyExponent } from "./currency.ts";
import { chargeFault, fromStripeAmount, stripeStepMinor, toStripeAmount } from "./stripe_amounts.ts";

describe("amounts at Stripe", () => {
  it("are those of ISO 4217 for most currencies", () => {
    for (const currency of ["EUR", "USD", "GBP", "AED", "BRL", "CHF", "INR", "CAD", "AUD", "HUF", "TWD"]) {
      expect([currency, toStripeAmount(1999, currency)]).toEqual([currency, 1999]);
    }
  });

  it("have no decimals where the currency has none", () => {
    for (
      const currency of [
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
      ]
    ) {
      expect([currency, currencyExponent(currency), toStripeAmount(1999, currency)]).toEqual([
        currency,
        0,
        1999,
      ]);
    }
  });

  it("have two zeros for the krona and the Ugandan shilling", () => {
    expect([toStripeAmount(5, "ISK"), toStripeAmount(1999, "UGX")]).toEqual([500, 199_900]);
    expect([fromStripeAmount(500, "ISK"), fromStripeAmount(199_900, "UGX")]).toEqual([5, 1999]);
    expect(() => fromStripeAmount(501, "ISK")).toThrow("read amount 501 ISK: wanted whole minor units");
  });

  it("have no decimals for the ariary, which has two at ISO", () => {
    expect([toStripeAmount(190_000, "MGA"), toStripeAmount(190_050, "MGA")]).toEqual([1900, null]);
    expect(fromStripeAmount(1900, "MGA")).toBe(190_000);
  });

  it("end in zero where the currency has three decimals", () => {
    for (const currency of ["BHD", "JOD", "KWD", "OMR", "TND"]) {
      expect([currency, toStripeAmount(5120, currency), toStripeAmount(5124, currency)])
        .toEqual([currency, 5120, null]);
    }
  });

  it("are multiples of the least step, and none between", () => {
    const steps = ["EUR", "JPY", "ISK", "UGX", "KWD", "MGA"].map(stripeStepMinor);
    expect(steps).toEqual([1, 1, 1, 1, 10, 100]);
    const currencies = fc.constantFrom("EUR", "JPY", "KWD", "ISK", "UGX", "MGA", "TND");
    fc.assert(fc.property(fc.nat(10_000_000), currencies, (amountMinor, currency) => {
      const isExact = toStripeAmount(amountMinor, currency) !== null;
      expect(isExact).toBe(amountMinor % stripeStepMinor(currency) === 0);
    }));
  });

  it("come back as they went, or do not go", () => {
    const currencies = fc.constantFrom("EUR", "JPY", "KWD", "ISK", "UGX", "MGA", "TND", "KRW");
    fc.assert(fc.property(fc.nat(1_000_000_000), currencies, (amountMinor, currency) => {
      const amount = toStripeAmount(amountMinor, currency);
      if (amount !== null) expect(fromStripeAmount(amount, currency)).toBe(amountMinor);
    }));
  });

  it("have a least and a most that can be charged", () => {
    const bounds = [["EUR", 50, 99_999_999], ["GBP", 30, 99_999_999], ["JPY", 50, 99_999_999], [
      "ISK",
      1,
      999_999,
    ]];
    for (const [currency, least, most] of bounds as [string, number, number][]) {
      expect([chargeFault(least, currency), chargeFault(most, currency)]).toEqual([null, null]);
      expect(chargeFault(most + 1, currency)).toEqual({ kind: "too-large", boundMinor: most });
      if (least > 1) {
        expect(chargeFault(least - 1, currency)).toEqual({ kind: "too-small", boundMinor: least });
      }
    }
    expect(chargeFault(1_999, "KWD")).toEqual({ kind: "inexact" });
    expect(chargeFault(1_990, "KWD")).toBeNull();
  });
});
