/** Lists of products: what is asked of them, and the pages that have one. */
import type { Card, Crumb, Image } from "./cards.ts";
import type { Frame } from "./shop.ts";

export interface Facet {
  /** The attribute's code; the name of its query parameter. */
  readonly name: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  /** How many products the list would have with this value, under the choices in other facets: exact. */
  readonly count: number;
  readonly hex: string | null;
  readonly selected: boolean;
}

export const sortOrders = ["popular", "newest", "price-asc", "price-desc", "relevance"] as const;
export type SortOrder = (typeof sortOrders)[number];

/** What a list shows: which products, filtered, in which order, from where on. */
export interface ListQuery {
  /** A category's slug in the locale's language; null for the whole shop. */
  readonly category: string | null;
  /** A shopper's words; null for none. `relevance` is meaningful only with them. */
  readonly text: string | null;
  /** Attribute code → value codes; values within one facet are alternatives, facets must all hold. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  readonly sort: SortOrder;
  /** The opaque end of the page before, or null for the first. */
  readonly cursor: string | null;
  /** Cards a page, 1 to 100. */
  readonly limit: number;
}

export interface List {
  readonly cards: readonly Card[];
  readonly nextCursor: string | null;
  readonly facets: readonly Facet[];
}

export interface CategoryPage {
  readonly frame: Frame;
  readonly name: string;
  readonly description: string;
  readonly image: Image | null;
  /** Ancestors, the top first, the category itself last. */
  readonly path: readonly Crumb[];
  readonly children: readonly (Crumb & { readonly image: Image | null })[];
  readonly list: List;
}

export interface SearchPage {
  readonly frame: Frame;
  readonly list: List;
  /** What was probably meant by words that are nowhere, or hardly anywhere, in the shop; null: what was typed. */
  readonly correction: {
    readonly text: string;
    /** Whether that is what the list shows; else it shows what was typed, and that with it. */
    readonly isApplied: boolean;
  } | null;
  /** Words that not even the best of the list has, as typed. */
  readonly without: readonly string[];
  /** What to show when nothing was found: popular products. */
  readonly fallback: readonly Card[];
}

export interface Suggestions {
  /** What could be searched for: each finds something. */
  readonly queries: readonly string[];
  readonly categories: readonly Crumb[];
  readonly products: readonly Card[];
}
