import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { currencyExponent, decimalAmount } from "../commerce/currency.ts";
import { localeFormats } from "./locale_formats.ts";

const formats = (language: string, country: string, currency: string) =>
  localeFormats(language, { countries: [country], currency, timeZone: "UTC" });

describe("locale formats", () => {
  for (
    const [language, country, currency, amount, wanted] of [
      ["fr", "FR", "EUR", 123456, "1\u202f234,56\u00a0€"],
      ["de", "CH", "CHF", 123456, "CHF\u00a01’234.56"],
      ["ja", "JP", "JPY", 1980, "￥1,980"],
      ["en", "US", "USD", 5, "$0.05"],
      ["pt", "BR", "BRL", 99990, "R$\u00a0999,90"],
      ["en", "KW", "KWD", 12500, "KWD\u00a012.500"],
    ] as const
  ) {
    it(`${language}-${country}: ${wanted}`, () =>
      expect(formats(language, country, currency).money(amount)).toBe(wanted));
  }

  it("writes Arabic right to left with three decimals of the dinar and the digits 0 to 9", () => {
    const { money, number, date } = formats("ar", "KW", "KWD");
    expect(money(12500)).toBe("\u200f12.500\u00a0د.ك.\u200f");
    expect(number(1234.5)).toBe("1,234.5");
    expect(date(Date.UTC(2026, 10, 20))).toBe("20 نوفمبر 2026");
  });

  it("loses no minor unit of any amount", () => {
    fc.assert(fc.property(
      fc.integer({ min: 0, max: 1e12 }),
      fc.constantFrom("EUR", "JPY", "KWD", "BRL"),
      (amount, currency) => {
        const shown = formats("en", "US", currency).money(amount).replace(/\D/g, "");
        expect(Number(shown)).toBe(amount);
        expect(Number(decimalAmount(amount, currency).replace(".", ""))).toBe(amount);
        expect(decimalAmount(amount, currency).split(".")[1]?.length ?? 0).toBe(currencyExponent(currency));
      },
    ));
  });
});
