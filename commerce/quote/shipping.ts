/** Which ways a basket can be shipped to a destination, what each costs and when it arrives. */
import { maxAmountMinor } from "../money.ts";
import type { ShippingOption } from "./answer.ts";
import { deliveryPromise, type IsHoliday } from "./delivery_promise.ts";
import type { Destination } from "./destination.ts";
import { matchesPostalPattern } from "./postal_codes.ts";
import type { QuoteMarket, QuoteVariant, ShippingMethod, ShippingZone } from "./view.ts";

/** A line of the basket as shipping sees it. */
export interface ShippingLine {
  readonly sku: string;
  readonly quantity: number;
  /** Only what is physical ships. */
  readonly kind: QuoteVariant["kind"];
  /** Of one piece. */
  readonly weightGrams: number;
  /** Of one piece. */
  readonly volumeCm3: number;
  readonly attributes: QuoteVariant["attributes"];
  /** Of all pieces, after discounts. */
  readonly valueMinor: number;
}

/** What shipping is computed from. */
export interface ShippingQuestion {
  readonly market: Pick<QuoteMarket, "countries" | "timeZone">;
  readonly lines: readonly ShippingLine[];
  /** Null: not said yet, so nothing can be offered. */
  readonly shipTo: Destination | null;
  readonly zones: readonly ShippingZone[];
  readonly methods: readonly ShippingMethod[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly isHoliday: IsHoliday;
}

/** What a method costs for the goods that can go there at all. */
export interface RatedMethod {
  readonly id: string;
  /** With its surcharges. */
  readonly amountMinor: number;
  /** What of it is surcharges: promotions leave them. */
  readonly surchargesMinor: number;
}

export interface RatedOption extends ShippingOption {
  readonly surchargesMinor: number;
}

/** Where something physical and a destination are given, at least one of the two has something in it. */
export interface ShippingAnswer {
  /** The cheapest first, of equal ones the soonest. */
  readonly options: readonly RatedOption[];
  /** SKUs that cannot go there by any method, or not together with the rest by any; in the order of the lines. */
  readonly unshippable: readonly string[];
}

/**
 * Offers every method that can carry all the goods that can go to the destination at all. Several zones may take in
 * a destination; of methods with the same id the one of the more specific zone counts (postal codes before regions
 * before countries, then the lower id).
 *
 * The cost is the method's rate, or nothing from `freeFromMinor` on, plus its surcharges, which stay. A cost beyond
 * the bounds of amounts is not offered.
 */
export function shippingOptions(question: ShippingQuestion): ShippingAnswer {
  const { market, shipTo, now, isHoliday } = question;
  const { rated, unshippable } = rate(question);
  if (shipTo === null) return { options: [], unshippable };
  const options = rated.map(({ method, amountMinor, surchargesMinor }) => ({
    id: method.id,
    name: method.name,
    amountMinor,
    surchargesMinor,
    promise: deliveryPromise({
      now,
      timeZone: market.timeZone,
      // A market without countries reaches nobody, whatever the origin.
      origin: market.countries[0] ?? shipTo.country,
      destination: shipTo,
      method,
      isHoliday,
    }),
  }));
  return { options: options.sort(inOrder), unshippable };
}

/** What {@linkcode shippingOptions} would cost, without when they would arrive. */
export function ratedMethods(
  question: Omit<ShippingQuestion, "now" | "isHoliday" | "market">,
): RatedMethod[] {
  return rate(question).rated.map(({ method: { id }, amountMinor, surchargesMinor }) => ({
    ...{ id, amountMinor, surchargesMinor },
  }));
}

interface Cost {
  readonly amountMinor: number;
  readonly surchargesMinor: number;
}

function rate(
  { lines, shipTo, zones, methods }: Pick<ShippingQuestion, "lines" | "shipTo" | "zones" | "methods">,
): { rated: (Cost & { readonly method: ShippingMethod })[]; unshippable: string[] } {
  const goods = lines.filter((line) => line.kind === "physical");
  if (shipTo === null || goods.length === 0) return { rated: [], unshippable: [] };
  const there = methodsTo(shipTo, zones, methods);
  // Nearly always some method takes everything, and no piece needs to be asked about by itself.
  const takingAll = ratedFor(goods, there);
  if (takingAll.length > 0) return { rated: takingAll, unshippable: [] };
  const carried = goods.filter((line) => there.some((method) => costOf(method, [line]) !== null));
  const rated = carried.length === 0 ? [] : ratedFor(carried, there);
  const left = rated.length === 0 ? goods : goods.filter((line) => !carried.includes(line));
  return { rated, unshippable: left.map((line) => line.sku) };
}

/** The methods that carry all of these goods. */
function ratedFor(
  goods: readonly ShippingLine[],
  methods: readonly ShippingMethod[],
): (Cost & { readonly method: ShippingMethod })[] {
  return methods.flatMap((method) => {
    const cost = costOf(method, goods);
    return cost === null ? [] : [{ method, ...cost }];
  });
}

function methodsTo(
  destination: Destination,
  zones: readonly ShippingZone[],
  methods: readonly ShippingMethod[],
): ShippingMethod[] {
  const reached = zones.filter((zone) => takesIn(zone, destination))
    .sort((one, other) => precision(other) - precision(one) || one.id - other.id);
  const byId = new Map<string, ShippingMethod>();
  for (const zone of reached) {
    for (const method of methods) {
      if (method.zoneId === zone.id && !byId.has(method.id)) byId.set(method.id, method);
    }
  }
  return [...byId.values()];
}

/** An estimate without a postal code is in no zone that asks for one, and in those that only leave some out. */
function takesIn(zone: ShippingZone, { country, region, postalCode }: Destination): boolean {
  const matches = (pattern: string) => postalCode !== null && matchesPostalPattern(postalCode, pattern);
  return zone.countries.includes(country) &&
    (zone.regions.length === 0 || (region !== null && zone.regions.includes(region))) &&
    (zone.postalCodes.length === 0 || zone.postalCodes.some(matches)) &&
    !zone.exceptPostalCodes.some(matches);
}

function precision({ postalCodes, regions }: ShippingZone): number {
  return (postalCodes.length > 0 ? 2 : 0) + (regions.length > 0 ? 1 : 0);
}

/** What a method asks for these goods in one consignment; null when it cannot carry them. */
function costOf(method: ShippingMethod, goods: readonly ShippingLine[]): Cost | null {
  if (goods.some((line) => method.excludes.some((one) => has(line, one)))) return null;
  const measure = total(goods, (line) => measureOf(method, line));
  const rate = method.rates.find(({ upTo }) => upTo === null || measure <= upTo);
  if (rate === undefined) return null;
  const isFree = method.freeFromMinor !== null &&
    total(goods, (line) => line.valueMinor) >= method.freeFromMinor;
  let surchargesMinor = 0;
  for (const surcharge of method.surcharges) {
    surchargesMinor += total(
      goods,
      (line) => has(line, surcharge) ? surcharge.amountMinor * line.quantity : 0,
    );
  }
  const amountMinor = (isFree ? 0 : rate.amountMinor) + surchargesMinor;
  // A sum too large to be exact is too large to be offered, too.
  return amountMinor <= maxAmountMinor ? { amountMinor, surchargesMinor } : null;
}

function measureOf(method: ShippingMethod, line: ShippingLine): number {
  switch (method.basis) {
    case "weight":
      return line.weightGrams * line.quantity;
    case "volume":
      return line.volumeCm3 * line.quantity;
    case "value":
      return line.valueMinor;
  }
}

function has({ attributes }: ShippingLine, wanted: { attribute: string; value: string }): boolean {
  return Object.hasOwn(attributes, wanted.attribute) &&
    attributes[wanted.attribute]!.includes(wanted.value);
}

function total(goods: readonly ShippingLine[], part: (line: ShippingLine) => number): number {
  let sum = 0;
  for (const line of goods) sum += part(line);
  return sum;
}

function inOrder(one: ShippingOption, other: ShippingOption): number {
  return one.amountMinor - other.amountMinor || compare(one.promise.latest, other.promise.latest) ||
    compare(one.promise.earliest, other.promise.earliest) || compare(one.id, other.id);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
