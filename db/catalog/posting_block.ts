/**
 * Blocks of postings: which of 2,048 neighbouring products a term is in, and how well each fits it. Small blocks,
 * so that a product that changes rewrites little.
 */

/** Products a block: `block = id >> 11`. */
export const postingBits = 11;
export const postingBlockSize = 1 << postingBits;

/** Words of 32 bits of a block. */
export const wordsPerBlock = postingBlockSize / 32;

const bitBytes = postingBlockSize / 8;
/** With more postings than these, bits take less room than offsets. */
const maxListed = bitBytes / 2;

/** Offsets in ascending order, and the impact of each, 1 to 255. */
export interface PostingBlock {
  readonly offsets: Uint16Array;
  readonly impacts: Uint8Array;
}

/** As it is stored: offsets of 16 bits (little-endian) or, of many, bits; then the impacts, a byte each. */
export function encodePostings({ offsets, impacts }: PostingBlock): Uint8Array {
  const count = offsets.length;
  const listed = count <= maxListed;
  const head = listed ? count * 2 : bitBytes;
  const bytes = new Uint8Array(head + count);
  for (let i = 0; i < count; i++) {
    const offset = offsets[i]!;
    if (listed) {
      bytes[i * 2] = offset & 0xff;
      bytes[i * 2 + 1] = offset >> 8;
    } else {
      bytes[offset >> 3]! |= 1 << (offset & 7);
    }
  }
  bytes.set(impacts, head);
  return bytes;
}

/** How many postings a stored block of a length holds. */
export function countPostings(byteLength: number): number {
  return isListed(byteLength) ? byteLength / 3 : byteLength - bitBytes;
}

/** Whether a stored block of a length holds offsets, not bits. */
export function isListed(byteLength: number): boolean {
  return byteLength <= maxListed * 3;
}

/** The products of a stored block. */
export function decodePostings(bytes: Uint8Array): PostingBlock {
  const count = countPostings(bytes.byteLength);
  const offsets = new Uint16Array(count);
  const impacts = new Uint8Array(count);
  readImpacts(bytes, impacts, 0);
  if (isListed(bytes.byteLength)) readOffsets(bytes, offsets, 0);
  else {
    const bits = new Uint32Array(wordsPerBlock);
    readBits(bytes, bits, 0);
    offsetsOfBits(bits, 0, offsets);
  }
  return { offsets, impacts };
}

/** Puts the offsets of a stored block that holds such behind others. @param from Where. */
export function readOffsets(bytes: Uint8Array, offsets: Uint16Array, from: number): void {
  const head = countPostings(bytes.byteLength) * 2;
  for (let i = 0, at = from; i < head; i += 2) offsets[at++] = bytes[i]! | bytes[i + 1]! << 8;
}

/** Puts the bits of a stored block that holds such behind others: offset `n` is bit `n % 32` of word `n >> 5`. */
export function readBits(bytes: Uint8Array, bits: Uint32Array, from: number): void {
  for (let i = 0, at = from; i < bitBytes; i += 4) {
    bits[at++] = bytes[i]! | bytes[i + 1]! << 8 | bytes[i + 2]! << 16 | bytes[i + 3]! << 24;
  }
}

/** Puts the impacts of a stored block behind others. */
export function readImpacts(bytes: Uint8Array, impacts: Uint8Array, from: number): void {
  impacts.set(bytes.subarray(bytes.byteLength - countPostings(bytes.byteLength)), from);
}

/** Writes the offsets of a block's bits. @param from Its first word. @returns How many. */
export function offsetsOfBits(bits: Uint32Array, from: number, into: Uint16Array): number {
  let count = 0;
  for (let word = 0; word < wordsPerBlock; word++) {
    for (let rest = bits[from + word]!; rest !== 0; rest &= rest - 1) {
      into[count++] = word * 32 + 31 - Math.clz32(rest & -rest);
    }
  }
  return count;
}
