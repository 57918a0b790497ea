/**
 * What is asked of a quote and what it answers, before it goes over the wire (commerce/wire/quote.ts). A quote
 * explains itself: every amount names what it came from.
 */
import type { FieldError } from "../problem.ts";
import type { TaxCategory } from "./view.ts";

export interface QuoteRequest {
  readonly language: string;
  /** 1 to 100 lines, each SKU once, quantities 1 to 999. */
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly shipTo: {
    readonly country: string;
    readonly region: string | null;
    readonly postalCode: string | null;
  } | null;
  /** Id of a shipping option; null: the cheapest. */
  readonly shippingOption: string | null;
  /** As typed, 10 at most, with the keyed hash of each. */
  readonly coupons: readonly { readonly code: string; readonly hash: string }[];
  readonly customer: { readonly company: string | null; readonly vatNumber: string | null };
  /** From the session, never from a body. */
  readonly priceListId: number;
  readonly customerGroups: readonly string[];
  readonly isFirstOrder: boolean;
}

/** A part of a discount, on one line. */
export interface LineDiscount {
  readonly promotionId: string;
  readonly name: string;
  readonly amountMinor: number;
}

export interface QuoteLine {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** Why this price: the list, the tier and the window that were chosen. */
  readonly price: {
    readonly priceListId: number;
    readonly minQuantity: number;
    readonly validFrom: number;
    readonly validUntil: number | null;
    readonly compareAtMinor: number | null;
    readonly lowestPriorMinor: number | null;
  };
  /**
   * Unit price × quantity, before discounts. Where the destination's tax replaces that of the prices, both are
   * rounded by themselves and may differ by the rounding.
   */
  readonly totalMinor: number;
  readonly discounts: readonly LineDiscount[];
  readonly taxCategory: TaxCategory;
  /** Parts per million, of all taxes on the line together. */
  readonly taxRatePpm: number;
  /** Contained in the line where prices include tax, else to be added. */
  readonly taxMinor: number;
}

export interface QuoteDiscount {
  readonly promotionId: string;
  readonly name: string;
  /** The coupon that unlocked it, as typed. */
  readonly code: string | null;
  readonly amountMinor: number;
  /** It is for a first order only: until there is one, that is taken for granted. */
  readonly firstOrder: boolean;
}

export type CouponOutcome =
  | "applied"
  | "unknown"
  | "not-yet"
  | "expired"
  | "exhausted"
  | "minimum-not-met"
  | "no-matching-item"
  | "wrong-customer"
  | "wrong-language"
  | "not-first-order"
  /** Another promotion of its exclusivity group is better placed. */
  | "not-combinable"
  /** With it the basket would cost as much as without it, or more: it is left out. */
  | "not-cheaper"
  /** It gives something that is not in the basket yet: one of the quote's `gifts`. */
  | "gift-to-add"
  | "duplicate";

export interface ShippingOption {
  readonly id: string;
  readonly name: string;
  readonly amountMinor: number;
  /** ISO 8601 dates in the market's time zone. */
  readonly promise: { readonly earliest: string; readonly latest: string };
}

/** An option as a quote shows it: `amountMinor` is what choosing it costs, after promotions. */
export interface QuotedShippingOption extends ShippingOption {
  /** What a promotion took off it. */
  readonly discountMinor: number;
}

export interface QuoteTax {
  /** In the language of the request. */
  readonly name: string;
  readonly country: string;
  readonly region: string | null;
  /** Of the base. */
  readonly ratePpm: number;
  /** As the law states it: another one where the tax is part of its own base. */
  readonly statedRatePpm: number;
  /** What it was computed on: without the tax. */
  readonly baseMinor: number;
  readonly amountMinor: number;
}

export interface Quote {
  readonly lines: readonly QuoteLine[];
  /** Lines before discounts. */
  readonly subtotalMinor: number;
  readonly discounts: readonly QuoteDiscount[];
  readonly coupons: readonly { readonly code: string; readonly outcome: CouponOutcome }[];
  /** Null: nothing ships, or it is not said where to. */
  readonly shipping: {
    readonly id: string;
    readonly name: string;
    /** After its discount: what the total contains. */
    readonly amountMinor: number;
    readonly discountMinor: number;
    /** What the discount came from; these are not among the quote's `discounts`, which are those of lines. */
    readonly discounts: readonly QuoteDiscount[];
    readonly taxMinor: number;
  } | null;
  readonly shippingOptions: readonly QuotedShippingOption[];
  /** SKUs that cannot go to the destination by any method. */
  readonly unshippable: readonly string[];
  readonly taxes: readonly QuoteTax[];
  /** `standard`; `reverse-charge`: the invoice must carry `note`; `export`: no tax; `unknown`: no destination yet. */
  readonly taxTreatment: "standard" | "reverse-charge" | "export" | "unknown";
  /** A sentence that the invoice must carry, as a message key. */
  readonly note: "reverse-charge" | null;
  /** Cash rounding, may be negative. */
  readonly roundingMinor: number;
  readonly totalMinor: number;
  /** Gifts that could be added, and can be had: SKU of each. */
  readonly gifts: readonly string[];
  /** The nearest moment at which this quote could be another; null: none known. */
  readonly validUntil: number | null;
  readonly catalogVersion: number;
}

/** A request that has no quote: each error names its path in the request. */
export interface QuoteRefusal {
  readonly errors: readonly FieldError[];
}

export type QuoteOutcome = { readonly quote: Quote } | { readonly refusal: QuoteRefusal };
