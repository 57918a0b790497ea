/**
 * What a quote reads of the catalog: plain data, whole, as one batch of the reader answers it. Everything that is
 * computed from it is synchronous and pure; the instant is an argument.
 *
 * Amounts are integer minor units of the market's currency, rates are parts per million, times are milliseconds
 * since the epoch and windows half-open: from `validFrom` up to, not including, `validUntil`; 0 and null are "ever".
 */
import type { Availability } from "../catalog_view.ts";
import type { PriceRow } from "../price_choice.ts";

export const taxCategories = ["standard", "reduced", "zero", "exempt", "digital", "books", "food"] as const;
export type TaxCategory = (typeof taxCategories)[number];

/** When amounts of tax are rounded to minor units (half-up both times). */
export type TaxRounding = "per-line" | "per-total";

export interface QuoteMarket {
  readonly code: string;
  /** ISO 4217. */
  readonly currency: string;
  /** ISO 3166-1 alpha-2; the first is the reference country: gross prices contain its tax. */
  readonly countries: readonly string[];
  readonly pricesIncludeTax: boolean;
  /** What stays the same in another country of the market: the price with tax, or the one without. */
  readonly constant: "gross" | "net";
  readonly taxRounding: TaxRounding;
  /** Totals are rounded to a multiple of this many minor units (5 in Switzerland), 1 for none. */
  readonly cashRoundingMinor: number;
  /** IANA name: the days of promotions and delivery promises are this zone's. */
  readonly timeZone: string;
}

export interface QuoteVariant {
  readonly sku: string;
  readonly productId: string;
  readonly kind: "physical" | "digital" | "gift_card" | "plan";
  readonly taxCategory: TaxCategory;
  readonly availability: Availability;
  readonly weightGrams: number;
  /** Cubic centimetres of the packed piece; 0 when not known. */
  readonly volumeCm3: number;
  /** Codes of its categories and all their ancestors. */
  readonly categories: readonly string[];
  /** Attribute code → value codes, its options among them. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** All prices in force now or to come in this market, of the standard list and the shopper's. */
  readonly prices: readonly PriceRow[];
}

/** A tax rate. The most specific that applies wins: with the region before without, the category before none. */
export interface TaxRate {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2 subdivision without the country, e.g. `CA`; null: the whole country. Rates of both are added. */
  readonly region: string | null;
  readonly category: TaxCategory;
  /** Parts per million: 200000 is 20 %. */
  readonly ratePpm: number;
  /** As invoices name it: `TVA`, `MwSt.`, `GST`, `Sales tax`. */
  readonly name: string;
  /** Whether shipping is taxed at this rate too. */
  readonly taxesShipping: boolean;
  readonly validFrom: number;
  readonly validUntil: number | null;
  /** Where the rate is written: a law, an authority's page, with its date. */
  readonly source: string;
}

/** A zone of destinations: all that match and none that do not. */
export interface ShippingZone {
  readonly id: number;
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** ISO 3166-2 subdivisions without the country; empty: all. */
  readonly regions: readonly string[];
  /** Postal-code patterns: a prefix (`20*`), a range (`97100-97899`), or one code; empty: all. */
  readonly postalCodes: readonly string[];
  /** Patterns that are left out of it, in the same forms. */
  readonly exceptPostalCodes: readonly string[];
}

export interface ShippingMethod {
  /** The option's id in a quote, e.g. `standard`. */
  readonly id: string;
  readonly zoneId: number;
  readonly name: string;
  /** What the steps of `rates` are measured in: grams, cubic centimetres, or minor units of the discounted goods. */
  readonly basis: "weight" | "volume" | "value";
  /** Ascending; the first whose `upTo` is not exceeded counts; null is "any more". None left: cannot ship this way. */
  readonly rates: readonly { readonly upTo: number | null; readonly amountMinor: number }[];
  /** Free from this value of discounted goods on; null: never. */
  readonly freeFromMinor: number | null;
  /** Added for each piece that has the attribute value. */
  readonly surcharges: readonly {
    readonly attribute: string;
    readonly value: string;
    readonly amountMinor: number;
    readonly name: string;
  }[];
  /** Attribute values that cannot go this way, e.g. `hazard: lithium`. */
  readonly excludes: readonly { readonly attribute: string; readonly value: string }[];
  /** Minutes after local midnight until which an order leaves on the same working day. */
  readonly cutOffMinutes: number;
  /** Working days between order and handover, and on the way. */
  readonly handlingDays: number;
  readonly transitDays: { readonly earliest: number; readonly latest: number };
  /** Whether Saturday is a working day for the carrier. */
  readonly saturdays: boolean;
}

