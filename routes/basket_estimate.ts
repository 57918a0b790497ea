/** The quote of a basket page, from what the shopper has said so far: what cannot be computed yet is left open. */
import type { BasketLine } from "../commerce/catalog_view.ts";
import type { Quote, QuoteRequest } from "../commerce/quote/answer.ts";
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
  /** Whether the postal code changes anything, or nothing can be said without it. */
  readonly postalCode: "needless" | "optional" | "required";
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
  const postalCode = postalCodeOf(view, country);
  const asksCompany = canReverseCharge(countries[0]!, country);
  const given = postalCode === "needless" ? null : wishes.postalCode;
  const refused = new Set<RefusedField>();
  let request: QuoteRequest | null = {
    ...shopper,
    lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    shipTo: destination(given),
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
  return { country, countries, postalCode, asksCompany, refused, quote: found };

  function destination(code: string | null): QuoteRequest["shipTo"] {
    return postalCode === "required" && code === null ? null : { country, region: null, postalCode: code };
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

function postalCodeOf({ taxRates, zones }: QuoteView, country: string): Estimate["postalCode"] {
  if (needsRegion(taxRates, country)) return "required";
  const isAsked = zones.some((zone) =>
    zone.countries.includes(country) &&
    zone.postalCodes.length + zone.exceptPostalCodes.length + zone.regions.length > 0
  );
  const differs = taxRates.some((rate) => rate.country === country && rate.region !== null);
  return isAsked || differs ? "optional" : "needless";
}

/** Between two member states with VAT of their own (Directive 2006/112/EC, article 138). */
function canReverseCharge(home: string, country: string): boolean {
  return isInEu(home) && isInEu(country) && vatCountry(home) !== vatCountry(country);
}
