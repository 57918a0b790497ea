import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { departmentCodes, kinds, useCodes } from "../kinds.ts";
import { demoLanguages } from "../../demo/markets.ts";
import { allWords } from "./all.ts";

describe("words of the generated catalog", () => {
  it("are those of the shop's languages, in its order", () => {
    expect(allWords.map(({ tag }) => tag)).toEqual(demoLanguages.map(({ tag }) => tag));
  });

  for (const words of allWords) {
    it(`mean the same, place by place (${words.tag})`, () => {
      expect(words.kinds.length).toBe(kinds.length);
      expect(words.departments.length).toBe(departmentCodes.length);
      expect(words.uses.length).toBe(useCodes.length);
      expect(words.praise.length).toBe(24);
      expect(words.common.length).toBeGreaterThan(100);
      const said = [
        words.kinds.flat(),
        words.departments,
        words.uses,
        words.praise,
        words.glue,
        words.common,
      ];
      expect(said.flat().filter((word) => word.trim() === "" || word.includes("\n"))).toEqual([]);
      expect(new Set(words.kinds.map(([one]) => one)).size).toBe(kinds.length);
    });
  }
});
