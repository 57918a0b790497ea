/**
 * The catalog database: what a stranger may read, and little of it (design decision 11).
 *
 * Keys inside are integers; a public id is one unique column. Times are milliseconds since the epoch, amounts
 * integer minor units of the market's currency. Invariants are CHECKs, so that no writer can break them.
 */
import { sql } from "drizzle-orm";
import { availabilities } from "../../commerce/catalog_view.ts";
import { taxCategories } from "../../commerce/quote/view.ts";
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  type SQLiteColumn,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";

const id = () => integer("id").primaryKey();

/** A key that is never given twice: basket cookies, old slugs and cached pages outlive the row they name. */
const lastingId = () => integer("id").primaryKey({ autoIncrement: true });

/** An identifier without the signs and the case that people leave out: as commerce/search/identifiers.ts. */
const plainIdentifier = (column: SQLiteColumn) =>
  sql`replace(replace(replace(replace(replace(upper(${column}), '-', ''), ' ', ''), '.', ''), '/', ''), '_', '')`;

// ---------------------------------------------------------------- languages and markets

export const languages = sqliteTable("languages", {
  id: id(),
  /** BCP 47, lowercase. */
  tag: text("tag").notNull().unique(),
  /** The language's own name for itself. */
  name: text("name").notNull(),
  direction: text("direction", { enum: ["ltr", "rtl"] }).notNull().default("ltr"),
}, (t) => [check("languages_direction", sql`${t.direction} IN ('ltr', 'rtl')`)]);

export const markets = sqliteTable("markets", {
  id: id(),
  code: text("code").notNull().unique(),
  /** ISO 4217. */
  currency: text("currency").notNull(),
  pricesIncludeTax: integer("prices_include_tax", { mode: "number" }).notNull(),
  /** IANA name. */
  timeZone: text("time_zone").notNull(),
  position: integer("position").notNull(),
  /** What stays the same in another country of the market: the price with tax, or the one without. */
  priceConstant: text("price_constant", { enum: ["gross", "net"] }).notNull().default("gross"),
  taxRounding: text("tax_rounding", { enum: ["per-line", "per-total"] }).notNull().default("per-line"),
  /** Totals are rounded to a multiple of this many minor units; 1 for none. */
  cashRoundingMinor: integer("cash_rounding_minor").notNull().default(1),
}, (t) => [
  check("markets_currency", sql`length(${t.currency}) = 3`),
  check("markets_prices_include_tax", sql`${t.pricesIncludeTax} IN (0, 1)`),
  check("markets_price_constant", sql`${t.priceConstant} IN ('gross', 'net')`),
  check("markets_tax_rounding", sql`${t.taxRounding} IN ('per-line', 'per-total')`),
  check("markets_cash_rounding", sql`${t.cashRoundingMinor} BETWEEN 1 AND 1000000`),
]);

/** ISO 3166-1 alpha-2 countries of a market; position 0 is its reference country. */
export const marketCountries = sqliteTable("market_countries", {
  marketId: integer("market_id").notNull().references(() => markets.id),
  country: text("country").notNull(),
  position: integer("position").notNull(),
}, (t) => [
  primaryKey({ columns: [t.marketId, t.position] }),
  uniqueIndex("market_countries_country").on(t.country),
  check("market_countries_country", sql`length(${t.country}) = 2`),
]);

