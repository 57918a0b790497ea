/** Promotions as merchants send and read them (what each rule does is told in commerce/quote/view.ts). */
import { z } from "zod";
import type { PromotionConditions, PromotionRule } from "../quote/view.ts";
import { amountMinor, code, cursor, instant, languageTag, marketCode, sku, visibleText } from "./common.ts";
import { productId, publicId } from "./public_ids.ts";
import { couponCode } from "./quote.ts";

export const promotionId = publicId("prm", "promotion");

const percentPpm = z.int().min(1).max(1_000_000).meta({
  description: "Parts per million: 100000 is 10 %, 1000000 is free.",
});
const pieces = z.int().min(1).max(999);

export const promotionRule = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("percentage"), percentPpm }),
  z.strictObject({ kind: z.literal("fixed-amount"), amountMinor: amountMinor.min(1) }),
  z.strictObject({ kind: z.literal("fixed-price"), amountMinor }),
  z.strictObject({ kind: z.literal("buy-x-get-y"), buy: pieces, get: pieces, percentPpm }),
  z.strictObject({
    kind: z.literal("tiered"),
    basis: z.enum(["spend", "quantity"]),
    steps: z.array(z.strictObject({ from: amountMinor, percentPpm })).min(1).max(20).refine(
      (steps) => steps.every((step, at) => at === 0 || step.from > steps[at - 1]!.from),
      "wanted steps that ascend",
    ),
  }),
  z.strictObject({
    kind: z.literal("bundle"),
    items: z.array(z.strictObject({ sku, quantity: pieces })).min(1).max(20).refine(
      (items) => new Set(items.map((item) => item.sku)).size === items.length,
      "wanted each SKU once",
    ),
    amountMinor,
  }),
  z.strictObject({ kind: z.literal("free-shipping"), methods: z.array(code).max(20).default([]) }),
  z.strictObject({ kind: z.literal("gift"), sku }),
]).meta({ id: "PromotionRule" }) satisfies z.ZodType<PromotionRule>;

const names = (one: z.ZodType<string>) => z.array(one).max(200).default([]);

export const promotionConditions = z.strictObject({
  languages: names(languageTag),
  categories: names(code).meta({ description: "Codes; what is below them is meant, too." }),
  products: names(productId),
  attributes: z.array(z.strictObject({ attribute: code, value: z.string().min(1).max(120) })).max(200)
    .default([]),
  customerGroups: names(code),
  firstOrder: z.boolean().default(false),
  minimumSubtotalMinor: amountMinor.nullable().default(null),
  minimumQuantity: pieces.nullable().default(null),
}).meta({ id: "PromotionConditions" }) satisfies z.ZodType<PromotionConditions>;

const limit = z.int().min(1).max(1_000_000_000);

const fields = z.strictObject({
  texts: z.record(languageTag, z.strictObject({ name: visibleText(120) })).refine(
    (texts) => Object.keys(texts).length > 0,
    "wanted a name in one language at least",
  ),
  markets: z.array(marketCode).min(1).max(200).refine(
    (codes) => new Set(codes).size === codes.length,
    "wanted each market once",
  ).meta({ description: "All of one currency where the rule or its conditions name an amount." }),
  priority: z.int().min(-1_000_000).max(1_000_000).meta({ description: "Higher first." }),
  exclusivityGroup: code.nullable().meta({
    description: "Of promotions with the same group only the first that applies is used.",
  }),
  rule: promotionRule,
  conditions: promotionConditions,
  validFrom: instant.nullable().meta({ description: "Null: ever." }),
  validUntil: instant.nullable().meta({ description: "Not included; null: for ever." }),
  limits: z.strictObject({
    total: limit.nullable().default(null),
    perCustomer: limit.nullable().default(null),
  })
    .meta({ description: "How often it may be used; kept by orders." }),
});

const codes = z.array(couponCode).min(1).max(1000).nullable().meta({
  description: "Codes that unlock it; null: none is needed. Only keyed hashes of them are kept.",
});

/** The body of `POST /v1/admin/promotions`. */
export const promotionInput = fields.extend({
  priority: fields.shape.priority.default(0),
  exclusivityGroup: fields.shape.exclusivityGroup.default(null),
  conditions: fields.shape.conditions.prefault({}),
  validFrom: fields.shape.validFrom.default(null),
  validUntil: fields.shape.validUntil.default(null),
  limits: fields.shape.limits.prefault({}),
  codes: codes.default(null),
}).meta({ id: "PromotionInput" });
export type PromotionInput = z.infer<typeof promotionInput>;

/** The body of `PATCH /v1/admin/promotions/{id}`. */
export const promotionPatch = fields.extend({ codes }).partial().meta({ id: "PromotionPatch" });
export type PromotionPatch = z.infer<typeof promotionPatch>;

export const adminPromotion = fields.extend({
  id: promotionId,
  coupons: z.int().nullable().meta({ description: "How many codes unlock it; null: none is needed." }),
  isExhausted: z.boolean().meta({ description: "Whether it was used as often as it may be." }),
}).meta({ id: "AdminPromotion" });
export type AdminPromotion = z.infer<typeof adminPromotion>;

export const writtenPromotion = adminPromotion.extend({ catalogVersion: z.int() }).meta({
  id: "WrittenPromotion",
});
export const promotionList = z.strictObject({ items: z.array(adminPromotion), nextCursor: cursor.nullable() })
  .meta({ id: "PromotionList" });
