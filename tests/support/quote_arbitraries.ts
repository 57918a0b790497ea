/** Baskets, promotions and markets of every kind, for property tests. */
import fc from "fast-check";
import { standardPriceListId } from "../../commerce/price_choice.ts";
import type { QuoteRequest } from "../../commerce/quote/answer.ts";
import {
  type Promotion,
  type PromotionRule,
  type QuoteMarket,
  type QuoteVariant,
  type QuoteView,
  type ShippingMethod,
  taxCategories,
  type TaxRate,
} from "../../commerce/quote/view.ts";

/** A request with the catalog that it is computed from. */
export interface Basket {
  readonly request: QuoteRequest;
  readonly view: QuoteView;
}

/** The instant of all of them: a Monday, 10:00 UTC. */
export const now = Date.parse("2026-06-15T10:00:00Z");

const skus = Array.from({ length: 12 }, (_, at) => `sku-${at}`);
const tags = ["tea", "cups", "gifts"];
const coupons = ["ONE", "TWO", "THREE"];

const amount = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.nat(20_000), fc.nat(100_000_000));
const window = fc.constantFrom(
  { validFrom: 0, validUntil: null },
  { validFrom: 0, validUntil: now + 1000 },
  { validFrom: now, validUntil: now + 2000 },
  { validFrom: now + 500, validUntil: null },
  { validFrom: 0, validUntil: now },
);
const price = fc.record({
  amountMinor: amount,
  compareAtMinor: fc.option(amount),
  lowestPriorMinor: fc.option(amount),
  minQuantity: fc.constantFrom(1, 1, 2, 10),
  priceListId: fc.constantFrom(standardPriceListId, standardPriceListId, 2),
  window,
}).map(({ window, ...row }) => ({ ...row, ...window }));

const forEver = {
  minQuantity: 1,
  priceListId: standardPriceListId,
  compareAtMinor: null,
  lowestPriorMinor: null,
  validFrom: 0,
  validUntil: null,
};

function variant(sku: string): fc.Arbitrary<QuoteVariant> {
  return fc.record({
    sku: fc.constant(sku),
    productId: fc.constant(`product-of-${sku}`),
    kind: fc.constantFrom("physical", "physical", "physical", "digital", "gift_card"),
    taxCategory: fc.constantFrom(...taxCategories),
    availability: fc.constantFrom("in_stock", "in_stock", "backorder", "out_of_stock"),
    weightGrams: fc.nat(5000),
    volumeCm3: fc.nat(5000),
    categories: fc.subarray(tags),
    attributes: fc.constantFrom<Record<string, string[]>>({}, { hazard: ["lithium"] }, {
      colour: ["red", "blue"],
    }),
    prices: fc.tuple(amount, fc.array(price, { maxLength: 3 }))
      .map(([amountMinor, others]) => [{ ...forEver, amountMinor }, ...others]),
  });
}

