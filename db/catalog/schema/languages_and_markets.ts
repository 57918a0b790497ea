/** Languages and markets. */
import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id } from "./columns.ts";

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
