import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Kept } from "./kept.ts";

describe("Kept", () => {
  it("keeps what fits, and of what does not what was asked for lately", () => {
    const kept = new Kept<number, string>(100, (text) => text.length);
    const ten = "0123456789";
    kept.set(0, ten);
    for (let key = 1; key < 40; key++) {
      kept.set(key, ten);
      expect(kept.get(0)).toBe(ten);
      expect(kept.get(key)).toBe(ten);
    }
    expect(Array.from({ length: 40 }, (_, key) => kept.get(key)).filter(Boolean).length).toBeLessThan(14);
    expect(kept.get(1)).toBeUndefined();
  });

  it("forgets what it is told to", () => {
    const kept = new Kept<number, string>(10, (text) => text.length);
    kept.set(1, "aaaaaaaa");
    kept.set(2, "bbbbbbbb");
    kept.delete(1);
    expect([kept.get(1), kept.get(2)]).toEqual([undefined, "bbbbbbbb"]);
    kept.clear();
    expect(kept.get(2)).toBeUndefined();
  });
});
