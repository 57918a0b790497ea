/** Changing the inverted index: blocks of postings are read, merged with what changed, and written. */
import { sql } from "drizzle-orm";
import {
  decodePostings,
  encodePostings,
  postingBits,
  type PostingBlock,
  postingBlockSize,
} from "../posting_block.ts";
import { type BlobTable, readBlobs, writeBlobs } from "./blobs.ts";
import type { Tx } from "./rows.ts";

const postingsTable: BlobTable = { name: sql`search_postings`, column: sql`postings` };

/** A term has this many blocks at most. */
export const blocksPerTerm = 65_536;

/** What is to become of postings: by block key, product offset → impact, 0 to take it away. */
export class PostingChanges {
  readonly #blocks = new Map<number, Map<number, number>>();

  put(termId: number, productId: number, impact: number): void {
    const key = termId * blocksPerTerm + (productId >> postingBits);
    const block = this.#blocks.get(key);
    const offset = productId & (postingBlockSize - 1);
    if (block) block.set(offset, impact);
    else this.#blocks.set(key, new Map([[offset, impact]]));
  }

  /**
   * Writes them.
   *
   * @returns How many products the fullest of a term's blocks now has, of each term that changed.
   */
  async write(tx: Tx): Promise<Map<number, number>> {
    const keys = [...this.#blocks.keys()].sort((one, other) => one - other);
    const old = await readBlobs(tx, postingsTable, keys);
    const fullest = new Map<number, number>();
    const written = keys.map((key): [number, Uint8Array] => {
      const bytes = old.get(key);
      const block = mergePostings(bytes && decodePostings(bytes), this.#blocks.get(key)!);
      const term = Math.floor(key / blocksPerTerm);
      fullest.set(term, Math.max(fullest.get(term) ?? 0, block.offsets.length));
      return [key, encodePostings(block)];
    });
    await writeBlobs(tx, postingsTable, written);
    return fullest;
  }
}

/** A block with changes made to it. */
export function mergePostings(
  old: PostingBlock | undefined,
  changes: ReadonlyMap<number, number>,
): PostingBlock {
  const offsets: number[] = [];
  const impacts: number[] = [];
  const put = (offset: number, impact: number) => {
    if (impact === 0) return;
    offsets.push(offset);
    impacts.push(impact);
  };
  const fresh = [...changes].sort(([one], [other]) => one - other);
  let next = 0;
  for (let at = 0; at < (old?.offsets.length ?? 0); at++) {
    const offset = old!.offsets[at]!;
    while (next < fresh.length && fresh[next]![0] < offset) put(...fresh[next++]!);
    if (next < fresh.length && fresh[next]![0] === offset) put(...fresh[next++]!);
    else put(offset, old!.impacts[at]!);
  }
  while (next < fresh.length) put(...fresh[next++]!);
  return { offsets: Uint16Array.from(offsets), impacts: Uint8Array.from(impacts) };
}
