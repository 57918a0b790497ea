/**
 * Which products meet a query, and which of them best: block of postings after block, in plain arrays.
 *
 * A product's score is the sum over the query's words of how rare the word is times how well the product fits it.
 * Popularity decides between products that fit alike.
 */
import { offsetsOfBits, postingBits, postingBlockSize, wordsPerBlock } from "../posting_block.ts";
import { blockBits } from "../product_block.ts";
import { ProductSet } from "../product_set.ts";
import { BestScores } from "./best_scores.ts";
import { holdsPosting, placeOf } from "./postings.ts";
import { type RankedWord, WordSheet } from "./search_sheet.ts";

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
  const offsets = new Uint16Array(postingBlockSize);
  const sheets = words.toSorted((one, other) => other.rarity - one.rarity)
    .map((word) => new WordSheet(word, offsets));
  const best = new BestScores(limit);
  const foundBits = new Map<number, Uint32Array<ArrayBuffer>>();
  const met = new Uint32Array(wordsPerBlock);
  const planes = new Uint32Array(mustHaveAll ? 0 : (least + 1) * wordsPerBlock);
  for (const block of blocksOf(words, mustHaveAll)) {
    const setBlock = Math.floor(block / blocksPerSetBlock);
    const listedBits = listed.bitsOf(setBlock);
    if (listedBits === null) continue;
    const rankedBits = among === listed ? listedBits : among.bitsOf(setBlock);
    const firstWord = block % blocksPerSetBlock * wordsPerBlock;
    // With less no product is among the best.
    const enough = (best.least - 1) / (1 + popularityShare) / stepsPerPoint;
    for (const sheet of sheets) sheet.open(block, sheets.length === 1 ? enough : 0);
    const mostOfAll = sheets.reduce((sum, { most }) => sum + most, 0);
    const bits = foundBits.get(setBlock) ?? new Uint32Array(listedBits.length);
    foundBits.set(setBlock, bits);
    const few = mustHaveAll ? fewest(sheets) : null;
    let count: number;
    if (few !== null) count = few.list(offsets);
    else {
      if (mustHaveAll) {
        met.fill(-1);
        for (const sheet of sheets) sheet.and(met);
      } else meetSome(sheets, least, planes, met);
      for (let word = 0; word < wordsPerBlock; word++) {
        bits[firstWord + word] = met[word]! &= listedBits[firstWord + word]!;
      }
      if (rankedBits === null || mostOfAll < enough) continue;
      if (sheets.length === 1) sheets[0]!.andValued(met);
      count = offsetsOfBits(met, 0, offsets);
    }
    for (let i = 0; i < count; i++) {
      const offset = offsets[i]!;
      const at = firstWord + (offset >> 5);
      const bit = 1 << (offset & 31);
      if ((listedBits[at]! & bit) === 0) continue;
      let sum = 0;
      let share = 0;
      let left = sheets.length;
      let most = mostOfAll;
      for (let n = 0; n < sheets.length && left >= 0; n++) {
        const value = sheets[n]!.valueOf(offset);
        most += value - sheets[n]!.most;
        if (value > 0) {
          sum += value;
          share += sheets[n]!.rarity;
        } else if (--left < least) left = -1;
        // That it is found is noted already.
        if (few === null && most < enough) left = -1;
      }
      if (left < 0) continue;
      bits[at]! |= bit;
      if (rankedBits === null || (rankedBits[at]! & bit) === 0) continue;
      const part = share / total;
      const score = sum * part * part * stepsPerPoint;
      if (Math.round(score * (1 + popularityShare)) < best.least) continue;
      const id = block * postingBlockSize + offset;
      best.add(id, Math.round(score * (1 + popularityShare * popularityOf(id) / maxPopularity)));
    }
  }
  return { ranked: best.best(), found: ProductSet.ofBits(foundBits) };
}

/** Of the words that have a list of the block's products the one with the shortest; null where all have bits. */
function fewest(sheets: readonly WordSheet[]): WordSheet | null {
  let few: WordSheet | null = null;
  for (const sheet of sheets) {
    if (sheet.isListed && (few === null || sheet.count < few.count)) few = sheet;
  }
  return few;
}

/** The products of the block that meet at least so many of the words. @param planes Room for `least + 1` times their bits. */
function meetSome(sheets: readonly WordSheet[], least: number, planes: Uint32Array, met: Uint32Array): void {
  planes.fill(0);
  for (const sheet of sheets) {
    met.fill(0);
    sheet.or(met);
    // Who has met as many words as the plane says meets one more.
    for (let plane = least; plane > 0; plane--) {
      for (let word = 0; word < wordsPerBlock; word++) {
        const before = plane === 1 ? -1 : planes[(plane - 1) * wordsPerBlock + word]!;
        planes[plane * wordsPerBlock + word]! |= before & met[word]!;
      }
    }
  }
  met.set(planes.subarray(least * wordsPerBlock));
}

/** Whether a product meets a word. */
export function meets({ alternatives }: RankedWord, productId: number): boolean {
  return alternatives.some(({ terms }) => terms.every((postings) => holdsPosting(postings, productId)));
}

/** The blocks in which something can be found, in ascending order. */
function blocksOf(words: readonly RankedWord[], all: boolean): number[] {
  const counts = new Map<number, number>();
  for (const [at, { alternatives }] of words.entries()) {
    for (const { terms } of alternatives) {
      const [first, ...others] = terms;
      for (const block of first?.blocks ?? []) {
        const count = counts.get(block) ?? 0;
        // Only the first way to meet a word counts, and only where all words before it can be met.
        if (all ? count !== at : count > 0) continue;
        if (others.every((other) => placeOf(other, block) >= 0)) counts.set(block, count + 1);
      }
    }
  }
  const found: number[] = [];
  for (const [block, count] of counts) if (!all || count === words.length) found.push(block);
  return found.sort((one, other) => one - other);
}
