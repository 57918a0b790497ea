import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { countPostings, decodePostings, encodePostings, postingBlockSize } from "./posting_block.ts";
import { decodeDocument, encodeDocument } from "./search_document.ts";
import { mergePostings } from "./writing/write_postings.ts";

const impacts = fc.integer({ min: 1, max: 255 });
const offset = fc.nat(postingBlockSize - 1);
const block = fc.oneof(
  fc.array(fc.tuple(offset, impacts), { maxLength: 300 }),
  fc.array(fc.tuple(offset, impacts), { minLength: 1_000, maxLength: 2_500 }),
).map((entries) => new Map(entries));

const toBlock = (entries: ReadonlyMap<number, number>) => mergePostings(undefined, entries);
const toMap = ({ offsets, impacts }: ReturnType<typeof decodePostings>) =>
  new Map(Array.from(offsets, (each, at) => [each, impacts[at]!]));
const sorted = (entries: ReadonlyMap<number, number>) => [...entries].sort(([one], [other]) => one - other);

describe("a block of postings", () => {
  it("is what it was after it was stored, and its length says how many there are", () => {
    fc.assert(fc.property(block, (entries) => {
      const bytes = encodePostings(toBlock(entries));
      expect(countPostings(bytes.byteLength)).toBe(entries.size);
      expect([...toMap(decodePostings(bytes))]).toEqual(sorted(entries));
    }));
  });
  it("takes three bytes a posting, and of many a bit and a byte", () => {
    const of = (count: number) =>
      encodePostings(toBlock(new Map(Array.from({ length: count }, (_, at) => [at, 9])))).byteLength;
    expect([0, 1, 128, 129, 2_048].map(of)).toEqual([0, 3, 384, 385, 2_304]);
  });
  it("is changed like a map", () => {
    const changes = fc.array(fc.tuple(offset, fc.integer({ min: 0, max: 255 })), { maxLength: 60 });
    fc.assert(fc.property(block, changes, (entries, edits) => {
      const expected = new Map(entries);
      for (const [at, impact] of new Map(edits)) {
        if (impact === 0) expected.delete(at);
        else expected.set(at, impact);
      }
      expect([...toMap(mergePostings(toBlock(entries), new Map(edits)))]).toEqual(sorted(expected));
    }));
  });
});

describe("a document", () => {
  it("is what it was after it was stored", () => {
    const documents = fc.array(fc.tuple(fc.nat({ max: 2 ** 31 }), impacts)).map((entries) =>
      new Map(entries)
    );
    fc.assert(fc.property(documents, (document) => {
      expect([...decodeDocument(encodeDocument(document))]).toEqual(sorted(document));
    }));
  });
});
