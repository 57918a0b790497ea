/** Where a destination lies for taxes: in a country, in a region with rates of its own, or outside the tax area. */
import type { Destination } from "./destination.ts";
import { territoriesOf } from "./territories.ts";

/** A place with one set of rates. */
export interface TaxPlace {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2 subdivision without the country; null when not known. */
  readonly region: string | null;
}

/** Member states of the EU (since 2020-02-01), and Monaco, which is treated as France (Directive 2006/112/EC, article 7). */
const euCountries: ReadonlySet<string> = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK MC".split(" "),
);

/** Whether sales between two such countries are sales within the Union. */
export function isInEu(country: string): boolean {
  return euCountries.has(country);
}

/** The country whose VAT is levied in a country: France's in Monaco, the United Kingdom's on the Isle of Man. */
export function vatCountry(country: string): string {
  if (country === "MC") return "FR";
  return country === "IM" ? "GB" : country;
}

/** Where a destination lies for taxes; null: outside its country's tax area, so that what goes there is exported. */
export function taxPlace({ country, region, postalCode }: Destination): TaxPlace | null {
  const territory = territoriesOf(country).find(({ postalCodes, regions }) =>
    postalCode === null ? region !== null && regions.includes(region) : postalCodes.test(postalCode)
  );
  if (territory === undefined) return { country, region };
  return territory.ratesOf === null ? null : { country, region: territory.ratesOf };
}
