/**
 * Hand-computed cases of the quote function, as data: `cases/*.json`, each file an array of cases. What a case
 * leaves out has the defaults below, so that it shows what it is about and nothing else.
 *
 * Times are RFC 3339 instants, or dates (`2026-03-29`): the start of that day in the market's time zone. A case
 * has either `expect`, a part of the quote (lists in full, records in part), or `refused`, the paths of all errors.
 */
import { z } from "zod";
import { availabilities } from "../catalog_view.ts";
import { standardPriceListId } from "../price_choice.ts";
import type { QuoteRequest } from "./answer.ts";
import { startOfDay } from "./market_day.ts";
import { type PromotionRule, type QuoteView, taxCategories } from "./view.ts";

const time = z.union([z.int(), z.iso.datetime({ offset: true }), z.iso.date()]);
const amount = z.int();
const pair = z.strictObject({ attribute: z.string(), value: z.string() });

const market = z.strictObject({
  code: z.string().default("test"),
  currency: z.string().default("EUR"),
  countries: z.array(z.string()).default(["FR"]),
  pricesIncludeTax: z.boolean().default(true),
  constant: z.enum(["gross", "net"]).default("gross"),
  taxRounding: z.enum(["per-line", "per-total"]).default("per-line"),
  cashRoundingMinor: z.int().default(1),
  timeZone: z.string().default("Europe/Paris"),
});

const price = z.strictObject({
  amountMinor: amount,
  priceListId: z.int().default(standardPriceListId),
  minQuantity: z.int().default(1),
  validFrom: time.default(0),
  validUntil: time.nullable().default(null),
  compareAtMinor: amount.nullable().default(null),
  lowestPriorMinor: amount.nullable().default(null),
});

const variant = z.strictObject({
  sku: z.string(),
  /** One standard price, for ever; or all of them as `prices`. */
  priceMinor: amount.optional(),
  prices: z.array(price).default([]),
  /** Left out: the SKU. */
  productId: z.string().optional(),
  kind: z.enum(["physical", "digital", "gift_card", "plan"]).default("physical"),
  taxCategory: z.enum(taxCategories).default("standard"),
  availability: z.enum(availabilities).default("in_stock"),
  weightGrams: z.int().default(0),
  volumeCm3: z.int().default(0),
  categories: z.array(z.string()).default([]),
  attributes: z.record(z.string(), z.array(z.string())).default({}),
});

const taxRate = z.strictObject({
  country: z.string(),
  region: z.string().nullable().default(null),
  category: z.enum(taxCategories).default("standard"),
  ratePpm: z.int(),
  name: z.string().default("VAT"),
  taxesShipping: z.boolean().default(true),
  validFrom: time.default(0),
  validUntil: time.nullable().default(null),
  source: z.string().default("the case"),
});

const promotion = z.strictObject({
  id: z.string(),
  /** Left out: the id. */
  name: z.string().optional(),
  priority: z.int().default(0),
  exclusivityGroup: z.string().nullable().default(null),
  /** As {@linkcode PromotionRule}. */
  rule: z.looseObject({ kind: z.string() }),
  conditions: z.strictObject({
    languages: z.array(z.string()).default([]),
    categories: z.array(z.string()).default([]),
    products: z.array(z.string()).default([]),
    attributes: z.array(pair).default([]),
    customerGroups: z.array(z.string()).default([]),
    firstOrder: z.boolean().default(false),
    minimumSubtotalMinor: amount.nullable().default(null),
    minimumQuantity: z.int().nullable().default(null),
  }).prefault({}),
  validFrom: time.default(0),
  validUntil: time.nullable().default(null),
  /** Here the codes themselves stand for their hashes. */
  couponHashes: z.array(z.string()).nullable().default(null),
  isExhausted: z.boolean().default(false),
});

const zone = z.strictObject({
  id: z.int(),
  countries: z.array(z.string()),
  regions: z.array(z.string()).default([]),
  postalCodes: z.array(z.string()).default([]),
  exceptPostalCodes: z.array(z.string()).default([]),
});

const method = z.strictObject({
  id: z.string(),
  zoneId: z.int(),
  /** Left out: the id. */
  name: z.string().optional(),
  basis: z.enum(["weight", "volume", "value"]).default("weight"),
  rates: z.array(z.strictObject({ upTo: z.int().nullable(), amountMinor: amount })),
  freeFromMinor: amount.nullable().default(null),
  surcharges: z.array(pair.extend({ amountMinor: amount, name: z.string().default("surcharge") })).default(
    [],
  ),
  excludes: z.array(pair).default([]),
  cutOffMinutes: z.int().default(720),
  handlingDays: z.int().default(0),
  transitDays: z.strictObject({ earliest: z.int(), latest: z.int() }).default({ earliest: 1, latest: 2 }),
  saturdays: z.boolean().default(false),
});

