/** What orders asks of the catalog: the quote that an order is made of, with what the order copies of it. */
import { z } from "zod";
import { promotionId } from "./promotion.ts";
import { quoteAnswer, quoteBody } from "./quote.ts";
import { instant, sku } from "./common.ts";

/** Why a line cannot be withdrawn from (Directive 2011/83/EU, article 16); the attribute `withdrawal` holds the first four. */
export const withdrawalExemptions = [
  "personalised",
  "perishable",
  "hygiene",
  "sealed-media",
  "digital",
] as const;
export type WithdrawalExemption = (typeof withdrawalExemptions)[number];

/** The body of `POST /internal/catalog/quotes`: that of `POST /v1/quotes`, and who asks. */
export const orderQuoteBody = z.strictObject({
  quote: quoteBody,
  shopper: z.strictObject({
    priceListId: z.int().min(1),
    customerGroups: z.array(z.string()).max(50),
    isFirstOrder: z.boolean(),
  }),
  /** Promotions that this shopper cannot have (any more), whatever the catalog knows of it yet. */
  exhausted: z.array(promotionId).max(200),
});
export type OrderQuoteBody = z.infer<typeof orderQuoteBody>;

/** A line as an order keeps it: what the product was called and looked like when it was bought. */
export const lineCopy = z.strictObject({
  sku,
  productId: z.string(),
  title: z.string(),
  /** Its options in words, e.g. `Sand, 120 cm`; empty where there are none. */
  options: z.string(),
  brand: z.string().nullable(),
  /** The key of its picture (commerce/picture_address.ts). */
  image: z.strictObject({ key: z.string(), alt: z.string(), width: z.int(), height: z.int() }).nullable(),
  kind: z.enum(["physical", "digital", "gift_card", "plan"]),
  weightGrams: z.int(),
  /** Codes of its categories and all above them. */
  categories: z.array(z.string()),
  seller: z.string().nullable(),
  withdrawalExemption: z.enum(withdrawalExemptions).nullable(),
});
export type LineCopy = z.infer<typeof lineCopy>;

/** A promotion that is limited and that the quote uses. */
export const limitedPromotion = z.strictObject({
  id: promotionId,
  limitTotal: z.int().min(1).nullable(),
  limitPerCustomer: z.int().min(1).nullable(),
});
export type LimitedPromotion = z.infer<typeof limitedPromotion>;

/** The answer of `POST /internal/catalog/quotes`. */
export const orderQuote = z.strictObject({
  quote: quoteAnswer,
  /** In the order of the quote's lines. */
  copies: z.array(lineCopy),
  promotions: z.array(limitedPromotion),
  /** When the terms that hold in this market and language were last changed; null: there are none. */
  termsVersion: instant.nullable(),
  /** Of the market (IANA). */
  timeZone: z.string(),
});
export type OrderQuote = z.infer<typeof orderQuote>;

/** Instead of the quote, for a shopper who tried too many coupons that do not exist: their codes are not looked at. */
export const guessedTooOften = z.strictObject({ retryAfterSeconds: z.int().min(1) });
export const orderQuoteAnswer = z.union([orderQuote, guessedTooOften]);

/** The body of `POST /internal/catalog/promotion-limits`: orders tells whether a promotion's limit is reached. */
export const promotionLimitNotice = z.strictObject({
  promotionId,
  exhausted: z.boolean(),
});
export type PromotionLimitNotice = z.infer<typeof promotionLimitNotice>;
export const promotionLimitAnswer = z.strictObject({ catalogVersion: z.int() });
