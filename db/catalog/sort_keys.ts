/**
 * What lists sort by, as blocks of the keys of 512 products: whoever has a set of products finds the first of them
 * in an order without asking the database for each.
 */

/** Products a block: `block = id >> 9`. A block of 32-bit keys is 2 KiB, so that one edit rewrites no more. */
export const keyBlockBits = 9;
export const keyBlockSize = 1 << keyBlockBits;
/** Products of the blocks that readers keep, and forget, together: `chunk = id >> 16`. */
export const keyChunkBits = 16;

type Width = 1 | 2 | 4 | 8;

/**
 * Keys as they are stored, little-endian, each in as few bytes as the largest needs: 1, 2, 4, or 8 as a double.
 *
 * @param keys As many as a block has: integers from 0 on; 0 where there is nothing.
 */
export function encodeKeys(keys: Float64Array): Uint8Array {
  const width = widthOf(keys.reduce((most, key) => Math.max(most, key), 0));
  const bytes = new Uint8Array(keys.length * width);
  const view = new DataView(bytes.buffer);
  const put: Record<Width, (at: number, key: number) => void> = {
    1: (at, key) => view.setUint8(at, key),
    2: (at, key) => view.setUint16(at, key, true),
    4: (at, key) => view.setUint32(at, key, true),
    8: (at, key) => view.setFloat64(at, key, true),
  };
  for (let i = 0; i < keys.length; i++) put[width](i * width, keys[i]!);
  return bytes;
}

/** Reads a stored block into an array that is wide enough. @throws {RangeError} It is no such block. */
export function decodeKeys(bytes: Uint8Array, into: { [at: number]: number }, from = 0): void {
  const width = bytes.byteLength / keyBlockSize;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 1) { for (let i = 0; i < keyBlockSize; i++) into[from + i] = bytes[i]!; }
  else if (width === 2) {
    for (let i = 0; i < keyBlockSize; i++) {
      into[from + i] = view.getUint16(i * 2, true);
    }
  } else if (width === 4) {
    for (let i = 0; i < keyBlockSize; i++) into[from + i] = view.getUint32(i * 4, true);
  } else if (width === 8) {
    for (let i = 0; i < keyBlockSize; i++) into[from + i] = view.getFloat64(i * 8, true);
  } else {throw new RangeError(
      `decode sort keys: wanted 512, 1024, 2048 or 4096 bytes, got ${bytes.byteLength}`,
    );}
}

/** An array for the keys of many blocks, as narrow as the widest of them allows. */
export function roomFor(
  blocks: readonly Uint8Array[],
  length: number,
): Uint8Array | Uint16Array | Uint32Array | Float64Array {
  const widest = Math.max(0, ...blocks.map(({ byteLength }) => byteLength / keyBlockSize));
  if (widest <= 1) return new Uint8Array(length);
  if (widest <= 2) return new Uint16Array(length);
  return widest <= 4 ? new Uint32Array(length) : new Float64Array(length);
}

function widthOf(largest: number): Width {
  if (largest < 2 ** 8) return 1;
  if (largest < 2 ** 16) return 2;
  return largest < 2 ** 32 ? 4 : 8;
}
