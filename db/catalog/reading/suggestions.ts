/** What is offered while a shopper types. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { Crumb, Suggestions } from "../../../commerce/catalog_view.ts";
import { maxQueryLength } from "../../../commerce/search/query.ts";
import { completionsOf } from "../../../commerce/search/completions.ts";
import { isEdgePair } from "../../../commerce/search/kana.ts";
import { termsOf } from "../../../commerce/search/terms.ts";
import { readList } from "./listing.ts";
import { noChoice } from "./listing_members.ts";
import type { ListingRun } from "./listing_statements.ts";
import type { Reading } from "./reading.ts";
import { find } from "./search_find.ts";
import type { SearchRun } from "./search_statements.ts";
import { type Run, statement } from "./statement.ts";

export const suggestionStatements = {
  titlesOf: statement<[productIds: string, languageId: number], [title: string]>(
    `SELECT t.title FROM json_each(?1) j
     CROSS JOIN product_texts t ON t.product_id = j.value AND t.language_id = ?2 ORDER BY j.key`,
  ),
};

const queryCount = 4;
const categoryCount = 3;
const productCount = 6;
/** Queries are made of the titles of this many products, the best found. */
const titlesRead = 30;

export function readSuggestions(
  run: SearchRun & ListingRun & Run<typeof suggestionStatements>,
  reading: Reading,
  text: string,
): Read<Suggestions> {
  reading.tag("categories");
  const { languageId, language } = reading.place;
  const found = find(run, reading, text, 0, { isBeingTyped: true, limit: titlesRead });
  const { cards } = readList(run, reading, { categoryId: 0, ...found }, {
    sort: "relevance",
    choice: noChoice,
    cursor: null,
    limit: productCount,
  });
  const titles = found.ranked.length === 0 ? [] : run.titlesOf(JSON.stringify(found.ranked), languageId);
  const meant = found.correction?.isApplied ? found.correction.text : text;
  return reading.answer({
    queries: completionsOf(meant, titles.map(([title]) => title), language, queryCount),
    categories: categoriesLike(reading, text),
    products: cards,
  });
}

/** Categories in whose names every word of the text begins a word. */
function categoriesLike({ memory, place }: Reading, text: string): Crumb[] {
  // Where a word ends is not known while it is typed.
  const wanted = termsOf(text.slice(0, maxQueryLength), place.language).filter((term) => !isEdgePair(term));
  if (wanted.length === 0) return [];
  const crumbs: Crumb[] = [];
  for (const { crumb, terms } of memory.categoryTerms(place)) {
    if (!wanted.every((term) => terms.some((word) => word.startsWith(term)))) continue;
    crumbs.push(crumb);
    if (crumbs.length === categoryCount) break;
  }
  return crumbs;
}
