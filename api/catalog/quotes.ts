/** The quote, from the primary. Edges answer the same call from their copies. */
import { type CouponGuesses, tooManyGuesses } from "../../commerce/coupon_guesses.ts";
import type { HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import { answerQuote, type QuoteSources, stranger } from "../../commerce/wire/answer_quote.ts";
import type { ReadQuoteView } from "../../db/catalog/reading/primary.ts";
import { invalid, type Refusal } from "../platform/answer.ts";
import type { Handlers } from "../platform/operation.ts";
import type { tradeOperations } from "./trade_operations.ts";

/** What quotes are computed with at the centre, but for who asks. */
export interface CentralQuotes {
  readonly hashCoupons: HashCoupons;
  readonly readView: ReadQuoteView;
  /** Whether there is a market of this code. */
  readonly hasMarket: (market: string) => Promise<boolean>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The same, and what keeps coupons from being guessed by asking for quotes, or for orders. */
export interface GuardedQuotes extends CentralQuotes {
  /** Counts codes that do not exist. */
  readonly guesses: CouponGuesses;
}

export function quoteHandlers(
  quotes: GuardedQuotes,
): Pick<Handlers<typeof tradeOperations>, "quote"> {
  return {
    async quote({ body, from }) {
      const { guesses } = quotes;
      const { coupons = [] } = body;
      const waitSeconds = coupons.length === 0 ? 0 : guesses.wait(from.address);
      if (waitSeconds > 0) return tooMany(waitSeconds);
      const found = await answerQuote(body, quoteSources(quotes, stranger.priceListId));
      if ("errors" in found) return invalid(found.errors);
      const { answer } = found;
      const overSeconds = guesses.count(from.address, answer.coupons);
      if (overSeconds > 0) return tooMany(overSeconds);
      return { status: 200, body: answer, headers: { "x-catalog-version": `${answer.catalogVersion}` } };
    },
  };
}

function tooMany(seconds: number): Refusal {
  return { problem: "rate-limited", detail: tooManyGuesses, headers: { "retry-after": `${seconds}` } };
}

/** As the quote function wants them, for shoppers with a price list. */
export function quoteSources(
  { hashCoupons, readView, hasMarket, now }: CentralQuotes,
  priceListId: number,
): QuoteSources {
  return {
    hashCoupons,
    now,
    hasMarket,
    readView: (locale, request, at) => readView({ locale, priceListId, now: at }, request),
  };
}
