/** The demo shop's taxes, shipping and promotions, from their files into the catalog. */
import { z } from "zod";
import type { HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import type { TaxRate } from "../../commerce/quote/view.ts";
import { promotionInput } from "../../commerce/wire/promotion.ts";
import { createPromotion } from "../catalog/writing/promotions.ts";
import { saveShippingZone } from "../catalog/writing/save_shipping.ts";
import { saveTaxRates } from "../catalog/writing/save_tax_rates.ts";
import type { Writer } from "../catalog/writing/transaction.ts";
import { readTaxRates } from "../tax_rates/read_tax_rates.ts";
import { localPrice } from "./local_price.ts";
import { demoMarkets } from "./markets.ts";

const integer = z.int().min(0);
const names = z.record(z.string(), z.string().min(1));
const list = z.array(z.string()).default([]);

const pair = { attribute: z.string(), value: z.string() };
const method = z.strictObject({
  id: z.string(),
  basis: z.enum(["weight", "volume", "value"]),
  rates: z.array(z.strictObject({ upTo: integer.nullable(), amountMinor: integer })).min(1),
  freeFromMinor: integer.nullable(),
  surcharges: z.array(z.strictObject({ ...pair, amountMinor: integer, name: z.string() })).default([]),
  excludes: z.array(z.strictObject(pair)).default([]),
  cutOffMinutes: integer,
  handlingDays: integer,
  transitDays: z.strictObject({ earliest: integer, latest: integer }),
  saturdays: z.boolean(),
});
const shipping = z.strictObject({
  /** Method's id → its name in each language. */
  names: z.record(z.string(), names),
  markets: z.record(
    z.string(),
    z.array(z.strictObject({
      code: z.string(),
      countries: list,
      regions: list,
      postalCodes: list,
      exceptPostalCodes: list,
      methods: z.array(method),
    })),
  ),
});

const promotion = z.strictObject({
  key: z.string(),
  priority: z.int(),
  exclusivityGroup: z.string().optional(),
  firstOrder: z.boolean().default(false),
  /** Euro cents; in other currencies what looks like a price there. */
  minimumEurMinor: integer.optional(),
  codes: z.array(z.string()).optional(),
  /** Keys of products; left out: all. */
  products: list,
  /** As `PromotionRule`, with `amountEurMinor` for its amount. */
  rule: z.looseObject({ kind: z.string(), amountEurMinor: integer.optional() }),
  texts: names,
});

/** The files, read and checked. */
export interface DemoTrade {
  readonly taxRates: readonly TaxRate[];
  readonly shipping: z.infer<typeof shipping>;
  readonly promotions: readonly z.infer<typeof promotion>[];
}

/** Reads `shipping.json` and `promotions.json` beside this file, and all of `db/tax_rates`. */
export async function readDemoTrade(): Promise<DemoTrade> {
  return {
    taxRates: await readTaxRates(),
    shipping: shipping.parse(await readJson(new URL("./shipping.json", import.meta.url))),
    promotions: z.array(promotion).parse(await readJson(new URL("./promotions.json", import.meta.url))),
  };
}

async function readJson(file: URL): Promise<unknown> {
  return JSON.parse(await Deno.readTextFile(file));
}

/**
 * Writes them. The products and their attributes are there already.
 *
 * @param productIds A product's key → its public id.
 */
export async function writeTrade(
  w: Writer,
  trade: DemoTrade,
  productIds: ReadonlyMap<string, string>,
  hashCoupons: HashCoupons,
): Promise<void> {
  await saveTaxRates(w, trade.taxRates);
  await writeShipping(w, trade.shipping);
  for (const { codes, ...one } of trade.promotions) {
    const couponHashes = codes ? hashCoupons(codes) : null;
    for (const { currency, markets } of marketsOf(one)) {
      const { codes: _, ...input } = promotionInput.parse(inputOf(one, currency, markets, productIds));
      await createPromotion(w, { ...input, couponHashes });
    }
  }
}

async function writeShipping(w: Writer, { names, markets }: DemoTrade["shipping"]): Promise<void> {
  for (const [market, zones] of Object.entries(markets)) {
    for (const { methods, ...zone } of zones) {
      await saveShippingZone(w, {
        ...zone,
        market,
        methods: methods.map((one) => ({ ...one, names: names[one.id]! })),
      });
    }
  }
}

type Promotion = Omit<DemoTrade["promotions"][number], "codes">;

/** A promotion that names an amount is one for each currency. */
function marketsOf({ rule, minimumEurMinor }: Promotion): { currency: string; markets: string[] }[] {
  const hasAmount = rule.amountEurMinor !== undefined || minimumEurMinor !== undefined;
  const groups = Map.groupBy(demoMarkets, ({ currency }) => hasAmount ? currency : "EUR");
  return Array.from(
    groups,
    ([currency, markets]) => ({ currency, markets: markets.map(({ code }) => code) }),
  );
}

function inputOf(
  { rule: { amountEurMinor, ...rule }, ...one }: Promotion,
  currency: string,
  markets: readonly string[],
  productIds: ReadonlyMap<string, string>,
) {
  const { priority, exclusivityGroup = null, firstOrder, minimumEurMinor, products, texts } = one;
  return {
    priority,
    exclusivityGroup,
    markets,
    texts: Object.fromEntries(Object.entries(texts).map(([language, name]) => [language, { name }])),
    rule: {
      ...rule,
      ...(amountEurMinor !== undefined && { amountMinor: localPrice(amountEurMinor, currency) }),
    },
    conditions: {
      firstOrder,
      products: products.map((key) => productIds.get(key)),
      ...(minimumEurMinor !== undefined &&
        { minimumSubtotalMinor: localPrice(minimumEurMinor, currency) }),
    },
  };
}
