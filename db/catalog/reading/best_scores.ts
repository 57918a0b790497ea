/** The best of many scores. */

/** Scores are sorted roughly into these many classes to find the best of them. */
const scoreClasses = 4_096;

/** More than there are ids: 65,536 blocks of 2,048; below it a score has room in a whole number. */
const idsInKey = 2 ** 27;

/** Between two looks at what is good enough, so many more are taken than are wanted. */
const spare = 3_072;

/** Keeps the best of many scores, of equals those of the smaller ids, in bounded memory. */
export class BestScores {
  /** A lower score is not among the best of those that came so far. */
  least: number;
  readonly #limit: number;
  readonly #ids: Float64Array;
  readonly #scores: Int32Array;
  #count = 0;

  /** @param limit How many are kept. */
  constructor(limit: number) {
    this.#limit = limit;
    this.least = limit === 0 ? Infinity : 0;
    this.#ids = new Float64Array(limit + spare);
    this.#scores = new Int32Array(limit + spare);
  }

  /** @param score A whole number from 0 on. */
  add(id: number, score: number): void {
    if (score < this.least) return;
    if (this.#count === this.#ids.length) this.#compact();
    this.#ids[this.#count] = id;
    this.#scores[this.#count++] = score;
  }

  /** The best, the best first; of equals those that came into the shop before. */
  best(): number[] {
    return this.#sorted().map((key) => idsInKey - 1 - key % idsInKey);
  }

  #compact(): void {
    const sorted = this.#sorted();
    this.#count = 0;
    for (const key of sorted) {
      this.#ids[this.#count] = idsInKey - 1 - key % idsInKey;
      this.#scores[this.#count++] = Math.floor(key / idsInKey);
    }
    this.least = this.#count < this.#limit ? 0 : this.#scores[this.#count - 1]!;
  }

  /** The best as numbers of score and id, which sort without a function, in descending order. */
  #sorted(): number[] {
    const least = this.#leastScore();
    const keys = new Float64Array(this.#count);
    let kept = 0;
    for (let i = 0; i < this.#count; i++) {
      if (this.#scores[i]! >= least) {
        keys[kept++] = this.#scores[i]! * idsInKey + (idsInKey - 1 - this.#ids[i]!);
      }
    }
    return Array.from(keys.subarray(0, kept).sort().reverse().subarray(0, this.#limit));
  }

  /** A score that at least as many have as are wanted, and not many more. */
  #leastScore(): number {
    if (this.#count <= this.#limit) return 0;
    let most = 1;
    for (let i = 0; i < this.#count; i++) most = Math.max(most, this.#scores[i]!);
    const counts = new Uint32Array(scoreClasses + 1);
    const scale = scoreClasses / most;
    for (let i = 0; i < this.#count; i++) counts[Math.floor(this.#scores[i]! * scale)]!++;
    let left = this.#limit;
    for (let at = scoreClasses; at > 0; at--) {
      left -= counts[at]!;
      if (left <= 0) return at / scale - 1;
    }
    return 0;
  }
}
