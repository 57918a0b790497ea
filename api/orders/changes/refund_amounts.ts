/**
 * What units of a line are worth when their money goes back. Stripe takes some currencies' amounts in steps only
 * ({@linkcode stripeStepMinor}): what is charged for a line is whole steps, and so is what each of its units is worth.
 */
import { allocate, sum } from "../../../commerce/money.ts";
import { stripeStepMinor } from "../../../commerce/stripe_amounts.ts";
import type { LineRecord, OrderRecord, RefundParts } from "../../../db/orders/records.ts";

/**
 * Splits an order's total over its lines and its shipping, in proportion to what each adds to it: discounts, taxes
 * and rounding are in the parts, which sum to the total.
 *
 * @param totalMinor What is charged: whole steps.
 * @param currency ISO 4217 code.
 */
export function chargedParts(
  totalMinor: number,
  currency: string,
  lines: readonly { readonly netMinor: number }[],
  shippingMinor: number,
): { readonly linesMinor: readonly number[]; readonly shippingMinor: number } {
  const parts = splitInSteps(totalMinor, currency, [...lines.map(({ netMinor }) => netMinor), shippingMinor]);
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
  currency: string,
): number {
  const { quantity, chargedMinor, refundedUnits, refundedMinor } = line;
  const each = splitInSteps(chargedMinor, currency, Array<number>(quantity).fill(1));
  const worth = sum(each.slice(refundedUnits, refundedUnits + units));
  return Math.min(worth, wholeSteps(chargedMinor - refundedMinor, currency));
}

/** What of an order's shipping can still go back. */
export function shippingWorthMinor(
  { shippingChargedMinor, shippingRefundedMinor, currency }: Pick<
    OrderRecord,
    "shippingChargedMinor" | "shippingRefundedMinor" | "currency"
  >,
): number {
  return wholeSteps(shippingChargedMinor - shippingRefundedMinor, currency);
}

/**
 * What parts of an order are worth together. Orders that were split otherwise before have parts that are not whole
 * steps: what each leaves over goes back with the last.
 *
 * @param leftMinor What can still be given back at all.
 */
export function worthMinor(
  order: Pick<OrderRecord, "lines" | "shippingChargedMinor" | "shippingRefundedMinor" | "currency">,
  parts: RefundParts,
  leftMinor: number,
): number {
  const ofParts = sum(parts.lines.map((line) => line.amountMinor)) + parts.shippingMinor;
  let restMinor = order.shippingChargedMinor - order.shippingRefundedMinor - parts.shippingMinor;
  if (wholeSteps(restMinor, order.currency) > 0) return ofParts;
  for (const { position, quantity, refundedUnits, chargedMinor, refundedMinor } of order.lines) {
    const here = parts.lines.filter((part) => part.position === position);
    if (refundedUnits + sum(here.map(({ units }) => units)) < quantity) return ofParts;
    restMinor += chargedMinor - refundedMinor - sum(here.map(({ amountMinor }) => amountMinor));
  }
  const over = Math.min(restMinor, leftMinor - ofParts);
  return ofParts + wholeSteps(Math.max(0, over), order.currency);
}

function wholeSteps(amountMinor: number, currency: string): number {
  const stepMinor = stripeStepMinor(currency);
  return Math.floor(amountMinor / stepMinor) * stepMinor;
}

/** Splits whole steps of an amount in proportion to weights. */
function splitInSteps(amountMinor: number, currency: string, weights: readonly number[]): number[] {
  const stepMinor = stripeStepMinor(currency);
  return allocate(Math.floor(amountMinor / stepMinor), weights).map((steps) => steps * stepMinor);
}
