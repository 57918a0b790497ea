/** The quote of a basket page, from what the shopper has said so far: what cannot be computed yet is left open. */
import type { BasketLine } from "../commerce/catalog_view.ts";
import type { Quote, QuoteRequest } from "../commerce/quote/answer.ts";
import { regionOfTypedCode } from "../commerce/quote/postal_codes.ts";
import { tellsRegion } from "../commerce/quote/postal_regions.ts";
import { quote } from "../commerce/quote/quote.ts";
import { needsRegion } from "../commerce/quote/rates_in_force.ts";
import { isInEu, vatCountry } from "../commerce/quote/tax_area.ts";
import type { QuoteView } from "../commerce/quote/view.ts";
import type { QuoteWishes } from "../commerce/quote_cookie.ts";

/** What the shopper can be told about a field. */
export type RefusedField = "postalCode" | "region" | "vatNumber";

export interface Estimate {
  /** Of the market's countries, the one it is computed for. */
  readonly country: string;
  readonly countries: readonly string[];
  /** Whether the postal code can change anything. */
  readonly asksPostalCode: boolean;
  /** Among which the shopper can choose theirs, ISO 3166-2 without the country; none: it is not asked. */
  readonly regions: readonly string[];
  /** What the shopper said about this country. */
  readonly given: { readonly region: string | null; readonly postalCode: string | null };
  /** The region as named, else as the postal code tells. */
  readonly region: string | null;
  /** Whether a VAT number could change anything. */
  readonly asksCompany: boolean;
  readonly refused: ReadonlySet<RefusedField>;
  /** Null when the basket cannot be computed at all. */
  readonly quote: Quote | null;
}

/** What of a request belongs to the shopper's session. */
export type EstimateShopper = Pick<
  QuoteRequest,
  "language" | "priceListId" | "customerGroups" | "isFirstOrder"
>;

/**
 * Computes the quote. A field that it refuses is named in `refused` and left out, so that the rest can be shown.
 *
 * @param now milliseconds since the epoch.
 */
export function estimate(
  view: QuoteView,
  lines: readonly Pick<BasketLine, "sku" | "quantity">[],
  wishes: QuoteWishes<QuoteRequest["coupons"][number]>,
  shopper: EstimateShopper,
  now: number,
): Estimate {
  const { countries } = view.market;
  const country = countries.find((each) => each === wishes.country) ?? countries[0]!;
  const isNeeded = needsRegion(view.taxRates, country);
  const regions = isNeeded || !tellsRegion(country) ? regionsOf(view, country) : [];
  const asksPostalCode = isNeeded || dependsOnPostalCode(view, country);
  const asksCompany = canReverseCharge(countries[0]!, country);
  // What was said of another country, in another market, is nothing here.
  const isMeant = wishes.country === null || wishes.country === country;
  const given = {
    region: isMeant && regions.length > 0 ? wishes.region : null,
    postalCode: isMeant && asksPostalCode ? wishes.postalCode : null,
  };
  const refused = new Set<RefusedField>();
  let request: QuoteRequest | null = {
    ...shopper,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    shipTo: destination(given.postalCode),
    shippingOption: wishes.shippingOption,
    coupons: wishes.coupons,
    customer: asksCompany
      ? { company: wishes.company, vatNumber: wishes.vatNumber }
      : { company: null, vatNumber: null },
  };
  let found: Quote | null = null;
  // Each round leaves something out, or ends.
  while (request !== null && found === null) {
    const outcome = quote(request, view, now);
    if ("quote" in outcome) found = outcome.quote;
    else request = without(request, outcome.refusal.errors.map(({ path }) => path));
  }
  const told = given.postalCode === null ? null : regionOfTypedCode(country, given.postalCode);
  const region = given.region ?? told;
  return { country, countries, asksPostalCode, regions, given, region, asksCompany, refused, quote: found };

  function destination(postalCode: string | null): QuoteRequest["shipTo"] {
    const { region } = given;
    return isNeeded && postalCode === null && region === null ? null : { country, region, postalCode };
  }

  function without(asked: QuoteRequest, paths: readonly string[]): QuoteRequest | null {
    let left = asked;
    for (const path of paths) {
      if (path === "shipTo.postalCode") {
        refused.add("postalCode");
        left = { ...left, shipTo: destination(null) };
      } else if (path === "shipTo.region") {
        refused.add("region");
        left = { ...left, shipTo: null };
      } else if (path === "shippingOption") {
        left = { ...left, shippingOption: null };
      } else if (path === "customer.vatNumber") {
        refused.add("vatNumber");
        left = { ...left, customer: { ...left.customer, vatNumber: null } };
      } else {
        return null;
      }
    }
    return left;
  }
}

function dependsOnPostalCode({ taxRates, zones }: QuoteView, country: string): boolean {
  const isAsked = zones.some((zone) =>
    zone.countries.includes(country) &&
    zone.postalCodes.length + zone.exceptPostalCodes.length + zone.regions.length > 0
  );
  return isAsked || taxRates.some((rate) => rate.country === country && rate.region !== null);
}

/** The regions that a tax or a way of shipping is different for. */
function regionsOf({ taxRates, zones }: QuoteView, country: string): string[] {
  const ofTaxes = taxRates.flatMap((rate) => rate.country === country ? rate.region ?? [] : []);
  const ofZones = zones.flatMap((zone) => zone.countries.includes(country) ? zone.regions : []);
  return [...new Set([...ofTaxes, ...ofZones])].sort();
}

/** Between two member states with VAT of their own (Directive 2006/112/EC, article 138). */
function canReverseCharge(home: string, country: string): boolean {
  return isInEu(home) && isInEu(country) && vatCountry(home) !== vatCountry(country);
}
