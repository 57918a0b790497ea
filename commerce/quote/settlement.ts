/**
 * What each line, discount and shipping option comes to at the destination.
 *
 * Where prices include tax and the destination's is another one (reverse charge, export, or a market that holds the
 * price without tax constant), prices themselves are others there. Promotions are computed on the catalog's
 * prices, because that is what their amounts and minimums mean; here their result is carried over.
 */
import { allocate, sum } from "../money.ts";
import type { LineDiscount, Quote, QuoteDiscount, QuoteRefusal, QuoteRequest } from "./answer.ts";
import type { Destination } from "./destination.ts";
import type { PricedLine } from "./prices.ts";
import type { Promoted, UsedPromotion } from "./promotions/apply.ts";
import type { OfferedOption, ShippingChoice } from "./shipping_choice.ts";
import { taxTreatment } from "./tax_treatment.ts";
import { type TaxableLine, type Taxed, taxLines } from "./taxes.ts";
import type { QuoteMarket, QuoteVariant, TaxRate } from "./view.ts";

/** Where goods go and what taxes depend on there. */
export interface Place {
  readonly market: QuoteMarket;
  readonly shipTo: Destination | null;
  readonly customer: QuoteRequest["customer"];
  readonly rates: readonly TaxRate[];
  readonly now: number;
}

/** A line's amounts at the destination, in the order of the priced lines. */
export interface SettledLine {
  readonly unitPriceMinor: number;
  readonly compareAtMinor: number | null;
  readonly lowestPriorMinor: number | null;
  readonly totalMinor: number;
  readonly discounts: readonly LineDiscount[];
  readonly taxRatePpm: number;
  readonly taxMinor: number;
}

export type Settled =
  & {
    readonly lines: readonly SettledLine[];
    readonly discounts: readonly QuoteDiscount[];
    readonly validUntil: number | null;
  }
  & Pick<Quote, "shipping" | "shippingOptions" | "taxes" | "taxTreatment" | "note">;

/** Computes taxes on what is left of the lines and on shipping, and carries all amounts over to the destination. */
export function settle(
  place: Place,
  coupons: QuoteRequest["coupons"],
  lines: readonly PricedLine[],
  promoted: Promoted,
  choice: ShippingChoice,
): Settled | { readonly refusal: QuoteRefusal } {
  const { chosen, options } = choice;
  const netLines = lines.map(({ variant }, at) => taxable(variant, promoted.netMinor[at]!));
  const taxed = taxLines({ ...place, lines: netLines, shippingMinor: chosen?.amountMinor ?? 0 });
  if ("refusal" in taxed) return taxed;

  const isElsewhere = hasOtherPrices(place, taxed.treatment);
  const settledLines = isElsewhere
    ? carriedOver(place, lines, promoted, taxed)
    : asPriced(lines, promoted, taxed);
  const shippingMinor = (amountMinor: number) => {
    if (!isElsewhere || amountMinor === 0) return amountMinor;
    const again = taxLines({ ...place, lines: netLines, shippingMinor: amountMinor });
    return "refusal" in again ? amountMinor : again.shipping.amountMinor;
  };

  const given = givenBy(settledLines);

  return {
    lines: settledLines,
    discounts: promoted.discounts.flatMap((used) => {
      const amountMinor = given.get(used.promotion.id) ?? 0;
      return amountMinor === 0 ? [] : [named(used, coupons, amountMinor)];
    }),
    shippingOptions: options.map((option) => ({
      id: option.id,
      name: option.name,
      amountMinor: shippingMinor(option.amountMinor),
      discountMinor: freedMinor(option),
      promise: option.promise,
    })),
    shipping: chosen === null ? null : {
      id: chosen.id,
      name: chosen.name,
      amountMinor: taxed.shipping.amountMinor,
      discountMinor: freedMinor(chosen),
      discounts: chosen.freeBy === null ? [] : [named(chosen.freeBy, coupons, freedMinor(chosen))],
      taxMinor: taxed.shipping.taxMinor,
    },
    taxes: taxed.taxes,
    taxTreatment: taxed.treatment,
    note: taxed.note,
    validUntil: taxed.validUntil,
  };

  function freedMinor(option: OfferedOption): number {
    return option.freeBy === null ? 0 : shippingMinor(option.fullMinor) - shippingMinor(option.amountMinor);
  }
}

/** What is paid for what is left of the lines and for delivery, with all taxes and before cash rounding. */
export type PayMinor = (netMinor: readonly number[], shippingMinor: number) => number;

