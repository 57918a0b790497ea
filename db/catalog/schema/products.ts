/** Products and variants, with their texts, places and pictures. */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { availabilities } from "../../../commerce/catalog_view.ts";
import { taxCategories } from "../../../commerce/quote/view.ts";
import { categories } from "./categories.ts";
import { lastingId, plainIdentifier } from "./columns.ts";
import { languages, markets } from "./languages_and_markets.ts";
import { media } from "./media.ts";
import { organizations } from "./organizations.ts";

export const products = sqliteTable("products", {
  id: lastingId(),
  publicId: text("public_id").notNull().unique(),
  kind: text("kind", { enum: ["physical", "digital", "gift_card", "plan"] }).notNull().default("physical"),
  sellerId: integer("seller_id").notNull().default(1).references(() => organizations.id),
  brand: text("brand"),
  taxCategory: text("tax_category", { enum: taxCategories }).notNull().default("standard"),
  /** Harmonized System code, 6 to 10 digits. */
  hsCode: text("hs_code"),
  /** ISO 3166-1 alpha-2 country of origin. */
  origin: text("origin"),
  makerId: integer("maker_id").references(() => organizations.id),
  euResponsibleId: integer("eu_responsible_id").references(() => organizations.id),
  /** The category of the breadcrumb. */
  categoryId: integer("category_id").references(() => categories.id),
  /** Millimetres, packed for nothing: the product as it stands. */
  widthMm: integer("width_mm"),
  depthMm: integer("depth_mm"),
  heightMm: integer("height_mm"),
  /** 0 to 100; the tie-breaker of search and the default order of lists. */
  popularity: integer("popularity").notNull().default(0),
  createdAt: integer("created_at").notNull(),
  updatedSequence: integer("updated_sequence").notNull(),
  /** 1: `product_markets` is the merchant's choice; 0: it follows from where a variant has a price. */
  marketsChosen: integer("markets_chosen").notNull().default(0),
}, (t) => [
  check("products_kind", sql`${t.kind} IN ('physical', 'digital', 'gift_card', 'plan')`),
  check("products_hs_code", sql`${t.hsCode} IS NULL OR length(${t.hsCode}) BETWEEN 6 AND 10`),
  check("products_origin", sql`${t.origin} IS NULL OR length(${t.origin}) = 2`),
  check("products_popularity", sql`${t.popularity} BETWEEN 0 AND 100`),
  check("products_markets_chosen", sql`${t.marketsChosen} IN (0, 1)`),
]);

export const productTexts = sqliteTable("product_texts", {
  productId: integer("product_id").notNull().references(() => products.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  title: text("title").notNull(),
  slug: text("slug").notNull(),
  description: text("description").notNull().default(""),
  /** Safety warnings (GPSR, article 9(7)) in the language of the shopper. */
  warnings: text("warnings"),
}, (t) => [
  primaryKey({ columns: [t.productId, t.languageId] }),
  uniqueIndex("product_texts_slug").on(t.languageId, t.slug),
]);

/** Slugs that were once a product's or category's: they redirect for good (301). */
export const oldSlugs = sqliteTable("old_slugs", {
  kind: text("kind", { enum: ["product", "category"] }).notNull(),
  languageId: integer("language_id").notNull().references(() => languages.id),
  slug: text("slug").notNull(),
  /** A product's or category's id, by kind. */
  targetId: integer("target_id").notNull(),
}, (t) => [
  primaryKey({ columns: [t.kind, t.languageId, t.slug] }),
  check("old_slugs_kind", sql`${t.kind} IN ('product', 'category')`),
]);

export const productCategories = sqliteTable("product_categories", {
  productId: integer("product_id").notNull().references(() => products.id),
  categoryId: integer("category_id").notNull().references(() => categories.id),
}, (t) => [
  primaryKey({ columns: [t.productId, t.categoryId] }),
  index("product_categories_category").on(t.categoryId),
]);

/** In which markets a product can be seen at all: as chosen, or wherever a variant has a price. */
export const productMarkets = sqliteTable("product_markets", {
  productId: integer("product_id").notNull().references(() => products.id),
  marketId: integer("market_id").notNull().references(() => markets.id),
}, (t) => [primaryKey({ columns: [t.productId, t.marketId] })]);

export const variants = sqliteTable("variants", {
  /** Also the reference that basket cookies hold. */
  id: lastingId(),
  publicId: text("public_id").notNull().unique(),
  productId: integer("product_id").notNull().references(() => products.id),
  sku: text("sku").notNull().unique(),
  gtin: text("gtin"),
  mpn: text("mpn"),
  position: integer("position").notNull().default(0),
  weightGrams: integer("weight_grams"),
  /** Content for unit prices (Directive 98/6/EC): 250 and `ml`. */
  unitAmount: integer("unit_amount"),
  unit: text("unit", { enum: ["ml", "g", "mm", "cm2", "piece"] }),
  /** Availability where `variant_availability` has no row for the market. */
  availability: text("availability", { enum: availabilities }).notNull().default("in_stock"),
}, (t) => [
  index("variants_product").on(t.productId, t.position),
  index("variants_gtin").on(t.gtin),
  // Typed with or without dashes and spaces, in any case. (The migration's own SQL makes these two.)
  index("variants_sku_plain").on(plainIdentifier(t.sku)),
  index("variants_mpn_plain").on(plainIdentifier(t.mpn)).where(sql`${t.mpn} IS NOT NULL`),
  check("variants_gtin", sql`${t.gtin} IS NULL OR length(${t.gtin}) IN (8, 12, 13, 14)`),
  check("variants_weight", sql`${t.weightGrams} IS NULL OR ${t.weightGrams} >= 0`),
  check("variants_unit", sql`(${t.unitAmount} IS NULL) = (${t.unit} IS NULL)`),
]);

/** Availability of a variant in a market where it differs from the variant's own. */
export const variantAvailability = sqliteTable("variant_availability", {
  variantId: integer("variant_id").notNull().references(() => variants.id),
  marketId: integer("market_id").notNull().references(() => markets.id),
  availability: text("availability", { enum: availabilities }).notNull(),
}, (t) => [primaryKey({ columns: [t.variantId, t.marketId] })]);

/** Of variants whose stock is counted: which of the inventory's words on their availability was the last. */
export const availabilityVersions = sqliteTable("availability_versions", {
  variantId: integer("variant_id").primaryKey().references(() => variants.id, { onDelete: "cascade" }),
  version: integer("version").notNull(),
});

export const productMedia = sqliteTable("product_media", {
  productId: integer("product_id").notNull().references(() => products.id),
  position: integer("position").notNull(),
  mediaId: integer("media_id").notNull().references(() => media.id),
}, (t) => [primaryKey({ columns: [t.productId, t.position] })]);

/** The picture that shows a variant. */
export const variantMedia = sqliteTable("variant_media", {
  variantId: integer("variant_id").primaryKey().references(() => variants.id),
  mediaId: integer("media_id").notNull().references(() => media.id),
});
