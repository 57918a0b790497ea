/** Whether what a promotion names is there: a rule about nothing would be silent. */
import { type SQL, sql } from "drizzle-orm";
import type { AdminPromotion } from "../../../commerce/wire/promotion.ts";
import { findLanguage, findMarket } from "./lookups.ts";
import { among, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** What a promotion says, its coupons and its keys apart. */
export type PromotionRecord = Omit<AdminPromotion, "id" | "coupons" | "isExhausted">;

/**
 * Refuses unknown markets, languages, categories, products, SKUs, attribute values and shipping methods, gifts that are
 * not sold in each of the markets, and currencies that differ.
 */
export async function checkPromotion(w: Writer, record: PromotionRecord): Promise<void> {
  const { rule, conditions, validFrom, validUntil } = record;
  if (validUntil !== null && Date.parse(validUntil) <= (validFrom === null ? 0 : Date.parse(validFrom))) {
    w.refuse("invalid-value", "validUntil", "wanted a moment after validFrom");
  }
  await checkMarkets(w, record);
  for (const [at, language] of conditions.languages.entries()) {
    await findLanguage(w, language, `conditions.languages.${at}`);
  }
  await checkNames(w, conditions.categories, "conditions.categories", "category", sql`code`, sql`categories`);
  await checkNames(w, conditions.products, "conditions.products", "product", sql`public_id`, sql`products`);
  if (rule.kind === "gift") {
    await checkNames(w, [rule.sku], "rule.sku", "SKU", sql`sku`, sql`variants`);
    await checkSold(w, rule.sku, record.markets);
  }
  if (rule.kind === "free-shipping") await checkMethods(w, rule.methods, record.markets);
  if (rule.kind === "bundle") {
    await checkNames(w, rule.items.map((item) => item.sku), "rule.items", "SKU", sql`sku`, sql`variants`);
  }
  const known = new Set(
    (await readRows<[string, string]>(
      w.tx,
      sql`a.code, v.code`,
      sql`FROM attributes a JOIN attribute_values v ON v.attribute_id = a.id
        WHERE ${among(sql`a.code`, conditions.attributes.map(({ attribute }) => attribute))}
          AND ${among(sql`v.code`, conditions.attributes.map(({ value }) => value))}`,
    )).map(([attribute, value]) => `${attribute}=${value}`),
  );
  conditions.attributes.forEach(({ attribute, value }, at) => {
    if (known.has(`${attribute}=${value}`)) return;
    w.refuse("invalid-value", `conditions.attributes.${at}`, `no product is "${attribute}: ${value}"`);
  });
}

/** A rule or condition in minor units means one currency. */
async function checkMarkets(w: Writer, { markets, rule, conditions }: PromotionRecord): Promise<void> {
  for (const [at, code] of markets.entries()) await findMarket(w, code, `markets.${at}`);
  const namesAmount = "amountMinor" in rule || rule.kind === "tiered" && rule.basis === "spend" ||
    conditions.minimumSubtotalMinor !== null;
  const directory = await w.directory();
  const currencies = new Set(markets.map((code) => directory.markets.get(code)!.currency));
  if (namesAmount && currencies.size > 1) {
    const found = [...currencies].join(", ");
    w.refuse("invalid-value", "markets", `an amount is of one currency, but these markets have ${found}`);
  }
}

/** What is given away must be to be had: where it has no price, nobody can put it into a basket. */
async function checkSold(w: Writer, sku: string, markets: readonly string[]): Promise<void> {
  const [missing] = await readRows<[string]>(
    w.tx,
    sql`m.code`,
    sql`FROM markets m WHERE ${among(sql`m.code`, markets)} AND NOT EXISTS (
      SELECT 1 FROM variants v JOIN products p ON p.id = v.product_id JOIN prices pr ON pr.variant_id = v.id
      WHERE v.sku = ${sku} AND pr.market_id = m.id AND (p.markets_chosen = 0 OR EXISTS (
        SELECT 1 FROM product_markets pm WHERE pm.product_id = p.id AND pm.market_id = m.id)))
      ORDER BY m.position, m.id`,
  );
  if (missing === undefined) return;
  w.refuse("invalid-value", "rule.sku", `the SKU "${sku}" is not sold in market "${missing[0]}"`);
}

/** A method must be one of a zone of these markets. */
async function checkMethods(
  w: Writer,
  methods: readonly string[],
  markets: readonly string[],
): Promise<void> {
  if (methods.length === 0) return;
  const rows = await readRows<[string]>(
    w.tx,
    sql`DISTINCT s.code`,
    sql`FROM shipping_methods s JOIN shipping_zones z ON z.id = s.zone_id JOIN markets m ON m.id = z.market_id
      WHERE ${among(sql`m.code`, markets)}`,
  );
  const known = new Set(rows.map(([code]) => code));
  const missing = methods.findIndex((method) => !known.has(method));
  if (missing < 0) return;
  w.refuse(
    "invalid-value",
    `rule.methods.${missing}`,
    `no zone of these markets has a shipping method "${methods[missing]}"`,
  );
}

async function checkNames(
  w: Writer,
  names: readonly string[],
  path: string,
  kind: string,
  column: SQL,
  table: SQL,
): Promise<void> {
  if (names.length === 0) return;
  const rows = await readRows<[string]>(w.tx, column, sql`FROM ${table} WHERE ${among(column, names)}`);
  const known = new Set(rows.map(([name]) => name));
  const missing = names.findIndex((name) => !known.has(name));
  if (missing < 0) return;
  const where = path === "rule.sku" ? path : `${path}.${missing}${path === "rule.items" ? ".sku" : ""}`;
  w.refuse("invalid-value", where, `there is no ${kind} "${names[missing]}"`);
}
