import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { encodePostings, postingBlockSize } from "../posting_block.ts";
import { frequency } from "./postings.ts";
import { PostingsMemory } from "./postings_memory.ts";

describe("postings in memory", () => {
  /** In how many blocks a term is, by its key. */
  let blocks: Map<number, number>;
  let asked: string[];
  let isAnswered: boolean;
  let memory: PostingsMemory;

  beforeEach(() => {
    blocks = new Map([[1, 4], [2, 3], [3, 40]]);
    asked = [];
    isAnswered = true;
    const searchPostings = (ids: string) => {
      asked.push(ids);
      return (JSON.parse(ids) as number[]).flatMap((id) =>
        Array.from({ length: blocks.get(id) ?? 0 }, (_, block): [number, number, Uint8Array] => [
          id,
          block,
          encodePostings({ offsets: Uint16Array.of(block), impacts: Uint8Array.of(9) }),
        ])
      );
    };
    memory = new PostingsMemory({ searchPostings }, (load, keep) => {
      const loaded = load();
      if (isAnswered) keep(loaded);
      return loaded;
    });
  });
  const frequencies = (language: number, ids: number[]) =>
    [...memory.of(language, ids)].sort(([one], [other]) => one - other).map(([, term]) => frequency(term));

  it("are kept of terms of many blocks, and read anew of others", () => {
    expect(frequencies(1, [1, 2, 3, 4])).toEqual([4, 3, 40, 0]);
    expect(frequencies(1, [1, 2, 3, 2])).toEqual([4, 3, 40]);
    expect(frequencies(1, [3, 1])).toEqual([4, 40]);
    expect(asked).toEqual(["[1,2,3,4]", "[2]"]);
  });

  it("are forgotten with the index of their language, and with everything", () => {
    frequencies(1, [1]);
    frequencies(2, [3]);
    blocks.set(1, 5);
    memory.forget(["product:1", "search:2", "search:3"]);
    expect([frequencies(1, [1]), frequencies(2, [3])]).toEqual([[4], [40]]);
    memory.forget(["search:1"]);
    expect(frequencies(1, [1])).toEqual([5]);
    expect(asked).toEqual(["[1]", "[3]", "[3]", "[1]"]);
    memory.forget(null);
    expect([frequencies(1, [1]), frequencies(2, [3])]).toEqual([[5], [40]]);
    expect(asked).toHaveLength(6);
  });

  it("are not kept while rows have yet to come", () => {
    isAnswered = false;
    frequencies(1, [1]);
    isAnswered = true;
    frequencies(1, [1]);
    frequencies(1, [1]);
    expect(asked).toEqual(["[1]", "[1]"]);
  });

  it("stay within their bound", () => {
    // Each full block takes 2.5 kB: all of these together some 40 MB.
    const full = encodePostings({
      offsets: Uint16Array.from({ length: postingBlockSize }, (_, at) => at),
      impacts: new Uint8Array(postingBlockSize).fill(1),
    });
    let reads = 0;
    const bounded = new PostingsMemory({
      searchPostings: (ids) => {
        reads++;
        return Array.from({ length: 160 }, (_, block) => [JSON.parse(ids)[0], block, full]);
      },
    }, (load, keep) => {
      const loaded = load();
      keep(loaded);
      return loaded;
    });
    for (let id = 0; id < 100; id++) bounded.of(1, [id]);
    for (let id = 0; id < 100; id++) bounded.of(1, [id]);
    expect(reads).toBe(200);
    bounded.of(1, [99]);
    expect(reads).toBe(200);
  });
});
