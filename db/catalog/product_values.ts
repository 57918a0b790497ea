/**
 * Which facet values each product has, as blocks of 512 products: whoever counts values walks the products of a list
 * once, however many values there are.
 */

/** Products a block: `block = id >> 9`. A block is some 8 kB, so that one edit rewrites no more. */
export const valueBlockBits = 9;
export const valueBlockSize = 1 << valueBlockBits;

/** The values of a block's products: those of the n-th from `starts[n]` to before `starts[n + 1]`, ascending. */
export interface ValueBlock {
  readonly starts: Uint32Array;
  readonly values: Uint16Array | Uint32Array;
  /** The greatest of them, 0 when there are none. */
  readonly most: number;
}

/**
 * A block as it is stored: of each product how many values it has, then its values in ascending order, each as what
 * it is more than the one before; all as LEB128, seven bits a byte. Empty when no product has a value.
 *
 * @param values Of each product of the block, ascending.
 */
export function encodeValues(values: readonly (readonly number[])[]): Uint8Array {
  if (values.every(({ length }) => length === 0)) return new Uint8Array();
  const bytes: number[] = [];
  const put = (rest: number) => {
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push(rest % 0x80 | 0x80);
    bytes.push(rest);
  };
  for (const each of values) {
    put(each.length);
    let before = 0;
    for (const value of each) {
      put(value - before);
      before = value;
    }
  }
  return Uint8Array.from(bytes);
}

/** Reads a stored block. @throws {RangeError} It is no such block. */
export function decodeValues(bytes: Uint8Array): ValueBlock {
  const starts = new Uint32Array(valueBlockSize + 1);
  // No value takes less than a byte.
  const values = new Uint32Array(bytes.length);
  let at = 0;
  let count = 0;
  let most = 0;
  for (let product = 0; product < valueBlockSize && bytes.length > 0; product++) {
    let left = take();
    let value = 0;
    for (; left > 0; left--) values[count++] = value += take();
    most = Math.max(most, value);
    starts[product + 1] = count;
  }
  if (at !== bytes.length) {
    throw new RangeError(
      `decode facet values: wanted ${at} bytes of ${valueBlockSize} products, got ${bytes.length}`,
    );
  }
  return {
    starts,
    values: (most < 2 ** 16 ? Uint16Array : Uint32Array).from(values.subarray(0, count)),
    most,
  };

  function take(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++];
      if (byte === undefined) {
        throw new RangeError(
          `decode facet values: wanted ${valueBlockSize} products, got ${bytes.length} bytes`,
        );
      }
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }
}

/** The values of each product of a block, to be changed; none where nothing is stored. */
export function valuesToLists(bytes: Uint8Array | undefined): number[][] {
  const { starts, values } = decodeValues(bytes ?? new Uint8Array());
  return Array.from(
    { length: valueBlockSize },
    (_, product) => Array.from(values.subarray(starts[product], starts[product + 1])),
  );
}
