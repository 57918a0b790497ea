/**
 * What a reader of the catalog answers: plain data, whole for one page, in one language and market.
 *
 * Everything a page shows is here and nothing else; ids are internal integers only where an address or a
 * cookie needs them (`ref`).
 */
import type { ProductId, VariantId } from "./ids.ts";

/** A language of the shop. */
export interface Language {
  /** BCP 47 tag, e.g. `fr`. */
  readonly tag: string;
  /** The language's own name for itself, e.g. `Français`. */
  readonly name: string;
  readonly direction: "ltr" | "rtl";
}

/** A market: where prices, currency, tax display and availability come from. */
export interface Market {
  readonly id: number;
  /** Lowercase code in addresses, e.g. `fr`, `eu`. */
  readonly code: string;
  /** ISO 3166-1 alpha-2 codes; the first is the reference country. */
  readonly countries: readonly string[];
  /** ISO 4217. */
  readonly currency: string;
  /** Tags, the default first. */
  readonly languages: readonly string[];
  /** The market's name in each of its languages. */
  readonly names: Readonly<Record<string, string>>;
  readonly pricesIncludeTax: boolean;
  /** IANA time zone, e.g. `Europe/Paris`. */
  readonly timeZone: string;
}

/** Markets and languages: small, read once and kept until the tag `markets` changes. */
export interface Directory {
  readonly markets: readonly Market[];
  readonly languages: readonly Language[];
}

/** How available a variant is, the better first. */
export const availabilities = ["in_stock", "low_stock", "preorder", "backorder", "out_of_stock"] as const;
export type Availability = (typeof availabilities)[number];

/** What a card says of all its variants. */
export function bestAvailability(all: readonly Availability[]): Availability {
  return availabilities[Math.min(...all.map((each) => availabilities.indexOf(each)))] ?? "out_of_stock";
}

/** A price in force, in minor units of the market's currency. */
export interface Price {
  readonly amountMinor: number;
  /** The price before a reduction, where one is announced. */
  readonly compareAtMinor: number | null;
  /** The lowest price of the 30 days before the reduction began (Directive 98/6/EC, article 6a). */
  readonly lowestPriorMinor: number | null;
}

/** A picture, rendered on demand at `/media/{key}/{width}.{format}`. */
export interface Image {
  readonly key: string;
  readonly alt: string;
  /** Pixels of the original. */
  readonly width: number;
  readonly height: number;
}

/** Content for unit prices (Directive 98/6/EC), e.g. 250 ml. */
export interface UnitMeasure {
  readonly amount: number;
  readonly unit: string;
}

/** A product as lists show it. */
export interface Card {
  readonly id: ProductId;
  readonly slug: string;
  readonly title: string;
  readonly brand: string | null;
  readonly image: Image | null;
  /** The lowest price among the variants. */
  readonly price: Price;
  /** Whether variants differ in price. */
  readonly priceVaries: boolean;
  /** Content of the variant whose price it is, for unit prices; left out: none is to be told. */
  readonly unitMeasure?: UnitMeasure;
  /** The best availability among the variants. */
  readonly availability: Availability;
  readonly skus: readonly string[];
  /** Hex colours of the colour option's values, in order. */
  readonly swatches: readonly { readonly label: string; readonly hex: string }[];
}

export interface Crumb {
  readonly slug: string;
  readonly name: string;
}

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

