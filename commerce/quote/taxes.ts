/**
 * The taxes of a quote: what each line and the shipping cost at the destination, and how much of it (or on top of
 * it) is tax. Which rates, at home and there, is read from rows; what becomes of a price is the market's setting.
 */
import { allocate, multiplyRatio, sum, wholePpm } from "../money.ts";
import type { Quote, QuoteRefusal, QuoteTax } from "./answer.ts";
import {
  nextRateBoundary,
  noRates,
  onShipping,
  type RateSet,
  ratesInForce,
  rowsOfPlace,
} from "./rates_in_force.ts";
import { statedRate } from "./tax_words.ts";
import { type TaxQuestion, taxTreatment } from "./tax_treatment.ts";
import type { QuoteMarket, TaxCategory, TaxRounding } from "./view.ts";

export interface TaxableLine {
  readonly sku: string;
  readonly taxCategory: TaxCategory;
  readonly netOfDiscountsMinor: number;
  /** False: no part of the shipping is this line's, as of digital goods. */
  readonly ships?: boolean;
}

export interface TaxInput extends TaxQuestion {
  readonly lines: readonly TaxableLine[];
  /** After its discount. */
  readonly shippingMinor: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface TaxedAmount {
  /** What it costs at the destination: with its tax where prices include tax, without where they do not. */
  readonly amountMinor: number;
  /** Contained in the amount where prices include tax, else to be added. */
  readonly taxMinor: number;
}

export interface Taxed {
  readonly treatment: Quote["taxTreatment"];
  readonly note: Quote["note"];
  /** In the order of the lines that were given. */
  readonly lines: readonly (TaxedAmount & { readonly ratePpm: number })[];
  readonly shipping: TaxedAmount;
  /** Their amounts sum to the taxes of lines and shipping; taxes of 0 % are left out. */
  readonly taxes: readonly QuoteTax[];
  readonly validUntil: number | null;
}

/** A line, or the part of the shipping that goes with the goods of one category. */
interface Item {
  readonly grossMinor: number;
  readonly home: RateSet;
  readonly there: RateSet;
}

/**
 * Computes the taxes of lines and shipping. Shipping is taxed as the goods it brings: it is split over their
 * categories by value, and rows say whether their tax is levied on shipping.
 *
 * Prices that include tax contain that of the market's first country. At a destination with another rate the gross
 * price stays and the tax is taken out of it, or the net price stays and the gross one changes, as the market
 * says; reverse charge and exports always leave the net price. Where prices are without tax nothing is removed.
 */
export function taxLines(input: TaxInput): Taxed | { readonly refusal: QuoteRefusal } {
  const { market, rates, lines, now } = input;
  const found = taxTreatment(input);
  if ("refusal" in found) return found;
  const { treatment, home, levied } = found;

  const homeRows = market.pricesIncludeTax ? rowsOfPlace(rates, home) : [];
  const thereRows = levied === null ? [] : rowsOfPlace(rates, levied);
  const setsOf = memoized((category: TaxCategory) => ({
    home: ratesInForce(homeRows, category, now),
    there: levied === null ? noRates : ratesInForce(thereRows, category, now),
  }));

  // What is left over in a split goes by the order of SKUs, so that the order of lines does not matter.
  const order = lines.map((_, at) => at).sort((one, other) => compare(lines[one]!.sku, lines[other]!.sku));
  const shipping = splitShipping(input.shippingMinor, lines).map(({ category, amountMinor }) => {
    const { home, there } = setsOf(category);
    return { grossMinor: amountMinor, home: onShipping(home), there: onShipping(there) };
  });
  const items: Item[] = [
    ...order.map((at) => {
      const { netOfDiscountsMinor, taxCategory } = lines[at]!;
      return { grossMinor: netOfDiscountsMinor, ...setsOf(taxCategory) };
    }),
    ...shipping,
  ];

  const isMoved = levied !== null && market.constant === "net" && levied.country !== home.country;
  const amounts = levied === null || isMoved
    ? amountsAtDestination(items, market)
    : items.map((one) => one.grossMinor);
  const { taxes, taxMinor } = levy(items, amounts, market);

  const results = new Array<Taxed["lines"][number]>(lines.length);
  order.forEach((at, place) => {
    results[at] = {
      amountMinor: amounts[place]!,
      taxMinor: taxMinor[place]!,
      ratePpm: items[place]!.there.totalPpm,
    };
  });
  const categories = new Set<TaxCategory>(["standard", ...lines.map((line) => line.taxCategory)]);
  return {
    treatment,
    note: treatment === "reverse-charge" ? "reverse-charge" : null,
    lines: results,
    shipping: { amountMinor: sum(amounts.slice(lines.length)), taxMinor: sum(taxMinor.slice(lines.length)) },
    taxes,
    validUntil: nextRateBoundary([...homeRows, ...thereRows], categories, now),
  };
}

/**
 * Gross prices of home, made those of the destination: without home's tax, with the destination's. Each is rounded by
 * itself, whatever the market rounds together: a price does not depend on what else is in the basket.
 */
function amountsAtDestination(items: readonly Item[], { pricesIncludeTax }: QuoteMarket): number[] {
  return items.map(({ grossMinor, home, there }) =>
    pricesIncludeTax
      ? multiplyRatio(grossMinor, wholePpm + there.totalPpm, wholePpm + home.totalPpm, "half-up")
      : grossMinor
  );
}

/** The tax of each item and, of each rate, the sum. */
function levy(
  items: readonly Item[],
  amounts: readonly number[],
  { pricesIncludeTax, taxRounding }: QuoteMarket,
): { readonly taxes: QuoteTax[]; readonly taxMinor: number[] } {
  const shares = items.flatMap(({ there }, at) => there.rates.map((rate) => ({ at, rate })));
  const parts = fractions(
    shares.map(({ at, rate }) => ({
      amountMinor: amounts[at]!,
      numerator: rate.ratePpm,
      denominator: wholePpm + (pricesIncludeTax ? items[at]!.there.totalPpm : 0),
      group: `${rate.region}/${rate.name}`,
    })),
    taxRounding,
  );

  const taxMinor = items.map(() => 0);
  shares.forEach(({ at }, index) => taxMinor[at]! += parts[index]!);

  const taxes = new Map<string, QuoteTax>();
  shares.forEach(({ at, rate: { name, country, region, ratePpm } }, index) => {
    const key = `${region}/${name}/${ratePpm}`;
    const { baseMinor, amountMinor } = taxes.get(key) ?? { baseMinor: 0, amountMinor: 0 };
    taxes.set(key, {
      ...{ name, country, region, ratePpm, statedRatePpm: statedRate(country, name, ratePpm) },
      baseMinor: baseMinor + amounts[at]! - (pricesIncludeTax ? taxMinor[at]! : 0),
      amountMinor: amountMinor + parts[index]!,
    });
  });
  return { taxes: [...taxes.values()].sort(asInvoicesList), taxMinor };
}

/**
 * Fractions of amounts, rounded half-up one by one; or those with the same fraction and group rounded once as a
 * whole, which is then split over them.
 */
function fractions(
  asked: readonly {
    readonly amountMinor: number;
    readonly numerator: number;
    readonly denominator: number;
    readonly group: string;
  }[],
  rounding: TaxRounding,
): number[] {
  const fraction = (
    amountMinor: number,
    { numerator, denominator }: { numerator: number; denominator: number },
  ) => multiplyRatio(amountMinor, numerator, denominator, "half-up");
  if (rounding === "per-line") return asked.map((one) => fraction(one.amountMinor, one));

  const groups = Map.groupBy(
    asked.keys(),
    (at) => `${asked[at]!.group}/${asked[at]!.numerator}/${asked[at]!.denominator}`,
  );
  const parts = asked.map(() => 0);
  for (const members of groups.values()) {
    const weights = members.map((at) => asked[at]!.amountMinor);
    const split = allocate(fraction(sum(weights), asked[members[0]!]!), weights);
    members.forEach((at, index) => parts[at] = split[index]!);
  }
  return parts;
}

/** Shipping by the tax categories of what is shipped, in proportion to its value; with nothing to go by, standard. */
function splitShipping(
  shippingMinor: number,
  lines: readonly TaxableLine[],
): { readonly category: TaxCategory; readonly amountMinor: number }[] {
  if (shippingMinor === 0) return [];
  const values = new Map<TaxCategory, number>();
  for (const { taxCategory, netOfDiscountsMinor, ships = true } of lines) {
    if (ships) values.set(taxCategory, (values.get(taxCategory) ?? 0) + netOfDiscountsMinor);
  }
  if (values.size === 0) return [{ category: "standard", amountMinor: shippingMinor }];
  const categories = [...values.keys()].sort();
  return allocate(shippingMinor, categories.map((category) => values.get(category)!))
    .map((amountMinor, at) => ({ category: categories[at]!, amountMinor }));
}

/** The country's taxes before the region's, then by name, higher rates before lower ones. */
function asInvoicesList(one: QuoteTax, other: QuoteTax): number {
  return Number(one.region !== null) - Number(other.region !== null) || compare(one.name, other.name) ||
    other.ratePpm - one.ratePpm;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function memoized<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}
