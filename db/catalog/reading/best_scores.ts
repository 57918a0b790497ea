/** The best of many scores. */

/** More than there are ids: 65,536 blocks of 2,048; below it a score has room in a whole number. */
const idsInKey = 2 ** 27;

/** Keeps the best of many scores, of equals those of the smaller ids: a heap whose root is the worst of them. */
export class BestScores {
  /** A lower score is not among the best of those that came so far. */
  least: number;
  readonly #limit: number;
  /** Score and id in one number each, the greater the better. */
  readonly #keys: Float64Array;
  #count = 0;

  /** @param limit How many are kept. */
  constructor(limit: number) {
    this.#limit = limit;
    this.least = limit === 0 ? Infinity : 0;
    this.#keys = new Float64Array(limit);
  }

  /** @param score A whole number from 0 on. */
  add(id: number, score: number): void {
    if (score < this.least) return;
    const key = score * idsInKey + (idsInKey - 1 - id);
    if (this.#count < this.#limit) {
      this.#rise(this.#count++, key);
      if (this.#count < this.#limit) return;
    } else if (key > this.#keys[0]!) this.#sink(key);
    else return;
    this.least = Math.floor(this.#keys[0]! / idsInKey);
  }

  /** The best, the best first; of equals those that came into the shop before. */
  best(): number[] {
    const keys = this.#keys.slice(0, this.#count).sort().reverse();
    return Array.from(keys, (key) => idsInKey - 1 - key % idsInKey);
  }

  #rise(from: number, key: number): void {
    const keys = this.#keys;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (keys[parent]! < key) break;
      keys[at] = keys[parent]!;
      at = parent;
    }
    keys[at] = key;
  }

  /** Puts a key in the place of the worst. */
  #sink(key: number): void {
    const keys = this.#keys;
    const count = this.#count;
    let at = 0;
    for (let child = 1; child < count; child = 2 * at + 1) {
      if (child + 1 < count && keys[child + 1]! < keys[child]!) child++;
      if (keys[child]! >= key) break;
      keys[at] = keys[child]!;
      at = child;
    }
    keys[at] = key;
  }
}
