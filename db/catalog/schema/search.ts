/** What search reads. */
import { sql } from "drizzle-orm";
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { id, lastingId } from "./columns.ts";
import { languages } from "./languages_and_markets.ts";

/** The words by which products are found, as commerce/search/terms.ts makes them: derived. */
export const searchTerms = sqliteTable("search_terms", {
  languageId: integer("language_id").notNull(),
  term: text("term").notNull(),
  id: integer("id").notNull(),
  /** A word that it was made of, as one may write it. */
  spoken: text("spoken").notNull(),
  /** How frequent it is, roughly: the binary logarithm of the most products that one block of postings had. */
  level: integer("level").notNull(),
  /** The term backwards, where the language writes compounds as one word: finds them by their ends. */
  reversed: text("reversed"),
}, (t) => [
  primaryKey({ columns: [t.languageId, t.term] }),
  uniqueIndex("search_terms_id").on(t.id),
  index("search_terms_reversed").on(t.languageId, t.reversed).where(sql`${t.reversed} IS NOT NULL`),
]);

/** Which products a term is in, and how well each fits it (db/catalog/posting_block.ts): derived. */
export const searchPostings = sqliteTable("search_postings", {
  /** `search_terms.id * 65536 + (product_id >> 11)`. */
  id: id(),
  postings: blob("postings", { mode: "buffer" }).notNull(),
});

/** The terms of a product in a language, so that an edit rewrites no more postings than it changes: derived. */
export const searchDocuments = sqliteTable("search_documents", {
  /** `product_id * 256 + language_id`. */
  id: id(),
  terms: blob("terms", { mode: "buffer" }).notNull(),
});

/** What shoppers call things, beside what the catalog calls them; applied to queries. */
export const synonyms = sqliteTable("synonyms", {
  id: lastingId(),
  publicId: text("public_id").notNull().unique(),
  languageId: integer("language_id").notNull().references(() => languages.id),
  /** JSON: the phrases that stand for each other, or, with `means`, those that are typed. */
  phrases: text("phrases").notNull(),
  /** JSON: the phrases that are sought where one of `phrases` is typed; null: each stands for all others. */
  means: text("means"),
  updatedSequence: integer("updated_sequence").notNull(),
}, (t) => [
  index("synonyms_language").on(t.languageId, t.id),
  check("synonyms_json", sql`json_valid(${t.phrases}) AND (${t.means} IS NULL OR json_valid(${t.means}))`),
]);

/** The phrases that have synonyms, as queries are compared with them: derived from `synonyms`. */
export const synonymPhrases = sqliteTable("synonym_phrases", {
  languageId: integer("language_id").notNull(),
  /** The terms of its words, with spaces between. */
  phrase: text("phrase").notNull(),
  synonymId: integer("synonym_id").notNull(),
  /** JSON: the terms of each phrase that is sought too. */
  means: text("means").notNull(),
}, (t) => [primaryKey({ columns: [t.languageId, t.phrase, t.synonymId] })]);
