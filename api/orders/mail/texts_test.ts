import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { mailTexts, type TextKey, texts } from "./texts.ts";

describe("the texts of mails", () => {
  const keys = Object.keys(texts["en"]!) as TextKey[];
  const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

  it("are complete in all languages, with the same values in each", () => {
    expect(Object.keys(texts)).toEqual(["ar", "de", "en", "es", "fr", "it", "ja", "pt"]);
    for (const [language, own] of Object.entries(texts)) {
      expect([language, Object.keys(own)]).toEqual([language, keys]);
      for (const key of keys) {
        expect([language, key, values(own[key])]).toEqual([language, key, values(texts["en"]![key])]);
        expect([language, key, own[key].trim() !== ""]).toEqual([language, key, true]);
      }
    }
  });

  it("are read by language, its first subtag, else in English", () => {
    const total = (language: string) => mailTexts(language)("label.total");
    expect([total("de"), total("fr-ca"), total("sv")]).toEqual(["Gesamt", "Total", "Total"]);
    expect(mailTexts("it")("label.total")).toBe("Totale");
  });

  it("take values as they are, and insist on them", () => {
    expect(mailTexts("en")("label.order", { number: "{shop} $&" })).toBe("Order {shop} $&");
    expect(() => mailTexts("en")("label.order")).toThrow('text "label.order": wanted a value for "number"');
  });
});
