/**
 * How a quote is computed, in the order that docs/quotes.md tells: prices, promotions, shipping, free shipping,
 * taxes, totals. Lines are handled in the order of their SKUs and answered in the order of the request, so that
 * the request's order never decides who gets an odd cent.
 */
import type { Quote, QuoteOutcome, QuoteRequest } from "./answer.ts";
import { requestErrors } from "./check_request.ts";
import type { IsHoliday } from "./delivery_promise.ts";
import { priceLines } from "./prices.ts";
import { applyPromotions } from "./promotions/apply.ts";
import { couponOutcomes } from "./promotions/coupons.ts";
import { chooseShipping } from "./shipping_choice.ts";
import { shippingOptions } from "./shipping.ts";
import { settle } from "./settlement.ts";
import { taxLines } from "./taxes.ts";
import { totals } from "./totals.ts";
import type { QuoteView } from "./view.ts";
import { earlier } from "../price_choice.ts";

/** The quote function with its calendar as an argument; {@linkcode quote} is this one with the real calendar. */
export function computeQuote(
  request: QuoteRequest,
  view: QuoteView,
  now: number,
  isHoliday: IsHoliday,
): QuoteOutcome {
  const { market } = view;
  const { shipTo, customer } = request;
  const place = { market, shipTo, customer, rates: view.taxRates, now };

  const priced = priceLines(request, view, now);
  // What the taxes say of a destination does not depend on the goods: all errors are answered together.
  const taxable = taxLines({ ...place, lines: [], shippingMinor: 0 });
  const errors = [
    ...requestErrors(request),
    ...priced.errors,
    ...("refusal" in taxable ? taxable.refusal.errors : []),
  ];
  if (errors.length > 0) return { refusal: { errors } };

  const { lines } = priced;
  const promoted = applyPromotions(lines, request, view, now);

  const offered = shippingOptions({
    market,
    lines: lines.map(({ variant, quantity }, at) => ({
      sku: variant.sku,
      quantity,
      kind: variant.kind,
      weightGrams: variant.weightGrams,
      volumeCm3: variant.volumeCm3,
      attributes: variant.attributes,
      valueMinor: promoted.netMinor[at]!,
    })),
    shipTo,
    zones: view.zones,
    methods: view.methods,
    now,
    isHoliday,
  });
  const shipping = chooseShipping(offered.options, request.shippingOption, promoted.freeShipping);
  if ("refusal" in shipping) return shipping;

  const settled = settle({ ...place, lines, promoted, shipping });
  if ("refusal" in settled) return settled;

  const summed = totals(settled, market);
  if ("refusal" in summed) return summed;
  ...
}
