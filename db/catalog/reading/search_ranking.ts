/**
 * Which products meet a query, and which of them best: term by term over blocks of postings, in plain arrays.
 *
 * A product's score is the sum over the query's words of how rare the word is times how well the product fits it.
 * Popularity decides between products that fit alike.
 */
import { maxImpact } from "../../../commerce/search/relevance.ts";
import { postingBits, postingBlockSize } from "../posting_block.ts";
import { blockBits } from "../product_block.ts";
import { ProductSet } from "../product_set.ts";
import { BestScores } from "./best_scores.ts";
import { holdsPosting, placeOf, type Postings } from "./postings.ts";

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
 * @param among Of what is found, those that are ranked.
 */
export function rank(
  words: readonly RankedWord[],
  listed: ProductSet,
  popularityOf: (productId: number) => number,
  least: number,
  limit: number,
  among: ProductSet = listed,
): Ranking {
  const total = words.reduce((sum, word) => sum + word.rarity, 0);
  const mustHaveAll = least === words.length;
  // What few products have first: of the others only these matter then.
  const inTurn = words.toSorted((one, other) => other.rarity - one.rarity);
  const best = new BestScores(limit);
  const sheet = new Sheet(mustHaveAll);
  const foundBits = new Map<number, Uint32Array<ArrayBuffer>>();
  for (const block of blocksOf(words, mustHaveAll)) {
    const setBlock = Math.floor(block / blocksPerSetBlock);
    const listedBits = listed.bitsOf(setBlock);
    if (listedBits === null) continue;
    const rankedBits = among === listed ? listedBits : among.bitsOf(setBlock);
    const firstWord = block % blocksPerSetBlock * wordsPerBlock;
    sheet.clear();
    for (const word of inTurn) sheet.add(word, block);
    let bits = foundBits.get(setBlock);
    if (bits === undefined) foundBits.set(setBlock, bits = new Uint32Array(listedBits.length));
    const { offsets, scores, shares, met, count } = sheet;
    for (let i = 0; i < count; i++) {
      const offset = offsets[i]!;
      const at = firstWord + (offset >> 5);
      const bit = 1 << (offset & 31);
      if (met[offset]! < least || (listedBits[at]! & bit) === 0) continue;
      bits[at]! |= bit;
      if (rankedBits === null || (rankedBits[at]! & bit) === 0) continue;
      const share = shares[offset]! / total;
      const score = scores[offset]! * share * share * stepsPerPoint;
      if (Math.round(score * (1 + popularityShare)) < best.least) continue;
      const id = block * postingBlockSize + offset;
      best.add(id, Math.round(score * (1 + popularityShare * popularityOf(id) / maxPopularity)));
    }
  }
  return { ranked: best.best(), found: ProductSet.ofBits(foundBits) };
}

/** Whether a product meets a word. */
export function meets({ alternatives }: RankedWord, productId: number): boolean {
  return alternatives.some(({ terms }) => terms.every((postings) => holdsPosting(postings, productId)));
}

/** The blocks in which something can be found, in ascending order. */
function blocksOf(words: readonly RankedWord[], all: boolean): number[] {
  let blocks: Set<number> | null = null;
  for (const { alternatives } of words) {
    const own = new Set<number>();
    for (const { terms } of alternatives) {
      const [first, ...others] = terms;
      for (const block of first?.blocks ?? []) {
        if (others.every((other) => placeOf(other, block) >= 0)) own.add(block);
      }
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
  /** Whether a product that lacks one word is out. */
  readonly #mustHaveAll: boolean;
  #words = 0;
  readonly #best = new Float32Array(postingBlockSize);
  readonly #touched = new Uint16Array(postingBlockSize);
  #touchedCount = 0;
  readonly #sums = new Float32Array(postingBlockSize);
  readonly #counts = new Uint8Array(postingBlockSize);

  constructor(mustHaveAll: boolean) {
    this.#mustHaveAll = mustHaveAll;
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) {
      const offset = this.offsets[i]!;
      this.scores[offset] = 0;
      this.shares[offset] = 0;
      this.met[offset] = 0;
    }
    this.count = 0;
    this.#words = 0;
  }

  /** Adds a word's share: of its alternatives a product gets the best. */
  add({ alternatives, rarity }: RankedWord, block: number): void {
    const before = this.#mustHaveAll ? this.#words : 0;
    const [only] = alternatives;
    if (alternatives.length === 1 && only!.terms.length === 1) {
      this.#addTerm(only!.terms[0]!, block, only!.weight * rarity / maxImpact, rarity, before);
    } else this.#addBest(alternatives, block, rarity, before);
    this.#words++;
  }

  /** @param before How many words a product must have met to be looked at. */
  #addTerm(term: Postings, block: number, scale: number, rarity: number, before: number): void {
    const place = placeOf(term, block);
    if (place < 0) return;
    const { offsets, impacts, starts } = term;
    const { scores, shares, met } = this;
    const end = starts[place + 1]!;
    for (let i = starts[place]!; i < end; i++) {
      const offset = offsets[i]!;
      if (met[offset]! < before) continue;
      if (met[offset]!++ === 0) this.offsets[this.count++] = offset;
      scores[offset]! += impacts[i]! * scale;
      shares[offset]! += rarity;
    }
  }

  #addBest(alternatives: readonly RankedAlternative[], block: number, rarity: number, before: number): void {
    for (const { terms, weight } of alternatives) {
      if (terms.length === 1) this.#meet(terms[0]!, block, weight, before);
      else this.#meetAll(terms, block, weight);
    }
    const scale = rarity / maxImpact;
    for (let i = 0; i < this.#touchedCount; i++) {
      const offset = this.#touched[i]!;
      if (this.met[offset]! >= before) {
        if (this.met[offset]!++ === 0) this.offsets[this.count++] = offset;
        this.scores[offset]! += this.#best[offset]! * scale;
        this.shares[offset]! += rarity;
      }
      this.#best[offset] = 0;
    }
    this.#touchedCount = 0;
  }

  #meet(term: Postings, block: number, weight: number, before: number): void {
    const place = placeOf(term, block);
    if (place < 0) return;
    const { offsets, impacts, starts } = term;
    const best = this.#best;
    const { met } = this;
    const end = starts[place + 1]!;
    for (let i = starts[place]!; i < end; i++) {
      const offset = offsets[i]!;
      if (met[offset]! < before) continue;
      const value = impacts[i]! * weight;
      const known = best[offset]!;
      if (known === 0) this.#touched[this.#touchedCount++] = offset;
      if (value > known) best[offset] = value;
    }
  }

  #meetAll(terms: readonly Postings[], block: number, weight: number): void {
    const places = terms.map((term) => placeOf(term, block));
    if (places.includes(-1)) return;
    const decoded = terms.map(({ starts, offsets, impacts }, at) => {
      const [from, end] = [starts[places[at]!]!, starts[places[at]! + 1]!];
      return { offsets: offsets.subarray(from, end), impacts: impacts.subarray(from, end) };
    });
    for (const { offsets, impacts } of decoded) {
      for (let i = 0; i < offsets.length; i++) {
        this.#sums[offsets[i]!]! += impacts[i]!;
        this.#counts[offsets[i]!]!++;
      }
    }
    for (const { offsets } of decoded) {
      for (let i = 0; i < offsets.length; i++) {
        const offset = offsets[i]!;
        if (this.#counts[offset] === terms.length) {
          this.#put(offset, this.#sums[offset]! / terms.length * weight);
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
