/** What the variant picker is given: words and prices, translated and formatted by the server. */
import type { Availability, ProductOption } from "../commerce/catalog_view.ts";

/** A price in words, formatted for the page's locale. */
export interface PickerPrice {
  /** E.g. `12,90 €`. */
  readonly now: string;
  /** The price before a reduction; null for none. */
  readonly before: string | null;
  /** Whole sentences below the price: the lowest price of the last 30 days, the unit price, tax, delivery. */
  readonly notes: readonly string[];
}

export interface PickerVariant {
  readonly sku: string;
  /** Option code → value code. */
  readonly options: Readonly<Record<string, string>>;
  readonly price: PickerPrice;
  readonly availability: Availability;
  /** Index into the page's gallery. */
  readonly image: number;
}

/** Words of the picker, in the page's language. */
export interface PickerTexts {
  /** Heard before the price, e.g. `Price`. */
  readonly price: string;
  /** Heard before the price before a reduction, e.g. `Before`. */
  readonly before: string;
  /** What each availability that occurs is called, e.g. `In stock`. */
  readonly availability: Readonly<Partial<Record<Availability, string>>>;
  /** Heard after an option value that is sold out, e.g. `sold out`. */
  readonly out: string;
  /** What stands before the SKU, e.g. `Item number`. */
  readonly sku: string;
  readonly quantity: string;
  /** The button at rest, and at rest for a variant that can be ordered before it appears. */
  readonly add: string;
  readonly preorder: string;
  /** The button while it works, when done, and when nothing can be bought. */
  readonly adding: string;
  readonly added: string;
  readonly soldOut: string;
  /** Said when adding failed; the next press submits the form the ordinary way. */
  readonly failed: string;
}

export interface VariantPickerProps {
  /** Path of the product page without a query. */
  readonly path: string;
  /** Path of the basket page. */
  readonly basketPath: string;
  readonly options: readonly ProductOption[];
  /** At least one. */
  readonly variants: readonly PickerVariant[];
  /** SKU of the variant that the page shows first. */
  readonly selected: string;
  readonly texts: PickerTexts;
}
