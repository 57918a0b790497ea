/** The basket. */
import type { Availability, Image, Price } from "./cards.ts";
import type { Frame } from "./shop.ts";

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
