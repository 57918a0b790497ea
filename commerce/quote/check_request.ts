/** What is wrong with a request whatever the catalog says: the bounds that the wire's schema keeps too. */
import type { FieldError } from "../problem.ts";
import { maxBasketLines, maxLineQuantity } from "../wire/shop.ts";
import type { QuoteRequest } from "./answer.ts";

/** No request names more coupons. */
export const maxCoupons = 10;

/** One error for each thing out of bounds; none when the request can be computed. */
export function requestErrors({ lines, coupons }: QuoteRequest): FieldError[] {
  const errors: FieldError[] = [];
  if (lines.length === 0) errors.push({ path: "lines", message: "the basket is empty" });
  if (lines.length > maxBasketLines) {
    errors.push({ path: "lines", message: `wanted at most ${maxBasketLines} lines` });
  }
  if (coupons.length > maxCoupons) {
    errors.push({ path: "coupons", message: `wanted at most ${maxCoupons} coupons` });
  }
  const seen = new Set<string>();
  lines.forEach(({ sku, quantity }, index) => {
    if (!isQuantity(quantity)) {
      errors.push({
        path: `lines.${index}.quantity`,
        message: `wanted a whole number from 1 to ${maxLineQuantity}`,
      });
    }
    if (seen.has(sku)) errors.push({ path: `lines.${index}.sku`, message: "this SKU has a line already" });
    seen.add(sku);
  });
  return errors;
}

/** Whether a line may have so many pieces. */
export function isQuantity(quantity: number): boolean {
  return Number.isInteger(quantity) && quantity >= 1 && quantity <= maxLineQuantity;
}
