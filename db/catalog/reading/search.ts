/** Search: which products a shopper's words mean, the best first, and the page that shows them. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { ListQuery, SearchPage } from "../../../commerce/catalog_view.ts";
import { matchExpression, maxQueryLength } from "../../../commerce/search_terms.ts";
import { type FacetRun, readChoice, readFacets } from "./facets.ts";
import { type ListingRun, noChoice, readList, type Source } from "./listing.ts";
import type { Reading } from "./reading.ts";
import { type Run, statement } from "./statement.ts";

// bm25() is smaller for better matches. Rounded, so that popularity decides among equally good ones.
const best = `round(bm25(search_index, 10.0, 6.0, 12.0, 4.0, 3.0, 1.0), 1)`;
const listed = `CROSS JOIN listings l ON l.market_id = ?2 AND l.category_id = ?3
       AND l.product_id = search_index.rowid / 256`;

export const searchStatements = {
  match: statement<
    [expression: string, marketId: number, categoryId: number, limit: number],
    [productId: number]
  >(
    `SELECT l.product_id FROM search_index ${listed} WHERE search_index MATCH ?1
     ORDER BY ${best}, l.popularity DESC, l.product_id LIMIT +?4`,
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
 * number first, then those that have every word, or, when there are none, those that have any.
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
  let matched = run.match(all, place.market.id, categoryId, limit);
  if (matched.length === 0 && identified.length === 0) {
    matched = run.match(matchExpression(words, place.language, "any")!, place.market.id, categoryId, limit);
  }
  return [...new Set([...identified, ...matched].map(([id]) => id))].slice(0, limit);
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
