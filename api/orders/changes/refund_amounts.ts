/** What units of a line are worth when their money goes back. */
import { allocate, sum } from "../../../commerce/money.ts";
import type { LineRecord } from "../../../db/orders/records.ts";

/**
 * Splits an order's total over its lines and its shipping, in proportion to what each adds to it: discounts, taxes
 * and rounding are in the parts, which sum to the total.
 */
export function chargedParts(
  totalMinor: number,
  lines: readonly { readonly netMinor: number }[],
  shippingMinor: number,
): { readonly linesMinor: readonly number[]; readonly shippingMinor: number } {
  const parts = allocate(totalMinor, [...lines.map(({ netMinor }) => netMinor), shippingMinor]);
  const shipping = parts.pop()!;
  if (sum(parts) + shipping !== totalMinor) throw new RangeError("the parts do not sum to the total");
  return { linesMinor: parts, shippingMinor: shipping };
}

/**
 * What the next units of a line are worth: its money split over its units, the first of which went back already. All
 * units together are worth what was charged, whatever the steps they go back in, less what went back beside units.
 */
export function unitsWorthMinor(
  line: Pick<LineRecord, "quantity" | "chargedMinor" | "refundedUnits" | "refundedMinor">,
  units: number,
): number {
  const { quantity, chargedMinor, refundedUnits, refundedMinor } = line;
  const each = allocate(chargedMinor, Array<number>(quantity).fill(1));
  const worth = sum(each.slice(refundedUnits, refundedUnits + units));
  return Math.min(worth, chargedMinor - refundedMinor);
}
