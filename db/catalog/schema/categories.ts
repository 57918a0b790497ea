/** Categories. */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { lastingId } from "./columns.ts";
import { languages } from "./languages_and_markets.ts";
import { media } from "./media.ts";

export const categories = sqliteTable("categories", {
  id: lastingId(),
  publicId: text("public_id").notNull().unique(),
  /** Stable code by which feeds and the admin API name it; the English slug at first. */
  code: text("code").notNull().unique(),
  parentId: integer("parent_id"),
  position: integer("position").notNull().default(0),
  mediaId: integer("media_id").references(() => media.id),
  /** The `changes` sequence of the last write: the record's version for optimistic locking. */
  updatedSequence: integer("updated_sequence").notNull(),
}, (t) => [
  index("categories_parent").on(t.parentId, t.position),
  check("categories_parent", sql`${t.parentId} IS NULL OR ${t.parentId} <> ${t.id}`),
]);

export const categoryTexts = sqliteTable("category_texts", {
  categoryId: integer("category_id").notNull().references(() => categories.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  name: text("name").notNull(),
  slug: text("slug").notNull(),
  description: text("description").notNull().default(""),
}, (t) => [
  primaryKey({ columns: [t.categoryId, t.languageId] }),
  uniqueIndex("category_texts_slug").on(t.languageId, t.slug),
]);
