import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { isSlug, maxSlugLength, slugify } from "./slug.ts";

describe("slug", () => {
  for (
    const [title, language, wanted] of [
      ["Lampe à poser « Alba »", "fr", "lampe-a-poser-alba"],
      ["Cœur d’osier", "fr", "coeur-d-osier"],
      ["Überwurf grün, Größe L", "de", "ueberwurf-gruen-groesse-l"],
      ["Søren's lænestol", "en", "sorens-laenestol"],
      ["アルバ フロアランプ", "ja", "アルバ-フロアランプ"],
      ["مصباح أرضي ألبا", "ar", "مصباح-أرضي-ألبا"],
      ["  --!!--  ", "en", ""],
      ["Ⅳ 120 × 200 cm", "en", "ⅳ-120-200-cm"],
    ] as const
  ) it(`${title} (${language})`, () => expect(slugify(title, language)).toBe(wanted));

  it("is a slug or empty, whatever the title, and stays itself", () => {
    const title = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.string({ unit: "grapheme", maxLength: 300 }),
    );
    fc.assert(fc.property(title, fc.constantFrom("en", "fr", "de", "ja", "ar"), (text, language) => {
      const slug = slugify(text, language);
      expect(slug === "" || isSlug(slug)).toBe(true);
      expect(slug.length).toBeLessThanOrEqual(maxSlugLength);
      expect(slug.isWellFormed()).toBe(true);
    }));
  });

  it("refuses what slugify would not make", () => {
    for (const text of ["", "A", "a--b", "-a", "a-", "a b", "a/b", "a%20b", "..", "a".repeat(97)]) {
      expect(isSlug(text)).toBe(false);
    }
    for (const text of ["a", "a-b", "テーブル", "120-200"]) expect(isSlug(text)).toBe(true);
  });
});
