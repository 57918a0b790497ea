/** Products as lists, baskets and other pages show them: what they cost, whether they are to be had, how they look. */
import type { ProductId } from "../ids.ts";

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
