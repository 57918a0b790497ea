/** From rows to what a quote reads: pure, the same for a replica and the primary. */
import type {
  Promotion,
  QuoteMarket,
  QuoteVariant,
  QuoteView,
  ShippingMethod,
  ShippingZone,
  TaxRate,
} from "../../../commerce/quote/view.ts";
import { priceRow } from "./price_rows.ts";
import type {
  LineRow,
  MethodRow,
  PromotionRow,
  QuoteMarketRow,
  quoteShopStatements,
  quoteWordStatements,
  TaxRateRow,
  ZoneRow,
} from "./quote_statements.ts";
import type { Run } from "./statement.ts";

/** A statement's rows by its name. */
type RowsOf<S> = {
  readonly [Name in keyof Run<S>]: Run<S>[Name] extends (...params: never) => infer Rows ? Rows
    : never;
};
export type QuoteShopRows = RowsOf<typeof quoteShopStatements>;

/** What holds for every basket of a market, in one language. */
export interface QuoteShop {
  readonly market: QuoteMarket;
  /** Of all its countries, whenever they hold. */
  readonly taxRates: readonly TaxRate[];
  /** Whenever they hold. */
  readonly promotions: readonly Promotion[];
  readonly zones: readonly ShippingZone[];
  readonly methods: readonly ShippingMethod[];
}

/** Answers null when there is no such market, or it does not speak the language. */
export function toQuoteShop(rows: QuoteShopRows): QuoteShop | null {
  const market = rows.quoteMarket[0];
  if (market === undefined) return null;
  return {
    market: toMarket(market),
    taxRates: rows.quoteTaxRates.map(toTaxRate),
    promotions: rows.quotePromotions.map(toPromotion),
    zones: rows.quoteZones.map(toZone),
    methods: rows.quoteMethods.map(toMethod),
  };
}

/** What a quote is read for: its SKUs, the moment, and the country of its destination, null while there is none. */
export interface QuoteMoment {
  readonly skus: readonly string[];
  readonly country: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly catalogVersion: number;
}

/** The codes of what rows name by keys. */
export interface QuoteWords {
  value(id: number): { readonly attribute: string; readonly value: string } | undefined;
  /** Of a category and all above it. */
  categories(id: number): readonly string[];
}

/** The SKUs that promotions give away. */
export function giftsOf(shop: QuoteShop): string[] {
  return shop.promotions.flatMap(({ rule }) => rule.kind === "gift" ? [rule.sku] : []);
}

/** A basket's rows, gifts among them, and its shop as one view; what is over is left out. */
export function toQuoteView(
  shop: QuoteShop,
  rows: readonly LineRow[],
  words: QuoteWords,
  { skus, country, now, catalogVersion }: QuoteMoment,
): QuoteView {
  const asked = new Set(skus);
  const given = new Set(giftsOf(shop));
  const variants = new Map<string, QuoteVariant>();
  const gifts = new Map<string, QuoteVariant>();
  const notSoldHere = new Set<string>();
  for (const row of rows) {
    const [, sku] = row;
    const variant = row[9] === 1 ? toVariant(row, words) : null;
    if (variant !== null && given.has(sku)) gifts.set(sku, variant);
    if (!asked.has(sku)) continue;
    if (variant !== null) variants.set(sku, variant);
    else notSoldHere.add(sku);
  }
  const isToCome = ({ validUntil }: { readonly validUntil: number | null }) =>
    validUntil === null || validUntil > now;
  const home = shop.market.countries[0];
  return {
    catalogVersion,
    market: shop.market,
    variants,
    notSoldHere,
    gifts,
    taxRates: shop.taxRates.filter((rate) =>
      (rate.country === home || rate.country === country) && isToCome(rate)
    ),
    // Of one that is over a shopper who has its coupon is told so.
    promotions: shop.promotions.filter((one) => one.couponHashes !== null || isToCome(one)),
    zones: shop.zones,
    methods: shop.methods,
  };
}

type ListColumn = string | null;

function toVariant(row: LineRow, words: QuoteWords): QuoteVariant {
  const [, sku, , productId, kind, taxCategory, availability, weightGrams, volumeMm3] = row;
  const [attributes, options, categories, prices] = row.slice(10) as [
    ListColumn,
    ListColumn,
    ListColumn,
    string,
  ];
  return {
    sku,
    productId,
    kind,
    taxCategory,
    availability,
    weightGrams,
    volumeCm3: Math.ceil(volumeMm3 / 1000),
    categories: categoriesOf(keysOf(categories), words),
    attributes: attributesOf([keysOf(attributes), keysOf(options)], words),
    prices: (JSON.parse(prices) as unknown[][]).map((each) => priceRow(each, 0)),
  };
}

