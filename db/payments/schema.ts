/**
 * The payments database: what is known of each order's payment, its refunds and disputes, and the books.
 *
 * What Stripe tells comes twice, late, in any order, or not at all. So a payment holds only what can be added to: the
 * most that was ever authorized and captured, and what once became true. Its status is derived from that. Times are
 * milliseconds since the epoch, amounts minor units of ISO 4217. No names, no addresses, no card data (decision 8).
 */
import { sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { captureModes, paymentStatuses, refundStatuses } from "../../commerce/wire/internal_payments.ts";
import { outboxTable } from "../platform/tables.ts";

export const outbox = outboxTable();

const flag = (name: string) => integer(name).notNull().default(0);
const among = (column: AnySQLiteColumn, values: readonly string[]) =>
  sql`${column} IN (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`;

/** Money stands above everything; what failed can only fail after the session was completed. */
const derivedStatus = sql`CASE
    WHEN captured_minor > 0 THEN 'paid'
    WHEN voided = 1 THEN 'voided'
    WHEN session_status = 'expired' THEN 'expired'
    WHEN session_status = 'complete' AND (failed = 1 OR canceled = 1) THEN 'failed'
    WHEN authorized_minor > 0 THEN 'authorized'
    WHEN session_status = 'complete' THEN 'processing'
    ELSE 'open' END`;

/** The payment of each order. */
export const payments = sqliteTable("payments", {
  id: text("id").primaryKey(),
  orderId: text("order_id").notNull().unique(),
  orderNumber: text("order_number").notNull(),
  market: text("market").notNull(),
  amountMinor: integer("amount_minor").notNull(),
  currency: text("currency").notNull(),
  capture: text("capture", { enum: captureModes }).notNull(),
  status: text("status", { enum: paymentStatuses }).notNull().generatedAlwaysAs(derivedStatus, {
    mode: "virtual",
  }),
  /** Stripe's Checkout Session; null until Stripe has answered. */
  sessionId: text("session_id").unique(),
  /** Counts the idempotency keys under which a session was asked for. */
  sessionTries: integer("session_tries").notNull().default(1),
  sessionStatus: text("session_status", { enum: ["complete", "expired"] }),
  /** When Stripe closes the session. */
  expiresAt: integer("expires_at").notNull(),
  /** Stripe's Payment Intent, known once somebody tried to pay. */
  intentId: text("intent_id").unique(),
  authorizedMinor: integer("authorized_minor").notNull().default(0),
  capturedMinor: integer("captured_minor").notNull().default(0),
  /** What is to be captured of the authorization; null: nobody asked for it yet. */
  captureMinor: integer("capture_minor"),
  /** A delayed method failed. */
  failed: flag("failed"),
  /** The intent was canceled. */
  canceled: flag("canceled"),
  /** All of an authorization was given back by us. */
  voided: flag("voided"),
  /** Stripe's fee stands in the books. */
  feeKnown: flag("fee_known"),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  /** When Stripe is to be asked; null: nothing is awaited. */
  checkAt: integer("check_at"),
  /** Times it was asked since the status changed. */
  checks: integer("checks").notNull().default(0),
  /** The status that `check_at` was set for. */
  plannedFor: text("planned_for", { enum: paymentStatuses }).notNull().default("open"),
}, (t) => [
  index("payments_check_at").on(t.checkAt),
  check("payments_amount", sql`${t.amountMinor} > 0`),
  check("payments_authorized", sql`${t.authorizedMinor} BETWEEN 0 AND ${t.amountMinor}`),
  check("payments_captured", sql`${t.capturedMinor} BETWEEN 0 AND ${t.amountMinor}`),
  check(
    "payments_capture_minor",
    sql`${t.captureMinor} IS NULL OR ${t.captureMinor} BETWEEN 1 AND ${t.authorizedMinor}`,
  ),
  check("payments_capture", among(t.capture, captureModes)),
  check(
    "payments_session_status",
    sql`${t.sessionStatus} IS NULL OR ${among(t.sessionStatus, ["complete", "expired"])}`,
  ),
  check(
    "payments_flags",
    sql`${t.failed} IN (0, 1) AND ${t.canceled} IN (0, 1) AND ${t.voided} IN (0, 1) AND ${t.feeKnown} IN (0, 1)`,
  ),
]);

/**
 * How a refund gives the money back: `refund` at Stripe; `void`: it was only authorized, and less will be captured;
 * `outside`: the merchant made it at Stripe.
 */
export const refundKinds = ["refund", "void", "outside"] as const;

/** Money given back. Triggers (migrations/0001_books.sql) refuse more than there is. */
export const refunds = sqliteTable("refunds", {
  id: text("id").primaryKey(),
  orderId: text("order_id").notNull().references(() => payments.orderId),
  /** What it was asked for with; null for those made at Stripe. */
  key: text("key"),
  kind: text("kind", { enum: refundKinds }).notNull(),
  amountMinor: integer("amount_minor").notNull(),
  currency: text("currency").notNull(),
  reason: text("reason").notNull(),
  status: text("status", { enum: refundStatuses }).notNull(),
  /** Stripe's word for why it failed. */
  failure: text("failure"),
  stripeId: text("stripe_id").unique(),
  /** Counts the idempotency keys under which it was asked for. */
  tries: integer("tries").notNull().default(1),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  /** When Stripe is to be told or asked; null: nothing is awaited. */
  checkAt: integer("check_at"),
  checks: integer("checks").notNull().default(0),
}, (t) => [
  uniqueIndex("refunds_key").on(t.orderId, t.key),
  index("refunds_check_at").on(t.checkAt),
  check("refunds_amount", sql`${t.amountMinor} > 0`),
  check("refunds_kind", among(t.kind, refundKinds)),
  check("refunds_status", among(t.status, refundStatuses)),
]);

/**
 * States of a dispute in the order in which they follow each other, as Stripe names them. What comes before
 * `needs_response` is an inquiry: no money has moved.
 */
export const disputeStatuses = [
  "warning_needs_response",
  "warning_under_review",
  "warning_closed",
  "prevented",
  "needs_response",
  "under_review",
  "lost",
  "won",
] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];

