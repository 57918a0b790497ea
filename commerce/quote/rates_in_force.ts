/** Which tax rates hold for a place and a category at an instant. */
import { earlier } from "../price_choice.ts";
import type { TaxPlace } from "./tax_area.ts";
import type { TaxCategory, TaxRate } from "./view.ts";

/** The rates that apply together: of each tax (`GST`, `PST`) one row. */
export interface RateSet {
  readonly rates: readonly TaxRate[];
  /** Parts per million, of all of them. */
  readonly totalPpm: number;
}

/** No tax at all. */
export const noRates: RateSet = { rates: [], totalPpm: 0 };

/** Rows that could apply to a place, whenever: of its country as a whole and of its region. */
export function rowsOfPlace(rates: readonly TaxRate[], place: TaxPlace): TaxRate[] {
  return rates.filter(({ country, region }) =>
    country === place.country && (region === null || region === place.region)
  );
}

/** Whether a country's taxes cannot be told without the region: all its rows name one. */
export function needsRegion(rates: readonly TaxRate[], country: string): boolean {
  const rows = rates.filter((row) => row.country === country);
  return rows.length > 0 && rows.every(({ region }) => region !== null);
}

/**
 * The rates of a category. Rows of the same name are one tax, of which the most specific row in force is taken:
 * the region's before the country's, the category's before `standard`. Taxes of different names are added. `zero`
 * and `exempt` are never taxed as `standard`; rows of 0 count as no tax.
 *
 * @param rows of the place, as {@linkcode rowsOfPlace} gives them.
 */
export function ratesInForce(rows: readonly TaxRate[], category: TaxCategory, now: number): RateSet {
  const byName = new Map<string, TaxRate>();
  for (const row of rows) {
    if (!concerns(row, category) || row.validFrom > now || (row.validUntil ?? Infinity) <= now) continue;
    const chosen = byName.get(row.name);
    if (chosen === undefined || specificity(row) > specificity(chosen)) byName.set(row.name, row);
  }
  const rates = [...byName.values()].filter(({ ratePpm }) => ratePpm > 0).sort(inOrder);
  return { rates, totalPpm: rates.reduce((total, { ratePpm }) => total + ratePpm, 0) };
}

/** The part of a rate set that is levied on shipping too. */
export function onShipping({ rates }: RateSet): RateSet {
  const taxing = rates.filter(({ taxesShipping }) => taxesShipping);
  return { rates: taxing, totalPpm: taxing.reduce((total, { ratePpm }) => total + ratePpm, 0) };
}

/** The nearest moment after `now` at which a rate of these categories begins or ends; null: none is known. */
export function nextRateBoundary(
  rows: readonly TaxRate[],
  categories: ReadonlySet<TaxCategory>,
  now: number,
): number | null {
  let nearest: number | null = null;
  for (const row of rows) {
    if (![...categories].some((category) => concerns(row, category))) continue;
    if (row.validFrom > now) nearest = earlier(nearest, row.validFrom);
    if (row.validUntil !== null && row.validUntil > now) nearest = earlier(nearest, row.validUntil);
  }
  return nearest;
}

function concerns(row: TaxRate, category: TaxCategory): boolean {
  if (row.category === category) return true;
  return row.category === "standard" && category !== "zero" && category !== "exempt";
}

function specificity({ region, category }: TaxRate): number {
  return (region === null ? 0 : 2) + (category === "standard" ? 0 : 1);
}

/** The country's before the region's, then by name: the order in which invoices list them. */
function inOrder(one: TaxRate, other: TaxRate): number {
  return Number(one.region !== null) - Number(other.region !== null) || (one.name < other.name ? -1 : 1);
}
