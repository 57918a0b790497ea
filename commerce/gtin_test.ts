import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { gtinCheckDigit, isGtin } from "./gtin.ts";

describe("GTIN", () => {
  it("knows real numbers of each length", () => {
    for (const gtin of ["96385074", "036000291452", "4006381333931", "10614141000415"]) {
      expect(isGtin(gtin)).toBe(true);
    }
    for (const text of ["4006381333932", "400638133393", "4006381333931 ", "40063813339a1", ""]) {
      expect(isGtin(text)).toBe(false);
    }
  });

  it("notices every wrong digit", () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
    fc.assert(fc.property(digits, fc.nat(12), fc.integer({ min: 1, max: 9 }), (given, place, by) => {
      const right = given.join("") + gtinCheckDigit(given.join(""));
      expect(isGtin(right)).toBe(true);
      const wrong = Array.from(right, (digit, i) => i === place ? String((Number(digit) + by) % 10) : digit)
        .join("");
      expect(isGtin(wrong)).toBe(false);
    }));
  });
});
