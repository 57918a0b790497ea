import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { readLogPosition } from "./log_position.ts";

describe("readLogPosition", () => {
  it("reads what libSQL wrote", () => {
    const index = Uint8Array.fromHex("a8e48e646483a4ae1846216fae0e151c02000000000000000000000000000000");
    expect(readLogPosition(index)).toEqual({ logId: "1c150eae-6f21-4618-aea4-8364648ee4a8", frame: 2 });
  });

  it("has nothing to say of an index that no copy has completed", () => {
    expect(readLogPosition(new Uint8Array())).toBe(null);
    expect(readLogPosition(new Uint8Array(32))).toBe(null);
    expect(readLogPosition(new Uint8Array(23).fill(1))).toBe(null);
  });
});
