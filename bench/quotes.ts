/**
 * `bench quotes`: what a quote costs where the catalog has half a million SKUs: its body checked, coupons hashed, the
 * catalog read, everything computed and written as JSON. Each asks for other SKUs than the one before.
 */
import { DatabaseSync } from "node:sqlite";
import { openReplica } from "../db/catalog/reading/replica.ts";
import { couponHashing, demoCouponKey } from "../commerce/quote/coupon_hash.ts";
import { answerQuote } from "../commerce/wire/answer_quote.ts";
import { type PromotionInput, promotionInput } from "../commerce/wire/promotion.ts";
import { type QuoteBody, quoteBody } from "../commerce/wire/quote.ts";
import { openCatalog } from "../db/catalog/connect.ts";
import { createPromotion } from "../db/catalog/writing/promotions.ts";
import { writeCatalog } from "../db/catalog/writing/transaction.ts";
import { leaves } from "../db/generator/tree.ts";
import { copyGeneratedCatalog } from "./generated_catalog.ts";
import type { Bench, Row } from "./table.ts";

const skuCount = 500_000;
const hashCoupons = couponHashing(demoCouponKey);

export async function quotes(): Promise<Bench> {
  const folder = await Deno.makeTempDir({ prefix: "comptoir-quotes-" });
  try {
    const path = `${folder}/catalog.db`;
    await copyGeneratedCatalog(skuCount, path);
    const skus = soldSkus(path);
    const promotions = promotionsOf(skus);
    const [percentage, coupon, ...others] = promotions;
    await add(path, [percentage!, coupon!]);
    const small = await measure(path, skus, { lines: 5, rounds: 3000 });
    await add(path, others);
    const large = await measure(path, skus, { lines: 100, rounds: 1000 });
    const size = (await Deno.stat(path)).size;
    return {
      bench: "quotes",
      rows: [
        { name: "SKUs in the catalog", value: skuCount, unit: "SKUs" },
        { name: "size of the catalog", value: size / 1024 / 1024, unit: "MiB" },
        ...rowsOf("5 lines, 2 promotions", small, { p50: "< 0.3" }),
        ...rowsOf(`100 lines, ${promotions.length} promotions`, large, { p99: "< 5" }),
      ],
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Milliseconds of each round, in ascending order. */
interface Times {
  readonly whole: readonly number[];
  readonly reading: readonly number[];
}

async function measure(
  path: string,
  skus: readonly string[],
  { lines, rounds }: { lines: number; rounds: number },
): Promise<Times> {
  const reader = openReplica(path);
  const whole: number[] = [];
  const reading: number[] = [];
  const warmUp = rounds / 5;
  let seed = 1;
  const next = (below: number) => (seed = seed * 48271 % 2147483647) % below;
  for (let round = -warmUp; round < rounds; round++) {
    const text = JSON.stringify(basket(skus, lines, next));
    let readMs = 0;
    const started = performance.now();
    const found = await answerQuote(quoteBody.parse(JSON.parse(text)), {
      hashCoupons,
      now: Date.now,
      hasMarket: () => Promise.resolve(true),
      readView: async (locale, request, now) => {
        const begun = performance.now();
        const read = await reader.quoteView({ locale, priceList: "standard", now }, request);
        readMs = performance.now() - begun;
        return read && read.value;
      },
    });
    const answer = JSON.stringify(found);
    const ended = performance.now();
    if (!("answer" in found) || found.answer.discounts.length === 0) {
      throw new Error(`a quote without a discount: ${answer}`);
    }
    if (round < 0) continue;
    whole.push(ended - started);
    reading.push(readMs);
  }
  reader.close();
  return { whole: whole.sort((a, b) => a - b), reading: reading.sort((a, b) => a - b) };
}

/** SKUs that anybody in France can buy. */
function soldSkus(path: string): string[] {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = db.prepare(
      `SELECT v.sku FROM variants v JOIN markets m ON m.code = 'fr'
       JOIN product_markets p ON p.product_id = v.product_id AND p.market_id = m.id
       WHERE v.availability = 'in_stock' ORDER BY v.id`,
    ).all() as { sku: string }[];
    return rows.map(({ sku }) => sku);
  } finally {
    db.close();
  }
}

function basket(all: readonly string[], lines: number, next: (below: number) => number): QuoteBody {
  const skus = new Set<string>();
  while (skus.size < lines) skus.add(all[next(all.length)]!);
  return {
    market: "fr",
    language: "fr",
    lines: Array.from(skus, (sku) => ({ sku, quantity: 1 + next(3) })),
    shipTo: { country: "FR", postalCode: "75011" },
    coupons: ["BENCH10"],
  };
}

function rowsOf(name: string, times: Times, targets: { p50?: string; p99?: string }): Row[] {
  const p50 = { name: `${name}: p50`, value: at(times.whole, 0.5), unit: "ms" };
  const p99 = { name: `${name}: p99`, value: at(times.whole, 0.99), unit: "ms" };
  return [
    targets.p50 === undefined ? p50 : { ...p50, target: targets.p50 },
    targets.p99 === undefined ? p99 : { ...p99, target: targets.p99 },
    { name: `${name}: reading, p50`, value: at(times.reading, 0.5), unit: "ms", ratioTo: p50.name },
  ];
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

async function add(path: string, inputs: readonly PromotionInput[]): Promise<void> {
  const hashed = inputs.map(({ codes, ...input }) => ({
    ...input,
    couponHashes: codes && hashCoupons(codes),
  }));
  const catalog = await openCatalog({ url: `file:${path}` });
  const written = await writeCatalog(catalog, { now: Date.now() }, async (w) => {
    for (const promotion of hashed) await createPromotion(w, promotion);
  });
  catalog.close();
  if (!written.ok) throw new Error(`Cannot add promotions: ${written.refusal.message}`);
}

const materials = ["oak", "linen", "cotton", "glass", "steel", "stoneware", "brass"];

/** Two that always give something, then all kinds there are, on parts of the shop. */
function promotionsOf(skus: readonly string[]): PromotionInput[] {
  return [
    promotion("10 %", { rule: { kind: "percentage", percentPpm: 100_000 } }),
    promotion("10 % by coupon", { rule: { kind: "percentage", percentPpm: 100_000 }, codes: ["BENCH10"] }),
    promotion("free shipping", {
      rule: { kind: "free-shipping" },
      conditions: { minimumSubtotalMinor: 5000 },
    }),
    promotion("a gift", { rule: { kind: "gift", sku: skus[7] }, conditions: { minimumSubtotalMinor: 9000 } }),
    promotion("a bundle", {
      rule: {
        kind: "bundle",
        items: [{ sku: skus[1], quantity: 1 }, { sku: skus[2], quantity: 1 }],
        amountMinor: 900,
      },
    }),
    promotion("by spending", {
      rule: {
        kind: "tiered",
        basis: "spend",
        steps: [{ from: 10_000, percentPpm: 20_000 }, { from: 50_000, percentPpm: 50_000 }],
      },
    }),
    ...Array.from({ length: 14 }, (_, at) =>
      promotion(`of categories ${at}`, {
        rule: at % 3 === 0
          ? { kind: "buy-x-get-y", buy: 2, get: 1, percentPpm: 1_000_000 }
          : at % 3 === 1
          ? { kind: "fixed-amount", amountMinor: 300 }
          : { kind: "fixed-price", amountMinor: 700 },
        conditions: at % 2 === 0
          ? { categories: Array.from({ length: 10 }, (_, leaf) => leaves[at * 10 + leaf]!.code) }
          : { attributes: [{ attribute: "material", value: materials[at % materials.length]! }] },
      })),
  ];
}

function promotion(name: string, more: Record<string, unknown>): PromotionInput {
  return promotionInput.parse({ texts: { fr: { name } }, markets: ["fr"], ...more });
}
