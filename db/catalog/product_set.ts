/**
 * Sets of products by their integer keys, for lists, facets and search: what is in both of two of them, and how
 * much that is, costs microseconds. Keys are dense (AUTOINCREMENT), so a set is cut into blocks of neighbours.
 */
import {
  andOf,
  bitsOf,
  type Block,
  blockOf,
  blockSize,
  countAndOf,
  countOf,
  decodeBlock,
  encodeBlock,
  holds,
  merged,
  offsetsOf,
  smallest,
} from "./product_block.ts";

/** A set of products. It is mutable, but what two sets share of their blocks is never changed in place. */
export class ProductSet {
  readonly #blocks: Map<number, Block>;
  #size: number | null;

  private constructor(blocks: Map<number, Block>, size: number | null) {
    this.#blocks = blocks;
    this.#size = size;
  }

  /** @param ids In any order, repeated or not: integers from 0 on. */
  static of(ids: Iterable<number> = []): ProductSet {
    const byBlock = new Map<number, number[]>();
    for (const id of ids) {
      if (!Number.isSafeInteger(id) || id < 0) {
        throw new RangeError(`make product set: wanted integers from 0 on, got ${id}`);
      }
      const block = Math.floor(id / blockSize);
      const offsets = byBlock.get(block);
      if (offsets) offsets.push(id % blockSize);
      else byBlock.set(block, [id % blockSize]);
    }
    const blocks = new Map<number, Block>();
    for (const [block, offsets] of byBlock) blocks.set(block, blockOf(offsets));
    return new ProductSet(blocks, null);
  }

  /** A set of stored blocks, packed. @see {@linkcode decodeBlock} */
  static decode(rows: Iterable<readonly [block: number, bits: Uint8Array]>): ProductSet {
    const blocks = new Map<number, Block>();
    for (const [block, bits] of rows) {
      const decoded = decodeBlock(bits);
      if (decoded.length > 0) blocks.set(block, decoded);
    }
    return new ProductSet(blocks, null).packed();
  }

  /** A set of blocks of bits, which it takes over. */
  static ofBits(bits: Iterable<readonly [block: number, bits: Uint32Array<ArrayBuffer>]>): ProductSet {
    const blocks = new Map<number, Block>();
    for (const [block, each] of bits) {
      const content = smallest(each);
      if (content.length > 0) blocks.set(block, content);
    }
    return new ProductSet(blocks, null);
  }

  /** The bits of a block, to be read only; null where it has none. */
  bitsOf(block: number): Uint32Array | null {
    const content = this.#blocks.get(block);
    return content === undefined ? null : bitsOf(content);
  }

