/**
 * Which products meet a query, and which of them best: term by term over blocks of postings, in plain arrays.
 *
 * A product's score is the sum over the query's words of how rare the word is times how well the product fits it.
 * Popularity decides between products that fit alike.
 */
import { blockBits } from "../product_block.ts";
import { ProductSet } from "../product_set.ts";
import { countPostings, decodePostings, postingBits, postingBlockSize } from "../posting_block.ts";

/** The postings of a term as they are stored, by block. */
export type Postings = ReadonlyMap<number, Uint8Array>;

/** One way to meet a word: all of the terms. */
export interface RankedAlternative {
  readonly terms: readonly Postings[];
  /** Up to 1. */
  readonly weight: number;
}

/** A word of the query. */
export interface RankedWord {
  readonly alternatives: readonly RankedAlternative[];
  /** How much it says: more than 0. */
  readonly rarity: number;
}

/** What was found. */
export interface Ranking {
  /** The best, the best first. */
  readonly ranked: readonly number[];
  readonly found: ProductSet;
}

/** In how many products a term is. */
export function frequency(postings: Postings): number {
  let count = 0;
  for (const bytes of postings.values()) count += countPostings(bytes.byteLength);
  return count;
}

/**
 * How much a term says that is in `frequency` of `total` products: the binary logarithm of their ratio, both to the
 * nearest power of two, so that it stays as it is between small edits.
 */
export function rarity(frequency: number, total: number): number {
  const level = (count: number) => Math.round(Math.log2(Math.max(1, count)));
  return 1 + Math.max(0, level(total) - level(frequency));
}

/** Scores are compared in these steps. */
const stepsPerPoint = 1_000;
/** How much better the most popular product is than one nobody knows: enough to decide between those that fit alike. */
const popularityShare = 0.1;
const maxPopularity = 100;

/** Products a block of a product set has, in blocks of postings. */
const blocksPerSetBlock = 1 << (blockBits - postingBits);
const wordsPerBlock = postingBlockSize / 32;

/**
 * Ranks the products of a list that meet a query.
 *
 * @param listed The list.
 * @param popularityOf 0 to 100.
 * @param least How many of the words a product must meet.
 * @param limit How many are ranked.
 */
export function rank(
  words: readonly RankedWord[],
  listed: ProductSet,
  popularityOf: (productId: number) => number,
  least: number,
  limit: number,
): Ranking {
  const total = words.reduce((sum, word) => sum + word.rarity, 0);
  const board = new Board(limit);
  const sheet = new Sheet();
  const foundBits = new Map<number, Uint32Array<ArrayBuffer>>();
  for (const block of blocksOf(words, least === words.length)) {
    const listedBits = listed.bitsOf(Math.floor(block / blocksPerSetBlock));
    if (listedBits === null) continue;
    const firstWord = block % blocksPerSetBlock * wordsPerBlock;
    sheet.clear();
    for (const word of words) sheet.add(word, block);
    for (let i = 0; i < sheet.count; i++) {
      const offset = sheet.offsets[i]!;
      const at = firstWord + (offset >> 5);
      if (sheet.met[offset]! < least || (listedBits[at]! >>> (offset & 31) & 1) === 0) continue;
      const setBlock = Math.floor(block / blocksPerSetBlock);
      let bits = foundBits.get(setBlock);
      if (bits === undefined) foundBits.set(setBlock, bits = new Uint32Array(listedBits.length));
      bits[at]! |= 1 << (offset & 31);
      const share = sheet.shares[offset]! / total;
      const id = block * postingBlockSize + offset;
      const bonus = 1 + popularityShare * popularityOf(id) / maxPopularity;
      board.add(id, Math.round(sheet.scores[offset]! * share * share * bonus * stepsPerPoint));
    }
  }
  return { ranked: board.best(), found: ProductSet.ofBits(foundBits) };
}

/** Whether a product meets a word. */
export function meets({ alternatives }: RankedWord, productId: number): boolean {
  const block = productId >> postingBits;
  const offset = productId % postingBlockSize;
  return alternatives.some(({ terms }) =>
    terms.every((postings) => {
      const bytes = postings.get(block);
      return bytes !== undefined && decodePostings(bytes).offsets.includes(offset);
    })
  );
}

/** The blocks in which something can be found, in ascending order. */
function blocksOf(words: readonly RankedWord[], all: boolean): number[] {
  let blocks: Set<number> | null = null;
  for (const { alternatives } of words) {
    const own = new Set<number>();
    for (const { terms } of alternatives) {
      const [first, ...others] = terms;
      for (const block of first?.keys() ?? []) if (others.every((other) => other.has(block))) own.add(block);
    }
    blocks = blocks === null ? own : all ? blocks.intersection(own) : blocks.union(own);
  }
  return [...blocks ?? []].sort((one, other) => one - other);
}

