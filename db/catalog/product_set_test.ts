import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { blockSize, decodeBlock } from "./product_block.ts";
import { ProductSet } from "./product_set.ts";

/** Keys of three blocks: few, many, or a run that fills most of one. */
const ids = fc.oneof(
  fc.array(fc.nat(3 * blockSize), { maxLength: 30 }),
  fc.array(fc.nat(3 * blockSize), { minLength: 400, maxLength: 1_500 }),
  fc.tuple(fc.nat(blockSize), fc.nat(2 * blockSize)).map(([from, length]) =>
    Array.from({ length }, (_, i) => from + i)
  ),
);

const sorted = (set: Iterable<number>) => [...set].sort((one, other) => one - other);

describe("ProductSet", () => {
  it("is what a Set of numbers is", () => {
    fc.assert(
      fc.property(ids, ids, (some, others) => {
        const a = ProductSet.of(some), b = ProductSet.of(others);
        const x = new Set(some), y = new Set(others);
        expect([...a.values()]).toEqual(sorted(x));
        expect(a.size).toBe(x.size);
        expect(sorted(a.toArray())).toEqual(sorted(x));
        for (const id of others.slice(0, 50)) expect(a.has(id)).toBe(x.has(id));
        for (
          const [made, wanted] of [[a.and(b), x.intersection(y)], [a.or(b), x.union(y)], [
            a.andNot(b),
            x.difference(y),
          ]] as const
        ) {
          expect([...made.values()]).toEqual(sorted(wanted));
          expect(made.size).toBe(wanted.size);
        }
        expect(a.countAnd(b)).toBe(x.intersection(y).size);
        expect(a.meets(b)).toBe(!x.isDisjointFrom(y));
        expect([...a.values()]).toEqual(sorted(x));
      }),
      { numRuns: 60 },
    );
  });

  it("is what it was after it was stored, each content in one form", () => {
    fc.assert(
      fc.property(ids, (some) => {
        const rows = [...ProductSet.of(some).encode()];
        expect([...ProductSet.decode(rows).values()]).toEqual(sorted(new Set(some)));
        expect([...ProductSet.of(some.toReversed()).or(ProductSet.of(some.slice(3))).encode()].sort())
          .toEqual(
            rows.sort(),
          );
        for (const [, bits] of rows) expect(bits.byteLength).toBeLessThanOrEqual(blockSize / 8);
      }),
      { numRuns: 40 },
    );
  });

  it("is the same packed, in one piece of memory", () => {
    fc.assert(fc.property(ids, ids, (some, others) => {
      const set = ProductSet.of(some).or(ProductSet.of(others));
      expect([...set.packed().encode()]).toEqual([...set.encode()]);
      expect(set.packed().size).toBe(set.size);
    }));
    const full = (block: number) => Array.from({ length: 600 }, (_, i) => block * blockSize + i);
    const set = ProductSet.of([...full(0), 3 * blockSize, ...full(5)]);
    const buffers = (of: ProductSet) => [0, 5].map((block) => of.bitsOf(block)!.buffer);
    expect(new Set(buffers(set)).size).toBe(2);
    expect(buffers(set.packed())[0]!.byteLength).toBe(1_024 + 4 + 1_024);
    expect(new Set(buffers(set.packed())).size).toBe(1);
    expect(new Set(buffers(ProductSet.decode(set.encode()))).size).toBe(1);
  });

  it("adds and deletes one by one, and leaves what shares its blocks alone", () => {
    fc.assert(
      fc.property(ids, fc.array(fc.tuple(fc.boolean(), fc.nat(100)), { maxLength: 40 }), (some, edits) => {
        const before = ProductSet.of(some);
        const set = before.or(ProductSet.of());
        const model = new Set(some);
        for (const [adds, id] of edits) {
          expect(adds ? set.add(id) : set.delete(id)).toBe(adds !== model.has(id));
          if (adds) model.add(id);
          else model.delete(id);
        }
        expect([...set.values()]).toEqual(sorted(model));
        expect(set.size).toBe(model.size);
        expect([...before.values()]).toEqual(sorted(new Set(some)));
      }),
      { numRuns: 40 },
    );
  });

  it("keeps few as offsets and many as bits", () => {
    expect([...ProductSet.of([7, 8_191, 300]).encode()]).toEqual([
      [0, new Uint8Array([7, 0, 44, 1, 255, 31])],
    ]);
    expect([...ProductSet.of([blockSize, 5 * blockSize + 256]).encode()]).toEqual([
      [1, new Uint8Array([0, 0])],
      [5, new Uint8Array([0, 1])],
    ]);
    const [[, bits]] = [...ProductSet.of(Array.from({ length: 512 }, (_, i) => i)).encode()] as [
      [number, Uint8Array],
    ];
    expect(bits.byteLength).toBe(1_024);
    expect(bits.subarray(0, 64).every((byte) => byte === 255)).toBe(true);
    expect(bits.subarray(64).every((byte) => byte === 0)).toBe(true);
  });

  it("refuses what no product has, and blocks that it never made", () => {
    expect(() => ProductSet.of([1.5])).toThrow(RangeError);
    expect(() => ProductSet.of([-1])).toThrow(RangeError);
    expect(() => decodeBlock(new Uint8Array(3))).toThrow(RangeError);
    expect(() => decodeBlock(new Uint8Array(1_026))).toThrow(RangeError);
  });
});
