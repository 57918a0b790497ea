/** Chance that is the same on every machine: a generator of numbers, and draws of Zipf's law from a table. */

/** Draws numbers; two of the same seed draw the same. */
export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  /** @param seed Any whole numbers; every one of them counts. */
  constructor(...seed: number[]) {
    this.#a = 0x9e3779b9;
    this.#b = 0x243f6a88;
    this.#c = 0xb7e15162;
    for (const one of seed) {
      this.#a = (this.#a ^ one) | 0;
      this.#b = (this.#b ^ Math.floor(one / 2 ** 32)) | 0;
      for (let i = 0; i < 12; i++) this.bits();
    }
  }

  /** 32 random bits, unsigned (sfc32 of PractRand: small, fast, of good quality). */
  bits(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21 | this.#c >>> 11) + sum) | 0;
    return sum >>> 0;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.bits() / 2 ** 32 * limit);
  }

  /** A whole number, both ends included. */
  between(lowest: number, highest: number): number {
    return lowest + this.below(highest - lowest + 1);
  }

  /** True in so many cases of a hundred. */
  percent(share: number): boolean {
    return this.bits() / 2 ** 32 * 100 < share;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  /** Ten random bytes, for public ids. */
  bytes(): Uint8Array {
    const bytes = new Uint8Array(12);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < 3; i++) view.setUint32(4 * i, this.bits());
    return bytes.subarray(0, 10);
  }
}

/** How finely shares are told apart: what is rarer than one in so many gets one all the same. */
const tableSize = 2 ** 16;

/** Ranks drawn by Zipf's law: rank `n`, from 0, is drawn in proportion to `1 / (n + 1) ** exponent`. */
export class Zipf {
  readonly #table: Uint16Array;

  /** @param count How many ranks there are, at most 65,536. */
  constructor(count: number, exponent = 1) {
    const weights = Array.from({ length: count }, (_, n) => 1 / (n + 1) ** exponent);
    const total = weights.reduce((sum, one) => sum + one, 0);
    this.#table = new Uint16Array(tableSize);
    const rest = tableSize - count;
    let sum = 0;
    let at = 0;
    for (const [rank, weight] of weights.entries()) {
      sum += weight;
      const end = Math.min(tableSize, rank + 1 + Math.round(sum / total * rest));
      while (at < end) this.#table[at++] = rank;
    }
    while (at < tableSize) this.#table[at++] = count - 1;
  }

  draw(chance: Chance): number {
    return this.#table[chance.bits() >>> 16]!;
  }
}
