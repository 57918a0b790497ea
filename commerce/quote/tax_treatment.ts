/** How a destination is taxed: at home, in another country of the market, between businesses, as an export. */
import type { FieldError } from "../problem.ts";
import type { Quote, QuoteRefusal, QuoteRequest } from "./answer.ts";
import type { Destination } from "./destination.ts";
import { needsRegion, rowsOfPlace } from "./rates_in_force.ts";
import { isInEu, type TaxPlace, taxPlace, vatCountry } from "./tax_area.ts";
import { parseVatNumber, vatNumberCountries } from "./vat_number.ts";
import type { QuoteMarket, TaxRate } from "./view.ts";

/** What decides on the treatment. */
export interface TaxQuestion {
  readonly market: QuoteMarket;
  readonly shipTo: Destination | null;
  readonly customer: QuoteRequest["customer"];
  readonly rates: readonly TaxRate[];
}

export interface TaxTreatment {
  readonly treatment: Quote["taxTreatment"];
  /** Whose tax the market's gross prices contain. */
  readonly home: TaxPlace;
  /** Whose tax is levied; null: nobody's. */
  readonly levied: TaxPlace | null;
}

/** The treatment, or the paths of what is wrong with the destination and the VAT number. */
export function taxTreatment(question: TaxQuestion): TaxTreatment | { readonly refusal: QuoteRefusal } {
  const { market, shipTo, customer, rates } = question;
  const home: TaxPlace = { country: market.countries[0]!, region: null };
  // Without a destination a price that includes tax includes that of home; what would be added is not known yet.
  if (shipTo === null) {
    return { treatment: "unknown", home, levied: market.pricesIncludeTax ? home : null };
  }

  const place = taxPlace(shipTo);
  const errors = [
    ...destinationErrors(market, shipTo.country, place, rates),
    ...vatNumberErrors(customer.vatNumber, shipTo.country),
  ];
  if (errors.length > 0) return { refusal: { errors } };

  if (place === null || isWithoutRates(place, home, rates)) {
    return { treatment: "export", home, levied: null };
  }
  return isReverseCharge(home, place, customer.vatNumber)
    ? { treatment: "reverse-charge", home, levied: null }
    : { treatment: "standard", home, levied: place };
}

function destinationErrors(
  market: QuoteMarket,
  country: string,
  place: TaxPlace | null,
  rates: readonly TaxRate[],
): FieldError[] {
  if (!market.countries.includes(country)) {
    const message = `this market does not sell to ${country}: it sells to ${market.countries.join(", ")}`;
    return [{ path: "shipTo.country", message }];
  }
  if (place === null || !needsRegion(rates, country) || rowsOfPlace(rates, place).length > 0) return [];
  const rows = rates.filter((row) => row.country === country);
  const example = rows.find(({ ratePpm }) => ratePpm > 0) ?? rows[0]!;
  const message = place.region === null
    ? `the taxes of ${country} differ by region: name one, such as ${example.region}`
    : `no region of ${country} whose taxes are known is called ${place.region}`;
  return [{ path: "shipTo.region", message }];
}

/** Numbers are judged where they would matter: for a destination whose countries' numbers are known. */
function vatNumberErrors(vatNumber: string | null, country: string): FieldError[] {
  if (isBlank(vatNumber) || !vatNumberCountries.has(vatCountry(country))) return [];
  if (parseVatNumber(vatNumber!, vatCountry(country)) !== null) return [];
  return [{
    path: "customer.vatNumber",
    message: "this is no VAT number: its form or its check digits are wrong",
  }];
}

function isWithoutRates(place: TaxPlace, home: TaxPlace, rates: readonly TaxRate[]): boolean {
  return place.country !== home.country && rowsOfPlace(rates, place).length === 0;
}

/**
 * Goods that go to a business of another member state are taxed there, by the buyer (Directive 2006/112/EC,
 * articles 138 and 196): they leave the country of home, and the number is not of that country.
 */
function isReverseCharge(home: TaxPlace, place: TaxPlace, vatNumber: string | null): boolean {
  if (isBlank(vatNumber) || !isInEu(home.country) || !isInEu(place.country)) return false;
  if (vatCountry(home.country) === vatCountry(place.country)) return false;
  const number = parseVatNumber(vatNumber!, vatCountry(place.country));
  return number !== null && isInEu(number.country) && number.country !== vatCountry(home.country);
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === "";
}
