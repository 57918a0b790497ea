/** The quote of a checkout: from the very request that the order will make, less what cannot be computed yet. */
import type { QuoteRequest } from "../commerce/quote/answer.ts";
import { quote } from "../commerce/quote/quote.ts";
import type { QuoteView } from "../commerce/quote/view.ts";
import { type QuoteAnswer, toWire } from "../commerce/wire/quote.ts";

export interface CheckoutQuote {
  /** Null when the basket cannot be computed at all. */
  readonly quote: QuoteAnswer | null;
  /** Paths of what it refused and was computed without. */
  readonly refused: readonly string[];
}

/** @param now milliseconds since the epoch. */
export function quoteCheckout(request: QuoteRequest, view: QuoteView, now: number): CheckoutQuote {
  const refused = new Set<string>();
  let asked: QuoteRequest | null = request;
  // Each round leaves something out, or ends.
  while (asked !== null) {
    const outcome = quote(asked, view, now);
    if ("quote" in outcome) {
      return { quote: toWire(outcome.quote, view.market.currency), refused: [...refused] };
    }
    for (const { path } of outcome.refusal.errors) {
      refused.add(path);
      asked = asked && without(asked, path);
    }
  }
  return { quote: null, refused: [...refused] };
}

function without(asked: QuoteRequest, path: string): QuoteRequest | null {
  const { shipTo, customer } = asked;
  switch (path) {
    case "shipTo.postalCode":
      return { ...asked, shipTo: shipTo && { ...shipTo, postalCode: null } };
    case "shipTo.region":
      return { ...asked, shipTo: shipTo?.region ? { ...shipTo, region: null } : null };
    case "shippingOption":
      return { ...asked, shippingOption: null };
    case "customer.vatNumber":
      return { ...asked, customer: { ...customer, vatNumber: null } };
    default:
      return null;
  }
}
