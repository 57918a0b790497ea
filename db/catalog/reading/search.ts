/** Search: which products a shopper's words mean, the best first, and the page that shows them. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { ListQuery, SearchPage } from "../../../commerce/catalog_view.ts";
import { matchExpression, matchWords, maxQueryLength } from "../../../commerce/search_terms.ts";
import { type FacetRun, readChoice, readFacets } from "./facets.ts";
import { noChoice, readList, type Source } from "./listing.ts";
import type { ListingRun } from "./listing_statements.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

const listed = (product: string) =>
  `CROSS JOIN listings l ON l.market_id = ?2 AND l.category_id = ?3 AND l.product_id = ${product}`;

export const searchStatements = {
  match: statement<
    [expression: string, marketId: number, categoryId: number, limit: number],
    [productId: number]
  >(
    `SELECT l.product_id FROM search_index ${listed("search_index.rowid / 256")}
     WHERE search_index MATCH ?1 ORDER BY l.popularity DESC, l.product_id LIMIT +?4`,
  ),
  matchTwo: statement<[expression: string, marketId: number, categoryId: number], [productId: number]>(
    `SELECT l.product_id FROM search_index ${listed("search_index.rowid / 256")}
     WHERE search_index MATCH ?1 LIMIT 2`,
  ),
  matchAny: statement<
    [weighted: string, marketId: number, categoryId: number, limit: number],
    [productId: number]
  >(
    `SELECT l.product_id FROM (
       SELECT s.rowid / 256 AS product_id, sum(w.value ->> 1) AS score
       FROM json_each(?1) w CROSS JOIN search_index s ON s.search_index MATCH w.value ->> 0
       GROUP BY s.rowid
     ) f ${listed("f.product_id")}
     ORDER BY f.score DESC, l.popularity DESC, l.product_id LIMIT +?4`,
  ),
  // Whoever types a whole SKU, GTIN or manufacturer's number means that one thing, dashes or not.
  identified: statement<
    [sku: string, plain: string, expression: string | null, limit: number],
    [productId: number]
  >(
    `SELECT product_id FROM variants WHERE sku = ?1 OR gtin = ?2
     UNION
     SELECT v.product_id FROM (
       SELECT rowid / 256 AS product_id FROM search_index WHERE search_index MATCH ?3 LIMIT +?4
     ) s JOIN variants v ON v.product_id = s.product_id
     WHERE lower(replace(v.sku, '-', '')) = ?2 OR lower(replace(v.mpn, '-', '')) = ?2`,
  ),
};
export type SearchRun = Run<typeof searchStatements>;

/** A search finds at most this many products, plus one to know that there are more. */
export const maxFound = 1_000;

/** Products whose identifiers resemble the query are compared with it up to this number. */
const maxIdentified = 50;

/** How many popular products are shown when nothing was found. */
const fallbackCount = 8;

/**
 * Products for a shopper's words, in the market, at most {@linkcode maxFound} and one: those identified by a
 * number first, then those that have every word, or, when there are none, those that have any. Of both, the more
 * popular first.
 *
 * How well a product fits depends on nothing but its own words, unlike bm25(), whose order changes with whatever
 * else is written to the index: a page that is kept, and the one after it, stay true.
 */
export function find(
  run: SearchRun,
  reading: Reading,
  text: string,
  categoryId: number,
  limit = maxFound + 1,
): number[] {
  const { place } = reading;
  const words = text.slice(0, maxQueryLength).trim();
  const all = matchExpression(words, place.language, "all");
  if (all === null) return [];
  const identified = /\s/.test(words) ? [] : run.identified(
    words,
    words.replaceAll("-", "").toLowerCase(),
    `identifiers : (${all})`,
    maxIdentified,
  );
  const found = new Set(identified.map(([id]) => id));
  const matched = run.matchTwo(all, place.market.id, categoryId);
  for (const expression of matched.length < 2 ? [] : expressionsOf(words, place.language, all)) {
    // Each finds what the one before found, and more: the rest is not needed when there is enough.
    if (found.size >= limit) break;
    for (const [id] of run.match(expression, place.market.id, categoryId, limit)) found.add(id);
  }
  for (const [id] of matched) found.add(id);
  if (found.size === 0) {
    const weighted = matchWords(words, place.language, "any").flatMap((word) => [
      [word, 2],
      [`title : (${word})`, 1],
    ]);
    for (const [id] of run.matchAny(JSON.stringify(weighted), place.market.id, categoryId, limit)) {
      found.add(id);
    }
  }
  return Array.from(found).slice(0, limit);
}

/** Expressions for products that have every word, from where the words tell most to anywhere. */
function expressionsOf(words: string, language: string, all: string): string[] {
  const whole = matchExpression(words, language, "whole")!;
  const any = matchExpression(words, language, "any")!;
  const wide = `{title brand identifiers category} : (${all})`;
  return [
    `title : (${whole})`,
    `title : (${all})`,
    // Of products with words here and there, those are meant that have at least one in the title.
    ...any === all ? [] : [`(${wide}) AND title : (${any})`],
    wide,
    `{title brand identifiers category attributes} : (${all})`,
    all,
  ];
}

/** The search page; without words it lists the whole shop. @throws {BadCursorError} */
export function readSearch(
  run: SearchRun & ListingRun & FacetRun,
  reading: Reading,
  query: ListQuery,
): Read<SearchPage> {
  const { place, memory, words } = reading;
  const category = query.category === null
    ? null
    : memory.tree.bySlug.get(place.languageId)?.get(query.category)?.id;
  const source = sourceOf(category ?? 0);
  const choice = readChoice(run, words, query.facets);
  const list = readList(run, reading, source, { ...query, choice });
  const facets = readFacets(run, reading, source, choice);
  const fallback = list.cards.length > 0 || query.cursor !== null
    ? []
    : readList(run, reading, { categoryId: 0 }, {
      sort: "popular",
      choice: noChoice,
      cursor: null,
      limit: fallbackCount,
    }).cards;
  return reading.answer({ frame: reading.frame(), list: { ...list, facets }, fallback });

  function sourceOf(categoryId: number): Source {
    // A category that does not exist has nothing in it.
    if (category === undefined) return { categoryId, found: [] };
    if (query.text === null || query.text.trim() === "") return { categoryId };
    return { categoryId, found: find(run, reading, query.text, categoryId) };
  }
}
