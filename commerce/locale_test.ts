import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { formatLocale, formatTag, parseLocale } from "./locale.ts";

describe("locale", () => {
  it("is split at the last hyphen", () => {
    expect(parseLocale("fr-fr")).toEqual({ language: "fr", market: "fr" });
    expect(parseLocale("zh-hant-hk")).toEqual({ language: "zh-hant", market: "hk" });
  });
  it("is nothing else", () => {
    for (const text of ["", "fr", "FR-fr", "fr_fr", "fr-", "-fr", "fr-fr/", "fr-f", "français-fr", "a-fr"]) {
      expect(parseLocale(text)).toBe(null);
    }
  });
  it("reads what it writes and never throws", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{2,3}$/),
        fc.stringMatching(/^[a-z0-9]{2,8}$/),
        (language, market) => {
          expect(parseLocale(formatLocale({ language, market }))).toEqual({ language, market });
        },
      ),
    );
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      const locale = parseLocale(text);
      expect(locale === null || formatLocale(locale) === text).toBe(true);
    }));
  });
});

describe("formatTag", () => {
  it("is the language as it is written in the country, Arabic with the digits 0 to 9", () => {
    expect(formatTag("fr", "CH")).toBe("fr-CH");
    expect(formatTag("fr", undefined)).toBe("fr");
    expect(formatTag("ar", "KW")).toBe("ar-KW-u-nu-latn");
    expect(formatTag("ar", undefined)).toBe("ar-u-nu-latn");
    expect(formatTag("arn", "CL")).toBe("arn-CL");
  });
});
