/** Attributes: what products have, what tells variants apart, what lists are filtered by. */
import { sql } from "drizzle-orm";
import { check, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id } from "./columns.ts";
import { languages } from "./languages_and_markets.ts";
import { products, variants } from "./products.ts";

/** Typed attributes. One that is a facet filters lists. Options of variants are attributes too. */
export const attributes = sqliteTable("attributes", {
  id: id(),
  code: text("code").notNull().unique(),
  type: text("type", { enum: ["text", "number", "boolean", "colour"] }).notNull().default("text"),
  /** UCUM unit of a number, e.g. `h`, `cm`. */
  unit: text("unit"),
  facet: integer("facet").notNull().default(0),
  position: integer("position").notNull().default(0),
}, (t) => [check("attributes_facet", sql`${t.facet} IN (0, 1)`)]);

export const attributeTexts = sqliteTable("attribute_texts", {
  attributeId: integer("attribute_id").notNull().references(() => attributes.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  label: text("label").notNull(),
}, (t) => [primaryKey({ columns: [t.attributeId, t.languageId] })]);

export const attributeValues = sqliteTable("attribute_values", {
  id: id(),
  attributeId: integer("attribute_id").notNull().references(() => attributes.id),
  /** What an address and the API name it by. Of a number its decimal form, of a boolean `yes` or `no`. */
  code: text("code").notNull(),
  position: integer("position").notNull().default(0),
  /** `#rrggbb` of a colour. */
  hex: text("hex"),
}, (t) => [
  uniqueIndex("attribute_values_code").on(t.attributeId, t.code),
  check("attribute_values_hex", sql`${t.hex} IS NULL OR (length(${t.hex}) = 7 AND ${t.hex} LIKE '#%')`),
]);

/** A value's words. Where a language has no row, the code is shown. */
export const attributeValueTexts = sqliteTable("attribute_value_texts", {
  valueId: integer("value_id").notNull().references(() => attributeValues.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  label: text("label").notNull(),
}, (t) => [primaryKey({ columns: [t.valueId, t.languageId] })]);

/** A product's own attributes. */
export const productAttributes = sqliteTable("product_attributes", {
  productId: integer("product_id").notNull().references(() => products.id),
  valueId: integer("value_id").notNull().references(() => attributeValues.id),
}, (t) => [primaryKey({ columns: [t.productId, t.valueId] })]);

/** What tells a product's variants apart: one value for each option attribute. */
export const variantOptions = sqliteTable("variant_options", {
  variantId: integer("variant_id").notNull().references(() => variants.id),
  attributeId: integer("attribute_id").notNull().references(() => attributes.id),
  valueId: integer("value_id").notNull().references(() => attributeValues.id),
}, (t) => [primaryKey({ columns: [t.variantId, t.attributeId] })]);
