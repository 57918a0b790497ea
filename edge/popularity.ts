/**
 * How often each of any number of keys was asked for lately, about, in memory that does not grow: a count-min sketch
 * that halves all counts from time to time (TinyLFU: Einziger, Friedman, Manes, 2015, https://arxiv.org/abs/1512.00727).
 */

/** Counters, a byte each. */
const places = 1 << 16;
/** The highest count: higher ones would say no more of which of two keys is wanted more. */
export const highestCount = 15;
/** After so many questions each counts half. */
const halvedAfter = 1 << 16;

export class Popularity {
  readonly #counts = new Uint8Array(places);
  #noted = 0;

  /** Notes that a key is asked for. */
  note(key: string): void {
    const hash = hashOf(key);
    const [one, other] = [firstPlace(hash), secondPlace(hash)];
    const count = Math.min(this.#counts[one]!, this.#counts[other]!);
    // Only the lower counter rises: the higher one has others' questions in it.
    if (count < highestCount) {
      if (this.#counts[one] === count) this.#counts[one] = count + 1;
      if (this.#counts[other] === count && other !== one) this.#counts[other] = count + 1;
    }
    if (++this.#noted === halvedAfter) this.#halveAll();
  }

  /** How often, 0 to 15: never less than it was since anything was halved, seldom more. */
  of(key: string): number {
    const hash = hashOf(key);
    return Math.min(this.#counts[firstPlace(hash)]!, this.#counts[secondPlace(hash)]!);
  }

  /** Halves the count of one key: what it was asked for is longer ago than it seemed. */
  halve(key: string): void {
    const hash = hashOf(key);
    const [one, other] = [firstPlace(hash), secondPlace(hash)];
    // Only the lower counter falls: the higher one has others' questions in it.
    const lower = this.#counts[one]! <= this.#counts[other]! ? one : other;
    this.#counts[lower]! >>= 1;
  }

  #halveAll(): void {
    for (let at = 0; at < places; at++) this.#counts[at]! >>= 1;
    this.#noted = 0;
  }
}

/** FNV-1a over UTF-16 units, then mixed: alone, its last characters hardly reach the high bits. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ hash >>> 15, 0x2c1b3c6d);
  return hash ^ hash >>> 12;
}

function firstPlace(hash: number): number {
  return hash & places - 1;
}

function secondPlace(hash: number): number {
  return hash >>> 16;
}
