/** Taxes. */
import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { taxCategories } from "../../../commerce/quote/view.ts";

/** Tax rates of all countries (commerce/quote/view.ts says how one is chosen). Windows are half-open, as of prices. */
export const taxRates = sqliteTable("tax_rates", {
  /** ISO 3166-1 alpha-2. */
  country: text("country").notNull(),
  /** ISO 3166-2 subdivision without the country; empty: the whole country. */
  region: text("region").notNull().default(""),
  category: text("category", { enum: taxCategories }).notNull(),
  /** As invoices name the tax, e.g. `TVA`. */
  name: text("name").notNull(),
  validFrom: integer("valid_from").notNull().default(0),
  validUntil: integer("valid_until"),
  /** Parts per million: 200000 is 20 %. */
  ratePpm: integer("rate_ppm").notNull(),
  taxesShipping: integer("taxes_shipping").notNull(),
  /** Where the rate is written. */
  source: text("source").notNull(),
}, (t) => [
  primaryKey({ columns: [t.country, t.region, t.category, t.name, t.validFrom] }),
  check("tax_rates_country", sql`length(${t.country}) = 2`),
  check("tax_rates_rate", sql`${t.ratePpm} BETWEEN 0 AND 1000000`),
  check("tax_rates_taxes_shipping", sql`${t.taxesShipping} IN (0, 1)`),
  check("tax_rates_window", sql`${t.validUntil} IS NULL OR ${t.validUntil} > ${t.validFrom}`),
]);
