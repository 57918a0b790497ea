/** Which products are in a list: a category of a market, what a search found, narrowed by chosen facet values. */
import { ProductSet } from "../product_set.ts";
import type { OverdueProduct } from "./overdue.ts";
import type { Reading } from "./reading.ts";

/** What is listed: a category of the market (0 is the whole shop), of it what is reduced, or what a search found. */
export type Source = CategorySource | FoundSource;

export interface CategorySource {
  readonly categoryId: number;
  readonly isReduced?: boolean;
}

export interface FoundSource {
  readonly categoryId: number;
  /** The best of what was found, the best first; a list by relevance shows the others behind them. */
  readonly ranked: readonly number[];
  /** All that was found. */
  readonly found: ProductSet;
}

/** Chosen facet values, by attribute: values of one are alternatives, attributes must all hold. */
export type Choice = ReadonlyMap<number, readonly number[]>;

/** No choice of facets. */
export const noChoice: Choice = new Map();

/** The products of a source that hold a choice. */
export function membersOf({ memory: { lists }, place }: Reading, source: Source, choice: Choice): ProductSet {
  let members = lists.listed(place, source.categoryId);
  if ("found" in source) members = members.and(source.found);
  else if (source.isReduced) members = members.and(lists.set("reduced", place.market.id));
  for (const values of choice.values()) members = members.and(lists.holders(values));
  return members;
}

/** Whether a product that is sold in the market is in the list, whatever the market's sets say of it. */
export function isMember(
  { memory: { lists }, place }: Reading,
  source: Source,
  choice: Choice,
  { id, isReduced }: OverdueProduct,
): boolean {
  if (!lists.set("texts", place.languageId).has(id)) return false;
  if (source.categoryId !== 0 && !lists.set("category", source.categoryId).has(id)) return false;
  if ("found" in source ? !source.found.has(id) : source.isReduced && !isReduced) return false;
  return Array.from(choice.values()).every((values) => lists.holders(values).has(id));
}
