import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { decodeCursor, encodeCursor } from "./cursor.ts";

const sorts = fc.constantFrom("popular", "newest", "price-asc", "price-desc", "relevance");
const keys = fc.array(fc.maxSafeInteger().map((n) => n + 0), { minLength: 1, maxLength: 4 });

describe("cursor", () => {
  it("comes back as the key it was made of", () => {
    fc.assert(fc.property(sorts, keys, (sort, key) => {
      const cursor = encodeCursor(sort, key);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]{1,512}$/);
      expect(decodeCursor(cursor, sort, key.length)).toEqual(key);
    }));
  });
  it("is null for another order or another number of parts", () => {
    fc.assert(fc.property(sorts, sorts, keys, (sort, other, key) => {
      expect(decodeCursor(encodeCursor(sort, key), sort, key.length + 1)).toBeNull();
      if (sort !== other) expect(decodeCursor(encodeCursor(sort, key), other, key.length)).toBeNull();
    }));
  });
  it("is null for what was never issued", () => {
    const forged = [
      "",
      "!",
      "a",
      "=",
      "a b",
      "A".repeat(513),
      "popular",
      btoa("popular:1:2 ").replace(/=/g, ""),
    ];
    for (const text of [...forged, encodeCursor("popular", [1.5, 2]), encodeCursor("popular", [NaN, 2])]) {
      expect(decodeCursor(text, "popular", 2)).toBeNull();
    }
    for (
      const text of [
        "popular:01:2",
        "popular:1e3:2",
        "popular::2",
        "popular:9007199254740993:2",
        "popular:-0:2",
      ]
    ) {
      expect(decodeCursor(btoa(text).replace(/=+$/, ""), "popular", 2)).toBeNull();
    }
  });
  it("throws for no input", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
      const key = decodeCursor(text, "popular", 2);
      if (key !== null) expect(encodeCursor("popular", key)).toBe(text);
    }));
  });
});
