import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { encodePostings } from "../posting_block.ts";
import { decodeTerm, forEachPosting, frequency, holdsPosting, postingsOf } from "./postings.ts";

describe("the postings of a term", () => {
  it("are those of its stored blocks, offsets or bits", () => {
    const term = decodeTerm([
      [7, 1, encodePostings({ offsets: Uint16Array.of(3, 9), impacts: Uint8Array.of(200, 10) })],
      [
        7,
        4,
        encodePostings({
          offsets: Uint16Array.from({ length: 300 }, (_, at) => at * 2),
          impacts: new Uint8Array(300).fill(5),
        }),
      ],
    ]);
    const entries: number[][] = [];
    forEachPosting(term, (id, impact) => entries.push([id, impact]));
    expect(entries.slice(0, 4)).toEqual([[2_051, 200], [2_057, 10], [8_192, 5], [8_194, 5]]);
    expect([entries.length, frequency(term)]).toEqual([302, 302]);
    expect([2_051, 2_052, 8_194, 8_195, 0].map((id) => holdsPosting(term, id)))
      .toEqual([true, false, true, false, false]);
    expect(frequency(decodeTerm([]))).toBe(0);
  });

  it("can be made of products", () => {
    const entries: number[][] = [];
    forEachPosting(postingsOf([9_000, 5, 2_047, 5], 255), (id, impact) => entries.push([id, impact]));
    expect(entries).toEqual([[5, 255], [2_047, 255], [9_000, 255]]);
  });
});
