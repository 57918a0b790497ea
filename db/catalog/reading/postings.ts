/** Postings of terms as they are searched: which products a term is in and how well each fits it. */
import {
  countPostings,
  isListed,
  offsetsOfBits,
  postingBits,
  postingBlockSize,
  readBits,
  readImpacts,
  readOffsets,
  wordsPerBlock,
} from "../posting_block.ts";
import { popcount } from "../product_block.ts";

/**
 * The postings of a term, in the order of products. Of each block either the offsets of its products or, of many, bits,
 * as they are stored: two bytes a product at most.
 */
export interface Postings {
  /** The numbers of the blocks that have any. */
  readonly blocks: Uint16Array;
  /** The impacts of the n-th block are from `starts[n]` to before `starts[n + 1]`. */
  readonly starts: Uint32Array;
  readonly impacts: Uint8Array;
  /** The greatest impact of each block. */
  readonly most: Uint8Array;
  /** Where the n-th block's offsets begin in {@linkcode offsets}; of bits -1 less where they do in {@linkcode bits}. */
  readonly places: Int32Array;
  /** Where in its block a product is. */
  readonly offsets: Uint16Array;
  readonly bits: Uint32Array;
  /** How many products of the block stand before the bits of each word. */
  readonly before: Uint16Array;
}

/** In how many products a term is. */
export function frequency({ impacts }: Postings): number {
  return impacts.length;
}

/** What it holds of memory, in bytes, roughly. */
export function bytesOf({ blocks, starts, impacts, most, places, offsets, bits, before }: Postings): number {
  return [blocks, starts, impacts, most, places, offsets, bits, before]
    .reduce((sum, { byteLength }) => sum + 100 + byteLength, 0);
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

/** Writes the offsets of a term's n-th block, in the order of its impacts. @returns How many. */
export function offsetsIn(
  { starts, places, offsets, bits }: Postings,
  place: number,
  into: Uint16Array,
): number {
  const from = places[place]!;
  if (from >= 0) {
    const count = starts[place + 1]! - starts[place]!;
    for (let i = 0; i < count; i++) into[i] = offsets[from + i]!;
    return count;
  }
  return offsetsOfBits(bits, -1 - from, into);
}

/** Adds the products of a term's n-th block to some bits. */
export function addBits({ starts, places, offsets, bits }: Postings, place: number, to: Uint32Array): void {
  const from = places[place]!;
  if (from < 0) {
    for (let word = 0; word < wordsPerBlock; word++) to[word]! |= bits[word - 1 - from]!;
    return;
  }
  const end = from + starts[place + 1]! - starts[place]!;
  for (let i = from; i < end; i++) to[offsets[i]! >> 5]! |= 1 << (offsets[i]! & 31);
}

/** Calls with each product that has a term and how well it fits, in the order of products. */
export function forEachPosting(postings: Postings, visit: (productId: number, impact: number) => void): void {
  const offsets = new Uint16Array(postingBlockSize);
  const { blocks, starts, impacts } = postings;
  for (let place = 0; place < blocks.length; place++) {
    const count = offsetsIn(postings, place, offsets);
    for (let i = 0; i < count; i++) {
      visit(blocks[place]! * postingBlockSize + offsets[i]!, impacts[starts[place]! + i]!);
    }
  }
}

/** How well a product of a term's n-th block fits it, 0 when the term is not in it. */
export function impactAt(
  { starts, impacts, places, offsets, bits, before }: Postings,
  place: number,
  offset: number,
): number {
  const from = places[place]!;
  if (from < 0) {
    const word = -1 - from + (offset >> 5);
    const found = bits[word]!;
    const bit = 1 << (offset & 31);
    if ((found & bit) === 0) return 0;
    return impacts[starts[place]! + before[word]! + popcount(found & (bit - 1))]!;
  }
  const shift = starts[place]! - from;
  let low = from;
  let high = starts[place + 1]! - shift - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = offsets[middle]!;
    if (found === offset) return impacts[middle + shift]!;
    if (found < offset) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** Whether a product has a term. */
export function holdsPosting(postings: Postings, productId: number): boolean {
  const place = placeOf(postings, productId >> postingBits);
  return place >= 0 && impactAt(postings, place, productId % postingBlockSize) > 0;
}

/** Postings of products, the same impact for all. @param productIds In any order, repeated or not. */
export function postingsOf(productIds: Iterable<number>, impact: number): Postings {
  const ids = [...new Set(productIds)].sort((one, other) => one - other);
  const blocks = [...new Set(ids.map((id) => id >> postingBits))];
  const starts = Uint32Array.from([
    ...blocks.map((block) => ids.findIndex((id) => id >> postingBits === block)),
    ids.length,
  ]);
  return {
    blocks: Uint16Array.from(blocks),
    starts,
    impacts: new Uint8Array(ids.length).fill(impact),
    most: new Uint8Array(blocks.length).fill(impact),
    places: Int32Array.from(starts.subarray(0, blocks.length)),
    offsets: Uint16Array.from(ids, (id) => id % postingBlockSize),
    bits: new Uint32Array(),
    before: new Uint16Array(),
  };
}

/** @param rows Stored blocks of one term, in ascending order. */
export function decodeTerm(
  rows: readonly (readonly [id: number, block: number, bytes: Uint8Array])[],
): Postings {
  const blocks = new Uint16Array(rows.length);
  const starts = new Uint32Array(rows.length + 1);
  const places = new Int32Array(rows.length);
  let [listed, words] = [0, 0];
  for (let n = 0; n < rows.length; n++) {
    const [, block, { byteLength }] = rows[n]!;
    const count = countPostings(byteLength);
    blocks[n] = block;
    starts[n + 1] = starts[n]! + count;
    if (isListed(byteLength)) {
      places[n] = listed;
      listed += count;
    } else {
      places[n] = -1 - words;
      words += wordsPerBlock;
    }
  }
  const impacts = new Uint8Array(starts[rows.length]!);
  const most = new Uint8Array(rows.length);
  const offsets = new Uint16Array(listed);
  const bits = new Uint32Array(words);
  const before = new Uint16Array(words);
  for (let n = 0; n < rows.length; n++) {
    const place = places[n]!;
    if (place >= 0) readOffsets(rows[n]![2], offsets, place);
    else readBits(rows[n]![2], bits, -1 - place);
    for (let word = -1 - place, count = 0; place < 0 && word < wordsPerBlock - 1 - place; word++) {
      before[word] = count;
      count += popcount(bits[word]!);
    }
    readImpacts(rows[n]![2], impacts, starts[n]!);
    let greatest = 0;
    for (let i = starts[n]!; i < starts[n + 1]!; i++) if (impacts[i]! > greatest) greatest = impacts[i]!;
    most[n] = greatest;
  }
  return { blocks, starts, impacts, most, places, offsets, bits, before };
}
