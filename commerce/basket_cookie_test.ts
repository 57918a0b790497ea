import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { addToBasket, countPieces, formatBasket, parseBasket, setQuantity } from "./basket_cookie.ts";

const line = fc.record({
  ref: fc.integer({ min: 1, max: 2 ** 40 }),
  quantity: fc.integer({ min: 1, max: 999 }),
});
const basket = fc.uniqueArray(line, { selector: (l) => l.ref, maxLength: 100 });

describe("basket cookie", () => {
  it("writes what it documents", () => {
    expect(formatBasket([{ ref: 100, quantity: 2 }, { ref: 56, quantity: 1 }])).toBe("1.2s-2.1k");
    expect(countPieces([{ ref: 100, quantity: 2 }, { ref: 56, quantity: 1 }])).toBe(3);
  });

  it("reads back every basket, and a hundred lines fit a cookie", () => {
    fc.assert(fc.property(basket, (lines) => {
      const value = formatBasket(lines);
      expect(value.length).toBeLessThan(1300);
      expect(value).toMatch(/^[0-9a-z.-]*$/);
      expect(parseBasket(value)).toEqual({ lines, intact: true });
    }));
  });

  it("never throws on garbage, and says that it dropped something", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const { lines, intact } = parseBasket(text);
      if (intact) expect(formatBasket(lines) === text || text === "").toBe(true);
    }));
    expect(parseBasket("1.2s-2.!!.1k")).toEqual({
      lines: [{ ref: 100, quantity: 2 }, { ref: 56, quantity: 1 }],
      intact: false,
    });
    expect(parseBasket("1.2s-zz")).toEqual({ lines: [], intact: false });
    expect(parseBasket("1.2s.2s")).toEqual({ lines: [{ ref: 100, quantity: 1 }], intact: false });
    expect(parseBasket("1." + "2s.".repeat(3000))).toEqual({ lines: [], intact: false });
  });

  it("adds, sets and takes out", () => {
    expect(addToBasket([{ ref: 1, quantity: 998 }], 1, 5)).toEqual({
      kind: "changed",
      lines: [{ ref: 1, quantity: 999 }],
    });
    expect(addToBasket([{ ref: 1, quantity: 1 }], 2, 3)).toEqual({
      kind: "changed",
      lines: [{ ref: 1, quantity: 1 }, { ref: 2, quantity: 3 }],
    });
    const full = Array.from({ length: 100 }, (_, i) => ({ ref: i + 1, quantity: 1 }));
    expect(addToBasket(full, 101, 1)).toEqual({ kind: "full" });
    expect(addToBasket(full, 100, 1)).toMatchObject({ kind: "changed" });
    expect(setQuantity([{ ref: 1, quantity: 1 }, { ref: 2, quantity: 1 }], 1, 0)).toEqual({
      kind: "changed",
      lines: [{ ref: 2, quantity: 1 }],
    });
  });
});
