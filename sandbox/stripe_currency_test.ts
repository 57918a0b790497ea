import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { chargeStep, formatCharge, isCurrency, minCharge, stripeExponent } from "./stripe_currency.ts";

describe("amounts as Stripe counts them", () => {
  it("have the decimals of Stripe's list", () => {
    const exponents = ["eur", "jpy", "kwd", "isk", "ugx", "clp", "huf"].map(stripeExponent);
    expect(exponents).toEqual([2, 0, 3, 2, 2, 0, 2]);
    expect(["eur", "kwd", "isk", "jpy"].map(chargeStep)).toEqual([1, 10, 100, 1]);
    expect(["eur", "gbp", "jpy", "mxn"].map(minCharge)).toEqual([50, 30, 50, 1000]);
  });

  it("are written for people", () => {
    const plain = (text: string) => text.replace(/[\u00a0\u202f\u200f]/g, " ").trim();
    expect(plain(formatCharge(129_000, "jpy", "ja"))).toBe("￥129,000");
    expect(plain(formatCharge(12_340, "kwd", "en"))).toBe("KWD 12.340");
    expect(plain(formatCharge(5, "eur", "fr"))).toBe("0,05 €");
    expect(plain(formatCharge(123_456, "chf", "de"))).toBe("1.234,56 CHF");
  });

  it("are in currencies that exist, in small letters", () => {
    expect(["eur", "EUR", "zzz", "euro", ""].map(isCurrency)).toEqual([true, false, false, false, false]);
  });
});
