/** How well the products of one block meet one word of a query. */
import { maxImpact } from "../../../commerce/search/relevance.ts";
import { postingBlockSize, wordsPerBlock } from "../posting_block.ts";
import { addBits, impactAt, offsetsIn, placeOf, type Postings } from "./postings.ts";

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

/**
 * One word's products in one block after another, each with the best of the ways in which it meets the word. A word
 * that is met by one term alone, as nearly all are, is read as it is stored.
 */
export class WordSheet {
  /** How much the word says. */
  readonly rarity: number;
  /** How many products of the block meet the word, those that do in several ways as often. */
  count = 0;
  /** No product of the block gets more. */
  most = 0;
  readonly #alternatives: readonly RankedAlternative[];
  /** The term that alone is the word; null: there are several ways. */
  readonly #only: Postings | null;
  /** What an impact of one is worth. */
  readonly #scale: number;
  /** The place of the block among those of the only term. */
  #place = -1;
  /** Of several ways: which products of the block meet the word ... */
  readonly #bits: Uint32Array;
  /** ... which of them get enough to be told apart, and what. */
  readonly #valued: Uint32Array;
  readonly #values: Float32Array;
  /** Terms that many products have are not written to the values: few of these products are looked for. */
  readonly #full: { readonly term: Postings; readonly place: number; readonly weight: number }[] = [];

  /** Never read but by what wrote it just before: all sheets of a query may share it. */
  readonly #scratch: Uint16Array;

  /** @param scratch Room for the offsets of a block. */
  constructor({ alternatives, rarity }: RankedWord, scratch: Uint16Array) {
    this.#scratch = scratch;
    const [first] = alternatives;
    this.rarity = rarity;
    this.#alternatives = alternatives;
    this.#only = alternatives.length === 1 && first!.terms.length === 1 ? first!.terms[0]! : null;
    this.#scale = rarity / maxImpact * (this.#only === null ? 1 : first!.weight);
    this.#values = new Float32Array(this.#only === null ? postingBlockSize : 0);
    this.#bits = new Uint32Array(this.#only === null ? wordsPerBlock : 0);
    this.#valued = new Uint32Array(this.#only === null ? wordsPerBlock : 0);
  }

  /** Goes to a block. @param least Products that get less need not be told apart. */
  open(block: number, least: number): void {
    this.count = 0;
    this.most = 0;
    if (this.#only === null) {
      this.#fill(block, least);
      return;
    }
    this.#place = placeOf(this.#only, block);
    if (this.#place < 0) return;
    const { starts, most } = this.#only;
    this.count = starts[this.#place + 1]! - starts[this.#place]!;
    this.most = most[this.#place]! * this.#scale;
  }

  /** Whether the products of the block are a list, not bits. */
  get isListed(): boolean {
    return this.#only !== null && this.count > 0 && this.#only.places[this.#place]! >= 0;
  }

  /** Writes the products of the block. @returns How many. */
  list(into: Uint16Array): number {
    return offsetsIn(this.#only!, this.#place, into);
  }

  /** Keeps of some bits those of products that meet the word, which are no list. */
  and(bits: Uint32Array): void {
    const own = this.#only === null ? this.#bits : this.#only.bits;
    const from = this.#only === null ? 0 : -1 - this.#only.places[this.#place]!;
    for (let word = 0; word < wordsPerBlock; word++) bits[word]! &= own[from + word]!;
  }

  /** Keeps of some bits those of products that may get enough. */
  andValued(bits: Uint32Array): void {
    if (this.#only !== null) return;
    for (let word = 0; word < wordsPerBlock; word++) bits[word]! &= this.#valued[word]!;
  }

  /** Adds the products that meet the word to some bits. */
  or(bits: Uint32Array): void {
    if (this.#only !== null) {
      if (this.count > 0) addBits(this.#only, this.#place, bits);
      return;
    }
    for (let word = 0; word < wordsPerBlock; word++) bits[word]! |= this.#bits[word]!;
  }

  /** What a product gets for the word, 0 when it does not meet it. */
  valueOf(offset: number): number {
    if (this.#only === null) return this.#bestOf(offset) * this.#scale;
    return this.count === 0 ? 0 : impactAt(this.#only, this.#place, offset) * this.#scale;
  }

  #bestOf(offset: number): number {
    let best = this.#values[offset]!;
    for (const { term, place, weight } of this.#full) {
      best = Math.max(best, Math.fround(impactAt(term, place, offset) * weight));
    }
    return best;
  }

  #fill(block: number, least: number): void {
    this.#full.length = 0;
    this.#values.fill(0);
    this.#bits.fill(0);
    this.#valued.fill(0);
    for (const { terms, weight } of this.#alternatives) {
      const [first, ...others] = terms;
      const places = others.map((other) => placeOf(other, block));
      const place = places.includes(-1) ? -1 : placeOf(first!, block);
      if (place < 0) continue;
      this.count += first!.starts[place + 1]! - first!.starts[place]!;
      if (others.length > 0) {
        this.#putAll(terms, [place, ...places], weight);
        continue;
      }
      const most = first!.most[place]! * weight;
      const isFull = first!.places[place]! < 0;
      if (most * this.#scale < least) addBits(first!, place, this.#bits);
      else if (isFull) {
        addBits(first!, place, this.#valued);
        this.#full.push({ term: first!, place, weight });
        this.most = Math.max(this.most, most * this.#scale);
      } else this.#putTerm(first!, place, weight);
    }
    for (let word = 0; word < wordsPerBlock; word++) this.#bits[word]! |= this.#valued[word]!;
  }

  #putTerm(term: Postings, place: number, weight: number): void {
    const scratch = this.#scratch;
    const { starts, impacts } = term;
    const start = starts[place]!;
    const count = offsetsIn(term, place, scratch);
    for (let i = 0; i < count; i++) this.#put(scratch[i]!, impacts[start + i]! * weight);
  }

  /** Those that have all of several terms, sought among those that have the rarest. */
  #putAll(terms: readonly Postings[], places: readonly number[], weight: number): void {
    const scratch = this.#scratch;
    let rarest = 0;
    const countOf = (n: number) => terms[n]!.starts[places[n]! + 1]! - terms[n]!.starts[places[n]!]!;
    for (let n = 1; n < terms.length; n++) if (countOf(n) < countOf(rarest)) rarest = n;
    const count = offsetsIn(terms[rarest]!, places[rarest]!, scratch);
    for (let i = 0; i < count; i++) {
      const offset = scratch[i]!;
      let sum = 0;
      for (let n = 0; n < terms.length; n++) {
        const impact = impactAt(terms[n]!, places[n]!, offset);
        if (impact === 0) {
          sum = 0;
          break;
        }
        sum += impact;
      }
      if (sum > 0) this.#put(offset, sum / terms.length * weight);
    }
  }

  #put(offset: number, value: number): void {
    if (value <= this.#values[offset]!) return;
    this.#valued[offset >> 5]! |= 1 << (offset & 31);
    this.#values[offset] = value;
    this.most = Math.max(this.most, value * this.#scale);
  }
}
