/**
 * How well a product fits a term, from the product's own texts alone: BM25F (Robertson and Zaragoza, 2009) with fixed
 * reference lengths, so that no other product's texts change it. It is stored with the term, in one byte.
 */
import { type TermMemo, termsOf } from "./terms.ts";

/** What a product is found by, in one language. */
export interface SearchTexts {
  readonly title: string;
  readonly brand: string;
  /** Names of its categories and of those above. */
  readonly categories: string;
  /** Labels of its attributes' values and of its variants' options. */
  readonly values: string;
  /** Labels of the yes-or-no attributes that it has. */
  readonly features: string;
  readonly description: string;
}

/** What a field is worth, and how long one usually is: a word among few says more than one among many. */
const fields: Readonly<Record<keyof SearchTexts, { weight: number; length: number; slope: number }>> = {
  title: { weight: 5, length: 10, slope: 0.5 },
  brand: { weight: 2, length: 1, slope: 0 },
  categories: { weight: 1, length: 4, slope: 0 },
  values: { weight: 1, length: 15, slope: 0.5 },
  features: { weight: 0.5, length: 5, slope: 0.5 },
  description: { weight: 1, length: 40, slope: 0.5 },
};

/** Beyond this, more of a word adds little. */
const saturation = 1.5;

/** How much shorter or longer than usual a field is counts up to here. */
const [minLengthRatio, maxLengthRatio] = [0.5, 4];

/** The impact of a perfect fit. */
export const maxImpact = 255;

/** What a word in a title or a brand has at least; in other texts only one that is repeated there. */
export const toldImpact = impactOf(
  Math.min(
    fields.brand.weight,
    fields.title.weight / (1 - fields.title.slope + fields.title.slope * maxLengthRatio),
  ),
);

/** The terms of a product in a language with their impacts, 1 to {@linkcode maxImpact}. */
export function impactsOf(texts: SearchTexts, language: string, memo?: TermMemo): Map<string, number> {
  const sums = new Map<string, number>();
  for (const name of Object.keys(fields) as (keyof SearchTexts)[]) {
    const { weight, length, slope } = fields[name];
    const terms = termsOf(texts[name], language, memo);
    if (terms.length === 0) continue;
    const ratio = Math.min(maxLengthRatio, Math.max(minLengthRatio, terms.length / length));
    const each = weight / (1 - slope + slope * ratio);
    for (const term of terms) sums.set(term, (sums.get(term) ?? 0) + each);
  }
  for (const [term, sum] of sums) sums.set(term, impactOf(sum));
  return sums;
}

function impactOf(sum: number): number {
  return Math.max(1, Math.round(maxImpact * sum / (sum + saturation)));
}
