/** What a quote reads, for the fixtures' baskets: a few rates, promotions and ways of shipping in each market. */
import type { Locale } from "../../commerce/locale.ts";
import type {
  Promotion,
  PromotionConditions,
  PromotionRule,
  QuoteMarket,
  QuoteVariant,
  QuoteView,
  ShippingMethod,
  TaxRate,
} from "../../commerce/quote/view.ts";
import { demoProducts } from "./demo_data.ts";
import { cardOf } from "./demo_product.ts";

const markets: Readonly<Record<string, Partial<QuoteMarket> & Pick<QuoteMarket, "countries" | "currency">>> =
  {
    fr: { countries: ["FR", "MC", "DE"], currency: "EUR", cashRoundingMinor: 5 },
    jp: { countries: ["JP"], currency: "JPY" },
    kw: { countries: ["KW"], currency: "KWD" },
    us: { countries: ["US"], currency: "USD", pricesIncludeTax: false },
  };

/** A gift for every basket in France. */
export const giftRef = 5;
export const giftSku = cardOf(demoProducts[giftRef]!, { language: "fr", market: "fr" }).skus[0]!;
/** What cannot be sent to the French overseas departments. */
export const heavySku = cardOf(demoProducts[3]!, { language: "fr", market: "fr" }).skus[0]!;

/** How the fixtures hash a coupon. */
export const fixtureHash = (code: string) => `hash of ${code}`;

/** The view of a market. Coupons: `TEN` (10 %), `MANY` (needs more than there is), `OLD` (expired). */
export function fixtureQuoteView(locale: Locale, skus: readonly string[]): QuoteView {
  const { market } = locale;
  const found = markets[market]!;
  const variants = skus.flatMap((sku) => {
    const product = demoProducts.find((each) => cardOf(each, locale).skus[0] === sku);
    return product ? [[sku, variantOf(sku, cardOf(product, locale).price.amountMinor)] as const] : [];
  });
  return {
    catalogVersion: 7,
    market: {
      code: market,
      pricesIncludeTax: true,
      constant: "gross",
      taxRounding: "per-total",
      cashRoundingMinor: 1,
      timeZone: "UTC",
      ...found,
    },
    variants: new Map(variants),
    notSoldHere: new Set(),
    gifts: new Map(market === "fr" ? [[giftSku, variantOf(giftSku, 1500)]] : []),
    taxRates: [
      rate("FR", null, 200_000, "TVA"),
      rate("DE", null, 190_000, "MwSt."),
      rate("JP", null, 100_000, "消費税"),
      rate("US", "CA", 72_500, "Sales tax"),
      rate("US", "NY", 40_000, "Sales tax"),
    ],
    promotions: [
      promotion("ten", { kind: "percentage", percentPpm: 100_000 }, { couponHashes: [fixtureHash("TEN")] }),
      promotion("many", { kind: "percentage", percentPpm: 500_000 }, {
        couponHashes: [fixtureHash("MANY")],
        minimumQuantity: 500,
      }),
      promotion("old", { kind: "percentage", percentPpm: 500_000 }, {
        couponHashes: [fixtureHash("OLD")],
        validUntil: Date.UTC(2026, 0, 1),
      }),
      ...(market === "fr" ? [promotion("gift", { kind: "gift", sku: giftSku })] : []),
    ],
    zones: [
      zone(1, { countries: ["FR", "MC", "DE"], exceptPostalCodes: ["97*"] }),
      zone(2, { countries: ["FR"], postalCodes: ["97*"] }),
      zone(3, { countries: ["JP", "KW"] }),
      zone(4, { countries: ["US"], regions: ["CA", "NY"] }),
    ],
    methods: [
      method("standard", 1, 590, 10_000),
      method("express", 1, 1490, null),
      { ...method("standard", 2, 2900, null), excludes: [{ attribute: "weight", value: "heavy" }] },
      method("standard", 3, 500, null),
      method("standard", 4, 690, null),
      method("express", 4, 1900, null),
    ],
  };
}

function variantOf(sku: string, amountMinor: number): QuoteVariant {
  return {
    sku,
    productId: `prd_${sku}`,
    kind: "physical",
    taxCategory: "standard",
    availability: "in_stock",
    weightGrams: 500,
    volumeCm3: 1000,
    categories: [],
    attributes: sku === heavySku ? { weight: ["heavy"] } : {},
    prices: [{
      priceListId: 1,
      minQuantity: 1,
      amountMinor,
      compareAtMinor: null,
      lowestPriorMinor: null,
      validFrom: 0,
      validUntil: null,
    }],
  };
}

function rate(country: string, region: string | null, ratePpm: number, name: string): TaxRate {
  const ever = { validFrom: 0, validUntil: null, source: "made up for tests" };
  return { country, region, category: "standard", ratePpm, name, taxesShipping: true, ...ever };
}

function promotion(
  id: string,
  rule: PromotionRule,
  more: Partial<Pick<Promotion, "couponHashes" | "validUntil"> & PromotionConditions> = {},
): Promotion {
  const { couponHashes = null, validUntil = null, ...conditions } = more;
  return {
    id,
    name: `The ${id} promotion`,
    priority: 1,
    exclusivityGroup: null,
    rule,
    conditions: {
      languages: [],
      categories: [],
      products: [],
      attributes: [],
      customerGroups: [],
      firstOrder: false,
      minimumSubtotalMinor: null,
      minimumQuantity: null,
      ...conditions,
    },
    validFrom: 0,
    validUntil,
    couponHashes,
    limits: { total: null, perCustomer: null },
    isExhausted: false,
  };
}

function zone(id: number, more: Partial<QuoteView["zones"][number]>): QuoteView["zones"][number] {
  return { id, countries: [], regions: [], postalCodes: [], exceptPostalCodes: [], ...more };
}

function method(
  id: string,
  zoneId: number,
  amountMinor: number,
  freeFromMinor: number | null,
): ShippingMethod {
  return {
    id,
    zoneId,
    name: `By ${id}`,
    basis: "weight",
    rates: [{ upTo: null, amountMinor }],
    freeFromMinor,
    surcharges: [],
    excludes: [],
    cutOffMinutes: 840,
    handlingDays: 1,
    transitDays: { earliest: 2, latest: 3 },
    saturdays: false,
  };
}
