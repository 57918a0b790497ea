import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { HashIndex } from "./hash_index.ts";

describe("an index of names", () => {
  it("numbers names as they come, as a map would", () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 4 }), { maxLength: 3000 }), (names) => {
      const index = new HashIndex();
      const map = new Map<string, number>();
      for (const name of names) {
        expect(index.find(name)).toBe(map.get(name) ?? -1);
        if (!map.has(name)) map.set(name, map.size);
        expect(index.add(name)).toBe(map.get(name));
      }
      expect(index.size).toBe(map.size);
    }));
  });

  it("tells apart hundreds of thousands of names that are much alike", () => {
    const index = new HashIndex();
    for (let i = 0; i < 300_000; i++) expect(index.add(`SKU-${i}`) === i).toBe(true);
    expect(index.find("SKU-299999")).toBe(299_999);
    expect(index.find("SKU-300000")).toBe(-1);
  });
});