function keysOf(joined: string | null): number[] {
  return joined === null ? [] : joined.split(",").map(Number);
}

/** Most products are in one category: then nothing is copied. */
function categoriesOf(ids: readonly number[], words: QuoteWords): readonly string[] {
  if (ids.length === 1) return words.categories(ids[0]!);
  return [...new Set(ids.flatMap((each) => words.categories(each)))];
}

function attributesOf(
  valueIds: readonly (readonly number[])[],
  words: QuoteWords,
): QuoteVariant["attributes"] {
  const attributes = Object.create(null) as Record<string, string[]>;
  for (const ids of valueIds) {
    for (const id of ids) {
      const found = words.value(id);
      if (!found) continue;
      const values = attributes[found.attribute];
      if (values) values.push(found.value);
      else attributes[found.attribute] = [found.value];
    }
  }
  return attributes;
}

/** Words from the rows of {@linkcode quoteWordStatements}. */
export function toQuoteWords(rows: RowsOf<typeof quoteWordStatements>): QuoteWords {
  const values = new Map(rows.quoteValueCodes.map(([id, attribute, value]) => [id, { attribute, value }]));
  const nodes = new Map(rows.quoteCategoryCodes.map(([id, code, parentId]) => [id, { code, parentId }]));
  return {
    value: (id) => values.get(id),
    categories: (id) => codesUpFrom(id, (each) => nodes.get(each)),
  };
}

/** The codes of a category and all above it; a circle ends where it closes. */
export function codesUpFrom(
  id: number,
  nodeOf: (id: number) => { readonly code: string; readonly parentId: number | null } | undefined,
): string[] {
  const codes = new Set<string>();
  for (let node = nodeOf(id); node !== undefined && !codes.has(node.code);) {
    codes.add(node.code);
    node = node.parentId === null ? undefined : nodeOf(node.parentId);
  }
  return [...codes];
}

function toMarket(row: QuoteMarketRow): QuoteMarket {
  const [code, currency, pricesIncludeTax, constant, taxRounding, cashRoundingMinor, timeZone, countries] =
    row;
  return {
    code,
    currency,
    countries: JSON.parse(countries),
    pricesIncludeTax: pricesIncludeTax === 1,
    constant,
    taxRounding,
    cashRoundingMinor,
    timeZone,
  };
}

function toTaxRate(row: TaxRateRow): TaxRate {
  const [country, region, category, ratePpm, name, taxesShipping, validFrom, validUntil, source] = row;
  return {
    country,
    region,
    category,
    ratePpm,
    name,
    taxesShipping: taxesShipping === 1,
    validFrom,
    validUntil,
    source,
  };
}

function toPromotion(row: PromotionRow): Promotion {
  const [id, name, priority, exclusivityGroup, rule, conditions, validFrom, validUntil, couponHashes] = row;
  const [total, perCustomer, exhausted] = row.slice(9) as [number | null, number | null, 0 | 1];
  return {
    id,
    name,
    priority,
    exclusivityGroup,
    rule: JSON.parse(rule),
    conditions: JSON.parse(conditions),
    validFrom,
    validUntil,
    couponHashes: couponHashes === null ? null : JSON.parse(couponHashes),
    limits: { total, perCustomer },
    isExhausted: exhausted === 1,
  };
}

function toZone([id, countries, regions, postalCodes, exceptPostalCodes]: ZoneRow): ShippingZone {
  return {
    id,
    countries: JSON.parse(countries),
    regions: JSON.parse(regions),
    postalCodes: JSON.parse(postalCodes),
    exceptPostalCodes: JSON.parse(exceptPostalCodes),
  };
}

function toMethod(row: MethodRow): ShippingMethod {
  const [id, zoneId, name, basis, rates, freeFromMinor, surcharges, excludes] = row;
  const [cutOffMinutes, handlingDays, earliest, latest, saturdays] = row.slice(8) as number[];
  return {
    id,
    zoneId,
    name,
    basis,
    rates: JSON.parse(rates),
    freeFromMinor,
    surcharges: JSON.parse(surcharges),
    excludes: JSON.parse(excludes),
    cutOffMinutes: cutOffMinutes!,
    handlingDays: handlingDays!,
    transitDays: { earliest: earliest!, latest: latest! },
    saturdays: saturdays === 1,
  };
}
