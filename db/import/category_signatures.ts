/** What the rows of a category have in common, learned from those that name theirs. */
import type { SampledRow } from "./sampled_row.ts";

/** A category is learned from this many rows at least. */
const minRows = 5;
/** A sign stands in this share of the category's rows … */
const minCover = 0.3;
/** … which are this share of all rows with a category that have it … */
const minPurity = 0.8;
/** … and so many times more often than in the feed as a whole. */
const minLift = 5;
/** A row is of a category when it has this share of its signs in words, and of those in attributes. */
const minMatch = 0.5;

/** Title words and attributes that stand for a category, each with its weight. */
export interface Signature {
  readonly category: string;
  readonly words: ReadonlyMap<string, number>;
  readonly details: ReadonlyMap<number, number>;
}

/** Learns the signature of every category that has one: words and attributes, both. */
export function learnSignatures(rows: readonly SampledRow[]): Signature[] {
  const labelled = Map.groupBy(rows.filter(({ category }) => category !== ""), ({ category }) => category);
  const wordsOf = ({ words }: SampledRow) => new Set(words.filter((word) => word !== null));
  const detailsOf = ({ details }: SampledRow) => new Set(details);
  const words = signsOf(rows, labelled, wordsOf);
  const details = signsOf(rows, labelled, detailsOf);
  return [...labelled.keys()].sort().flatMap((category) => {
    const signature = { category, words: words.get(category)!, details: details.get(category)! };
    return signature.words.size > 0 && signature.details.size > 0 ? [signature] : [];
  });
}

/** The category whose signature a row bears most of, or null. */
export function matchSignature(
  signatures: readonly Signature[],
  row: Omit<SampledRow, "category">,
): string | null {
  const words = new Set(row.words.filter((word) => word !== null)), details = new Set(row.details);
  let best: string | null = null;
  let most = 0;
  for (const signature of signatures) {
    const worded = share(signature.words, words);
    if (worded < minMatch) continue;
    const detailed = share(signature.details, details);
    if (detailed < minMatch || worded + detailed <= most) continue;
    best = signature.category;
    most = worded + detailed;
  }
  return best;
}

function share<Sign>(signs: ReadonlyMap<Sign, number>, has: ReadonlySet<Sign>): number {
  let all = 0, found = 0;
  for (const [sign, weight] of signs) {
    all += weight;
    if (has.has(sign)) found += weight;
  }
  return found / all;
}

function signsOf<Sign>(
  rows: readonly SampledRow[],
  labelled: ReadonlyMap<string, readonly SampledRow[]>,
  signs: (row: SampledRow) => ReadonlySet<Sign>,
): Map<string, Map<Sign, number>> {
  const count = (some: readonly SampledRow[]) => {
    const counts = new Map<Sign, number>();
    for (const row of some) for (const sign of signs(row)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    return counts;
  };
  const everywhere = count(rows);
  const inLabelled = count(rows.filter(({ category }) => category !== ""));
  const found = new Map<string, Map<Sign, number>>();
  for (const [category, members] of labelled) {
    const kept = new Map<Sign, number>();
    if (members.length >= minRows) {
      for (const [sign, here] of count(members)) {
        const cover = here / members.length;
        if (
          cover >= minCover && here >= minPurity * inLabelled.get(sign)! &&
          cover * rows.length >= minLift * everywhere.get(sign)!
        ) kept.set(sign, cover);
      }
    }
    found.set(category, kept);
  }
  return found;
}
