/** Finding products by a shopper's words: the same for the page, the API and the suggestions. */
import { gtinSpellings } from "../../../commerce/search/identifiers.ts";
import { type Alternative, parseQuery, type Query } from "../../../commerce/search/query.ts";
import { maxImpact } from "../../../commerce/search/relevance.ts";
import type { SearchPage } from "../../../commerce/catalog_view.ts";
import { ProductSet } from "../product_set.ts";
import type { Reading } from "./reading.ts";
import { isTold, readSpellings, type Spelling } from "./search_corrections.ts";
import { type Meant, weighSpellings } from "./search_meant.ts";
import { frequency, type Postings, postingsOf } from "./postings.ts";
import { meets, rank, type Ranking, rarity } from "./search_ranking.ts";
import type { RankedWord } from "./search_sheet.ts";
import type { SearchRun } from "./search_statements.ts";
import { Dictionary, meetWords, type MetWord } from "./search_words.ts";

/** The best of what is found are told apart up to this many. */
export const maxRanked = 1_000;

/** When fewer products have every word, those that have half of them are shown behind. */
const enough = 1;

/** Products of one manufacturer's number, and of one query's numbers, are looked at up to this many. */
const maxIdentified = 100;

/** How good a synonym is beside the word itself. */
const synonymWeight = 0.9;

/** What a search found, and how. */
export interface Found extends Ranking, Pick<SearchPage, "correction" | "without"> {}

/** Nothing. */
export const foundNothing: Found = { ranked: [], found: ProductSet.of(), correction: null, without: [] };

/** How to find. */
export interface FindOptions {
  readonly isBeingTyped?: boolean;
  readonly limit?: number;
  readonly among?: ProductSet | undefined;
  readonly mayCorrect?: boolean;
}

/**
 * Products of a list for a shopper's words, the best first.
 *
 * @param options.isBeingTyped Whether the last word may be the beginning of another.
 * @param options.limit How many are ranked.
 * @param options.among Of what is found, those that are ranked; left out: all.
 * @param options.mayCorrect Whether words may be taken for others.
 */
export function find(
  run: SearchRun,
  reading: Reading,
  text: string,
  categoryId: number,
  options: FindOptions = {},
): Found {
  const { isBeingTyped = false, limit = maxRanked, among, mayCorrect = true } = options;
  const { place, memory } = reading;
  const { lists } = memory;
  reading.tag(`search:${place.languageId}`);
  const query = parseQuery(text, place.language);
  const identified = readIdentified(run, query);
  const dictionary = new Dictionary(run, place.languageId);
  const met = meetWords(
    dictionary,
    place.language,
    query.words,
    readSynonyms(run, place.languageId, query),
    (identifier) => identified.has(identifier),
    isBeingTyped,
  );
  const postings = new Map<string, Postings>();
  learnPostings(reading, dictionary, postings, met.flatMap(({ alternatives }) => alternatives));
  const isOfCategory = (term: string) =>
    memory.categoryTerms(place).some(({ terms }) => terms.includes(term));
  const spellings = mayCorrect
    ? readSpellings(dictionary, met, place.language, (one) => isTold(one, postings, isOfCategory))
    : new Map<string, Spelling[]>();
  learnPostings(reading, dictionary, postings, Array.from(spellings.values()).flat());
  const total = lists.set("texts", place.languageId).size;
  const ranked = ({ word, alternatives }: MetWord, more: readonly Alternative[]) =>
    rankedWord([...alternatives, ...more], postings, identified.get(word.identifier ?? "") ?? [], total);
  const listed = lists.listed(place, categoryId);
  const popularityOf = lists.keyOf("popularity", 0);
  const rankThose = (words: readonly RankedWord[], limit: number) =>
    rank(words, listed, popularityOf, words.length, limit, among);
  const typed = met.map((one) => ranked(one, []));
  const whole = (identified.get(query.identifier ?? "") ?? []).filter((id) => listed.has(id));
  // What finds something as it was typed is shown as it was typed, whatever else it may have been meant to be.
  const asTyped = spellings.size > 0 && typed.every(isPresent) ? rankThose(typed, limit) : null;
  const isAnswered = whole.length > 0 || asTyped !== null && asTyped.found.size > 0;
  const meant = weighSpellings(spellings, postings, () => {
    const others = typed.filter((word, at) => !spellings.has(met[at]!.word.text) && isPresent(word));
    return others.length === 0 ? null : rankThose(others, 0).found;
  });
  const corrected = met.map((one) => ranked(one, meant.get(one.word.text)?.alternatives ?? []));
  const wanted = isAnswered ? typed : corrected;
  // What is nowhere in the shop narrows nothing.
  const ranking = isAnswered && asTyped !== null
    ? asTyped
    : rankAll(wanted.filter(isPresent), listed, popularityOf, limit, among);
  const best = whole[0] ?? ranking.ranked[0];
  const found: Found = {
    ranked: whole.length === 0
      ? ranking.ranked
      : [...new Set([...whole, ...ranking.ranked])].slice(0, limit + whole.length),
    found: whole.length === 0 ? ranking.found : ranking.found.or(ProductSet.of(whole)),
    correction: null,
    without: whole.length > 0 || best === undefined
      ? []
      : met.flatMap(({ word }, at) => meets(wanted[at]!, best) ? [] : [word.text]),
  };
  if (meant.size === 0) return found;
  const correction = met.map(({ word }) => meant.get(word.text)?.text ?? word.text).join(" ");
  if (isAnswered) {
    // Nobody is sent from more to less.
    const offered = met.map((one, at) => rankedMeaning(one, meant) ?? typed[at]!);
    return rankThose(offered, 0).found.size > found.found.size
      ? { ...found, correction: { text: correction, isApplied: false } }
      : found;
  }
  const isMet = met.some(({ word }, at) =>
    meant.has(word.text) &&
    (ranking.ranked.some((id) => meets(wanted[at]!, id)) ||
      rank([wanted[at]!], ranking.found, popularityOf, 1, 0).found.size > 0)
  );
  if (isMet) return { ...found, correction: { text: correction, isApplied: true } };
  // No product has both halves of a word that was parted: sought as two words they find those that have one.
  const parted = find(run, reading, correction, categoryId, { ...options, mayCorrect: false });
  return parted.found.size > 0 ? { ...parted, correction: { text: correction, isApplied: true } } : found;

  function rankedMeaning({ word }: MetWord, meant: ReadonlyMap<string, Meant>): RankedWord | null {
    const likeliest = meant.get(word.text)?.alternatives[0];
    return likeliest === undefined ? null : rankedWord([likeliest], postings, [], total);
  }
}

