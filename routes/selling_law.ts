/** What the law of a market says of selling at a distance, and what the shop promises beyond it. */
import { isInEu } from "../commerce/quote/tax_area.ts";

/** Outside the Union the same words are law in its neighbours of the single market, and in the United Kingdom. */
const sameLaw: ReadonlySet<string> = new Set(["GB", "IS", "LI", "NO"]);

/** Whose law says what stands on the button, and how one gets out of the contract. */
export function sellingLaw(countries: readonly string[]): "eu" | "other" {
  return countries.some((country) => isInEu(country) || sameLaw.has(country)) ? "eu" : "other";
}

/** Days after arrival: of the law (Directive 2011/83/EU, article 9), and of the shop, as its pages promise. */
const withdrawalDays = 14;
export const returnDays = 30;

/**
 * The last day on which the shop takes back what can be withdrawn from until a day.
 *
 * @param withdrawalUntil ISO 8601 date, and so is the answer.
 */
export function returnableUntil(withdrawalUntil: string): string {
  const until = new Date(`${withdrawalUntil}T00:00:00Z`);
  until.setUTCDate(until.getUTCDate() + returnDays - withdrawalDays);
  return until.toISOString().slice(0, 10);
}
