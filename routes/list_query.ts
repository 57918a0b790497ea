/**
 * The query of list pages: `q`, `facet.{name}` (repeatable), `sort` and `cursor`, in that one canonical order,
 * so that each list has one address and one place in the page cache.
 */
import { type Facet, type ListQuery, type SortOrder, sortOrders } from "../commerce/catalog_view.ts";

/** Cards on a page of a list. */
export const cardsPerPage = 24;

/** No query holds more facet values; what is beyond is ignored. */
const maxFacetValues = 40;
/** UTF-16 units of a search; what is beyond is cut off. */
const maxTextLength = 200;
const facetParameter = /^facet\.[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const cursorShape = /^[A-Za-z0-9_-]{1,512}$/;

/** The canonical query of a category page. */
export function categoryQuery(given: URLSearchParams): URLSearchParams {
  return canonical(given, null);
}

/** The canonical query of the search page. */
export function searchQuery(given: URLSearchParams): URLSearchParams {
  return canonical(given, searchText(given.get("q") ?? ""));
}

/** A shopper's words without control characters and needless blanks, cut to a bearable length. */
export function searchText(text: string): string {
  const words = text.slice(0, maxTextLength * 2).toWellFormed().replace(/[\p{Cc}\s]+/gu, " ").trim();
  return words.slice(0, maxTextLength).toWellFormed().replaceAll("\ufffd", "").trim();
}

/** The order of a list when the address names none. */
export function defaultSort(text: string | null): SortOrder {
  return text === null ? "popular" : "relevance";
}

/** What a canonical query asks for, or the name of the parameter that cannot be understood. */
export function readListQuery(
  query: URLSearchParams,
): Omit<ListQuery, "category"> | { readonly invalid: "sort" | "cursor" } {
  const text = query.get("q");
  const sort = query.get("sort") ?? defaultSort(text);
  if (!isSort(sort) || (sort === "relevance" && text === null)) return { invalid: "sort" };
  const cursor = query.get("cursor");
  if (cursor !== null && !cursorShape.test(cursor)) return { invalid: "cursor" };
  // Without a prototype: an address may name a facet "constructor".
  const facets: Record<string, string[]> = Object.create(null);
  for (const [name, value] of query) {
    if (name.startsWith("facet.")) (facets[name.slice("facet.".length)] ??= []).push(value);
  }
  return { text, facets, sort, cursor, limit: cardsPerPage };
}

/** The query without the facet values that the list does not know; `null` when it knows them all. */
export function withoutUnknownFacets(
  query: URLSearchParams,
  facets: readonly Facet[],
): URLSearchParams | null {
  const known = new URLSearchParams();
  let dropped = false;
  for (const [name, value] of query) {
    const facet = name.startsWith("facet.") && facets.find((each) => `facet.${each.name}` === name);
    const isKnown = facet === false || facet?.values.some((each) => each.value === value && each.selected);
    if (isKnown) known.append(name, value);
    else dropped = true;
  }
  if (!dropped) return null;
  known.delete("cursor");
  return known;
}

/** The query with one change: a parameter set, or taken out by `null`. A cursor belongs to one list, so it goes. */
export function changedQuery(query: URLSearchParams, name: string, value: string | null): URLSearchParams {
  const changed = new URLSearchParams(query);
  if (name !== "cursor") changed.delete("cursor");
  if (value === null) changed.delete(name);
  else changed.set(name, value);
  return changed;
}

/** The query without one facet value, or, without a value, without any facet. */
export function queryWithoutFacet(query: URLSearchParams, name?: string, value?: string): URLSearchParams {
  const rest = new URLSearchParams();
  for (const [key, each] of query) {
    if (key === "cursor" || (name === undefined && key.startsWith("facet."))) continue;
    if (name !== undefined && key === `facet.${name}` && each === value) continue;
    rest.append(key, each);
  }
  return rest;
}

function canonical(given: URLSearchParams, text: string | null): URLSearchParams {
  const query = new URLSearchParams();
  if (text) query.append("q", text);
  const facets = new Set<string>();
  for (const [name, value] of given) {
    if (value === "" || value.length > 64 || name.length > 72 || !facetParameter.test(name)) continue;
    if (facets.size === maxFacetValues) break;
    facets.add(`${name}\n${value}`);
  }
  for (const facet of [...facets].sort()) {
    const line = facet.indexOf("\n");
    query.append(facet.slice(0, line), facet.slice(line + 1));
  }
  const sort = given.get("sort");
  if (sort && sort !== defaultSort(text || null)) query.append("sort", sort.slice(0, 32));
  // One unit more than any cursor has, so that an overlong one is still refused.
  const cursor = given.get("cursor");
  if (cursor) query.append("cursor", cursor.slice(0, 513));
  return query;
}

function isSort(text: string): text is SortOrder {
  return (sortOrders as readonly string[]).includes(text);
}
