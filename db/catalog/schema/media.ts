/** Pictures. */
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id } from "./columns.ts";
import { languages } from "./languages_and_markets.ts";

export const media = sqliteTable("media", {
  id: id(),
  /** The first 24 hex digits of the SHA-256 of the original: its address never changes its content. */
  key: text("key").notNull().unique(),
  /** The original's key in the object store. */
  object: text("object").notNull(),
  contentType: text("content_type").notNull(),
  width: integer("width").notNull(),
  height: integer("height").notNull(),
});

export const mediaTexts = sqliteTable("media_texts", {
  mediaId: integer("media_id").notNull().references(() => media.id),
  languageId: integer("language_id").notNull().references(() => languages.id),
  alt: text("alt").notNull(),
}, (t) => [primaryKey({ columns: [t.mediaId, t.languageId] })]);
