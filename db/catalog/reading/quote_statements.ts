/**
 * What a quote reads. No statement waits for another's answer, so that a primary is asked once; a replica keeps the
 * answers of {@linkcode quoteShopStatements}, which do not depend on the basket.
 */
import type { Availability } from "../../../commerce/catalog_view.ts";
import type { QuoteMarket, QuoteVariant, ShippingMethod, TaxCategory } from "../../../commerce/quote/view.ts";
import { priceColumns } from "./price_rows.ts";
import { statement } from "./statement.ts";

/** The variants of a basket, by SKU. */
const lines = `json_each(?1) j CROSS JOIN variants v ON v.sku = j.value`;
const marketId = `(SELECT id FROM markets WHERE code = ?2)`;

/**
 * `skus` is a JSON list, each SKU once. One row for each variant, with lists of what hangs on it: to find a SKU again
 * for every kind of row took half as long again. Lists of keys are joined by commas, null where there are none;
 * prices are JSON.
 */
export const quoteLineStatements = {
  quoteLines: statement<[skus: string, market: string, priceListId: number, now: number], LineRow>(
    linesOf(lines),
  ),
};

/**
 * The same of what promotions of the market give away, for readers that have no promotions in memory; but for what
 * is in the basket.
 */
export const quoteGiftStatements = {
  quoteGifts: statement<[skus: string, market: string, priceListId: number, now: number], LineRow>(
    linesOf(`(SELECT DISTINCT p.rule ->> 'sku' AS sku FROM promotion_markets pm
        JOIN promotions p ON p.id = pm.promotion_id
        WHERE pm.market_id = ${marketId} AND p.rule ->> 'kind' = 'gift'
        EXCEPT SELECT value FROM json_each(?1)) g CROSS JOIN variants v ON v.sku = g.sku`),
  ),
};

function linesOf(source: string): string {
  return `SELECT v.id, v.sku, p.id, p.public_id, p.kind, p.tax_category,
       coalesce(
         (SELECT availability FROM variant_availability WHERE variant_id = v.id AND market_id = ${marketId}),
         v.availability),
       coalesce(v.weight_grams, 0), coalesce(p.width_mm * p.depth_mm * p.height_mm, 0),
       EXISTS (SELECT 1 FROM product_markets pm WHERE pm.product_id = p.id AND pm.market_id = ${marketId}),
       (SELECT group_concat(value_id) FROM product_attributes WHERE product_id = p.id),
       (SELECT group_concat(value_id) FROM variant_options WHERE variant_id = v.id),
       (SELECT group_concat(category_id) FROM product_categories WHERE product_id = p.id),
       (SELECT json_group_array(json_array(${priceColumns})) FROM prices pr
         WHERE pr.variant_id = v.id AND pr.market_id = ${marketId} AND pr.price_list_id IN (1, ?3)
           AND (pr.valid_until IS NULL OR pr.valid_until > ?4))
     FROM ${source} CROSS JOIN products p ON p.id = v.product_id`;
}

/** The codes of what these rows name by keys, for readers that have no words in memory. */
export const quoteWordStatements = {
  quoteValueCodes: statement<[skus: string], [valueId: number, attribute: string, value: string]>(
    `SELECT o.id, a.code, o.code FROM attribute_values o CROSS JOIN attributes a ON a.id = o.attribute_id
     WHERE o.id IN (
       SELECT pa.value_id FROM ${lines} CROSS JOIN product_attributes pa ON pa.product_id = v.product_id
       UNION SELECT vo.value_id FROM ${lines} CROSS JOIN variant_options vo ON vo.variant_id = v.id)`,
  ),
  // UNION, so that a circle would end.
  quoteCategoryCodes: statement<[skus: string], [categoryId: number, code: string, parentId: number | null]>(
    `WITH RECURSIVE above (id) AS (
       SELECT pc.category_id FROM ${lines} CROSS JOIN product_categories pc ON pc.product_id = v.product_id
       UNION
       SELECT c.parent_id FROM above CROSS JOIN categories c ON c.id = above.id WHERE c.parent_id IS NOT NULL
     )
     SELECT c.id, c.code, c.parent_id FROM above CROSS JOIN categories c ON c.id = above.id`,
  ),
};

export type LineRow = [
  variantId: number,
  sku: string,
  productKey: number,
  productId: string,
  kind: QuoteVariant["kind"],
  taxCategory: TaxCategory,
  availability: Availability,
  weightGrams: number,
  volumeMm3: number,
  isSoldHere: 0 | 1,
  attributes: string | null,
  options: string | null,
  categories: string | null,
  prices: string,
];

