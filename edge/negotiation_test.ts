import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import type { Directory } from "../commerce/catalog_view.ts";
import { formatLocale } from "../commerce/locale.ts";
import { findLocale, languageRanges, lookup, negotiate, type Visitor } from "./negotiation.ts";

function market(code: string, countries: string[], languages: string[]) {
  return {
    id: 1,
    code,
    countries,
    languages,
    currency: "EUR",
    names: {},
    pricesIncludeTax: true,
    timeZone: "UTC",
  };
}
const directory: Directory = {
  markets: [
    market("us", ["US"], ["en"]),
    market("fr", ["FR", "MC"], ["fr"]),
    market("eu", ["IE", "PT"], ["en", "pt"]),
    market("ch", ["CH", "LI"], ["de", "fr"]),
    market("jp", ["JP"], ["ja"]),
    market("kw", ["KW"], ["ar", "en"]),
  ],
  languages: ["en", "fr", "de", "pt", "ja", "ar"].map((tag) => ({
    tag,
    name: tag,
    direction: "ltr" as const,
  })),
};
const suggest = (visitor: Partial<Visitor>) =>
  formatLocale(
    negotiate(directory, { acceptLanguage: null, country: null, region: null, remembered: null, ...visitor }),
  );

describe("negotiation", () => {
  for (
    const [what, visitor, wanted] of [
      ["nothing known: the first market", {}, "en-us"],
      [
        "the remembered choice before all",
        { remembered: "fr-ch", country: "JP", acceptLanguage: "ja" },
        "fr-ch",
      ],
      ["a choice that the shop no longer has", { remembered: "fr-xx", country: "JP" }, "ja-jp"],
      ["the country, in its default language", { country: "ch", acceptLanguage: "ja" }, "de-ch"],
      [
        "the country, in the visitor's language",
        { country: "CH", acceptLanguage: "fr-CA,en;q=0.5" },
        "fr-ch",
      ],
      ["the region of a language", { acceptLanguage: "fr-CH,fr;q=0.9" }, "fr-ch"],
      ["weights, not order", { acceptLanguage: "en;q=0.2, ja;q=0.9" }, "ja-jp"],
      ["the region that took the connection", { region: "nrt", acceptLanguage: "xx" }, "ja-jp"],
      ["a language that is no market's default", { acceptLanguage: "pt" }, "pt-eu"],
      ["a country without a market", { country: "NZ", acceptLanguage: "ar-EG" }, "ar-kw"],
      ["a refused language", { acceptLanguage: "ja;q=0, fr" }, "fr-fr"],
    ] as const
  ) it(what, () => expect(suggest(visitor)).toBe(wanted));

  it("looks tags up as RFC 4647 has it", () => {
    expect(lookup(["zh-hant-cn-x-private1-private2"], ["zh-hant"])).toBe("zh-hant");
    expect(lookup(["de-ch-1996", "fr"], ["fr", "de"])).toBe("de");
    expect(lookup(["zh-x-a"], ["zh-x"])).toBe(null);
  });

  it("answers a locale that exists, whatever is sent", () => {
    const text = fc.option(fc.string({ maxLength: 80 }), { nil: null });
    const header = fc.option(
      fc.array(fc.stringMatching(/^[a-zA-Z*;=q0-9., -]{0,12}$/), { maxLength: 9 }).map((parts) =>
        parts.join(",")
      ),
      { nil: null },
    );
    fc.assert(fc.property(header, text, text, text, (acceptLanguage, country, region, remembered) => {
      const locale = negotiate(directory, { acceptLanguage, country, region, remembered });
      expect(findLocale(directory, formatLocale(locale))).toEqual(locale);
    }));
    expect(languageRanges("a".repeat(9))).toEqual([]);
    expect(languageRanges("fr;q=abc, en")).toEqual(["en"]);
  });
});