/** The languages a market speaks, position 0 its default, with the market's name in each. */
export const marketLanguages = sqliteTable("market_languages", {
  marketId: integer("market_id").notNull().references(() => markets.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  position: integer("position").notNull(),
  name: text("name").notNull(),
}, (t) => [primaryKey({ columns: [t.marketId, t.languageId] })]);

// ---------------------------------------------------------------- companies

/** Makers, EU responsible persons (Regulation (EU) 2023/988) and sellers. Seller 1 is the house. */
export const organizations = sqliteTable("organizations", {
  id: id(),
  name: text("name").notNull(),
  address: text("address").notNull(),
  email: text("email").notNull(),
});

// ---------------------------------------------------------------- categories

export const categories = sqliteTable("categories", {
  id: lastingId(),
  publicId: text("public_id").notNull().unique(),
  /** Stable code by which feeds and the admin API name it; the English slug at first. */
  code: text("code").notNull().unique(),
  parentId: integer("parent_id"),
  position: integer("position").notNull().default(0),
  mediaId: integer("media_id").references(() => media.id),
  /** The `changes` sequence of the last write: the record's version for optimistic locking. */
  updatedSequence: integer("updated_sequence").notNull(),
}, (t) => [
  index("categories_parent").on(t.parentId, t.position),
  check("categories_parent", sql`${t.parentId} IS NULL OR ${t.parentId} <> ${t.id}`),
]);

export const categoryTexts = sqliteTable("category_texts", {
  categoryId: integer("category_id").notNull().references(() => categories.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  name: text("name").notNull(),
  slug: text("slug").notNull(),
  description: text("description").notNull().default(""),
}, (t) => [
  primaryKey({ columns: [t.categoryId, t.languageId] }),
  uniqueIndex("category_texts_slug").on(t.languageId, t.slug),
]);

// ---------------------------------------------------------------- products and variants

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

// ---------------------------------------------------------------- attributes, options, facets

/** Typed attributes. One that is a facet filters lists. Options of variants are attributes too. */
export const attributes = sqliteTable("attributes", {
  id: id(),
  code: text("code").notNull().unique(),
  type: text("type", { enum: ["text", "number", "boolean", "colour"] }).notNull().default("text"),
  /** UCUM unit of a number, e.g. `h`, `cm`. */
  unit: text("unit"),
  facet: integer("facet").notNull().default(0),
  position: integer("position").notNull().default(0),
}, (t) => [check("attributes_facet", sql`${t.facet} IN (0, 1)`)]);

export const attributeTexts = sqliteTable("attribute_texts", {
  attributeId: integer("attribute_id").notNull().references(() => attributes.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  label: text("label").notNull(),
}, (t) => [primaryKey({ columns: [t.attributeId, t.languageId] })]);

export const attributeValues = sqliteTable("attribute_values", {
  id: id(),
  attributeId: integer("attribute_id").notNull().references(() => attributes.id),
  /** What an address and the API name it by. Of a number its decimal form, of a boolean `yes` or `no`. */
  code: text("code").notNull(),
  position: integer("position").notNull().default(0),
  /** `#rrggbb` of a colour. */
  hex: text("hex"),
}, (t) => [
  uniqueIndex("attribute_values_code").on(t.attributeId, t.code),
  check("attribute_values_hex", sql`${t.hex} IS NULL OR (length(${t.hex}) = 7 AND ${t.hex} LIKE '#%')`),
]);

/** A value's words. Where a language has no row, the code is shown. */
export const attributeValueTexts = sqliteTable("attribute_value_texts", {
  valueId: integer("value_id").notNull().references(() => attributeValues.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  label: text("label").notNull(),
}, (t) => [primaryKey({ columns: [t.valueId, t.languageId] })]);

/** A product's own attributes. */
export const productAttributes = sqliteTable("product_attributes", {
  productId: integer("product_id").notNull().references(() => products.id),
  valueId: integer("value_id").notNull().references(() => attributeValues.id),
}, (t) => [primaryKey({ columns: [t.productId, t.valueId] })]);

/** What tells a product's variants apart: one value for each option attribute. */
export const variantOptions = sqliteTable("variant_options", {
  variantId: integer("variant_id").notNull().references(() => variants.id),
  attributeId: integer("attribute_id").notNull().references(() => attributes.id),
  valueId: integer("value_id").notNull().references(() => attributeValues.id),
}, (t) => [primaryKey({ columns: [t.variantId, t.attributeId] })]);

// ---------------------------------------------------------------- prices

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

// ---------------------------------------------------------------- taxes, promotions, shipping

/** Tax rates of all countries (commerce/quote/view.ts says how one is chosen). Windows are half-open, as of prices. */
export const taxRates = sqliteTable("tax_rates", {
  /** ISO 3166-1 alpha-2. */
  country: text("country").notNull(),
  /** ISO 3166-2 subdivision without the country; empty: the whole country. */
  region: text("region").notNull().default(""),
  category: text("category", { enum: taxCategories }).notNull(),
  /** As invoices name the tax, e.g. `TVA`. */
  name: text("name").notNull(),
  validFrom: integer("valid_from").notNull().default(0),
  validUntil: integer("valid_until"),
  /** Parts per million: 200000 is 20 %. */
  ratePpm: integer("rate_ppm").notNull(),
  taxesShipping: integer("taxes_shipping").notNull(),
  /** Where the rate is written. */
  source: text("source").notNull(),
}, (t) => [
  primaryKey({ columns: [t.country, t.region, t.category, t.name, t.validFrom] }),
  check("tax_rates_country", sql`length(${t.country}) = 2`),
  check("tax_rates_rate", sql`${t.ratePpm} BETWEEN 0 AND 1000000`),
  check("tax_rates_taxes_shipping", sql`${t.taxesShipping} IN (0, 1)`),
  check("tax_rates_window", sql`${t.validUntil} IS NULL OR ${t.validUntil} > ${t.validFrom}`),
]);

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

/** Destinations of a market that ship alike. What is a list is JSON, as `ShippingZone`. */
export const shippingZones = sqliteTable("shipping_zones", {
  id: id(),
  marketId: integer("market_id").notNull().references(() => markets.id),
  /** Names it among the market's zones. */
  code: text("code").notNull(),
  countries: text("countries").notNull(),
  regions: text("regions").notNull().default("[]"),
  postalCodes: text("postal_codes").notNull().default("[]"),
  exceptPostalCodes: text("except_postal_codes").notNull().default("[]"),
}, (t) => [
  uniqueIndex("shipping_zones_code").on(t.marketId, t.code),
  check(
    "shipping_zones_json",
    sql`json_valid(${t.countries}) AND json_valid(${t.regions}) AND json_valid(${t.postalCodes})
      AND json_valid(${t.exceptPostalCodes})`,
  ),
]);

/** Ways to ship into a zone, with their rates; as `ShippingMethod`. */
export const shippingMethods = sqliteTable("shipping_methods", {
  id: id(),
  zoneId: integer("zone_id").notNull().references(() => shippingZones.id),
  /** The option's id in a quote, e.g. `standard`; the same in all zones. */
  code: text("code").notNull(),
  position: integer("position").notNull(),
  basis: text("basis", { enum: ["weight", "volume", "value"] }).notNull(),
  /** JSON. */
  rates: text("rates").notNull(),
  freeFromMinor: integer("free_from_minor"),
  /** JSON. */
  surcharges: text("surcharges").notNull().default("[]"),
  /** JSON. */
  excludes: text("excludes").notNull().default("[]"),
  cutOffMinutes: integer("cut_off_minutes").notNull(),
  handlingDays: integer("handling_days").notNull(),
  earliestDays: integer("earliest_days").notNull(),
  latestDays: integer("latest_days").notNull(),
  saturdays: integer("saturdays").notNull(),
}, (t) => [
  uniqueIndex("shipping_methods_code").on(t.zoneId, t.code),
  check("shipping_methods_basis", sql`${t.basis} IN ('weight', 'volume', 'value')`),
  check(
    "shipping_methods_json",
    sql`json_valid(${t.rates}) AND json_valid(${t.surcharges}) AND json_valid(${t.excludes})`,
  ),
  check("shipping_methods_cut_off", sql`${t.cutOffMinutes} BETWEEN 0 AND 1440`),
  check(
    "shipping_methods_days",
    sql`${t.handlingDays} >= 0 AND ${t.earliestDays} >= 0 AND ${t.latestDays} >= ${t.earliestDays}`,
  ),
  check("shipping_methods_saturdays", sql`${t.saturdays} IN (0, 1)`),
]);

export const shippingMethodTexts = sqliteTable("shipping_method_texts", {
  methodId: integer("method_id").notNull().references(() => shippingMethods.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  name: text("name").notNull(),
}, (t) => [primaryKey({ columns: [t.methodId, t.languageId] })]);

// ---------------------------------------------------------------- media

export const media = sqliteTable("media", {
  id: id(),
  /** The first 24 hex digits of the SHA-256 of the original: its address never changes its content. */
  key: text("key").notNull().unique(),
  /** The original's key in the object store. */
  object: text("object").notNull(),
  contentType: text("content_type").notNull(),
  width: integer("width").notNull(),
  height: integer("height").notNull(),
});

export const mediaTexts = sqliteTable("media_texts", {
  mediaId: integer("media_id").notNull().references(() => media.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  alt: text("alt").notNull(),
}, (t) => [primaryKey({ columns: [t.mediaId, t.languageId] })]);

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

// ---------------------------------------------------------------- pages and navigation

export const informationPages = sqliteTable("information_pages", {
  id: id(),
  marketId: integer("market_id").notNull().references(() => markets.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  /** The same page in other languages has the same code, e.g. `terms`. */
  code: text("code").notNull(),
  slug: text("slug").notNull(),
  title: text("title").notNull(),
  /** CommonMark, no raw HTML. */
  body: text("body").notNull(),
  updatedAt: integer("updated_at").notNull(),
}, (t) => [
  uniqueIndex("information_pages_slug").on(t.marketId, t.languageId, t.slug),
  uniqueIndex("information_pages_code").on(t.marketId, t.languageId, t.code),
]);

export const homeBlocks = sqliteTable("home_blocks", {
  id: id(),
  marketId: integer("market_id").notNull().references(() => markets.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  position: integer("position").notNull(),
  kind: text("kind", { enum: ["hero", "products", "categories", "editorial", "assurances"] }).notNull(),
  /** The block's words and references as JSON, by kind (commerce/home_block.ts). */
  content: text("content").notNull(),
}, (t) => [
  uniqueIndex("home_blocks_place").on(t.marketId, t.languageId, t.position),
  check("home_blocks_content", sql`json_valid(${t.content})`),
]);

export const navigation = sqliteTable("navigation", {
  id: id(),
  marketId: integer("market_id").notNull().references(() => markets.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  placement: text("placement", { enum: ["header", "footer"] }).notNull(),
  position: integer("position").notNull(),
  label: text("label").notNull(),
  /** A path after `/{locale}/`, e.g. `i/terms`. */
  target: text("target").notNull(),
}, (t) => [
  uniqueIndex("navigation_place").on(t.marketId, t.languageId, t.placement, t.position),
  check("navigation_placement", sql`${t.placement} IN ('header', 'footer')`),
]);

// ---------------------------------------------------------------- what lists and search read

/**
 * Sets of products as blocks of 8,192 keys (db/catalog/product_block.ts): derived, kept by the writer in the same
 * transaction. A list is what its market, its category and its language have in common.
 */
export const productSets = sqliteTable("product_sets", {
  /**
   * `market`: has a standard price in force there and is visible; `reduced`: and a variant of it is reduced;
   * `category`: is in it or below it; `facet`: has the value; `texts`: has words in the language.
   */
  kind: text("kind", { enum: ["market", "reduced", "category", "facet", "texts"] }).notNull(),
  /** A market's, category's, attribute value's or language's key, by kind. */
  ownerId: integer("owner_id").notNull(),
  /** `product_id >> 13`. */
  block: integer("block").notNull(),
  bits: blob("bits", { mode: "buffer" }).notNull(),
}, (t) => [primaryKey({ columns: [t.kind, t.ownerId, t.block] })]);

/** What lists sort by, of products that are listed, as blocks of 512 keys (db/catalog/sort_keys.ts): derived. */
export const sortKeys = sqliteTable("sort_keys", {
  /** `price`: the lowest standard price in force; `popularity`; `created`: milliseconds since the epoch. */
  kind: text("kind", { enum: ["price", "popularity", "created"] }).notNull(),
  /** 0 for what is the same in all markets. */
  marketId: integer("market_id").notNull(),
  /** `product_id >> 9`. */
  block: integer("block").notNull(),
  keys: blob("keys", { mode: "buffer" }).notNull(),
}, (t) => [primaryKey({ columns: [t.kind, t.marketId, t.block] })]);

/** The categories of a product with all their ancestors: derived. */
export const listedCategories = sqliteTable("listed_categories", {
  productId: integer("product_id").notNull(),
  categoryId: integer("category_id").notNull(),
}, (t) => [primaryKey({ columns: [t.productId, t.categoryId] })]);

/** The facet values of a product, its own and its variants' options: derived. */
export const productFacetValues = sqliteTable("product_facet_values", {
  productId: integer("product_id").notNull(),
  valueId: integer("value_id").notNull(),
}, (t) => [primaryKey({ columns: [t.productId, t.valueId] })]);

/** The facet values of products in blocks of 512 (db/catalog/product_values.ts): derived, for counting. */
export const productValues = sqliteTable("product_values", {
  /** `product_id >> 9`. */
  id: integer("id").primaryKey(),
  valueIds: blob("value_ids", { mode: "buffer" }).notNull(),
});

/**
 * A product's words and first picture as cards show them, one row for each of its languages: derived. Its key is one
 * number (db/catalog/card_offers.ts): trees of such tables are flat, so that a card is one page off the ones in memory.
 */
export const productCards = sqliteTable("product_cards", {
  id: id(),
  publicId: text("public_id").notNull(),
  slug: text("slug").notNull(),
  title: text("title").notNull(),
  brand: text("brand"),
  pictureKey: text("picture_key"),
  alt: text("alt"),
  width: integer("width"),
  height: integer("height"),
});

/** What a product is offered for in each market where it is visible and has a price: derived. */
export const productOffers = sqliteTable("product_offers", {
  id: id(),
  /** As db/catalog/card_offers.ts writes them. */
  offers: text("offers").notNull(),
});

/** Of the version before, whose edges read it: nothing writes it any more, the next release drops it (decision 10). */
export const categoryFacets = sqliteTable("category_facets", {
  categoryId: integer("category_id").notNull(),
  valueId: integer("value_id").notNull(),
  products: integer("products").notNull(),
}, (t) => [
  primaryKey({ columns: [t.categoryId, t.valueId] }),
  index("category_facets_frequent").on(t.categoryId, t.products, t.valueId),
  check("category_facets_products", sql`${t.products} > 0`),
]);

/** The words by which products are found, as commerce/search/terms.ts makes them: derived. */
export const searchTerms = sqliteTable("search_terms", {
  languageId: integer("language_id").notNull(),
  term: text("term").notNull(),
  id: integer("id").notNull(),
  /** A word that it was made of, as one may write it. */
  spoken: text("spoken").notNull(),
  /** How frequent it is, roughly: the binary logarithm of the most products that one block of postings had. */
  level: integer("level").notNull(),
  /** The term backwards, where the language writes compounds as one word: finds them by their ends. */
  reversed: text("reversed"),
}, (t) => [
  primaryKey({ columns: [t.languageId, t.term] }),
  uniqueIndex("search_terms_id").on(t.id),
  index("search_terms_reversed").on(t.languageId, t.reversed).where(sql`${t.reversed} IS NOT NULL`),
]);

/** Which products a term is in, and how well each fits it (db/catalog/posting_block.ts): derived. */
export const searchPostings = sqliteTable("search_postings", {
  /** `search_terms.id * 65536 + (product_id >> 11)`. */
  id: id(),
  postings: blob("postings", { mode: "buffer" }).notNull(),
});

/** The terms of a product in a language, so that an edit rewrites no more postings than it changes: derived. */
export const searchDocuments = sqliteTable("search_documents", {
  /** `product_id * 256 + language_id`. */
  id: id(),
  terms: blob("terms", { mode: "buffer" }).notNull(),
});

/** What shoppers call things, beside what the catalog calls them; applied to queries. */
export const synonyms = sqliteTable("synonyms", {
  id: lastingId(),
  publicId: text("public_id").notNull().unique(),
  languageId: integer("language_id").notNull().references(() => languages.id),
  /** JSON: the phrases that stand for each other, or, with `means`, those that are typed. */
  phrases: text("phrases").notNull(),
  /** JSON: the phrases that are sought where one of `phrases` is typed; null: each stands for all others. */
  means: text("means"),
  updatedSequence: integer("updated_sequence").notNull(),
}, (t) => [
  index("synonyms_language").on(t.languageId, t.id),
  check("synonyms_json", sql`json_valid(${t.phrases}) AND (${t.means} IS NULL OR json_valid(${t.means}))`),
]);

/** The phrases that have synonyms, as queries are compared with them: derived from `synonyms`. */
export const synonymPhrases = sqliteTable("synonym_phrases", {
  languageId: integer("language_id").notNull(),
  /** The terms of its words, with spaces between. */
  phrase: text("phrase").notNull(),
  synonymId: integer("synonym_id").notNull(),
  /** JSON: the terms of each phrase that is sought too. */
  means: text("means").notNull(),
}, (t) => [primaryKey({ columns: [t.languageId, t.phrase, t.synonymId] })]);

// The two tables below are of the version before 0003_product_sets, whose edges read them until they are replaced.
// Nothing writes them any more: the next release drops them (decision 10).

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

// ---------------------------------------------------------------- the log of changes

/**
 * What was changed, in order: the highest sequence is the catalog version, which only ever goes up
 * (design decision 2). Kept for 7 days.
 */
export const changes = sqliteTable("changes", {
  sequence: integer("sequence").primaryKey({ autoIncrement: true }),
  tag: text("tag").notNull(),
  at: integer("at").notNull(),
  /** Hash of the idempotency key whose request made it: resolves a retry after a crash. */
  requestHash: text("request_hash"),
}, (t) => [index("changes_request").on(t.requestHash)]);
