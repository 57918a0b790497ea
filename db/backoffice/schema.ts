/**
 * The backoffice database: what the catalog service keeps and no stranger may read (design decision 11).
 *
 * Times are milliseconds since the epoch. Edges never see any of it.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Requests by the hash of their idempotency key, and what they were answered. */
export const idempotencyKeys = sqliteTable("idempotency_keys", {
  /** SHA-256 of caller, route and key, in hex; also in the catalog's `changes`. */
  requestHash: text("request_hash").primaryKey(),
  bodyHash: text("body_hash").notNull(),
  /** The try that holds the claim, or held it last. */
  token: text("token").notNull(),
  /** Of the first try. */
  startedAt: integer("started_at").notNull(),
  /** When another try may take over, unless there is an outcome. */
  claimedUntil: integer("claimed_until").notNull(),
  /** The answer or refusal as JSON; null while there is none. */
  outcome: text("outcome"),
  keptUntil: integer("kept_until").notNull(),
}, (t) => [
  index("idempotency_keys_kept_until").on(t.keptUntil),
  check("idempotency_keys_outcome", sql`${t.outcome} IS NULL OR json_valid(${t.outcome})`),
]);

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
