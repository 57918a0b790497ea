/**
 * How a quote is computed, in the order that docs/quotes.md tells: prices, promotions, shipping, free shipping,
 * taxes, totals. Lines are handled in the order of their SKUs and answered in the order of the request, so that
 * the request's order never decides who gets an odd cent.
 */
import { earlier } from "../price_choice.ts";
import type { FieldError } from "../problem.ts";
import type { QuoteLine, QuoteOutcome, QuoteRequest } from "./answer.ts";
import { requestErrors } from "./check_request.ts";
import type { IsHoliday } from "./delivery_promise.ts";
import { type PricedLine, priceLines } from "./prices.ts";
import { applyPromotions, type FreeShipping, type Promoted } from "./promotions/apply.ts";
import { couponOutcomes, type CouponVerdict } from "./promotions/coupons.ts";
import { type Place, settle, type SettledLine } from "./settlement.ts";
import { shippingOptions } from "./shipping.ts";
import { chooseShipping } from "./shipping_choice.ts";
import { postalCodeError } from "./postal_codes.ts";
import { taxLines } from "./taxes.ts";
import { totals } from "./totals.ts";
import type { QuoteView } from "./view.ts";

/** The quote function with its calendar as an argument: {@linkcode quote} is this one with the real calendar. */
export function computeQuote(
  request: QuoteRequest,
  view: QuoteView,
  now: number,
  isHoliday: IsHoliday,
): QuoteOutcome {
  const { market } = view;
  const { shipTo, customer, coupons } = request;
  const place: Place = { market, shipTo, customer, rates: view.taxRates, now };

  const priced = priceLines(request, view, now);
  const errors = [...requestErrors(request), ...priced.errors, ...destinationErrors(place)];
  if (errors.length > 0) return { refusal: { errors } };

  const { lines } = priced;
  const promoted = applyPromotions(lines, request, view, now);
  const offered = shippingOptions({
    market,
    lines: lines.map(({ variant, quantity }, at) => shippable(variant, quantity, promoted.netMinor[at]!)),
    shipTo,
    zones: view.zones,
    methods: view.methods,
    now,
    isHoliday,
  });
  const choice = chooseShipping(offered.options, request.shippingOption, promoted.freeShipping);
  if ("refusal" in choice) return choice;
  const settled = settle(place, coupons, lines, promoted, choice);
  if ("refusal" in settled) return settled;
  const summed = totals(settled, market);
  if ("refusal" in summed) return summed;

  const { validUntil, ...rest } = settled;
  const isUsed = (free: FreeShipping) =>
    shipTo === null || choice.options.some(({ freeBy }) => freeBy === free);
  return {
    quote: {
      ...rest,
      ...summed,
      lines: inRequestOrder(lines, settled.lines),
      coupons: couponOutcomes(coupons, [...promoted.verdicts, ...shippingVerdicts(promoted, isUsed)]),
      unshippable: request.lines.map(({ sku }) => sku).filter((sku) => offered.unshippable.includes(sku)),
      gifts: promoted.gifts,
      validUntil: [priced.validUntil, promoted.validUntil].reduce(earlier, validUntil),
      catalogVersion: view.catalogVersion,
    },
  };
}

/** What is wrong with the destination whatever the goods are, so that all errors are answered together. */
function destinationErrors(place: Place): readonly FieldError[] {
  const taxed = taxLines({ ...place, lines: [], shippingMinor: 0 });
  const errors = "refusal" in taxed ? taxed.refusal.errors : [];
  // Of a country that is no destination the postal codes do not matter.
  const postal = errors.some(({ path }) => path === "shipTo.country") ? null : postalCodeError(place.shipTo);
  return postal === null ? errors : [...errors, postal];
}

function shippable(variant: PricedLine["variant"], quantity: number, valueMinor: number) {
  const { sku, kind, weightGrams, volumeCm3, attributes } = variant;
  return { sku, quantity, valueMinor, kind, weightGrams, volumeCm3, attributes };
}

/** A free-shipping coupon is used when it makes an option free, or will once it is said where to. */
function shippingVerdicts(
  { freeShipping }: Promoted,
  isUsed: (promotion: FreeShipping) => boolean,
): CouponVerdict[] {
  return freeShipping.filter(({ coupons }) => coupons.length > 0).map((free) => ({
    coupons: free.coupons,
    outcome: isUsed(free) ? "applied" : "no-matching-item",
  }));
}

function inRequestOrder(lines: readonly PricedLine[], settled: readonly SettledLine[]): QuoteLine[] {
  const inOrder: QuoteLine[] = [];
  lines.forEach(({ position, variant, quantity, price }, at) => {
    const { compareAtMinor, lowestPriorMinor, ...amounts } = settled[at]!;
    inOrder[position] = {
      ...amounts,
      sku: variant.sku,
      quantity,
      taxCategory: variant.taxCategory,
      price: {
        priceListId: price.priceListId,
        minQuantity: price.minQuantity,
        validFrom: price.validFrom,
        validUntil: price.validUntil,
        compareAtMinor,
        lowestPriorMinor,
      },
    };
  });
  return inOrder;
}
