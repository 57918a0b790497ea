/** What orders asks of the catalog: the quote that an order is made of, and which promotions are used up. */
import { answerQuote } from "../../commerce/wire/answer_quote.ts";
import {
  type LimitedPromotion,
  type LineCopy,
  type OrderQuote,
  orderQuoteAnswer,
  orderQuoteBody,
  promotionLimitAnswer,
  promotionLimitNotice,
  type WithdrawalExemption,
  withdrawalExemptions,
} from "../../commerce/wire/internal_quotes.ts";
import type { QuoteAnswer } from "../../commerce/wire/quote.ts";
import type { QuoteView } from "../../commerce/quote/view.ts";
import { type OrderCopies, readOrderCopies } from "../../db/catalog/reading/order_copies.ts";
import { setPromotionExhausted } from "../../db/catalog/writing/promotion_limits.ts";
import { invalid, isRefusal } from "../platform/answer.ts";
import type { Handlers, OperationTable } from "../platform/operation.ts";
import { type GuardedQuotes, quoteSources } from "./quotes.ts";
import { type CatalogService, commit } from "./service.ts";

export const internalQuoteOperations = {
  orderQuote: {
    method: "post",
    path: "/internal/catalog/quotes",
    tag: "Internal",
    summary: "The quote that an order is made of, with what the order copies",
    access: "service",
    body: orderQuoteBody,
    answer: { status: 200, description: "The quote.", content: orderQuoteAnswer },
  },
  promotionLimit: {
    method: "post",
    path: "/internal/catalog/promotion-limits",
    tag: "Internal",
    summary: "Tells that a promotion's limit is reached, or no longer",
    access: "service",
    body: promotionLimitNotice,
    answer: { status: 200, description: "It is known.", content: promotionLimitAnswer },
  },
} as const satisfies OperationTable;

export function internalQuoteHandlers(
  service: CatalogService,
  quotes: GuardedQuotes,
): Handlers<typeof internalQuoteOperations> {
  return {
    async orderQuote({ body: { quote: body, shopper, exhausted }, from: { address } }) {
      const { market, language, lines, coupons = [] } = body;
      const waitSeconds = coupons.length === 0 ? 0 : quotes.guesses.wait(address);
      if (waitSeconds > 0) return { status: 200, body: { retryAfterSeconds: waitSeconds } };
      const [found, copies] = await Promise.all([
        answerQuote(body, quoteSources(quotes, shopper.priceListId), { shopper, exhausted }),
        readOrderCopies(service.catalog, { market, language }, lines.map(({ sku }) => sku)),
      ]);
      if ("errors" in found) return invalid(found.errors);
      const { answer, view } = found;
      const overSeconds = quotes.guesses.count(address, answer.coupons);
      if (overSeconds > 0) return { status: 200, body: { retryAfterSeconds: overSeconds } };
      const whole: OrderQuote = {
        quote: answer,
        copies: answer.lines.map(({ sku }) => lineCopyOf(sku, view, copies)),
        promotions: limitedPromotions(answer, view),
        termsVersion: copies.termsUpdatedAt === null ? null : new Date(copies.termsUpdatedAt).toISOString(),
        timeZone: view.market.timeZone,
      };
      return { status: 200, body: whole };
    },

    async promotionLimit({ body: { promotionId, exhausted } }) {
      const written = await commit(service, (w) => setPromotionExhausted(w, promotionId, exhausted));
      if (isRefusal(written)) return written;
      return { status: 200, body: { catalogVersion: written.catalogVersion } };
    },
  };
}

function lineCopyOf(sku: string, view: QuoteView, { bySku }: OrderCopies): LineCopy {
  const variant = view.variants.get(sku)!;
  const copy = bySku.get(sku);
  const isNamed = (code: string | null): code is WithdrawalExemption =>
    withdrawalExemptions.some((each) => each === code);
  const named = copy?.withdrawal ?? null;
  return {
    sku,
    productId: variant.productId,
    title: copy?.title ?? sku,
    options: (copy?.options ?? []).join(", "),
    brand: copy?.brand ?? null,
    image: copy?.image ?? null,
    kind: variant.kind,
    weightGrams: variant.weightGrams,
    categories: [...variant.categories],
    seller: copy?.seller ?? null,
    withdrawalExemption: isNamed(named) ? named : variant.kind === "digital" ? "digital" : null,
  };
}

/** Of the promotions that took something off, those that only so many orders may have. */
function limitedPromotions(quote: QuoteAnswer, view: QuoteView): LimitedPromotion[] {
  const used = new Set([
    ...quote.discounts.map(({ promotionId }) => promotionId),
    ...(quote.shipping?.discounts ?? []).map(({ promotionId }) => promotionId),
  ]);
  return view.promotions.flatMap(({ id, limits: { total, perCustomer } }) =>
    used.has(id) && (total !== null || perCustomer !== null)
      ? [{ id, limitTotal: total, limitPerCustomer: perCustomer }]
      : []
  );
}
