/** Of the spellings that are near to a typed word, those that were probably meant, by what they would find. */
import type { Alternative } from "../../../commerce/search/query.ts";
import { maxImpact } from "../../../commerce/search/relevance.ts";
import type { ProductSet } from "../product_set.ts";
import { forEachPosting, type Postings } from "./postings.ts";
import type { Spelling } from "./search_corrections.ts";

/** What was probably meant by a typed word. */
export interface Meant {
  /** The likeliest spelling. */
  readonly text: string;
  readonly alternatives: readonly Alternative[];
}

/** How good a product with the likeliest spelling is beside one with the very word. */
const bestWeight = 0.9;
/** ... and one with another spelling, when that is as likely. */
const otherWeight = 0.5;
/** A spelling that would find less than this share of what the likeliest finds was not meant. */
const leastShare = 0.3;

/**
 * Weighs spellings by how likely the slip is and how well what they find fits: among the products that have the
 * other words of the query, or, if that tells nothing, among all.
 *
 * @param othersFound What the other words find; null: there are none.
 */
export function weighSpellings(
  spellings: ReadonlyMap<string, readonly Spelling[]>,
  postings: ReadonlyMap<string, Postings>,
  othersFound: () => ProductSet | null,
): Map<string, Meant> {
  if (spellings.size === 0) return new Map();
  const others = othersFound();
  return new Map(Array.from(spellings, ([word, each]): [string, Meant] => {
    let weighed = weigh(each, postings, others);
    if (others !== null && weighed.every(({ weight }) => weight === 0)) weighed = weigh(each, postings, null);
    weighed.sort((one, other) => other.weight - one.weight);
    const best = weighed[0]!;
    return [word, {
      text: best.spelling.text,
      alternatives: weighed.filter(({ weight }) => weight > best.weight * leastShare).map((
        { spelling: { terms }, weight },
        at,
      ) => ({ terms, weight: at === 0 ? bestWeight : otherWeight * weight / best.weight })),
    }];
  }));
}

function weigh(
  spellings: readonly Spelling[],
  postings: ReadonlyMap<string, Postings>,
  among: ProductSet | null,
): { spelling: Spelling; weight: number }[] {
  return spellings.map((spelling) => ({
    spelling,
    // What a shop has twice as much of is not sought twice as often.
    weight: spelling.chance * Math.sqrt(fitOf(spelling.terms.map((term) => postings.get(term)!), among)),
  }));
}

/** How many products all of the terms fit, each counted by how well they do. */
function fitOf(terms: readonly Postings[], among: ProductSet | null): number {
  if (terms.length === 1) {
    let sum = 0;
    if (among === null) {
      const { impacts } = terms[0]!;
      for (let i = 0; i < impacts.length; i++) sum += (impacts[i]! / maxImpact) ** 2;
      return sum;
    }
    forEachPosting(terms[0]!, (id, impact) => {
      if (among.has(id)) sum += (impact / maxImpact) ** 2;
    });
    return sum;
  }
  let fits: Map<number, number> | null = null;
  for (const postings of terms) {
    const own = new Map<number, number>();
    forEachPosting(postings, (id, impact) => {
      const before = fits === null ? among === null || among.has(id) ? 1 : 0 : fits.get(id) ?? 0;
      if (before > 0) own.set(id, before * impact / maxImpact);
    });
    fits = own;
  }
  let sum = 0;
  for (const fit of fits?.values() ?? []) sum += fit ** 2;
  return sum;
}
