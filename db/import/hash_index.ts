/** Telling half a million names apart in a few megabytes: their hashes, not the names. */

/**
 * A set of names that numbers them as they come, from 0. Names are known by 64 bits of hash: of a million, two are
 * taken for one with a probability of 3 in 10^8.
 */
export class HashIndex {
  #slots = new Int32Array(1024).fill(-1);
  #hashes = new Uint32Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of a name, or -1. */
  find(name: string): number {
    const [low, high] = hash(name);
    return this.#slots[this.#slotOf(low, high)]!;
  }

  /** The number of a name; one that is new gets the next. */
  add(name: string): number {
    const [low, high] = hash(name);
    const slot = this.#slotOf(low, high);
    const known = this.#slots[slot]!;
    if (known >= 0) return known;
    const number = this.#size++;
    if (2 * number + 1 >= this.#hashes.length) this.#hashes = grown(this.#hashes);
    this.#hashes[2 * number] = low;
    this.#hashes[2 * number + 1] = high;
    this.#slots[slot] = number;
    if (this.#size * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  #slotOf(low: number, high: number): number {
    const mask = this.#slots.length - 1;
    let slot = low & mask;
    for (;;) {
      const number = this.#slots[slot]!;
      if (number < 0 || (this.#hashes[2 * number] === low && this.#hashes[2 * number + 1] === high)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  #rehash() {
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    for (let number = 0; number < this.#size; number++) {
      this.#slots[this.#slotOf(this.#hashes[2 * number]!, this.#hashes[2 * number + 1]!)] = number;
    }
  }
}

/** A list of numbers that grows. */
export class Numbers {
  #values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const next = new Float64Array(this.#values.length * 2);
      next.set(this.#values);
      this.#values = next;
    }
    this.#values[this.length++] = value;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }
}

function grown(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(values.length * 2);
  next.set(values);
  return next;
}

/** Two hashes of 32 bits, each by multiplying and mixing every unit in; their ends are mixed into each other. */
function hash(text: string): readonly [low: number, high: number] {
  let one = 0x9e3779b9 ^ text.length, other = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x01000193);
    one = (one << 13) | (one >>> 19);
    other = Math.imul(other ^ unit, 0x5bd1e995);
    other ^= other >>> 15;
  }
  one = Math.imul(one ^ (one >>> 16) ^ other, 0x2c1b3c6d);
  other = Math.imul(other ^ (other >>> 13) ^ one, 0x297a2d39);
  return [(one ^ (one >>> 15)) >>> 0, (other ^ (other >>> 16)) >>> 0];
}
