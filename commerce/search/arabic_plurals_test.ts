import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { otherNumbers } from "./arabic_plurals.ts";

describe("otherNumbers", () => {
  // Folded: no hamza on an alef.
  const pairs = [
    ["كرسي", "كراسي"],
    ["مقعد", "مقاعد"],
    ["ملعقة", "ملاعق"],
    ["مصباح", "مصابيح"],
    ["صندوق", "صناديق"],
    ["وسادة", "وسائد"],
    ["ستارة", "ستائر"],
    ["طبق", "اطباق"],
    ["كوب", "اكواب"],
    ["صحن", "صحون"],
    ["رف", "رفوف"],
  ] as const;
  for (const [singular, plural] of pairs) {
    it(`knows "${plural}" of "${singular}"`, () => {
      expect(otherNumbers(singular)).toContain(plural);
    });
  }
  for (const [singular, plural] of pairs.filter(([one]) => !one.endsWith("ة") || one.length === 5)) {
    it(`knows "${singular}" of "${plural}"`, () => {
      expect(otherNumbers(plural).map((word) => word.replace(/ة$/, ""))).toContain(
        singular.replace(/ة$/, ""),
      );
    });
  }
  it("looks behind the article, and guesses nothing of what has no pattern", () => {
    expect(otherNumbers("الكراسي")).toContain("كرسي");
    for (const word of ["", "lamp", "مستطيلات"]) expect(otherNumbers(word)).toEqual([]);
  });
});
