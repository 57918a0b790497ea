import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { canBeMistyped, editsOf, splitsOf } from "./spelling.ts";
import { saysNothing } from "./stop_words.ts";

describe("editsOf", () => {
  const slips: readonly (readonly [typed: string, meant: string, language: string])[] = [
    ["headphnes", "headphones", "en"],
    ["heaadphones", "headphones", "en"],
    ["haedphones", "headphones", "en"],
    ["headphomes", "headphones", "en"],
    ["yeadphones", "headphones", "en"],
    ["eadphones", "headphones", "en"],
    ["stuhk", "stuhl", "de"],
    ["مصبح", "مصباح", "ar"],
    ["лапма", "лампа", "ru"],
  ];
  for (const [typed, meant, language] of slips) {
    it(`makes "${meant}" of "${typed}"`, () => expect(editsOf(typed, language).has(meant)).toBe(true));
  }
  it("undoes any one slip of a word", () => {
    const letter = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz");
    const word = fc.array(letter, { minLength: 3, maxLength: 12 }).map((letters) => letters.join(""));
    fc.assert(
      fc.property(word, fc.nat(), letter, fc.constantFrom(0, 1, 2, 3), (meant, place, other, kind) => {
        const at = place % meant.length;
        const [head, tail] = [meant.slice(0, at), meant.slice(at + 1)];
        const typed = [
          head + other + tail,
          head + tail,
          head + meant[at]! + meant.slice(at),
          head + tail.slice(0, 1) +
          meant[at]! + tail.slice(1),
        ][kind]!;
        if (typed !== meant && !saysNothing(meant, "en")) {
          expect(editsOf(typed, "en").get(meant)).toBeGreaterThan(0);
        }
      }),
    );
  });
  it("holds swapped letters likelier than a wrong one, and a first letter wrong least", () => {
    const edits = editsOf("lmap", "en");
    expect(edits.get("lamp")!).toBeGreaterThan(edits.get("lmao")!);
    expect(edits.get("lmao")!).toBeGreaterThan(edits.get("amap")!);
  });
});

describe("words that say nothing", () => {
  const nothings: readonly (readonly [typed: string, nothing: string, language: string])[] = [
    ["dose", "das", "de"],
    ["dass", "das", "de"],
    ["forks", "for", "en"],
    ["fork", "for", "en"],
    ["dune", "une", "fr"],
    ["bar", "par", "fr"],
    ["uest", "est", "fr"],
    ["wich", "which", "en"],
  ];
  for (const [typed, nothing, language] of nothings) {
    it(`"${nothing}" is not what "${typed}" was meant to be`, () => {
      expect(editsOf(typed, language).has(nothing)).toBe(false);
    });
  }
});

describe("canBeMistyped", () => {
  for (const word of ["lamp", "usb", "chaise", "مصباح"]) {
    it(word, () => expect(canBeMistyped(word)).toBe(true));
  }
  for (const word of ["tv", "rtx2060", "4006381333931", "照明器", "", "x".repeat(25)]) {
    it(`not "${word}"`, () => expect(canBeMistyped(word)).toBe(false));
  }
});

describe("splitsOf", () => {
  it("parts a word in two of three letters at least", () => {
    expect(splitsOf("teacup", "en")).toEqual([["tea", "cup"]]);
    expect(splitsOf("cups", "en")).toEqual([]);
    expect(splitsOf("carpetfor", "en")).not.toContainEqual(["carpet", "for"]);
    expect(splitsOf("coffeemachine", "en")).toContainEqual(["coffee", "machine"]);
  });
});