/** A record's name in the language asked for, else in the market's first that it has, else in any. */
function nameOf(table: string, key: string, record: string): string {
  return `coalesce(
    (SELECT t.name FROM ${table} t JOIN languages l ON l.id = t.language_id
      WHERE t.${key} = ${record} AND l.tag = ?2),
    (SELECT t.name FROM market_languages ml JOIN markets m ON m.id = ml.market_id
      JOIN ${table} t ON t.language_id = ml.language_id AND t.${key} = ${record}
      WHERE m.code = ?1 ORDER BY ml.position LIMIT 1),
    (SELECT t.name FROM ${table} t WHERE t.${key} = ${record} ORDER BY t.language_id LIMIT 1), '')`;
}

/** What holds for every basket of a market. */
export const quoteShopStatements = {
  /** None when there is no such market, or it does not speak the language. */
  quoteMarket: statement<[market: string, language: string], QuoteMarketRow>(
    `SELECT m.code, m.currency, m.prices_include_tax, m.price_constant, m.tax_rounding, m.cash_rounding_minor,
       m.time_zone, (SELECT json_group_array(country) FROM
         (SELECT country FROM market_countries WHERE market_id = m.id ORDER BY position))
     FROM markets m JOIN market_languages ml ON ml.market_id = m.id JOIN languages l ON l.id = ml.language_id
     WHERE m.code = ?1 AND l.tag = ?2`,
  ),
  quoteTaxRates: statement<[market: string], TaxRateRow>(
    `SELECT country, nullif(region, ''), category, rate_ppm, name, taxes_shipping, valid_from, valid_until, source
     FROM tax_rates WHERE country IN (
       SELECT c.country FROM market_countries c JOIN markets m ON m.id = c.market_id WHERE m.code = ?1)`,
  ),
  quotePromotions: statement<[market: string, language: string], PromotionRow>(
    `SELECT p.public_id, ${
      nameOf("promotion_texts", "promotion_id", "p.id")
    }, p.priority, p.exclusivity_group,
       p.rule, p.conditions, p.valid_from, p.valid_until,
       iif(p.needs_coupon, (SELECT json_group_array(hash) FROM promotion_coupons WHERE promotion_id = p.id), NULL),
       p.limit_total, p.limit_per_customer, p.exhausted
     FROM markets m JOIN promotion_markets pm ON pm.market_id = m.id JOIN promotions p ON p.id = pm.promotion_id
     WHERE m.code = ?1 ORDER BY p.id`,
  ),
  quoteZones: statement<[market: string], ZoneRow>(
    `SELECT z.id, z.countries, z.regions, z.postal_codes, z.except_postal_codes
     FROM shipping_zones z JOIN markets m ON m.id = z.market_id WHERE m.code = ?1 ORDER BY z.id`,
  ),
  quoteMethods: statement<[market: string, language: string], MethodRow>(
    `SELECT s.code, s.zone_id, ${nameOf("shipping_method_texts", "method_id", "s.id")}, s.basis, s.rates,
       s.free_from_minor, s.surcharges, s.excludes, s.cut_off_minutes, s.handling_days, s.earliest_days,
       s.latest_days, s.saturdays
     FROM markets m JOIN shipping_zones z ON z.market_id = m.id JOIN shipping_methods s ON s.zone_id = z.id
     WHERE m.code = ?1 ORDER BY s.zone_id, s.position, s.id`,
  ),
};

export type QuoteMarketRow = [
  code: string,
  currency: string,
  pricesIncludeTax: 0 | 1,
  constant: QuoteMarket["constant"],
  taxRounding: QuoteMarket["taxRounding"],
  cashRoundingMinor: number,
  timeZone: string,
  countries: string,
];
export type TaxRateRow = [
  country: string,
  region: string | null,
  category: TaxCategory,
  ratePpm: number,
  name: string,
  taxesShipping: 0 | 1,
  validFrom: number,
  validUntil: number | null,
  source: string,
];
export type PromotionRow = [
  publicId: string,
  name: string,
  priority: number,
  exclusivityGroup: string | null,
  rule: string,
  conditions: string,
  validFrom: number,
  validUntil: number | null,
  couponHashes: string | null,
  limitTotal: number | null,
  limitPerCustomer: number | null,
  exhausted: 0 | 1,
];
export type ZoneRow = [
  id: number,
  countries: string,
  regions: string,
  postalCodes: string,
  exceptPostalCodes: string,
];
export type MethodRow = [
  code: string,
  zoneId: number,
  name: string,
  basis: ShippingMethod["basis"],
  rates: string,
  freeFromMinor: number | null,
  surcharges: string,
  excludes: string,
  cutOffMinutes: number,
  handlingDays: number,
  earliestDays: number,
  latestDays: number,
  saturdays: 0 | 1,
];