/** The scores of one block's products. */
class Sheet {
  /** Products with a score, in no order. */
  readonly offsets = new Uint16Array(postingBlockSize);
  count = 0;
  readonly scores = new Float32Array(postingBlockSize);
  /** How much of what the query says the product has met. */
  readonly shares = new Float32Array(postingBlockSize);
  /** How many words of the query the product has met. */
  readonly met = new Uint8Array(postingBlockSize);
  readonly #best = new Float32Array(postingBlockSize);
  readonly #touched = new Uint16Array(postingBlockSize);
  #touchedCount = 0;
  readonly #sums = new Float32Array(postingBlockSize);
  readonly #counts = new Uint8Array(postingBlockSize);

  clear(): void {
    for (let i = 0; i < this.count; i++) {
      const offset = this.offsets[i]!;
      this.scores[offset] = 0;
      this.shares[offset] = 0;
      this.met[offset] = 0;
    }
    this.count = 0;
  }

  /** Adds a word's share: of its alternatives a product gets the best. */
  add({ alternatives, rarity }: RankedWord, block: number): void {
    for (const { terms, weight } of alternatives) {
      if (terms.length === 1) this.#meet(terms[0]!.get(block), weight);
      else this.#meetAll(terms.map((term) => term.get(block)), weight);
    }
    const scale = rarity / 255;
    for (let i = 0; i < this.#touchedCount; i++) {
      const offset = this.#touched[i]!;
      if (this.met[offset]!++ === 0) this.offsets[this.count++] = offset;
      this.scores[offset]! += this.#best[offset]! * scale;
      this.shares[offset]! += rarity;
      this.#best[offset] = 0;
    }
    this.#touchedCount = 0;
  }

  #meet(bytes: Uint8Array | undefined, weight: number): void {
    if (bytes === undefined) return;
    const { offsets, impacts } = decodePostings(bytes);
    for (let i = 0; i < offsets.length; i++) this.#put(offsets[i]!, impacts[i]! * weight);
  }

  #meetAll(blocks: readonly (Uint8Array | undefined)[], weight: number): void {
    if (blocks.some((bytes) => bytes === undefined)) return;
    const decoded = blocks.map((bytes) => decodePostings(bytes!));
    for (const { offsets, impacts } of decoded) {
      for (let i = 0; i < offsets.length; i++) {
        this.#sums[offsets[i]!]! += impacts[i]!;
        this.#counts[offsets[i]!]!++;
      }
    }
    for (const { offsets } of decoded) {
      for (let i = 0; i < offsets.length; i++) {
        const offset = offsets[i]!;
        if (this.#counts[offset] === blocks.length) {
          this.#put(offset, this.#sums[offset]! / blocks.length * weight);
        }
        this.#counts[offset] = 0;
        this.#sums[offset] = 0;
      }
    }
  }

  #put(offset: number, value: number): void {
    const best = this.#best[offset]!;
    if (best === 0) this.#touched[this.#touchedCount++] = offset;
    if (value > best) this.#best[offset] = value;
  }
}

/** Scores are sorted roughly into these many classes to find the best of them. */
const scoreClasses = 4_096;

/** More than there are ids: 65,536 blocks of 2,048; below it a score has room in a whole number. */
const idsInKey = 2 ** 27;

/** Keeps the best of many scores. */
class Board {
  readonly #limit: number;
  #ids: Float64Array<ArrayBuffer>;
  #scores: Int32Array<ArrayBuffer>;
  #count = 0;

  constructor(limit: number) {
    this.#limit = limit;
    this.#ids = new Float64Array(1_024);
    this.#scores = new Int32Array(1_024);
  }

  add(id: number, score: number): void {
    if (this.#count === this.#ids.length) this.#grow();
    this.#ids[this.#count] = id;
    this.#scores[this.#count++] = score;
  }

  /** The best, the best first; of equals those that came into the shop before. */
  best(): number[] {
    const least = this.#leastScore();
    // Score and id in one number each, which sort without a function.
    const keys = new Float64Array(this.#count);
    let kept = 0;
    for (let i = 0; i < this.#count; i++) {
      if (this.#scores[i]! >= least) {
        keys[kept++] = this.#scores[i]! * idsInKey + (idsInKey - 1 - this.#ids[i]!);
      }
    }
    const sorted = keys.subarray(0, kept).sort().reverse().subarray(0, this.#limit);
    return Array.from(sorted, (key) => idsInKey - 1 - key % idsInKey);
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

  #grow(): void {
    const ids = new Float64Array(this.#ids.length * 2);
    ids.set(this.#ids);
    this.#ids = ids;
    const scores = new Int32Array(this.#scores.length * 2);
    scores.set(this.#scores);
    this.#scores = scores;
  }
}
