/**
 * What kinds of things a feed holds, by the phrases in its titles: "patch cable", "wall mount". Such a phrase stands
 * in titles of several brands, ends a run of words, and the rows that have it share attributes that others lack.
 */
import type { SampledRow } from "./sampled_row.ts";
import { phrasesOf } from "./title_words.ts";

/** In this share of rows a phrase stands at least, and in five. */
const minShare = 0.001, minRows = 5;
const minBrands = 3;
/** In this share of its titles it ends a run of words. */
const minLast = 0.6;
/** By so much an attribute is more frequent where it stands than everywhere. */
const minLift = 0.4;
/** A single word that ends no longer phrase stands in this share of rows, with this lift. */
const plainShare = 0.005, plainLift = 0.8;

interface Count {
  rows: number;
  last: number;
  readonly brands: Set<string>;
  readonly details: Map<number, number>;
}

/**
 * The phrases that name kinds of things, each with its weight: of several in a title the heaviest counts.
 *
 * @param stopWords Words that name nothing, e.g. `for`.
 */
export function findKinds(rows: readonly SampledRow[], stopWords: ReadonlySet<string>): Map<string, number> {
  const floor = Math.max(minRows, minShare * rows.length);
  const counts = countPhrases(rows, floor, stopWords);
  const overall = countDetails(rows);
  const lifts = new Map<string, number>();
  for (const [text, { rows: count, last, details }] of counts) {
    if (last < minLast * count) continue;
    let lift = 0;
    for (const [detail, found] of details) {
      lift = Math.max(lift, found / count - overall.get(detail)! / rows.length);
    }
    if (lift >= minLift) lifts.set(text, lift);
  }
  const pairs = [...lifts.keys()].filter((text) => text.includes(" "));
  const endings = Map.groupBy(pairs, (text) => text.split(" ")[1]!);
  const isHead = (word: string) => (endings.get(word)?.length ?? 0) >= 2;
  const kinds = new Map<string, number>();
  for (const [text, lift] of lifts) {
    const [one, other] = text.split(" ");
    const { rows: count } = counts.get(text)!;
    // What follows the name of a thing describes it: "cable gray" is no kind of its own.
    const isKind = other !== undefined
      ? !isHead(one!)
      : isHead(text) || (lift >= plainLift && count >= plainShare * rows.length);
    if (isKind) kinds.set(text, (other === undefined ? 0 : 1000) + lift * Math.log(count));
  }
  return kinds;
}

function countPhrases(
  rows: readonly SampledRow[],
  floor: number,
  stopWords: ReadonlySet<string>,
): Map<string, Count> {
  const plain = new Map<string, number>();
  for (const { words } of rows) {
    for (const { text } of phrasesOf(words)) plain.set(text, (plain.get(text) ?? 0) + 1);
  }
  const counts = new Map<string, Count>();
  for (const { words, brand, details } of rows) {
    for (const { text, isLast } of phrasesOf(words)) {
      if (plain.get(text)! < floor || text.split(" ").some((word) => stopWords.has(word))) continue;
      let count = counts.get(text);
      if (!count) counts.set(text, count = { rows: 0, last: 0, brands: new Set(), details: new Map() });
      count.rows++;
      if (isLast) count.last++;
      if (count.brands.size < minBrands) count.brands.add(brand);
      for (const detail of details) count.details.set(detail, (count.details.get(detail) ?? 0) + 1);
    }
  }
  for (const [text, { brands }] of counts) if (brands.size < minBrands) counts.delete(text);
  return counts;
}

function countDetails(rows: readonly SampledRow[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { details } of rows) {
    for (const detail of details) counts.set(detail, (counts.get(detail) ?? 0) + 1);
  }
  return counts;
}
