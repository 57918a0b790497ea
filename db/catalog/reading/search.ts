/** The search page: what a shopper's words find, the best first, and what helps when that is little. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { ListQuery, SearchPage } from "../../../commerce/catalog_view.ts";
import { decodeCursor } from "../../../commerce/cursor.ts";
import { type FacetRun, readChoice, readFacets } from "./facets.ts";
import { readList } from "./listing.ts";
import { membersOf, noChoice, type Source } from "./listing_members.ts";
import type { ListingRun } from "./listing_statements.ts";
import type { Reading } from "./reading.ts";
import { find, type Found, foundNothing, maxRanked } from "./search_find.ts";
import type { SearchRun } from "./search_statements.ts";

/** How many popular products are shown when nothing was found. */
const fallbackCount = 8;

/** From the place where a page begins so many are ranked: those of the longest page, and some that may have moved. */
const rankedAhead = 128;

/** The search page; without words it lists the whole shop. @throws {BadCursorError} */
export function readSearch(
  run: SearchRun & ListingRun & FacetRun,
  reading: Reading,
  query: ListQuery,
): Read<SearchPage> {
  const { place, memory, words } = reading;
  const category = query.category === null ? null : memory.tree.bySlug(place.languageId, query.category)?.id;
  const categoryId = category ?? 0;
  const choice = readChoice(run, words, query.facets);
  const found = findWords();
  const source: Source = found === null ? { categoryId } : { categoryId, ...found };
  const list = readList(run, reading, source, { ...query, choice });
  const facets = readFacets(reading, source, choice);
  const fallback = list.cards.length > 0 || query.cursor !== null
    ? []
    : readList(run, reading, { categoryId: 0 }, {
      sort: "popular",
      choice: noChoice,
      cursor: null,
      limit: fallbackCount,
    }).cards;
  return reading.answer({
    frame: reading.frame(),
    list: { ...list, facets },
    correction: found?.correction ?? null,
    without: found?.without ?? [],
    fallback,
  });

  function findWords(): Found | null {
    // A category that does not exist has nothing in it.
    if (category === undefined) return foundNothing;
    if (query.text === null || query.text.trim() === "") return null;
    const among = choice.size === 0 ? undefined : membersOf(reading, { categoryId }, choice);
    return find(run, reading, query.text, categoryId, { among, limit: rankedFor(query) });
  }
}

/** How many of the best must be told apart for a page of a list. */
function rankedFor({ sort, cursor }: ListQuery): number {
  if (sort !== "relevance") return 1;
  const place = cursor === null ? 0 : decodeCursor(cursor, sort, 2)?.[0] ?? 0;
  return place < 0 ? maxRanked : Math.min(maxRanked, place + rankedAhead);
}
