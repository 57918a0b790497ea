/** Prices as rows carry them: the last columns of every statement that reads variants. */
import type { PriceRow } from "../../../commerce/price_choice.ts";

/** Columns of `prices pr`, in the order of {@linkcode PriceColumns}. */
export const priceColumns =
  `pr.price_list_id, pr.min_quantity, pr.valid_from, pr.valid_until, pr.amount_minor, pr.compare_at_minor,
   pr.lowest_prior_minor`;

export type PriceColumns = [
  priceListId: number,
  minQuantity: number,
  validFrom: number,
  validUntil: number | null,
  amountMinor: number,
  compareAtMinor: number | null,
  lowestPriorMinor: number | null,
];

/** @param at Where in the row the price's columns begin. */
export function priceRow(row: readonly unknown[], at: number): PriceRow {
  return {
    priceListId: row[at] as number,
    minQuantity: row[at + 1] as number,
    validFrom: row[at + 2] as number,
    validUntil: row[at + 3] as number | null,
    amountMinor: row[at + 4] as number,
    compareAtMinor: row[at + 5] as number | null,
    lowestPriorMinor: row[at + 6] as number | null,
  };
}

/**
 * Joins `variants v` with the prices of a market that are in force or to come, of the standard list and another,
 * for single pieces. A variant without any is not sold there and drops out.
 *
 * Lists between the two come along, and whoever chooses the price passes them over: a range costs a fifth less than
 * `IN`, and nearly everybody's is the standard list alone.
 */
export function singlePrices(market: string, priceList: string, now: string): string {
  return `JOIN prices pr ON pr.variant_id = v.id AND pr.market_id = ${market}
     AND pr.price_list_id BETWEEN 1 AND ${priceList} AND pr.min_quantity = 1
     AND (pr.valid_until IS NULL OR pr.valid_until > ${now})`;
}
