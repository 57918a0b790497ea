/** The last step of a quote: the sums, and the rounding to what can be paid in cash. */
import { checkAmount, roundTo, sum } from "../money.ts";
import type { Quote, QuoteRefusal } from "./answer.ts";
import type { Settled } from "./settlement.ts";
import type { QuoteMarket } from "./view.ts";

/**
 * Total = subtotal − discounts + shipping (after its discount), plus taxes where prices do not include them, plus
 * rounding. Refused when any of it is larger than an amount can be.
 */
export function totals(
  settled: Settled,
  market: QuoteMarket,
): Pick<Quote, "subtotalMinor" | "roundingMinor" | "totalMinor"> | { readonly refusal: QuoteRefusal } {
  const subtotalMinor = sum(settled.lines.map((line) => line.totalMinor));
  const discountsMinor = sum(settled.discounts.map((discount) => discount.amountMinor));
  const shippingMinor = settled.shipping?.amountMinor ?? 0;
  const taxesMinor = market.pricesIncludeTax ? 0 : sum(settled.taxes.map((tax) => tax.amountMinor));
  const exactMinor = subtotalMinor - discountsMinor + shippingMinor + taxesMinor;
  const totalMinor = roundTo(exactMinor, market.cashRoundingMinor);
  if ([subtotalMinor, shippingMinor, totalMinor].some((amount) => checkAmount(amount) === null)) {
    return { refusal: { errors: [{ path: "lines", message: "the total is more than can be counted" }] } };
  }
  return { subtotalMinor, roundingMinor: totalMinor - exactMinor, totalMinor };
}
