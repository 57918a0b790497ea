/** Prices. */
import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id } from "./columns.ts";
import { markets } from "./languages_and_markets.ts";
import { products, variants } from "./products.ts";

export const priceLists = sqliteTable("price_lists", {
  id: id(),
  /** `standard` (id 1) is everybody's. */
  code: text("code").notNull().unique(),
});

/**
 * Windows are half-open: from `valid_from` up to, not including, `valid_until`; 0 and null are "ever". They never
 * overlap: a price that a sale interrupts has one row before it and one after it.
 */
export const prices = sqliteTable("prices", {
  variantId: integer("variant_id").notNull().references(() => variants.id),
  marketId: integer("market_id").notNull().references(() => markets.id),
  priceListId: integer("price_list_id").notNull().default(1).references(() => priceLists.id),
  /** From how many pieces on; 1 is the ordinary price. */
  minQuantity: integer("min_quantity").notNull().default(1),
  validFrom: integer("valid_from").notNull().default(0),
  validUntil: integer("valid_until"),
  amountMinor: integer("amount_minor").notNull(),
  compareAtMinor: integer("compare_at_minor"),
  /** Of a reduction: the lowest price of the 30 days before it begins. */
  lowestPriorMinor: integer("lowest_prior_minor"),
  /** When the window was to begin of which this row is a part: before `valid_from` after an interruption. */
  begins: integer("begins").notNull().default(0),
}, (t) => [
  primaryKey({ columns: [t.variantId, t.marketId, t.priceListId, t.minQuantity, t.validFrom] }),
  check("prices_amount", sql`${t.amountMinor} BETWEEN 0 AND 1000000000000`),
  check("prices_compare_at", sql`${t.compareAtMinor} IS NULL OR ${t.compareAtMinor} > ${t.amountMinor}`),
  check("prices_quantity", sql`${t.minQuantity} >= 1`),
  check("prices_window", sql`${t.validUntil} IS NULL OR ${t.validUntil} > ${t.validFrom}`),
  check("prices_begins", sql`${t.begins} <= ${t.validFrom}`),
]);

/** Every price that was in force in the last 60 days, which is what the law needs shown. */
export const priceHistory = sqliteTable("price_history", {
  variantId: integer("variant_id").notNull().references(() => variants.id),
  marketId: integer("market_id").notNull().references(() => markets.id),
  priceListId: integer("price_list_id").notNull(),
  minQuantity: integer("min_quantity").notNull(),
  /** When it came into force. */
  validFrom: integer("valid_from").notNull(),
  amountMinor: integer("amount_minor").notNull(),
}, (t) => [primaryKey({ columns: [t.variantId, t.marketId, t.priceListId, t.minQuantity, t.validFrom] })]);

/** Moments at which a price window opens or closes: the listings are made anew then. */
export const priceBoundaries = sqliteTable("price_boundaries", {
  at: integer("at").notNull(),
  productId: integer("product_id").notNull().references(() => products.id),
}, (t) => [primaryKey({ columns: [t.at, t.productId] })]);