const request = z.strictObject({
  language: z.string().default("en"),
  /** SKU → pieces, in this order; or `lines` in full. */
  basket: z.record(z.string(), z.number()).optional(),
  lines: z.array(z.strictObject({ sku: z.string(), quantity: z.number() })).optional(),
  shipTo: z.strictObject({
    country: z.string(),
    region: z.string().nullable().default(null),
    postalCode: z.string().nullable().default(null),
  }).nullable().default(null),
  shippingOption: z.string().nullable().default(null),
  coupons: z.array(z.string()).default([]),
  customer: z.strictObject({
    company: z.string().nullable().default(null),
    vatNumber: z.string().nullable().default(null),
  }).prefault({}),
  priceListId: z.int().default(standardPriceListId),
  customerGroups: z.array(z.string()).default([]),
  isFirstOrder: z.boolean().default(false),
});

const quoteCase = z.strictObject({
  name: z.string(),
  /** Where the expected amounts come from: a law, an authority's example, the arithmetic written out. */
  source: z.string(),
  market: market.prefault({}),
  variants: z.array(variant),
  notSoldHere: z.array(z.string()).default([]),
  /** `catalog`: all rows of `db/tax_rates/`. */
  rates: z.union([z.literal("catalog"), z.array(taxRate)]).default([]),
  promotions: z.array(promotion).default([]),
  zones: z.array(zone).default([]),
  methods: z.array(method).default([]),
  /** Dates that are holidays everywhere; `public`: the real calendar. */
  holidays: z.union([z.literal("public"), z.array(z.iso.date())]).default([]),
  request,
  now: time.default("2026-06-15T10:00:00Z"),
  expect: z.record(z.string(), z.unknown()).optional(),
  refused: z.array(z.string()).optional(),
}).refine((one) => (one.expect === undefined) !== (one.refused === undefined), "wanted expect or refused");

export type QuoteCase = z.infer<typeof quoteCase>;

/** What the quote function is called with for a case. */
export interface CaseInput {
  readonly request: QuoteRequest;
  readonly view: QuoteView;
  readonly now: number;
}

/**
 * Reads the text of a case file.
 *
 * @throws {z.ZodError} naming the field that is not as described above.
 */
export function parseCases(json: string): QuoteCase[] {
  return z.array(quoteCase).parse(JSON.parse(json));
}

/** A row of `db/tax_rates/`. */
export type TaxRateRow = z.infer<typeof taxRate>;

/** Reads the text of a file of `db/tax_rates/`. */
export function parseTaxRates(json: string): TaxRateRow[] {
  return z.array(z.object(taxRate.shape)).parse(JSON.parse(json));
}

/** A case as the arguments of the quote function. `catalogRates` are used by cases with `rates: "catalog"`. */
export function caseInput(one: QuoteCase, catalogRates: readonly TaxRateRow[]): CaseInput {
  const { timeZone } = one.market;
  const { basket, lines, coupons, ...request } = one.request;
  const variants = one.variants.map(({ priceMinor, ...each }) => ({
    ...each,
    productId: each.productId ?? each.sku,
    prices: [...(priceMinor === undefined ? [] : [price.parse({ amountMinor: priceMinor })]), ...each.prices]
      .map((row) => withTimes(row, timeZone)),
  }));
  return {
    now: instantOf(one.now, timeZone),
    request: {
      ...request,
      lines: lines ?? Object.entries(basket ?? {}).map(([sku, quantity]) => ({ sku, quantity })),
      coupons: coupons.map((code) => ({ code, hash: code })),
    },
    view: {
      catalogVersion: 1,
      market: one.market,
      variants: new Map(variants.map((each) => [each.sku, each])),
      notSoldHere: new Set(one.notSoldHere),
      gifts: new Map(variants.map((each) => [each.sku, each])),
      taxRates: (one.rates === "catalog" ? catalogRates : one.rates).map((row) => withTimes(row, timeZone)),
      promotions: one.promotions.map((each) => ({
        ...withTimes(each, timeZone),
        name: each.name ?? each.id,
        rule: each.rule as PromotionRule,
        limits: { total: null, perCustomer: null },
      })),
      zones: one.zones,
      methods: one.methods.map((each) => ({ ...each, name: each.name ?? each.id })),
    },
  };
}

/** What a case expects, with instants as the quote has them. */
export function expectedQuote(one: QuoteCase): Record<string, unknown> {
  const { validUntil, ...rest } = one.expect ?? {};
  if (typeof validUntil !== "string") return one.expect ?? {};
  return { ...rest, validUntil: instantOf(validUntil, one.market.timeZone) };
}

interface Window {
  readonly validFrom: number | string;
  readonly validUntil: number | string | null;
}

function withTimes<Row extends Window>(row: Row, timeZone: string) {
  return {
    ...row,
    validFrom: instantOf(row.validFrom, timeZone),
    validUntil: row.validUntil === null ? null : instantOf(row.validUntil, timeZone),
  };
}

function instantOf(value: number | string, timeZone: string): number {
  if (typeof value === "number") return value;
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? startOfDay(value, timeZone) : Date.parse(value);
}
