import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { decodeKeys, encodeKeys, keyBlockSize, roomFor } from "./sort_keys.ts";

describe("blocks of sort keys", () => {
  it("come back as they were, in no more bytes than the largest key needs", () => {
    const largest = fc.constantFrom<[number, number]>(
      [255, 1],
      [256, 2],
      [65_535, 2],
      [65_536, 4],
      [
        2 ** 32 - 1,
        4,
      ],
      [2 ** 32, 8],
      [1_000_000_000_000, 8],
    );
    fc.assert(
      fc.property(largest, fc.array(fc.nat(255), { maxLength: keyBlockSize - 1 }), ([most, width], few) => {
        const keys = new Float64Array(keyBlockSize);
        keys.set(few);
        keys[keyBlockSize - 1] = most;
        const bytes = encodeKeys(keys);
        expect(bytes.byteLength).toBe(keyBlockSize * width);
        const room = roomFor([bytes, new Uint8Array(keyBlockSize)], 2 * keyBlockSize);
        decodeKeys(bytes, room, keyBlockSize);
        expect([...room]).toEqual([...new Float64Array(keyBlockSize), ...keys]);
      }),
    );
  });

  it("are refused when they are none", () => {
    expect(() => decodeKeys(new Uint8Array(100), [])).toThrow(RangeError);
  });
});
