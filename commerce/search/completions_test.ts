import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { completionsOf } from "./completions.ts";

const titles = [
  "Oak laptop stand",
  "Laptop stand, folding",
  "Laptop sleeve in wool",
  "Large lamp",
  "Laptop 17 inch",
];

describe("completionsOf", () => {
  it("goes on with the words that most titles have", () => {
    expect(completionsOf("lap", titles, "en", 4)).toEqual(["laptop", "laptop stand"]);
    expect(completionsOf("laptop", titles, "en", 4)).toEqual(["laptop stand"]);
  });
  it("keeps the words before as they were typed", () => {
    expect(completionsOf("Oak lap", titles.slice(0, 1), "en", 4)).toEqual(["oak laptop", "oak laptop stand"]);
  });
  it("finds folded beginnings, and the runs of scripts without spaces", () => {
    expect(completionsOf("etag", ["Étagère murale"], "fr", 1)).toEqual(["étagère"]);
    expect(completionsOf("フロ", ["フロアランプ 照明"], "ja", 2)).toEqual(["フロアランプ"]);
  });
  it("keeps elided articles, and apostrophes within words", () => {
    expect(completionsOf("l'ass", ["Assiette plate Fano"], "fr", 1)).toEqual(["l'assiette"]);
    expect(completionsOf("pour l’ass", ["Assiette plate Fano"], "fr", 1)).toEqual(["pour l'assiette"]);
    expect(completionsOf("women's ba", ["Womens bag"], "en", 1)).toEqual(["women's bag"]);
  });
  it("takes either kana for the other", () => {
    expect(completionsOf("らん", ["ランプ"], "ja", 1)).toEqual(["ランプ"]);
  });
  it("has nothing for no words, no titles, or what is whole already", () => {
    expect(completionsOf("", titles, "en", 4)).toEqual([]);
    expect(completionsOf("lap", [], "en", 4)).toEqual([]);
    expect(completionsOf("lamp", ["Lamp"], "en", 4)).toEqual([]);
  });
});
