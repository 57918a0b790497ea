/** Whether what a promotion names is there: a rule about nothing would be silent. */
import { type SQL, sql } from "drizzle-orm";
import type { AdminPromotion } from "../../../commerce/wire/promotion.ts";
import { findLanguage, findMarket } from "./lookups.ts";
import { among, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** What a promotion says, its coupons and its keys apart. */
export type PromotionRecord = Omit<AdminPromotion, "id" | "coupons" | "isExhausted">;

/** Refuses unknown markets, languages, categories, products, SKUs and attribute values, and currencies that differ. */
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
  if (rule.kind === "gift") await checkNames(w, [rule.sku], "rule.sku", "SKU", sql`sku`, sql`variants`);
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