  /**
   * The same set with its blocks in one piece of memory, for sets that are kept: most blocks hold a few bytes, and
   * memory of its own costs each some 300.
   */
  packed(): ProductSet {
    let length = 0;
    for (const block of this.#blocks.values()) length += roomOf(block);
    const buffer = new ArrayBuffer(length);
    const blocks = new Map<number, Block>();
    let at = 0;
    for (const [number, block] of this.#blocks) {
      const copy = block instanceof Uint16Array
        ? new Uint16Array(buffer, at, block.length)
        : new Uint32Array(buffer, at, block.length);
      copy.set(block);
      blocks.set(number, copy);
      at += roomOf(block);
    }
    return new ProductSet(blocks, this.#size);
  }

  /** Its blocks as they are stored. */
  *encode(): Iterable<readonly [block: number, bits: Uint8Array]> {
    for (const [block, content] of this.#blocks) yield [block, encodeBlock(content)];
  }

  get size(): number {
    if (this.#size === null) {
      let size = 0;
      for (const block of this.#blocks.values()) size += countOf(block);
      this.#size = size;
    }
    return this.#size;
  }

  /** What it holds of memory, in bytes, roughly. */
  get byteLength(): number {
    let bytes = 64;
    for (const block of this.#blocks.values()) bytes += 128 + block.byteLength;
    return bytes;
  }

  has(id: number): boolean {
    const block = this.#blocks.get(Math.floor(id / blockSize));
    return block !== undefined && holds(block, id % blockSize);
  }

  /** @returns Whether it was not there. */
  add(id: number): boolean {
    if (this.has(id)) return false;
    const at = Math.floor(id / blockSize);
    const block = this.#blocks.get(at);
    this.#blocks.set(at, blockOf([...(block ? offsetsOf(block) : []), id % blockSize]));
    this.#size = null;
    return true;
  }

  /** @returns Whether it was there. */
  delete(id: number): boolean {
    if (!this.has(id)) return false;
    const at = Math.floor(id / blockSize);
    const rest = offsetsOf(this.#blocks.get(at)!).filter((offset) => offset !== id % blockSize);
    if (rest.length === 0) this.#blocks.delete(at);
    else this.#blocks.set(at, blockOf(rest));
    this.#size = null;
    return true;
  }

  /** What is in both. */
  and(other: ProductSet): ProductSet {
    const [fewer, more] = this.#blocks.size <= other.#blocks.size ? [this, other] : [other, this];
    const blocks = new Map<number, Block>();
    for (const [at, one] of fewer.#blocks) {
      const two = more.#blocks.get(at);
      if (two === undefined) continue;
      const both = one === two ? one : andOf(one, two);
      if (both.length > 0) blocks.set(at, both);
    }
    return new ProductSet(blocks, null);
  }

  /** What is in either. */
  or(other: ProductSet): ProductSet {
    const blocks = new Map(this.#blocks);
    for (const [at, two] of other.#blocks) {
      const one = blocks.get(at);
      if (one === undefined) blocks.set(at, two);
      else if (one !== two) blocks.set(at, merged(one, two, (a, b) => a | b));
    }
    return new ProductSet(blocks, null);
  }

  /** What is here and not there. */
  andNot(other: ProductSet): ProductSet {
    const blocks = new Map<number, Block>();
    for (const [at, one] of this.#blocks) {
      const two = other.#blocks.get(at);
      const rest = two === undefined ? one : merged(one, two, (a, b) => a & ~b);
      if (rest.length > 0) blocks.set(at, rest);
    }
    return new ProductSet(blocks, null);
  }

  /** How many are in both: the size of {@linkcode and} without making it. */
  countAnd(other: ProductSet): number {
    const [fewer, more] = this.#blocks.size <= other.#blocks.size ? [this, other] : [other, this];
    let count = 0;
    for (const [at, one] of fewer.#blocks) {
      const two = more.#blocks.get(at);
      if (two !== undefined) count += countAndOf(one, two);
    }
    return count;
  }

  /** Whether anything is in both. */
  meets(other: ProductSet): boolean {
    const [fewer, more] = this.#blocks.size <= other.#blocks.size ? [this, other] : [other, this];
    for (const [at, one] of fewer.#blocks) {
      const two = more.#blocks.get(at);
      if (two !== undefined && countAndOf(one, two) > 0) return true;
    }
    return false;
  }

  /** All members in ascending order. */
  *values(): Iterable<number> {
    for (const at of [...this.#blocks.keys()].sort((one, other) => one - other)) {
      const base = at * blockSize;
      for (const offset of offsetsOf(this.#blocks.get(at)!)) yield base + offset;
    }
  }

  /** All members; those of a block of 8,192 together and in ascending order. */
  toArray(): Uint32Array {
    const ids = new Uint32Array(this.size);
    let count = 0;
    for (const [at, block] of this.#blocks) {
      const base = at * blockSize;
      if (block instanceof Uint16Array) {
        for (let i = 0; i < block.length; i++) ids[count++] = base + block[i]!;
        continue;
      }
      for (let word = 0; word < block.length; word++) {
        for (let bits = block[word]!; bits !== 0; bits &= bits - 1) {
          ids[count++] = base + word * 32 + 31 - Math.clz32(bits & -bits);
        }
      }
    }
    return ids;
  }
}

/** Bytes of a block, up to where bits may begin. */
function roomOf({ byteLength }: Block): number {
  return (byteLength + 3) & ~3;
}
