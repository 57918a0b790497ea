/** What is offered while a shopper types. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { Crumb, Suggestions } from "../../../commerce/catalog_view.ts";
import { indexTerms, maxQueryLength } from "../../../commerce/search_terms.ts";
import { noChoice, readList } from "./listing.ts";
import type { ListingRun } from "./listing_statements.ts";
import type { Reading } from "./reading.ts";
import { find, type SearchRun } from "./search.ts";

const categoryCount = 3;
const productCount = 6;

export function readSuggestions(
  run: SearchRun & ListingRun,
  reading: Reading,
  text: string,
): Read<Suggestions> {
  reading.tag("categories");
  const found = find(run, reading, text, 0, productCount);
  const { cards } = readList(run, reading, { categoryId: 0, found }, {
    sort: "relevance",
    choice: noChoice,
    cursor: null,
    limit: productCount,
  });
  return reading.answer({ categories: categoriesLike(reading, text), products: cards });
}

/** Categories in whose names every word of the text begins a word. */
function categoriesLike({ memory, place }: Reading, text: string): Crumb[] {
  const terms = (words: string) => indexTerms(words, place.language).split(" ").filter((term) => term !== "");
  const wanted = terms(text.slice(0, maxQueryLength));
  if (wanted.length === 0) return [];
  const crumbs: Crumb[] = [];
  for (const node of memory.tree.byId.values()) {
    const crumb = node.texts.get(place.languageId)?.crumb;
    if (crumb === undefined || crumbs.length === categoryCount) continue;
    const own = terms(crumb.name);
    if (wanted.every((term) => own.some((word) => word.startsWith(term)))) crumbs.push(crumb);
  }
  return crumbs;
}
