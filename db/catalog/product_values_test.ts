import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { decodeValues, encodeValues, valueBlockSize, valuesToLists } from "./product_values.ts";

const sets = (most: number) =>
  fc.array(fc.tuple(fc.nat(valueBlockSize - 1), fc.uniqueArray(fc.nat(most), { maxLength: 40 })), {
    maxLength: 60,
  })
    .map((given) => {
      const lists: number[][] = Array.from({ length: valueBlockSize }, () => []);
      for (const [product, values] of given) lists[product] = values.sort((one, other) => one - other);
      return lists;
    });

describe("facet values of products", () => {
  it("are the same after storing", () => {
    fc.assert(
      fc.property(fc.constantFrom(100, 2 ** 16 - 1, 2 ** 16, 2 ** 31).chain(sets), (lists) => {
        expect(valuesToLists(encodeValues(lists))).toEqual(lists);
      }),
    );
  });

  it("take a byte each where they lie close, and two in memory", () => {
    const lists = Array.from({ length: valueBlockSize }, () => [5, 90, 200]);
    const bytes = encodeValues(lists);
    expect(bytes.length).toBe(valueBlockSize * 4);
    expect(decodeValues(bytes).values.byteLength).toBe(valueBlockSize * 6);
    lists[7] = [2 ** 16];
    expect(decodeValues(encodeValues(lists)).values.byteLength).toBe((valueBlockSize * 3 - 2) * 4);
  });

  it("are nothing where there are none", () => {
    const none = Array.from({ length: valueBlockSize }, () => []);
    expect(encodeValues(none)).toEqual(new Uint8Array());
    expect(valuesToLists(undefined)).toEqual(none);
  });

  it("that are cut short, or go on, are refused", () => {
    const bytes = encodeValues(Array.from({ length: valueBlockSize }, (_, at) => [at * 3]));
    expect(() => decodeValues(bytes.subarray(0, -1))).toThrow(RangeError);
    expect(() => decodeValues(Uint8Array.of(...bytes, 0))).toThrow(RangeError);
  });
});
