/** Information pages, the home page, navigation. */
import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id } from "./columns.ts";
import { languages, markets } from "./languages_and_markets.ts";

export const informationPages = sqliteTable("information_pages", {
  id: id(),
  marketId: integer("market_id").notNull().references(() => markets.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  /** The same page in other languages has the same code, e.g. `terms`. */
  code: text("code").notNull(),
  slug: text("slug").notNull(),
  title: text("title").notNull(),
  /** CommonMark, no raw HTML. */
  body: text("body").notNull(),
  updatedAt: integer("updated_at").notNull(),
}, (t) => [
  uniqueIndex("information_pages_slug").on(t.marketId, t.languageId, t.slug),
  uniqueIndex("information_pages_code").on(t.marketId, t.languageId, t.code),
]);

export const homeBlocks = sqliteTable("home_blocks", {
  id: id(),
  marketId: integer("market_id").notNull().references(() => markets.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  position: integer("position").notNull(),
  kind: text("kind", { enum: ["hero", "products", "categories", "editorial", "assurances"] }).notNull(),
  /** The block's words and references as JSON, by kind (commerce/home_block.ts). */
  content: text("content").notNull(),
}, (t) => [
  uniqueIndex("home_blocks_place").on(t.marketId, t.languageId, t.position),
  check("home_blocks_content", sql`json_valid(${t.content})`),
]);

export const navigation = sqliteTable("navigation", {
  id: id(),
  marketId: integer("market_id").notNull().references(() => markets.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  placement: text("placement", { enum: ["header", "footer"] }).notNull(),
  position: integer("position").notNull(),
  label: text("label").notNull(),
  /** A path after `/{locale}/`, e.g. `i/terms`. */
  target: text("target").notNull(),
}, (t) => [
  uniqueIndex("navigation_place").on(t.marketId, t.languageId, t.placement, t.position),
  check("navigation_placement", sql`${t.placement} IN ('header', 'footer')`),
]);
