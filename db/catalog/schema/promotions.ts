/** Promotions. */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { lastingId } from "./columns.ts";
import { languages, markets } from "./languages_and_markets.ts";

export const promotions = sqliteTable("promotions", {
  id: lastingId(),
  publicId: text("public_id").notNull().unique(),
  /** Higher first. */
  priority: integer("priority").notNull().default(0),
  exclusivityGroup: text("exclusivity_group"),
  /** JSON, by kind (commerce/wire/promotion.ts); amounts are of the currency of its markets. */
  rule: text("rule").notNull(),
  /** JSON, as `PromotionConditions`. */
  conditions: text("conditions").notNull(),
  validFrom: integer("valid_from").notNull().default(0),
  validUntil: integer("valid_until"),
  /** Whether it takes a code: one of `promotion_coupons`. */
  needsCoupon: integer("needs_coupon").notNull().default(0),
  limitTotal: integer("limit_total"),
  limitPerCustomer: integer("limit_per_customer"),
  /** Orders told that the total is reached. */
  exhausted: integer("exhausted").notNull().default(0),
  updatedSequence: integer("updated_sequence").notNull(),
}, (t) => [
  check("promotions_json", sql`json_valid(${t.rule}) AND json_valid(${t.conditions})`),
  check("promotions_window", sql`${t.validUntil} IS NULL OR ${t.validUntil} > ${t.validFrom}`),
  check("promotions_needs_coupon", sql`${t.needsCoupon} IN (0, 1)`),
  check("promotions_exhausted", sql`${t.exhausted} IN (0, 1)`),
  check(
    "promotions_limits",
    sql`coalesce(${t.limitTotal}, 1) > 0 AND coalesce(${t.limitPerCustomer}, 1) > 0`,
  ),
]);

/** In which markets a promotion holds: one at least, all of one currency where it names an amount. */
export const promotionMarkets = sqliteTable("promotion_markets", {
  marketId: integer("market_id").notNull().references(() => markets.id),
  promotionId: integer("promotion_id").notNull().references(() => promotions.id),
}, (t) => [
  primaryKey({ columns: [t.marketId, t.promotionId] }),
  index("promotion_markets_promotion").on(t.promotionId),
]);

/** A promotion's name, as its discount is named in a quote. */
export const promotionTexts = sqliteTable("promotion_texts", {
  promotionId: integer("promotion_id").notNull().references(() => promotions.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  name: text("name").notNull(),
}, (t) => [primaryKey({ columns: [t.promotionId, t.languageId] })]);

/** Keyed hashes of the codes that unlock a promotion (commerce/quote/coupon_hash.ts): the codes are in no row. */
export const promotionCoupons = sqliteTable("promotion_coupons", {
  promotionId: integer("promotion_id").notNull().references(() => promotions.id),
  hash: text("hash").notNull(),
}, (t) => [
  primaryKey({ columns: [t.promotionId, t.hash] }),
  check("promotion_coupons_hash", sql`length(${t.hash}) = 64`),
]);
