/** Words that are in no product, or hardly any: what they may have been meant to be. */
import { editsOf, splitsOf } from "../../../commerce/search/spelling.ts";
import { toldImpact } from "../../../commerce/search/relevance.ts";
import { saysNothing } from "../../../commerce/search/stop_words.ts";
import { fold, stem } from "../../../commerce/search/word_forms.ts";
import type { Postings } from "./postings.ts";
import type { Dictionary, MetWord } from "./search_words.ts";

/** A spelling that is in the catalog. */
export interface Spelling {
  /** In words, for the shopper. */
  readonly text: string;
  readonly terms: readonly string[];
  /** How likely the slip is that made the typed word of it, 0 to 1. */
  readonly chance: number;
}

/** A query with more slips than these is another language, or noise. */
const maxDoubtful = 3;
/** As many spellings of a word are weighed against each other, the likeliest first. */
const maxSpellings = 5;
/** One that is this much less likely than the best is not meant. */
const leastShare = 1 / 64;
/** What is in fewer products than these may itself be a slip, the catalog's or the shopper's ... */
const rareFrequency = 8;
/** ... when what it is near to is this much more frequent. */
const muchMoreFrequent = 6;

/** Words are typed as one less often than mistyped. */
const splitChance = 0.5;
/** How likely it is that another form of a word was meant than the one the catalog is known to have. */
const otherForm = 0.5;
/** A form that is longer by more letters than this is shown as it is: `lighting`, not `light`. */
const longestEnding = 2;
/** ... and words of fewer letters have none such: `aing` is none of `a`. */
const shortestStem = 3;

/**
 * What doubtful words may have been meant to be, by the word as typed; those of which nothing is near are not in it.
 *
 * @param isTold Whether a rare word is as it should be.
 */
export function readSpellings(
  dictionary: Dictionary,
  met: readonly MetWord[],
  language: string,
  isTold: (word: MetWord) => boolean,
): Map<string, readonly Spelling[]> {
  const frequencies = new Map(met.map(({ word, alternatives }) => [
    word.text,
    Math.max(0, ...alternatives.map(({ terms }) => frequencyOf(dictionary, terms))),
  ]));
  const doubtful = met.filter((one) =>
    one.word.doubtable !== null && !one.isIdentified && !one.hasSynonym && !one.isCompoundEnd &&
    frequencies.get(one.word.text)! < rareFrequency && !isTold(one)
  ).slice(0, maxDoubtful);
  const candidates = doubtful.map(({ word }) => ({
    word,
    spellings: spellingsOf(word.doubtable!, language),
  }));
  dictionary.learn(candidates.flatMap(({ spellings }) => spellings.flatMap(({ terms }) => terms)));
  return new Map(candidates.flatMap(({ word, spellings }) => {
    const weighed = spellings.flatMap((spelling) => {
      if (!spelling.terms.every((term) => dictionary.has(term))) return [];
      const spoken = spelling.terms.map((term) => dictionary.spokenFor(term)).join(" ");
      const isOther = fold(spoken, language) !== spelling.text;
      const isFar = isOther && spoken.length < spelling.text.length - longestEnding;
      if (isFar && spelling.terms.some(({ length }) => length < shortestStem)) return [];
      const text = isFar ? spelling.text : spoken;
      if (saysNothing(fold(text, language), language)) return [];
      const chance = spelling.chance * (isOther ? otherForm : 1);
      const known = { text, terms: spelling.terms, chance };
      return [{ spelling: known, weight: chance * frequencyOf(dictionary, spelling.terms) }];
    }).sort((one, other) => other.weight - one.weight);
    const least = Math.max(
      (weighed[0]?.weight ?? 0) * leastShare,
      frequencies.get(word.text)! * muchMoreFrequent,
    );
    const kept = new Map<string, Spelling>();
    for (const { spelling, weight } of weighed) {
      const key = spelling.terms.join(" ");
      if (weight >= least && kept.size < maxSpellings && !kept.has(key)) kept.set(key, spelling);
    }
    return kept.size > 0 ? [[word.text, [...kept.values()]]] : [];
  }));
}

/**
 * Whether a word is as it should be, rare or not: a title, a brand or a category has it, and not only longer ones.
 *
 * @param isOfCategory Whether a term is in some category's name.
 */
export function isTold(
  { word: { alternatives } }: MetWord,
  postings: ReadonlyMap<string, Postings>,
  isOfCategory: (term: string) => boolean,
): boolean {
  const isTermTold = (term: string) =>
    postings.get(term)?.impacts.some((impact) => impact >= toldImpact) === true || isOfCategory(term);
  return alternatives.some(({ terms }) => terms.length > 0 && terms.every(isTermTold));
}

function spellingsOf(word: string, language: string): Spelling[] {
  const edits = Array.from(editsOf(word, language), ([text, chance]) => (
    { text, terms: [stem(text, language)], chance }
  ));
  const splits = splitsOf(word, language).map((parts) => (
    { text: parts.join(" "), terms: parts.map((part) => stem(part, language)), chance: splitChance }
  ));
  return [...edits, ...splits];
}

function frequencyOf(dictionary: Dictionary, terms: readonly string[]): number {
  return Math.min(...terms.map((term) => dictionary.roughFrequency(term)));
}
