/**
 * Blocks of a product set: 8,192 neighbouring keys. A block of few members is a sorted list of 16-bit offsets, a
 * fuller one is bits, 1 KiB; both as in Roaring bitmaps (Lemire et al., 2016).
 */

/** Keys a block: `block = id >> 13`. */
export const blockBits = 13;
export const blockSize = 1 << blockBits;

const wordsInBlock = blockSize / 32;
/** A sorted list of more offsets than these is no smaller than the bits. */
const maxListed = blockSize / 16;

/** As nearly every machine is: stored blocks are then its own arrays. */
const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Offsets in ascending order, or bits. Never changed once made. */
export type Block = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/**
 * A block as it is stored, little-endian: offsets of 16 bits in ascending order, or, of the one length that these
 * never have, 1 KiB of bits.
 */
export function encodeBlock(block: Uint16Array | Uint32Array): Uint8Array {
  const size = block instanceof Uint16Array ? 2 : 4;
  const bytes = new Uint8Array(block.length * size);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < block.length; i++) {
    if (size === 2) view.setUint16(i * 2, block[i]!, true);
    else view.setUint32(i * 4, block[i]!, true);
  }
  return bytes;
}

/** @throws {RangeError} What is given was never made by {@linkcode encodeBlock}. */
export function decodeBlock(bytes: Uint8Array): Block {
  const { byteLength } = bytes;
  if (byteLength % 2 !== 0 || byteLength > blockSize / 8) {
    throw new RangeError(`decode block of products: wanted up to 1024 bytes, got ${byteLength}`);
  }
  if (isLittleEndian) {
    const { buffer } = bytes.slice();
    return byteLength === blockSize / 8 ? new Uint32Array(buffer) : new Uint16Array(buffer);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, byteLength);
  if (byteLength === blockSize / 8) {
    const bits = new Uint32Array(wordsInBlock);
    for (let i = 0; i < wordsInBlock; i++) bits[i] = view.getUint32(i * 4, true);
    return bits;
  }
  const offsets = new Uint16Array(byteLength / 2);
  for (let i = 0; i < offsets.length; i++) offsets[i] = view.getUint16(i * 2, true);
  return offsets;
}

/** The bits of a stored block, to be changed: offset `n` is bit `n % 32` of word `n >> 5`. Nothing: all 0. */
export function blockToBits(bytes: Uint8Array | undefined): Uint32Array<ArrayBuffer> {
  return bytes === undefined ? new Uint32Array(wordsInBlock) : bitsOf(decodeBlock(bytes)).slice();
}

/** How bits are stored; empty when there is none. */
export function encodeBits(bits: Uint32Array<ArrayBuffer>): Uint8Array {
  return encodeBlock(smallest(bits));
}

/** @param offsets In any order, repeated or not. */
export function blockOf(offsets: readonly number[]): Block {
  const bits = new Uint32Array(wordsInBlock);
  for (const offset of offsets) bits[offset >> 5]! |= 1 << (offset & 31);
  return smallest(bits);
}

/** The form in which bits are kept: there is one for each content. */
export function smallest(bits: Uint32Array<ArrayBuffer>): Block {
  const count = countBits(bits);
  if (count >= maxListed) return bits;
  const offsets = new Uint16Array(count);
  let at = 0;
  for (let word = 0; word < wordsInBlock; word++) {
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) {
      offsets[at++] = word * 32 + 31 - Math.clz32(rest & -rest);
    }
  }
  return offsets;
}

/** A block as bits; not to be changed. */
export function bitsOf(block: Block): Uint32Array<ArrayBuffer> {
  if (block instanceof Uint32Array) return block;
  const bits = new Uint32Array(wordsInBlock);
  for (const offset of block) bits[offset >> 5]! |= 1 << (offset & 31);
  return bits;
}

/** The offsets of a block's members, ascending. */
export function offsetsOf(block: Block): number[] {
  if (block instanceof Uint16Array) return Array.from(block);
  const offsets: number[] = [];
  for (let word = 0; word < wordsInBlock; word++) {
    for (let rest = block[word]!; rest !== 0; rest &= rest - 1) {
      offsets.push(word * 32 + 31 - Math.clz32(rest & -rest));
    }
  }
  return offsets;
}

/** Whether an offset is in a block. */
export function holds(block: Block, offset: number): boolean {
  if (block instanceof Uint32Array) return (block[offset >> 5]! >>> (offset & 31) & 1) === 1;
  let low = 0;
  let high = block.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = block[middle]!;
    if (found === offset) return true;
    if (found < offset) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

/** What merging the words of two blocks makes. */
export function merged(one: Block, two: Block, merge: (one: number, two: number) => number): Block {
  const a = bitsOf(one);
  const b = bitsOf(two);
  const bits = new Uint32Array(wordsInBlock);
  for (let i = 0; i < wordsInBlock; i++) bits[i] = merge(a[i]!, b[i]!);
  return smallest(bits);
}

/** What is in both. */
export function andOf(one: Block, two: Block): Block {
  if (one instanceof Uint32Array && two instanceof Uint32Array) return merged(one, two, (a, b) => a & b);
  const [listed, other] =
    one instanceof Uint16Array && (two instanceof Uint32Array || one.length <= two.length)
      ? [one, two]
      : [two as Uint16Array<ArrayBuffer>, one];
  const kept = new Uint16Array(listed.length);
  let count = 0;
  if (other instanceof Uint32Array) {
    for (const offset of listed) {
      if ((other[offset >> 5]! >>> (offset & 31) & 1) === 1) kept[count++] = offset;
    }
  } else {
    for (const offset of listed) if (holds(other, offset)) kept[count++] = offset;
  }
  return kept.slice(0, count);
}

/** How many are in both. */
export function countAndOf(one: Block, two: Block): number {
  let count = 0;
  if (one instanceof Uint32Array && two instanceof Uint32Array) {
    for (let i = 0; i < wordsInBlock; i++) count += popcount(one[i]! & two[i]!);
    return count;
  }
  if (one instanceof Uint32Array) return countListed(two as Uint16Array, one);
  if (two instanceof Uint32Array) return countListed(one, two);
  const [fewer, more] = one.length <= two.length ? [one, two] : [two, one];
  if (fewer.length * 8 < more.length) {
    for (let i = 0; i < fewer.length; i++) if (holds(more, fewer[i]!)) count++;
    return count;
  }
  for (let i = 0, j = 0; i < one.length && j < two.length;) {
    const difference = one[i]! - two[j]!;
    if (difference === 0) count++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return count;
}

function countListed(offsets: Uint16Array, bits: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < offsets.length; i++) {
    const offset = offsets[i]!;
    count += bits[offset >> 5]! >>> (offset & 31) & 1;
  }
  return count;
}

/** How many there are. */
export function countOf(block: Block): number {
  return block instanceof Uint16Array ? block.length : countBits(block);
}

function countBits(bits: Uint32Array): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) count += popcount(bits[i]!);
  return count;
}

/** Bits that are set in 32 (Hacker's Delight, figure 5-2). */
export function popcount(bits: number): number {
  bits -= bits >>> 1 & 0x55555555;
  bits = (bits & 0x33333333) + (bits >>> 2 & 0x33333333);
  bits = bits + (bits >>> 4) & 0x0f0f0f0f;
  return Math.imul(bits, 0x01010101) >>> 24;
}