/** All must hold; an empty list or null asks nothing. */
export interface PromotionConditions {
  readonly languages: readonly string[];
  /** Lines that count and are discounted: of these categories, products or attributes; all empty: every line. */
  readonly categories: readonly string[];
  readonly products: readonly string[];
  readonly attributes: readonly { readonly attribute: string; readonly value: string }[];
  readonly customerGroups: readonly string[];
  readonly firstOrder: boolean;
  /** Of the matching lines, before discounts. */
  readonly minimumSubtotalMinor: number | null;
  readonly minimumQuantity: number | null;
}

/** What a promotion does. Each kind is one file of `promotions/`. */
export type PromotionRule =
  | { readonly kind: "percentage"; readonly percentPpm: number }
  | { readonly kind: "fixed-amount"; readonly amountMinor: number }
  /** Each matching piece costs this. */
  | { readonly kind: "fixed-price"; readonly amountMinor: number }
  /** Of every `buy + get` matching pieces, the cheapest `get` are reduced by `percentPpm` (1,000,000 is free). */
  | { readonly kind: "buy-x-get-y"; readonly buy: number; readonly get: number; readonly percentPpm: number }
  /** The highest step reached counts. */
  | {
    readonly kind: "tiered";
    readonly basis: "spend" | "quantity";
    readonly steps: readonly { readonly from: number; readonly percentPpm: number }[];
  }
  /** These SKUs, so many of each, together cost this; as often as they fit. A piece is in one set at most. */
  | {
    readonly kind: "bundle";
    readonly items: readonly { readonly sku: string; readonly quantity: number }[];
    readonly amountMinor: number;
  }
  /** These methods, none: all, cost no more than their surcharges. */
  | { readonly kind: "free-shipping"; readonly methods: readonly string[] }
  /** One piece of this SKU is free when it is in the basket; the quote says so when it is not yet. */
  | { readonly kind: "gift"; readonly sku: string };

export interface Promotion {
  readonly id: string;
  /** In the language of the request. */
  readonly name: string;
  /** Higher first. */
  readonly priority: number;
  /** Of promotions with the same group only the first that gives something is used; null: stacks with all. */
  readonly exclusivityGroup: string | null;
  readonly rule: PromotionRule;
  readonly conditions: PromotionConditions;
  readonly validFrom: number;
  readonly validUntil: number | null;
  /** Keyed hashes of the codes that unlock it; null: no code is needed. */
  readonly couponHashes: readonly string[] | null;
  /** Declared here, enforced by orders. */
  readonly limits: { readonly total: number | null; readonly perCustomer: number | null };
  /** Orders told the catalog that its limit is reached. */
  readonly isExhausted: boolean;
}

export interface QuoteView {
  readonly catalogVersion: number;
  readonly market: QuoteMarket;
  /** By SKU, as asked for; what is missing does not exist or is not sold in the market. */
  readonly variants: ReadonlyMap<string, QuoteVariant>;
  /** SKUs that exist but are not sold in this market. */
  readonly notSoldHere: ReadonlySet<string>;
  /** By SKU, what promotions of the market give away; what is missing is not sold there. */
  readonly gifts: ReadonlyMap<string, QuoteVariant>;
  /** Of the market's countries and the destination, in force now or to come. */
  readonly taxRates: readonly TaxRate[];
  /** Of the market, in force now or to come. */
  readonly promotions: readonly Promotion[];
  readonly zones: readonly ShippingZone[];
  readonly methods: readonly ShippingMethod[];
}
