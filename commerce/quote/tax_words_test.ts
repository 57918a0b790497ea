import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { statedRate, taxName } from "./tax_words.ts";

describe("the name of a tax", () => {
  for (
    const [country, name, language, wanted] of [
      ["CH", "MWST", "de", "MWST"],
      ["CH", "MWST", "fr", "TVA"],
      ["CH", "MWST", "it", "IVA"],
      ["CH", "MWST", "en", "VAT"],
      ["AE", "VAT", "ar", "ضريبة القيمة المضافة"],
      ["AE", "VAT", "en", "VAT"],
      ["AT", "USt.", "de", "USt."],
      ["NL", "btw", "en", "VAT"],
      ["FI", "ALV", "pt", "IVA"],
      ["BE", "BTW/TVA", "fr", "TVA"],
      ["FR", "TVA", "fr-FR", "TVA"],
      ["CA", "GST", "fr", "TPS"],
      ["AU", "GST", "fr", "GST"],
      ["JP", "消費税", "ja", "消費税"],
      ["US", "Sales tax", "fr", "Sales tax"],
      ["FR", "TVA", "fi", "TVA"],
      ["FR", "Eco levy", "de", "Eco levy"],
      ["FR", "constructor", "toString", "constructor"],
    ] as const
  ) {
    it(`${name} of ${country} is ${wanted} in ${language}`, () => {
      expect(taxName(country, name, language)).toBe(wanted);
    });
  }
});

describe("the rate of a tax", () => {
  it("is stated as it is levied, but where the tax is part of its own base", () => {
    expect(statedRate("FR", "TVA", 200_000)).toBe(200_000);
    // 18 % of the price is 18/82 of the price without it; 12 % and 20.5 % are 12/88 and 20.5/79.5.
    expect([219_512, 136_364, 257_862].map((ratePpm) => statedRate("BR", "ICMS", ratePpm)))
      .toEqual([180_000, 120_000, 205_000]);
  });
});
