/** Three thousand makers, a few of which make most things. */
import { Chance } from "./chance.ts";
import { rareWord } from "./rare_words.ts";
import { allWords } from "./words/all.ts";

export interface Brand {
  readonly name: string;
  /** ISO 3166-1 alpha-2 of where it makes its things. */
  readonly country: string;
}

export const brandCount = 3_000;

const countries = ["CN", "DE", "FR", "IT", "VN", "PT", "PL", "JP", "US", "IN", "SE", "TR"];

/** The brands of a seed, each name once, the greatest first. */
export function makeBrands(seed: number): Brand[] {
  const chance = new Chance(seed, 2);
  const brands = new Map<string, Brand>();
  while (brands.size < brandCount) {
    const word = rareWord(allWords[chance.below(6)]!, chance);
    const second = chance.percent(25)
      ? ` ${chance.pick(["Home", "Works", "& Co", "Studio", "Line", "Pro"])}`
      : "";
    const name = word[0]!.toUpperCase() + word.slice(1) + second;
    if (!brands.has(name)) brands.set(name, { name, country: chance.pick(countries) });
  }
  return [...brands.values()];
}
