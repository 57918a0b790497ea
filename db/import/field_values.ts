/** What stands in a feed's fields, as values. Every function answers the value, or null where there is none in it. */
import { currencyExponent } from "../../commerce/currency.ts";
import { maxAmountMinor } from "../../commerce/money.ts";

/** An amount of money in minor units with its currency. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/**
 * Reads a price: an amount and an ISO 4217 code before or behind it. A point or a comma before the last digits is
 * the decimal one, others group thousands. Null too when it has more decimals than its currency.
 *
 * @example
 * ```ts
 * parsePrice("1,299.00 USD"); // { amountMinor: 129900, currency: "USD" }
 * parsePrice("EUR 19,9"); // { amountMinor: 1990, currency: "EUR" }
 * parsePrice("1500 JPY"); // { amountMinor: 1500, currency: "JPY" }
 * ```
 */
export function parsePrice(text: string): Money | null {
  const match = /^(?:([A-Za-z]{3})\s*)?(\d[\d.,' \u00a0\u202f]*)(?:\s*([A-Za-z]{3}))?$/.exec(text.trim());
  const code = match?.[1] ?? match?.[3];
  if (!match || code === undefined || (match[1] !== undefined && match[3] !== undefined)) return null;
  const currency = code.toUpperCase();
  const exponent = currencyExponent(currency);
  const number = match[2]!.trimEnd();
  const last = Math.max(number.lastIndexOf("."), number.lastIndexOf(","));
  const isGrouped = last >= 0 && isGroup(number, last);
  const whole = (last < 0 || isGrouped ? number : number.slice(0, last)).replaceAll(/\D/g, "");
  const decimals = last < 0 || isGrouped ? "" : number.slice(last + 1).replace(/0+$/, "");
  if (!/^\d*$/.test(decimals) || decimals.length > exponent) return null;
  const amountMinor = Number(whole + decimals.padEnd(exponent, "0"));
  return amountMinor <= maxAmountMinor ? { amountMinor, currency } : null;
}

/** Whether a mark groups thousands: a comma before three digits, or the same mark twice. */
function isGroup(number: string, last: number): boolean {
  const mark = number[last]!;
  if (number.indexOf(mark) !== last) return true;
  return mark === "," && /^\d{3}$/.test(number.slice(last + 1)) && !number.includes(".");
}

const gramsOf: Readonly<Record<string, number>> = {
  mg: 0.001,
  g: 1,
  kg: 1000,
  oz: 28.349523125,
  lb: 453.59237,
  lbs: 453.59237,
};

/** Reads a weight, e.g. `3460 g` or `1.5 kg`, in whole grams. */
export function parseWeight(text: string): number | null {
  const found = parseQuantity(text);
  const factor = found && gramsOf[found.unit];
  if (!factor) return null;
  const grams = Math.round(found.number * factor);
  return grams <= 100_000_000 ? grams : null;
}

/** Content for unit prices. */
export interface UnitMeasure {
  readonly amount: number;
  readonly unit: "ml" | "g" | "mm" | "cm2" | "piece";
}

const measures: Readonly<Record<string, readonly [factor: number, unit: UnitMeasure["unit"]]>> = {
  mg: [0.001, "g"],
  g: [1, "g"],
  kg: [1000, "g"],
  oz: [28.349523125, "g"],
  lb: [453.59237, "g"],
  ml: [1, "ml"],
  cl: [10, "ml"],
  l: [1000, "ml"],
  cbm: [1_000_000, "ml"],
  floz: [29.5735295625, "ml"],
  pt: [473.176473, "ml"],
  qt: [946.352946, "ml"],
  gal: [3785.411784, "ml"],
  cm: [10, "mm"],
  m: [1000, "mm"],
  in: [25.4, "mm"],
  ft: [304.8, "mm"],
  yd: [914.4, "mm"],
  sqm: [10_000, "cm2"],
  sqft: [929.0304, "cm2"],
  ct: [1, "piece"],
};

/** Reads a measure of Merchant Center's `unit_pricing_measure`, e.g. `1.5 l` or `750ml`, imperial ones converted. */
export function parseUnitMeasure(text: string): UnitMeasure | null {
  const found = parseQuantity(text);
  const measure = found && measures[found.unit.replaceAll(/\s/g, "")];
  if (!measure) return null;
  const amount = Math.round(found.number * measure[0]);
  return amount >= 1 && amount <= 100_000_000 ? { amount, unit: measure[1] } : null;
}

function parseQuantity(text: string): { readonly number: number; readonly unit: string } | null {
  const match = /^(\d{1,12}(?:[.,]\d{1,9})?)\s*([a-z][a-z ]*)\.?$/.exec(text.trim().toLowerCase());
  return match ? { number: Number(match[1]!.replace(",", ".")), unit: match[2]! } : null;
}

/** Availabilities that a feed tells of. */
export type FeedAvailability = "in_stock" | "out_of_stock" | "preorder" | "backorder";

const availabilities: Readonly<Record<string, FeedAvailability>> = {
  "in_stock": "in_stock",
  "instock": "in_stock",
  "available": "in_stock",
  "available_for_order": "in_stock",
  "limited_availability": "in_stock",
  "out_of_stock": "out_of_stock",
  "outofstock": "out_of_stock",
  "oos": "out_of_stock",
  "preorder": "preorder",
  "pre_order": "preorder",
  "backorder": "backorder",
  "back_order": "backorder",
};

/** Reads an availability; schema.org's addresses are understood too. */
export function parseAvailability(text: string): FeedAvailability | null {
  const plain = text.trim().toLowerCase().replace(/^https?:\/\/schema\.org\//, "").replaceAll(/[\s-]+/g, "_");
  return availabilities[plain] ?? null;
}

/** A time that begins at `from` and ends before `until`, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** Reads two ISO 8601 times with a slash between them; one without an offset is UTC. */
export function parseSpan(text: string): Span | null {
  const parts = text.trim().split("/");
  if (parts.length !== 2) return null;
  const [from = NaN, until = NaN] = parts.map(parseTime);
  return from < until ? { from, until } : null;
}

function parseTime(text: string): number {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/.exec(
    text.trim(),
  );
  if (!match) return NaN;
  const [, day, minutes = "00:00", seconds = ":00", offset = "Z"] = match;
  return Date.parse(`${day}T${minutes}${seconds}${offset.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")}`);
}