const percent = fc.oneof(fc.nat(1_000_000), fc.constantFrom(100_000, 333_333, 500_000, 1_000_000));
const rule: fc.Arbitrary<PromotionRule> = fc.oneof(
  fc.record({ kind: fc.constant("percentage" as const), percentPpm: percent }),
  fc.record({ kind: fc.constant("fixed-amount" as const), amountMinor: amount }),
  fc.record({ kind: fc.constant("fixed-price" as const), amountMinor: amount }),
  fc.record({
    kind: fc.constant("buy-x-get-y" as const),
    buy: fc.integer({ min: 1, max: 4 }),
    get: fc.integer({ min: 1, max: 3 }),
    percentPpm: percent,
  }),
  fc.record({
    kind: fc.constant("tiered" as const),
    basis: fc.constantFrom("spend" as const, "quantity" as const),
    steps: fc.array(fc.record({ from: fc.nat(50), percentPpm: percent }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("bundle" as const),
    items: fc.array(fc.record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
    amountMinor: amount,
  }),
  fc.record({
    kind: fc.constant("free-shipping" as const),
    methods: fc.subarray(["standard", "express"]),
  }),
  fc.record({ kind: fc.constant("gift" as const), sku: fc.constantFrom(...skus) }),
);

const promotion: fc.Arbitrary<Promotion> = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom("Summer", "Club"),
  priority: fc.nat(3),
  exclusivityGroup: fc.constantFrom(null, null, "a", "b"),
  rule,
  conditions: fc.record({
    languages: fc.constantFrom([], ["en"], ["fr"]),
    categories: fc.oneof(fc.constant([]), fc.subarray(tags)),
    products: fc.constantFrom([], ["product-of-sku-1"]),
    attributes: fc.constantFrom([], [], [{ attribute: "colour", value: "red" }]),
    customerGroups: fc.constantFrom([], [], ["staff"]),
    firstOrder: fc.constantFrom(false, false, true),
    minimumSubtotalMinor: fc.constantFrom(null, null, 5000),
    minimumQuantity: fc.constantFrom(null, null, 3),
  }),
  window,
  couponHashes: fc.oneof(fc.constant(null), fc.subarray(coupons, { minLength: 1 })),
  limits: fc.constant({ total: null, perCustomer: null }),
  isExhausted: fc.constantFrom(false, false, false, true),
}).map(({ window, ...row }) => ({ ...row, ...window }));

const market: fc.Arbitrary<QuoteMarket> = fc.record({
  code: fc.constant("eu"),
  currency: fc.constantFrom("EUR", "JPY", "KWD"),
  countries: fc.constant(["FR", "DE", "NO"]),
  pricesIncludeTax: fc.boolean(),
  constant: fc.constantFrom("gross", "net"),
  taxRounding: fc.constantFrom("per-line", "per-total"),
  cashRoundingMinor: fc.constantFrom(1, 1, 5, 10),
  timeZone: fc.constant("Europe/Paris"),
});

const rates: TaxRate[] = [["FR", 200_000, 55_000], ["DE", 190_000, 70_000]].flatMap((
  [country, standard, reduced],
) =>
  taxCategories.filter((category) => category !== "zero" && category !== "exempt").map((category) => ({
    country: String(country),
    region: null,
    category,
    ratePpm: Number(category === "standard" || category === "digital" ? standard : reduced),
    name: "VAT",
    taxesShipping: true,
    validFrom: 0,
    validUntil: category === "books" ? now + 3000 : null,
    source: "made up",
  }))
);

const zones = [{ id: 1, countries: ["FR", "DE", "NO"], regions: [], postalCodes: [], exceptPostalCodes: [] }];
const methods: fc.Arbitrary<ShippingMethod[]> = fc.array(
  fc.record({
    zoneId: fc.constant(1),
    name: fc.constant("By post"),
    basis: fc.constantFrom("weight", "volume", "value"),
    rates: fc.constantFrom(
      [{ upTo: 2000, amountMinor: 490 }, { upTo: null, amountMinor: 1290 }],
      [{ upTo: 50_000, amountMinor: 333 }],
    ),
    freeFromMinor: fc.constantFrom(null, 5000),
    surcharges: fc.constantFrom([], [{ attribute: "colour", value: "red", amountMinor: 7, name: "Red" }]),
    excludes: fc.constantFrom([], [{ attribute: "hazard", value: "lithium" }]),
    cutOffMinutes: fc.constant(720),
    handlingDays: fc.nat(2),
    transitDays: fc.constantFrom({ earliest: 1, latest: 2 }, { earliest: 2, latest: 5 }),
    saturdays: fc.boolean(),
  }),
  { maxLength: 2 },
).map((rows) => rows.map((row, at) => ({ ...row, id: ["standard", "express"][at]! })));

const request: fc.Arbitrary<QuoteRequest> = fc.record({
  language: fc.constantFrom("en", "fr"),
  lines: fc.uniqueArray(
    fc.record({
      sku: fc.constantFrom(...skus),
      quantity: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 999 })),
    }),
    { selector: ({ sku }) => sku, minLength: 1 },
  ),
  shipTo: fc.constantFrom(
    null,
    { country: "FR", region: null, postalCode: null },
    { country: "DE", region: null, postalCode: "10115" },
    { country: "NO", region: null, postalCode: null },
  ),
  shippingOption: fc.constant(null),
  coupons: fc.array(fc.constantFrom(...coupons, "NONE"), { maxLength: 4 })
    .map((codes) => codes.map((code) => ({ code, hash: code }))),
  // The second is a German number with right check digits (an example of the Federal Central Tax Office).
  customer: fc.constantFrom({ company: null, vatNumber: null }, {
    company: "ACME",
    vatNumber: "DE136695976",
  }),
  priceListId: fc.constantFrom(standardPriceListId, 2),
  customerGroups: fc.constantFrom([], ["staff"]),
  isFirstOrder: fc.boolean(),
});

/** Baskets that have a quote. */
export const basket: fc.Arbitrary<Basket> = fc.record({
  request,
  market,
  variants: fc.tuple(...skus.map(variant)),
  promotions: fc.array(promotion, { maxLength: 6 }),
  methods,
}).map(({ request, market, variants, promotions, methods }) => ({
  request,
  view: {
    catalogVersion: 7,
    market,
    variants: new Map(variants.map((each) => [each.sku, each])),
    notSoldHere: new Set<string>(),
    // Not all of them are sold in the market.
    gifts: new Map(variants.slice(3).map((each) => [each.sku, each])),
    taxRates: rates,
    promotions,
    zones,
    methods,
  },
}));

/** Requests as nobody should send them. */
export const hostileRequest: fc.Arbitrary<QuoteRequest> = fc.record({
  language: fc.string(),
  lines: fc.array(
    fc.record({
      sku: fc.oneof(fc.constantFrom(...skus, "__proto__", "constructor", ""), fc.string({ unit: "binary" })),
      quantity: fc.oneof(
        fc.double(),
        fc.constantFrom(0, -1, 0.5, 1000, 1e9, 1e300, NaN, Infinity),
        fc.integer({ min: 1, max: 999 }),
      ),
    }),
    { maxLength: 120, size: "max" },
  ),
  shipTo: fc.option(fc.record({
    country: fc.oneof(fc.constantFrom("FR", "DE", "XX", "fr", "__proto__", "constructor"), fc.string()),
    region: fc.option(fc.string({ unit: "binary" })),
    postalCode: fc.option(fc.oneof(fc.constantFrom("75001", "97100", "0"), fc.string({ unit: "binary" }))),
  })),
  shippingOption: fc.option(fc.string()),
  coupons: fc.array(fc.record({ code: fc.string(), hash: fc.string() }), { maxLength: 12 }),
  customer: fc.record({
    company: fc.option(fc.string()),
    vatNumber: fc.option(fc.string({ unit: "binary" })),
  }),
  priceListId: fc.integer(),
  customerGroups: fc.array(fc.string()),
  isFirstOrder: fc.boolean(),
});
