/** From a body of `POST /v1/quotes` to its answer: the same at the centre and at every edge, but for what it reads. */
import type { QuoteViewRequest } from "../catalog_reader.ts";
import type { Locale } from "../locale.ts";
import { standardPriceListId } from "../price_choice.ts";
import type { FieldError } from "../problem.ts";
import type { HashCoupons } from "../quote/coupon_hash.ts";
import { quote } from "../quote/quote.ts";
import type { QuoteView } from "../quote/view.ts";
import { type QuoteAnswer, type QuoteBody, type Shopper, toQuoteRequest, toWire } from "./quote.ts";

export interface QuoteSources {
  readonly hashCoupons: HashCoupons;
  /** Reads what the quote computes from, at `now`; null: there is no such market, or it does not speak the language. */
  readonly readView: (locale: Locale, request: QuoteViewRequest, now: number) => Promise<QuoteView | null>;
  /** Whether there is such a market, asked when there is no view. */
  readonly hasMarket: (market: string) => Promise<boolean>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Nobody knows who asks: prices for everybody, and what is for a first order is granted. Who orders is known by the
 * order, which computes the quote again.
 */
export const stranger: Shopper = {
  priceListId: standardPriceListId,
  customerGroups: [],
  isFirstOrder: true,
};

/** Who asks, and what of the catalog's promotions is not for them (any more). */
export interface QuoteAsker {
  readonly shopper: Shopper;
  /** Ids of promotions whose limit is reached, whatever the catalog knows of it yet. */
  readonly exhausted: readonly string[];
}

const anyone: QuoteAsker = { shopper: stranger, exhausted: [] };

/** The quote and what it was computed from, or what is wrong with the request. */
export async function answerQuote(
  body: QuoteBody,
  { hashCoupons, readView, hasMarket, now }: QuoteSources,
  { shopper, exhausted }: QuoteAsker = anyone,
): Promise<
  | { readonly answer: QuoteAnswer; readonly view: QuoteView }
  | { readonly errors: readonly FieldError[] }
> {
  const { language, market, lines, shipTo, coupons = [] } = body;
  const hashes = hashCoupons(coupons);
  const at = now();
  const request = { skus: lines.map(({ sku }) => sku), country: shipTo?.country ?? null };
  const view = await readView({ language, market }, request, at);
  if (view === null) {
    return {
      errors: [
        await hasMarket(market)
          ? { path: "language", message: `the market does not speak ${language}` }
          : { path: "market", message: "there is no such market" },
      ],
    };
  }
  const outcome = quote(toQuoteRequest(body, hashes, shopper), without(view, exhausted), at);
  if ("refusal" in outcome) return { errors: outcome.refusal.errors };
  return { answer: toWire(outcome.quote, view.market.currency), view };
}

function without(view: QuoteView, exhausted: readonly string[]): QuoteView {
  if (exhausted.length === 0) return view;
  const promotions = view.promotions.map((one) =>
    exhausted.includes(one.id) ? { ...one, isExhausted: true } : one
  );
  return { ...view, promotions };
}
