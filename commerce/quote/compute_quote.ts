/**
 * How a quote is computed, in the order that docs/quotes.md tells: prices, promotions, shipping, free shipping,
 * taxes, totals. Lines are handled in the order of their SKUs and answered in the order of the request, so that
 * the request's order never decides who gets an odd cent.
 */
import { earlier } from "../price_choice.ts";
import type { FieldError } from "../problem.ts";
import type { QuoteLine, QuoteOutcome, QuoteRequest } from "./answer.ts";
import { requestErrors } from "./check_request.ts";
import { readDestination } from "./destination.ts";
import type { IsHoliday } from "./delivery_promise.ts";
import { type PricedLine, priceLines } from "./prices.ts";
import { applyPromotions, candidatesFor, type FreeShipping, type Promoted } from "./promotions/apply.ts";
import { couponOutcomes, type CouponVerdict } from "./promotions/coupons.ts";
import { worthwhilePromotions } from "./promotions/worthwhile_coupons.ts";
import { paidAt, type Place, settle, type SettledLine } from "./settlement.ts";
import { ratedMethods, shippingOptions } from "./shipping.ts";
import { chooseShipping, costsAfter, freeingOf, notOffered, shippingCost } from "./shipping_choice.ts";
import { taxName } from "./tax_words.ts";
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
  const { market, zones, methods } = view;
  const { customer, coupons } = request;
  const { destination: shipTo, errors: placeErrors } = readDestination(request.shipTo);
  const place: Place = { market, shipTo, customer, rates: view.taxRates, now };

  const priced = priceLines(request, view, now);
  const errors = [
    ...requestErrors(request),
    ...priced.errors,
    ...destinationErrors(place, placeErrors),
    ...optionErrors(request, view),
  ];
  if (errors.length > 0) return { refusal: { errors } };

  const { lines } = priced;
  const candidates = candidatesFor(lines, request, view, now);
  const goodsOf = ({ netMinor }: Promoted) =>
    lines.map(({ variant, quantity }, at) => shippable(variant, quantity, netMinor[at]!));
  const promoted = worthwhilePromotions(
    candidates.candidates.filter((one) => one.coupons.length > 0).map(({ promotion }) => promotion),
    (leftOut, idle) => applyPromotions(candidates, leftOut, idle),
    (promoted) => {
      const rated = ratedMethods({ lines: goodsOf(promoted), shipTo, zones, methods });
      const methodsMinor = costsAfter(rated, promoted.freeShipping);
      return {
        amountMinor: shippingCost(methodsMinor, request.shippingOption),
        methodsMinor,
        freeing: freeingOf(rated, promoted.freeShipping),
      };
    },
    paidAt(place, lines),
  );
  const offered = shippingOptions({
    market,
    lines: goodsOf(promoted),
    shipTo,
    zones,
    methods,
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
      taxes: settled.taxes.map((tax) => ({ ...tax, name: taxName(tax.country, tax.name, request.language) })),
      lines: inRequestOrder(lines, settled.lines),
      coupons: couponOutcomes(coupons, [...promoted.verdicts, ...shippingVerdicts(promoted, isUsed)]),
      unshippable: request.lines.map(({ sku }) => sku).filter((sku) => offered.unshippable.includes(sku)),
      gifts: promoted.gifts,
      validUntil: [priced.validUntil, candidates.validUntil].reduce(earlier, validUntil),
      catalogVersion: view.catalogVersion,
    },
  };
}

/** What is wrong with the destination whatever the goods are, so that all errors are answered together. */
function destinationErrors(place: Place, found: readonly FieldError[]): readonly FieldError[] {
  const taxed = taxLines({ ...place, lines: [], shippingMinor: 0 });
  const errors = "refusal" in taxed ? taxed.refusal.errors : [];
  // Of a country that is no destination the postal codes do not matter.
  if (errors.some(({ path }) => path === "shipTo.country")) return errors;
  return [...errors.filter(({ path }) => !found.some((each) => each.path === path)), ...found];
}

/** While it is not known what can be offered, an option must at least be one of the market's. */
function optionErrors({ shippingOption }: QuoteRequest, { methods }: QuoteView): readonly FieldError[] {
  if (shippingOption === null || methods.some(({ id }) => id === shippingOption)) return [];
  return notOffered([...new Set(methods.map(({ id }) => id))]).refusal.errors;
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