/** What lines come to at a destination: the same as {@linkcode settle}, by itself. */
export function paidAt(place: Place, lines: readonly PricedLine[]): PayMinor {
  const catalogs: PayMinor = (netMinor, shippingMinor) => sum(netMinor) + shippingMinor;
  const found = taxTreatment(place);
  // A destination with errors has no quote.
  if ("refusal" in found || place.shipTo === null) return catalogs;
  const { pricesIncludeTax } = place.market;
  if (pricesIncludeTax && !hasOtherPrices(place, found.treatment)) return catalogs;
  return (netMinor, shippingMinor) => {
    const asked = lines.map(({ variant }, at) => taxable(variant, netMinor[at]!));
    const taxed = taxLines({ ...place, lines: asked, shippingMinor });
    if ("refusal" in taxed) return catalogs(netMinor, shippingMinor);
    const onTop = pricesIncludeTax ? [] : taxed.taxes;
    return sum([...taxed.lines, taxed.shipping, ...onTop].map(({ amountMinor }) => amountMinor));
  };
}

/** Whether prices at the destination are others than the catalog's. */
function hasOtherPrices({ market, shipTo }: Place, treatment: Taxed["treatment"]): boolean {
  return market.pricesIncludeTax && shipTo !== null &&
    (market.constant === "net" || treatment !== "standard");
}

function asPriced(lines: readonly PricedLine[], promoted: Promoted, taxed: Taxed): SettledLine[] {
  return lines.map(({ price, totalMinor }, at) => ({
    unitPriceMinor: price.amountMinor,
    compareAtMinor: price.compareAtMinor,
    lowestPriorMinor: price.lowestPriorMinor,
    totalMinor,
    discounts: promoted.byLine[at]!,
    taxRatePpm: taxed.lines[at]!.ratePpm,
    taxMinor: taxed.lines[at]!.taxMinor,
  }));
}

/**
 * The lines before discounts are carried over by themselves, so that no discount changes them; what a line costs is what
 * the taxes say, and its discounts are what lies between. Each is rounded by itself: a total may differ from unit
 * price × quantity by the rounding.
 */
function carriedOver(
  place: Place,
  lines: readonly PricedLine[],
  promoted: Promoted,
  taxed: Taxed,
): SettledLine[] {
  const there = carrier(place, lines);
  const unitPrices = there(lines.map(({ price }) => price.amountMinor));
  const compareAt = there(lines.map(({ price }) => price.compareAtMinor));
  const lowestPrior = there(lines.map(({ price }) => price.lowestPriorMinor));
  const totals = there(lines.map(({ totalMinor }) => totalMinor));
  return taxed.lines.map(({ amountMinor, ratePpm, taxMinor }, at) => {
    const parts = promoted.byLine[at]!;
    const shares = allocate(totals[at]! - amountMinor, parts.map((part) => part.amountMinor));
    return {
      unitPriceMinor: unitPrices[at]!,
      compareAtMinor: compareAt[at]!,
      lowestPriorMinor: lowestPrior[at]!,
      totalMinor: totals[at]!,
      discounts: parts.map((part, index) => ({ ...part, amountMinor: shares[index]! }))
        .filter((part) => part.amountMinor > 0),
      taxRatePpm: ratePpm,
      taxMinor,
    };
  });
}

/** Carries an amount of each line over to the destination, each rounded by itself; null stays null. */
function carrier(place: Place, lines: readonly PricedLine[]) {
  return <Amount extends number | null>(amountsMinor: readonly Amount[]): Amount[] => {
    const asked = lines.map(({ variant }, at) => taxable(variant, amountsMinor[at] ?? 0));
    const answer = taxLines({ ...place, lines: asked, shippingMinor: 0 });
    if ("refusal" in answer) return [...amountsMinor];
    return amountsMinor.map((amount, at) =>
      (amount === null ? null : answer.lines[at]!.amountMinor) as Amount
    );
  };
}

function taxable({ sku, taxCategory, kind }: QuoteVariant, netOfDiscountsMinor: number): TaxableLine {
  return { sku, taxCategory, netOfDiscountsMinor, ships: kind === "physical" };
}

/** What each promotion took off all lines together, by its id. */
function givenBy(lines: readonly SettledLine[]): ReadonlyMap<string, number> {
  const given = new Map<string, number>();
  for (const { discounts } of lines) {
    for (const { promotionId, amountMinor } of discounts) {
      given.set(promotionId, (given.get(promotionId) ?? 0) + amountMinor);
    }
  }
  return given;
}

function named(used: UsedPromotion, coupons: QuoteRequest["coupons"], amountMinor: number): QuoteDiscount {
  const [coupon] = used.coupons;
  return {
    promotionId: used.promotion.id,
    name: used.promotion.name,
    code: coupon === undefined ? null : coupons[coupon]!.code,
    amountMinor,
    firstOrder: used.promotion.conditions.firstOrder,
  };
}