/** Navigation and what every page's frame needs. */
export interface Frame {
  /** Top-level categories with their children, in order. */
  readonly categories: readonly (Crumb & { readonly children: readonly Crumb[] })[];
  /** Rows of the footer and header navigation, per market and language. */
  readonly links: readonly {
    readonly placement: "header" | "footer";
    readonly label: string;
    readonly target: string;
  }[];
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

export interface ProductOption {
  readonly name: string;
  readonly label: string;
  readonly values: readonly { readonly value: string; readonly label: string; readonly hex: string | null }[];
}

export interface ProductVariant {
  readonly id: VariantId;
  /** The integer that the basket cookie holds. */
  readonly ref: number;
  readonly sku: string;
  readonly gtin: string | null;
  /** Option code → value code. */
  readonly options: Readonly<Record<string, string>>;
  readonly price: Price;
  /** Lower prices for more pieces, the fewest first; left out: there are none. */
  readonly tiers?: readonly { readonly minQuantity: number; readonly amountMinor: number }[];
  readonly availability: Availability;
  /** Index into the product's images. */
  readonly image: number;
  /** For unit prices. */
  readonly unitMeasure: UnitMeasure | null;
  /** With its packing; null: not known. */
  readonly weightGrams: number | null;
}

/** A company as the General Product Safety Regulation (EU) 2023/988 wants it named. */
export interface Organization {
  readonly name: string;
  readonly address: string;
  readonly email: string;
}

export interface ProductPage {
  readonly frame: Frame;
  readonly id: ProductId;
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly brand: string | null;
  readonly kind: "physical" | "digital" | "gift_card" | "plan";
  readonly path: readonly Crumb[];
  readonly images: readonly Image[];
  readonly attributes: readonly { readonly name: string; readonly label: string; readonly value: string }[];
  /** Attribute code → value codes, of what is no option: what shipping methods may exclude. */
  readonly attributeCodes: Readonly<Record<string, readonly string[]>>;
  readonly options: readonly ProductOption[];
  readonly variants: readonly ProductVariant[];
  readonly warnings: string | null;
  readonly maker: Organization | null;
  readonly euResponsible: Organization | null;
  readonly dimensionsMm: readonly [number, number, number] | null;
  readonly weightGrams: number | null;
  readonly originCountry: string | null;
  readonly related: readonly Card[];
}

/** Where else a product can be seen. */
export interface ProductAddresses {
  /** Language → slug. */
  readonly slugs: Readonly<Record<string, string>>;
  /** Codes of markets. */
  readonly markets: readonly string[];
}

export type HomeBlock =
  | {
    readonly kind: "hero";
    readonly kicker: string;
    readonly title: string;
    readonly text: string;
    readonly action: string;
    readonly category: Crumb | null;
    readonly image: Image | null;
  }
  | {
    readonly kind: "products";
    readonly title: string;
    readonly text: string;
    readonly cards: readonly Card[];
    readonly more: Crumb | null;
  }
  | {
    readonly kind: "categories";
    readonly title: string;
    readonly categories: readonly (Crumb & { readonly image: Image | null })[];
  }
  | {
    readonly kind: "editorial";
    readonly title: string;
    readonly text: string;
    readonly action: string;
    readonly category: Crumb | null;
    readonly image: Image | null;
  }
  | {
    readonly kind: "assurances";
    readonly items: readonly { readonly title: string; readonly text: string }[];
  };

export interface HomePage {
  readonly frame: Frame;
  readonly blocks: readonly HomeBlock[];
}

export interface InformationPage {
  readonly frame: Frame;
  readonly title: string;
  readonly slug: string;
  /** Markdown (CommonMark), no raw HTML. */
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

/** A basket line as the cookie has it. */
export interface BasketRef {
  readonly ref: number;
  readonly quantity: number;
}

export interface BasketLine {
  readonly ref: number;
  readonly sku: string;
  readonly quantity: number;
  readonly title: string;
  readonly slug: string;
  /** The chosen options in words, e.g. "Sage, M". */
  readonly options: string;
  readonly image: Image | null;
  readonly price: Price;
  readonly totalMinor: number;
  readonly availability: Availability;
}

export interface BasketPage {
  readonly frame: Frame;
  readonly lines: readonly BasketLine[];
  /** Lines of the cookie that are not sold in this market or no longer exist. */
  readonly dropped: readonly BasketRef[];
  readonly subtotalMinor: number;
}

export interface Suggestions {
  /** What could be searched for: each finds something. */
  readonly queries: readonly string[];
  readonly categories: readonly Crumb[];
  readonly products: readonly Card[];
}

/** One address of the sitemap: the path after the locale for each language. */
export interface SitemapEntry {
  /** Language → path after `/{locale}/`, e.g. `p/lampe-alba`. */
  readonly paths: Readonly<Record<string, string>>;
  /** Codes of the markets in which it can be seen. */
  readonly markets: readonly string[];
}
