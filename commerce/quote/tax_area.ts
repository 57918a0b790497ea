/**
 * Where a destination lies for taxes. Countries have parts that are outside their tax area, or have rates of their
 * own; their inhabitants write the country's name and a postal code that tells.
 */
import { regionOfPostalCode } from "./postal_regions.ts";

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

/**
 * Outside the area of the country's VAT, by postal code: for the EU Directive 2006/112/EC, article 6 (goods go there
 * as exports); of French codes also those of the overseas collectivities.
 */
const outside: Readonly<Record<string, RegExp>> = {
  // Helgoland; Büsingen.
  DE: /^(27498|78266)$/,
  // Canary Islands; Ceuta; Melilla.
  ES: /^(35|38|51|52)/,
  // Åland.
  FI: /^22/,
  // Guadeloupe, Martinique, French Guiana, Réunion, Mayotte and others; not 980, which is Monaco.
  FR: /^(97|98[4-8])/,
  // Mount Athos.
  GR: /^6308[67]$/,
  // Livigno; Campione d'Italia.
  IT: /^(23041|22061)$/,
};

/** The same places for those who name the region (ISO 3166-2) and no postal code. */
const outsideRegions: ReadonlySet<string> = new Set([
  "ES-CN",
  "ES-GC",
  "ES-TF",
  "ES-CE",
  "ES-ML",
  "FI-01",
  "GR-69",
  "FR-971",
  "FR-972",
  "FR-973",
  "FR-974",
  "FR-976",
]);

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
export function taxPlace(
  destination: {
    readonly country: string;
    readonly region: string | null;
    readonly postalCode: string | null;
  },
): TaxPlace | null {
  const { country } = destination;
  const postalCode = destination.postalCode?.toUpperCase().replace(/[\s-]/g, "") ?? "";
  const region = destination.region?.toUpperCase().replace(`${country}-`, "") || null;
  const isOutside = Object.hasOwn(outside, country) && outside[country]!.test(postalCode);
  if (isOutside || outsideRegions.has(`${country}-${region}`)) return null;
  return { country, region: region ?? regionOfPostalCode(country, postalCode) };
}