function isPresent({ alternatives }: RankedWord): boolean {
  return alternatives.length > 0;
}

/** Those with every word first; behind them, when they are few, those with half of the words. */
function rankAll(
  words: readonly RankedWord[],
  listed: ProductSet,
  popularityOf: (productId: number) => number,
  limit: number,
  among?: ProductSet,
): Ranking {
  const all = rank(words, listed, popularityOf, words.length, limit, among);
  if (words.length < 2 || all.found.size >= enough) return all;
  const most = rank(words, listed, popularityOf, Math.ceil(words.length / 2), limit, among);
  return {
    ranked: [...new Set([...all.ranked, ...most.ranked])].slice(0, limit),
    found: most.found,
  };
}

/** Products by the plain identifiers of the query that are some product's. */
function readIdentified(run: SearchRun, query: Query): Map<string, number[]> {
  const plain = new Set(
    [query.identifier, ...query.words.map(({ identifier }) => identifier)].filter((each) => each !== null),
  );
  const found = new Map<string, number[]>();
  if (plain.size === 0) return found;
  const gtins = [...plain].flatMap((each) => gtinSpellings(each).map((spelling) => [each, spelling]));
  const rows = run.searchIdentified(JSON.stringify([...plain]), JSON.stringify(gtins), maxIdentified);
  for (const [identifier, productId] of rows) {
    found.set(identifier, [...found.get(identifier) ?? [], productId]);
  }
  return found;
}

/** The ways in which a merchant's synonyms let each word be met. */
function readSynonyms(run: SearchRun, languageId: number, { words, phrases }: Query): Alternative[][] {
  const ways: Alternative[][] = words.map(() => []);
  if (phrases.length === 0) return ways;
  const rows = run.searchSynonyms(
    languageId,
    JSON.stringify([...new Set(phrases.map(({ phrase }) => phrase))]),
  );
  for (const [phrase, means] of rows) {
    const alternatives = (JSON.parse(means) as string[][]).map((terms) => ({ terms, weight: synonymWeight }));
    for (const { from, until } of phrases.filter((each) => each.phrase === phrase)) {
      for (let at = from; at < until; at++) ways[at]!.push(...alternatives);
    }
  }
  return ways;
}

/** Reads the postings of all terms of the ways to meet words that are not known yet. */
function learnPostings(
  { memory, place: { languageId } }: Reading,
  dictionary: Dictionary,
  postings: Map<string, Postings>,
  ways: readonly { readonly terms: readonly string[] }[],
): void {
  const terms = new Map<number, string>();
  for (const term of ways.flatMap(({ terms }) => terms)) {
    if (!postings.has(term)) terms.set(dictionary.idOf(term), term);
  }
  for (const [id, each] of memory.postings.of(languageId, terms.keys())) postings.set(terms.get(id)!, each);
}

/** A way to meet a word that is nearly as good as the word says how rare the word is. */
const tellingWeight = 0.9;

function rankedWord(
  ways: readonly Alternative[],
  postings: ReadonlyMap<string, Postings>,
  identified: readonly number[],
  total: number,
): RankedWord {
  const alternatives = ways.map(({ terms, weight }) => ({
    terms: [...new Set(terms)].map((term) => postings.get(term)!),
    weight,
  }));
  const frequencies = alternatives.map(({ terms, weight }) => ({
    weight,
    count: Math.min(...terms.map(frequency)),
  }));
  const telling = frequencies.filter(({ weight }) => weight >= tellingWeight);
  const most = Math.max(
    identified.length,
    ...(telling.length > 0 ? telling : frequencies).map(({ count }) => count),
  );
  if (identified.length > 0) alternatives.push({ terms: [postingsOf(identified, maxImpact)], weight: 1 });
  return { alternatives, rarity: rarity(most, total) };
}
