/** Finding products by a shopper's words: the same for the page, the API and the suggestions. */
import { gtinSpellings } from "../../../commerce/search/identifiers.ts";
import { type Alternative, parseQuery, type Query } from "../../../commerce/search/query.ts";
import { maxImpact } from "../../../commerce/search/relevance.ts";
import type { SearchPage } from "../../../commerce/catalog_view.ts";
import { ProductSet } from "../product_set.ts";
import type { Reading } from "./reading.ts";
import { readSpellings } from "./search_corrections.ts";
import { weighSpellings } from "./search_meant.ts";
import { encodePostings, postingBits, postingBlockSize } from "../posting_block.ts";
import {
  frequency,
  meets,
  type Postings,
  rank,
  type RankedWord,
  type Ranking,
  rarity,
} from "./search_ranking.ts";
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

/**
 * Products of a list for a shopper's words, the best first.
 *
 * @param isBeingTyped Whether the last word may be the beginning of another.
 */
export function find(
  run: SearchRun,
  reading: Reading,
  text: string,
  categoryId: number,
  { isBeingTyped = false, limit = maxRanked }: { isBeingTyped?: boolean; limit?: number } = {},
): Found {
  const { place, memory: { lists } } = reading;
  reading.tag(`search:${place.languageId}`);
  const query = parseQuery(text, place.language);
  const identified = readIdentified(run, query);
  const dictionary = new Dictionary(run, place.languageId);
  const met = meetWords(
    dictionary,
    query.words,
    readSynonyms(run, place.languageId, query),
    (identifier) => identified.has(identifier),
    isBeingTyped,
  );
  const spellings = readSpellings(dictionary, met, place.language);
  const postings = readPostings(run, dictionary, [
    ...met.flatMap(({ alternatives }) => alternatives),
    ...Array.from(spellings.values()).flat(),
  ]);
  const total = lists.set("texts", place.languageId).size;
  const ranked = ({ word, alternatives }: MetWord, more: readonly Alternative[]) =>
    rankedWord([...alternatives, ...more], postings, identified.get(word.identifier ?? "") ?? [], total);
  const listed = lists.listed(place, categoryId);
  const popularityOf = lists.keyOf("popularity", 0);
  const sure = met.filter(({ word }) => !spellings.has(word.text)).map((one) => ranked(one, []))
    .filter(isPresent);
  const meant = weighSpellings(
    spellings,
    postings,
    () => rank(sure, listed, popularityOf, sure.length, 0).found,
  );
  const wanted = met.map((one) => ({
    text: one.word.text,
    ranked: ranked(one, meant.get(one.word.text)?.alternatives ?? []),
  }));
  // What is nowhere in the shop narrows nothing.
  const present = wanted.filter(({ ranked }) => isPresent(ranked));
  const ranking = rankAll(present.map(({ ranked }) => ranked), listed, popularityOf, limit);
  const whole = (identified.get(query.identifier ?? "") ?? []).filter((id) => listed.has(id));
  const best = whole[0] ?? ranking.ranked[0];
  return {
    ranked: [...new Set([...whole, ...ranking.ranked])].slice(0, limit),
    found: ranking.found.or(ProductSet.of(whole)),
    correction: meant.size === 0 ? null : {
      text: met.map(({ word }) => meant.get(word.text)?.text ?? word.text).join(" "),
      isApplied: met.some(({ word, alternatives }) => alternatives.length === 0 && meant.has(word.text)),
    },
    without: whole.length > 0 || best === undefined
      ? []
      : wanted.filter(({ ranked }) => !meets(ranked, best)).map(({ text }) => text),
  };
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
): Ranking {
  const all = rank(words, listed, popularityOf, words.length, limit);
  if (words.length < 2 || all.found.size >= enough) return all;
  const most = rank(words, listed, popularityOf, Math.ceil(words.length / 2), limit);
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

/** The postings of all terms of the ways to meet words, by term. */
function readPostings(
  run: SearchRun,
  dictionary: Dictionary,
  ways: readonly { readonly terms: readonly string[] }[],
): Map<string, Postings> {
  const terms = new Set(ways.flatMap(({ terms }) => terms));
  if (terms.size === 0) return new Map();
  const byId = new Map(Array.from(terms, (term) => [dictionary.idOf(term), new Map<number, Uint8Array>()]));
  for (const [id, block, bytes] of run.searchPostings(JSON.stringify([...byId.keys()]))) {
    byId.get(id)!.set(block, bytes);
  }
  return new Map(Array.from(terms, (term) => [term, byId.get(dictionary.idOf(term))!]));
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
  if (identified.length > 0) alternatives.push({ terms: [postingsOf(identified)], weight: 1 });
  return { alternatives, rarity: rarity(most, total) };
}

/** Products that fit perfectly, as postings. */
function postingsOf(productIds: readonly number[]): Postings {
  const sorted = [...new Set(productIds)].sort((one, other) => one - other);
  return new Map(Array.from(Map.groupBy(sorted, (id) => id >> postingBits), ([block, ids]) => [
    block,
    encodePostings({
      offsets: Uint16Array.from(ids, (id) => id % postingBlockSize),
      impacts: new Uint8Array(ids.length).fill(maxImpact),
    }),
  ]));
}
