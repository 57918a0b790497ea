/**
 * The backoffice database: what the catalog service keeps and no stranger may read (design decision 11).
 *
 * Times are milliseconds since the epoch. Edges never see any of it.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { idempotencyKeysTable } from "../platform/tables.ts";

/** Requests by the hash of their idempotency key, which also stands in the catalog's `changes`. */
export const idempotencyKeys = idempotencyKeysTable();

/** Products that are not, or not yet, for sale. */
export const productDrafts = sqliteTable("product_drafts", {
  /** The product's public id, the same when it is published. */
  productId: text("product_id").primaryKey(),
  /** The product as the admin API shows it, as JSON. */
  document: text("document").notNull(),
  /** Counts its changes, for optimistic locking. */
  revision: integer("revision").notNull().default(1),
  /** Until when nobody else may change it, while it moves into the catalog or out of it. */
  lockedUntil: integer("locked_until").notNull().default(0),
}, (t) => [
  check("product_drafts_document", sql`json_valid(${t.document})`),
  check("product_drafts_revision", sql`${t.revision} >= 1`),
]);

/** The variants of the drafts, to find a draft by one of its variants or by a SKU; two drafts may want the same. */
export const draftVariants = sqliteTable("draft_variants", {
  variantId: text("variant_id").primaryKey(),
  productId: text("product_id").notNull().references(() => productDrafts.productId, { onDelete: "cascade" }),
  sku: text("sku").notNull(),
}, (t) => [index("draft_variants_product").on(t.productId), index("draft_variants_sku").on(t.sku)]);

/** Which catalog version each machine of the edge serves, as it said last. */
export const edgeReports = sqliteTable("edge_reports", {
  /** Chosen by the machine at each start. */
  machine: text("machine").primaryKey(),
  region: text("region").notNull(),
  catalogVersion: integer("catalog_version").notNull(),
  at: integer("at").notNull(),
}, (t) => [index("edge_reports_at").on(t.at)]);

/** Variants that a source of feeds brought in: those that it has no more are told from one import to the next. */
export const feedItems = sqliteTable("feed_items", {
  /** A name that the merchant gives, e.g. `us-en`. */
  source: text("source").notNull(),
  sku: text("sku").notNull(),
}, (t) => [primaryKey({ columns: [t.source, t.sku] })]);
