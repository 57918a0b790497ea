/** Shipping. */
import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id } from "./columns.ts";
import { languages, markets } from "./languages_and_markets.ts";

/** Destinations of a market that ship alike. What is a list is JSON, as `ShippingZone`. */
export const shippingZones = sqliteTable("shipping_zones", {
  id: id(),
  marketId: integer("market_id").notNull().references(() => markets.id),
  /** Names it among the market's zones. */
  code: text("code").notNull(),
  countries: text("countries").notNull(),
  regions: text("regions").notNull().default("[]"),
  postalCodes: text("postal_codes").notNull().default("[]"),
  exceptPostalCodes: text("except_postal_codes").notNull().default("[]"),
}, (t) => [
  uniqueIndex("shipping_zones_code").on(t.marketId, t.code),
  check(
    "shipping_zones_json",
    sql`json_valid(${t.countries}) AND json_valid(${t.regions}) AND json_valid(${t.postalCodes})
      AND json_valid(${t.exceptPostalCodes})`,
  ),
]);

/** Ways to ship into a zone, with their rates; as `ShippingMethod`. */
export const shippingMethods = sqliteTable("shipping_methods", {
  id: id(),
  zoneId: integer("zone_id").notNull().references(() => shippingZones.id),
  /** The option's id in a quote, e.g. `standard`; the same in all zones. */
  code: text("code").notNull(),
  position: integer("position").notNull(),
  basis: text("basis", { enum: ["weight", "volume", "value"] }).notNull(),
  /** JSON. */
  rates: text("rates").notNull(),
  freeFromMinor: integer("free_from_minor"),
  /** JSON. */
  surcharges: text("surcharges").notNull().default("[]"),
  /** JSON. */
  excludes: text("excludes").notNull().default("[]"),
  cutOffMinutes: integer("cut_off_minutes").notNull(),
  handlingDays: integer("handling_days").notNull(),
  earliestDays: integer("earliest_days").notNull(),
  latestDays: integer("latest_days").notNull(),
  saturdays: integer("saturdays").notNull(),
}, (t) => [
  uniqueIndex("shipping_methods_code").on(t.zoneId, t.code),
  check("shipping_methods_basis", sql`${t.basis} IN ('weight', 'volume', 'value')`),
  check(
    "shipping_methods_json",
    sql`json_valid(${t.rates}) AND json_valid(${t.surcharges}) AND json_valid(${t.excludes})`,
  ),
  check("shipping_methods_cut_off", sql`${t.cutOffMinutes} BETWEEN 0 AND 1440`),
  check(
    "shipping_methods_days",
    sql`${t.handlingDays} >= 0 AND ${t.earliestDays} >= 0 AND ${t.latestDays} >= ${t.earliestDays}`,
  ),
  check("shipping_methods_saturdays", sql`${t.saturdays} IN (0, 1)`),
]);

export const shippingMethodTexts = sqliteTable("shipping_method_texts", {
  methodId: integer("method_id").notNull().references(() => shippingMethods.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  name: text("name").notNull(),
}, (t) => [primaryKey({ columns: [t.methodId, t.languageId] })]);