/** Shoppers who ask their bank for the money back. */
export const disputes = sqliteTable("disputes", {
  /** Stripe's id. */
  id: text("id").primaryKey(),
  orderId: text("order_id").notNull().references(() => payments.orderId),
  amountMinor: integer("amount_minor").notNull(),
  currency: text("currency").notNull(),
  status: text("status", { enum: disputeStatuses }).notNull(),
  /** Stripe's word for what the shopper says. */
  reason: text("reason").notNull(),
  /** Until when the merchant may answer. */
  respondBy: integer("respond_by"),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
}, (t) => [
  index("disputes_order").on(t.orderId),
  check("disputes_amount", sql`${t.amountMinor} > 0`),
  check("disputes_status", among(t.status, disputeStatuses)),
]);

/** What was told to orders, each once: the payment's timeline. */
export const paymentEvents = sqliteTable("payment_events", {
  sequence: integer("sequence").primaryKey({ autoIncrement: true }),
  id: text("id").notNull().unique(),
  orderId: text("order_id").notNull().references(() => payments.orderId),
  /** What makes it happen once, e.g. `paid`, or a refund's id with what became of it. */
  key: text("key").notNull(),
  /** As orders is told it. */
  body: text("body").notNull(),
  at: integer("at").notNull(),
  /** Of the write that made it. */
  token: text("token").notNull(),
}, (t) => [
  uniqueIndex("payment_events_key").on(t.orderId, t.key),
  check("payment_events_body", sql`json_valid(${t.body})`),
]);

/** Events that Stripe sent, each once, without the personal data in them. */
export const stripeEvents = sqliteTable("stripe_events", {
  /** Stripe's id. */
  id: text("id").primaryKey(),
  type: text("type").notNull(),
  /** Null: not known yet whose it is. */
  orderId: text("order_id"),
  /** What it says of a payment, as JSON. */
  facts: text("facts").notNull(),
  /** By Stripe's clock. */
  createdAt: integer("created_at").notNull(),
  receivedAt: integer("received_at").notNull(),
  /** When to look again whose it is; null: it was applied, or nobody's. */
  checkAt: integer("check_at"),
  checks: integer("checks").notNull().default(0),
}, (t) => [
  index("stripe_events_order").on(t.orderId),
  index("stripe_events_check_at").on(t.checkAt),
  index("stripe_events_received_at").on(t.receivedAt),
  check("stripe_events_facts", sql`json_valid(${t.facts})`),
]);

/** The books: amounts that moved from an account to another. Never changed or removed. */
export const ledgerTransfers = sqliteTable("ledger_transfers", {
  /** What happened and to what, e.g. `captured:pay_…`. */
  id: text("id").primaryKey(),
  orderId: text("order_id").notNull(),
  source: text("source").notNull(),
  destination: text("destination").notNull(),
  amountMinor: integer("amount_minor").notNull(),
  currency: text("currency").notNull(),
  at: integer("at").notNull(),
}, (t) => [
  index("ledger_transfers_order").on(t.orderId),
  check("ledger_transfers_amount", sql`${t.amountMinor} > 0`),
  check("ledger_transfers_accounts", sql`${t.source} <> ${t.destination}`),
]);

/** Both sides of each transfer, which sum to zero. A trigger writes them, and no one else can. */
export const ledgerEntries = sqliteTable("ledger_entries", {
  transferId: text("transfer_id").notNull().references(() => ledgerTransfers.id),
  account: text("account").notNull(),
  currency: text("currency").notNull(),
  amountMinor: integer("amount_minor").notNull(),
}, (t) => [
  primaryKey({ columns: [t.transferId, t.account] }),
  index("ledger_entries_account").on(t.account, t.currency),
]);

/** Which payment methods a market offers. */
export const paymentMethods = sqliteTable("payment_methods", {
  market: text("market").primaryKey(),
  /** Stripe's names of payment method types, as a JSON array; none: what the Stripe account's settings say. */
  methods: text("methods").notNull(),
  /** Counts its changes, for optimistic locking. */
  revision: integer("revision").notNull().default(1),
}, (t) => [check("payment_methods_methods", sql`json_type(${t.methods}) = 'array'`)]);
