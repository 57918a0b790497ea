/**
 * A destination as everything in a quote reads it: one canonical postal code and one region, found out once. Where a
 * postal code tells the region, or that it lies in another tax area, a region that says otherwise is an error: it
 * cannot be known which of the two is the mistake, and each would be taxed differently.
 */
import type { FieldError } from "../problem.ts";
import type { QuoteRequest } from "./answer.ts";
import { canonicalPostalCode } from "./postal_codes.ts";
import { isAlsoIn, regionOfPostalCode } from "./postal_regions.ts";
import { territoriesOf } from "./territories.ts";

/** A place that goods go to. */
export interface Destination {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2 without the country, in capitals: as named, else as the postal code tells; null when not known. */
  readonly region: string | null;
  /** In its canonical form; null when none is given. */
  readonly postalCode: string | null;
}

/** What was said of a destination, and what is wrong with it. What is wrong is left out of it. */
export interface ReadDestination {
  readonly destination: Destination | null;
  readonly errors: readonly FieldError[];
}

/** Reads a destination; null stays null. Whether the market sells there is another question. */
export function readDestination(shipTo: QuoteRequest["shipTo"]): ReadDestination {
  if (shipTo === null) return { destination: null, errors: [] };
  const { country } = shipTo;
  const typed = shipTo.postalCode?.trim() ? shipTo.postalCode : null;
  const postalCode = typed === null ? null : canonicalPostalCode(country, typed);
  const named = regionNamed(country, shipTo.region);
  const told = postalCode === null ? null : regionOfPostalCode(country, postalCode);
  const errors: FieldError[] = [];
  if (typed !== null && postalCode === null) {
    errors.push({ path: "shipTo.postalCode", message: `there is no such postal code in ${country}` });
  }
  if (named !== null && postalCode !== null && contradicts(country, named, postalCode)) {
    const where = told === null ? "is elsewhere" : `is in ${told}`;
    errors.push({
      path: "shipTo.region",
      message: `${named} is not where the postal code is: ${postalCode} ${where}`,
    });
  }
  return { destination: { country, region: named ?? told, postalCode }, errors };
}

/** With or without the country before it, in either case. */
function regionNamed(country: string, region: string | null): string | null {
  const bare = region?.normalize("NFKC").trim().toUpperCase() ?? "";
  return (bare.startsWith(`${country}-`) ? bare.slice(country.length + 1) : bare) || null;
}

function contradicts(country: string, region: string, postalCode: string): boolean {
  const told = regionOfPostalCode(country, postalCode);
  if (told !== null) return region !== told && !isAlsoIn(country, postalCode, region);
  const here = territoriesOf(country).filter(({ postalCodes }) => postalCodes.test(postalCode));
  if (here.length > 0) {
    return !here.some(({ regions, within }) => regions.includes(region) || within.includes(region));
  }
  return territoriesOf(country).some(({ regions }) => regions.includes(region));
}
