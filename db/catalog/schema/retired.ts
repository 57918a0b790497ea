/**
 * Tables that nothing writes any more, but edges of the version before read until they are replaced: the next release
 * drops them (decision 10).
 */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable } from "drizzle-orm/sqlite-core";

export const categoryFacets = sqliteTable("category_facets", {
  categoryId: integer("category_id").notNull(),
  valueId: integer("value_id").notNull(),
  products: integer("products").notNull(),
}, (t) => [
  primaryKey({ columns: [t.categoryId, t.valueId] }),
  index("category_facets_frequent").on(t.categoryId, t.products, t.valueId),
  check("category_facets_products", sql`${t.products} > 0`),
]);

export const listings = sqliteTable("listings", {
  marketId: integer("market_id").notNull(),
  categoryId: integer("category_id").notNull(),
  productId: integer("product_id").notNull(),
  priceMinor: integer("price_minor").notNull(),
  popularity: integer("popularity").notNull(),
  createdAt: integer("created_at").notNull(),
}, (t) => [
  primaryKey({ columns: [t.marketId, t.categoryId, t.productId] }),
  index("listings_popular").on(t.marketId, t.categoryId, t.popularity, t.productId),
  index("listings_newest").on(t.marketId, t.categoryId, t.createdAt, t.productId),
  index("listings_price").on(t.marketId, t.categoryId, t.priceMinor, t.productId),
  index("listings_product").on(t.productId),
]);

export const productFacets = sqliteTable("product_facets", {
  valueId: integer("value_id").notNull(),
  productId: integer("product_id").notNull(),
}, (t) => [
  primaryKey({ columns: [t.valueId, t.productId] }),
  index("product_facets_product").on(t.productId),
]);
