/**
 * Blocks of postings: which of 2,048 neighbouring products a term is in, and how well each fits it. Small blocks,
 * so that a product that changes rewrites little.
 */

/** Products a block: `block = id >> 11`. */
export const postingBits = 11;
export const postingBlockSize = 1 << postingBits;

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
  return byteLength <= maxListed * 3 ? byteLength / 3 : byteLength - bitBytes;
}

/** The products of a stored block. */
export function decodePostings(bytes: Uint8Array): PostingBlock {
  const count = countPostings(bytes.byteLength);
  const offsets = new Uint16Array(count);
  const impacts = new Uint8Array(count);
  decodePostingsInto(bytes, offsets, impacts, 0);
  return { offsets, impacts };
}

/** Puts the products of a stored block behind others. @param from Where in both arrays. */
export function decodePostingsInto(
  bytes: Uint8Array,
  offsets: Uint16Array,
  impacts: Uint8Array,
  from: number,
): void {
  const count = countPostings(bytes.byteLength);
  const head = bytes.byteLength - count;
  let at = from;
  if (count <= maxListed) {
    for (let i = 0; i < head; i += 2) offsets[at++] = bytes[i]! | bytes[i + 1]! << 8;
  } else {
    for (let byte = 0; byte < bitBytes; byte++) {
      for (let bits = bytes[byte]!; bits !== 0; bits &= bits - 1) {
        offsets[at++] = byte * 8 + 31 - Math.clz32(bits & -bits);
      }
    }
  }
  impacts.set(bytes.subarray(head), from);
}
