/**
 * Postings of terms, decoded: which products a term is in and how well each fits it. Nothing of them is kept between
 * pages: reading anew takes a tenth of a page's time, and what was kept made the process tens of megabytes larger.
 */
import { countPostings, decodePostingsInto, postingBits, postingBlockSize } from "../posting_block.ts";

/** The postings of a term, three bytes each, in the order of products. */
export interface Postings {
  /** The numbers of the blocks that have any. */
  readonly blocks: Uint16Array;
  /** Those of the n-th block are from `starts[n]` to before `starts[n + 1]`. */
  readonly starts: Uint32Array;
  /** Where in its block a product is. */
  readonly offsets: Uint16Array;
  readonly impacts: Uint8Array;
}

/** In how many products a term is. */
export function frequency({ offsets }: Postings): number {
  return offsets.length;
}

/** The place of a block among those of a term, -1 where it has none. */
export function placeOf({ blocks }: Postings, block: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = blocks[middle]!;
    if (found === block) return middle;
    if (found < block) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Calls with each product that has a term and how well it fits, in the order of products. */
export function forEachPosting(
  { blocks, starts, offsets, impacts }: Postings,
  visit: (productId: number, impact: number) => void,
): void {
  for (let place = 0; place < blocks.length; place++) {
    const base = blocks[place]! * postingBlockSize;
    for (let i = starts[place]!; i < starts[place + 1]!; i++) visit(base + offsets[i]!, impacts[i]!);
  }
}

/** Whether a product has a term. */
export function holdsPosting(postings: Postings, productId: number): boolean {
  const place = placeOf(postings, productId >> postingBits);
  if (place < 0) return false;
  const { starts, offsets } = postings;
  return offsets.subarray(starts[place], starts[place + 1]).includes(productId % postingBlockSize);
}

/** Postings of products, the same impact for all. @param productIds In any order, repeated or not. */
export function postingsOf(productIds: Iterable<number>, impact: number): Postings {
  const ids = [...new Set(productIds)].sort((one, other) => one - other);
  const blocks = [...new Set(ids.map((id) => id >> postingBits))];
  return {
    blocks: Uint16Array.from(blocks),
    starts: Uint32Array.from([
      ...blocks.map((block) => ids.findIndex((id) => id >> postingBits === block)),
      ids.length,
    ]),
    offsets: Uint16Array.from(ids, (id) => id % postingBlockSize),
    impacts: new Uint8Array(ids.length).fill(impact),
  };
}

/** @param rows Stored blocks of one term, in ascending order. */
export function decodeTerm(
  rows: readonly (readonly [id: number, block: number, bytes: Uint8Array])[],
): Postings {
  const starts = new Uint32Array(rows.length + 1);
  for (const [at, [, , bytes]] of rows.entries()) {
    starts[at + 1] = starts[at]! + countPostings(bytes.byteLength);
  }
  const count = starts[rows.length]!;
  const offsets = new Uint16Array(count);
  const impacts = new Uint8Array(count);
  for (const [at, [, , bytes]] of rows.entries()) decodePostingsInto(bytes, offsets, impacts, starts[at]!);
  return { blocks: Uint16Array.from(rows, ([, block]) => block), starts, offsets, impacts };
}
