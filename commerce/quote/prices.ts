/** The first step of a quote: what each line costs before any discount. */
import { checkAmount } from "../money.ts";
import { choosePrice, earlier, nextPriceBoundary, type PriceRow } from "../price_choice.ts";
import type { FieldError } from "../problem.ts";
import type { QuoteRequest } from "./answer.ts";
import { isQuantity } from "./check_request.ts";
import type { QuoteVariant, QuoteView } from "./view.ts";

/** A line with the price that was chosen for it. */
export interface PricedLine {
  /** Where it stands in the request. */
  readonly position: number;
  readonly quantity: number;
  readonly variant: QuoteVariant;
  readonly price: PriceRow;
  /** Unit price × quantity. */
  readonly totalMinor: number;
}

export interface PricedLines {
  /** In the order of their SKUs. */
  readonly lines: readonly PricedLine[];
  readonly subtotalMinor: number;
  readonly errors: readonly FieldError[];
  /** When the first of the prices may be another. */
  readonly validUntil: number | null;
}

/**
 * Prices each line by its quantity. Lines that have no price, or too large a one, are errors with the path of
 * the field; the others are in `lines`.
 */
export function priceLines(request: QuoteRequest, view: QuoteView, now: number): PricedLines {
  const lines: PricedLine[] = [];
  const errors: FieldError[] = [];
  let validUntil: number | null = null;
  let subtotalMinor = 0;
  request.lines.forEach(({ sku, quantity }, position) => {
    const question = { priceListId: request.priceListId, quantity, now };
    const variant = view.variants.get(sku);
    const price = variant && isQuantity(quantity) ? choosePrice(variant.prices, question) : null;
    if (!variant || !price) {
      // A quantity out of bounds is named by the check of the request.
      if (variant && !isQuantity(quantity)) return;
      const isKnown = variant !== undefined || view.notSoldHere.has(sku);
      const message = isKnown ? "this SKU is not sold in this market" : "there is no such SKU";
      errors.push({ path: `lines.${position}.sku`, message });
      return;
    }
    const totalMinor = checkAmount(price.amountMinor * quantity);
    if (totalMinor === null) {
      errors.push({
        path: `lines.${position}.quantity`,
        message: "so many pieces cost more than can be counted",
      });
      return;
    }
    subtotalMinor += totalMinor;
    lines.push({ position, quantity, variant, price, totalMinor });
    validUntil = earlier(validUntil, nextPriceBoundary(variant.prices, question));
  });
  if (checkAmount(subtotalMinor) === null) {
    errors.push({ path: "lines", message: "together the lines cost more than can be counted" });
  }
  lines.sort((one, other) => one.variant.sku < other.variant.sku ? -1 : 1);
  return { lines, subtotalMinor, errors, validUntil };
}
