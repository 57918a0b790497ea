/** The quote, from the primary. Edges answer the same call from their copies. */
import type { HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import { answerQuote, stranger } from "../../commerce/wire/answer_quote.ts";
import { hasMarket, readPrimaryQuoteView } from "../../db/catalog/reading/primary.ts";
import { invalid } from "../platform/answer.ts";
import type { Handlers } from "../platform/operation.ts";
import type { tradeOperations } from "./trade_operations.ts";
import type { CatalogService } from "./service.ts";

export function quoteHandlers(
  { catalog, now }: CatalogService,
  hashCoupons: HashCoupons,
): Pick<Handlers<typeof tradeOperations>, "quote"> {
  const { priceListId } = stranger;
  return {
    async quote({ body }) {
      const found = await answerQuote(body, {
        hashCoupons,
        now,
        hasMarket: (market) => hasMarket(catalog, market),
        readView: (locale, request, at) =>
          readPrimaryQuoteView(catalog, { locale, priceListId, now: at }, request),
      });
      if ("errors" in found) return invalid(found.errors);
      const { answer } = found;
      return { status: 200, body: answer, headers: { "x-catalog-version": `${answer.catalogVersion}` } };
    },
  };
}
