/**
 * The orders database: what was bought, by whom, and everything that happened to it since.
 *
 * What is somebody's stands in `order_people` alone, a row per order (decision 12); elsewhere there are ids and keyed
 * hashes. Times are milliseconds since the epoch, amounts integer minor units of the order's currency. Triggers
 * (migrations/0001_rules.sql) refuse changes of state that api/orders/order_states.ts does not know, and units that
 * leave twice.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { disputeOutcomes } from "../../commerce/wire/internal_payments.ts";
import { endReasons, orderActors, orderEventKinds, orderStatuses } from "../../commerce/wire/order.ts";
import { idempotencyKeysTable, inboxTable, outboxTable } from "../platform/tables.ts";

export const idempotencyKeys = idempotencyKeysTable();
export const outbox = outboxTable();
export const inbox = inboxTable();

/** Secrets of this database's service, made when it is first opened. */
export const keys = sqliteTable("keys", {
  name: text("name").primaryKey(),
  /** 32 random bytes in hex. */
  value: text("value").notNull(),
}, (t) => [check("keys_value", sql`length(${t.value}) = 64`)]);

export const orders = sqliteTable("orders", {
  sequence: integer("sequence").primaryKey({ autoIncrement: true }),
  id: text("id").notNull().unique(),
  /** What people call it by. */
  number: text("number").notNull().unique(),
  state: text("state", { enum: orderStatuses }).notNull(),
  endReason: text("end_reason", { enum: endReasons }),
  /** Counts its changes; every change asks for the version that it was decided on. */
  version: integer("version").notNull().default(1),
  /** Of the write that made this version: the rest of that write asks for it. */
  writeToken: text("write_token").notNull(),
  placedAt: integer("placed_at").notNull(),
  market: text("market").notNull(),
  language: text("language").notNull(),
  currency: text("currency").notNull(),
  /** IANA name: the days of its dates are this zone's. */
  timeZone: text("time_zone").notNull(),
  totalMinor: integer("total_minor").notNull(),
  /** The quote that was accepted, as it went over the wire. */
  quote: text("quote").notNull(),
  /** What of the total is shipping's, and how much of that went back. */
  shippingChargedMinor: integer("shipping_charged_minor").notNull(),
  shippingRefundedMinor: integer("shipping_refunded_minor").notNull().default(0),
  /** When the terms that were accepted were last changed. */
  termsVersion: integer("terms_version"),
  /** Where its stock was set aside, as inventory answered it. */
  allocations: text("allocations").notNull(),
  returnUrl: text("return_url"),
  capture: text("capture", { enum: ["now", "at-shipment"] }).notNull(),
  /** Keyed hashes of who ordered, for limits; the address is forgotten when no payment is awaited any more. */
  emailKey: text("email_key").notNull(),
  addressKey: text("address_key"),
  /** Whether a payment may still come. */
  checkout: text("checkout", { enum: ["none", "open", "closed"] }).notNull(),
  payBy: integer("pay_by"),
  paymentState: text("payment_state", { enum: ["unpaid", "processing", "authorized", "paid"] }).notNull(),
  /** What was authorized, and once it was taken so much with what was given back of it before; and what was taken. */
  securedMinor: integer("secured_minor").notNull().default(0),
  paidMinor: integer("paid_minor").notNull().default(0),
  /** What is to go back or went back, and of that what went. */
  refundingMinor: integer("refunding_minor").notNull().default(0),
  refundedMinor: integer("refunded_minor").notNull().default(0),
  /** 1: of its disputes one is not won. */
  disputed: integer("disputed").notNull().default(0),
  /** What inventory was told, or is being told. */
  stock: text("stock", { enum: ["held", "committed", "released"] }).notNull(),
  /** What is to be done about it by itself, and when: ask payments to end the checkout; see whether it can be revived. */
  due: text("due", { enum: ["end-checkout", "revive"] }),
  dueAt: integer("due_at"),
}, (t) => [
  index("orders_due").on(t.dueAt).where(sql`${t.dueAt} IS NOT NULL`),
  index("orders_state").on(t.state, t.sequence),
  index("orders_email").on(t.emailKey, t.checkout),
  index("orders_address").on(t.addressKey, t.checkout).where(sql`${t.addressKey} IS NOT NULL`),
  check(
    "orders_state",
    sql`${t.state} IN ('pending_payment', 'payment_processing', 'paid', 'in_fulfillment', 'shipped', 'delivered',
      'canceled', 'expired')`,
  ),
  check("orders_end", sql`(${t.endReason} IS NULL) = (${t.state} NOT IN ('canceled', 'expired'))`),
  check("orders_amounts", sql`${t.totalMinor} >= 0 AND ${t.paidMinor} BETWEEN 0 AND ${t.securedMinor}`),
  check(
    "orders_refunds",
    sql`${t.refundedMinor} BETWEEN 0 AND ${t.refundingMinor} AND ${t.refundingMinor} <= ${t.securedMinor}`,
  ),
  check(
    "orders_shipping",
    sql`${t.shippingRefundedMinor} BETWEEN 0 AND ${t.shippingChargedMinor} AND ${t.shippingChargedMinor} <= ${t.totalMinor}`,
  ),
  check("orders_json", sql`json_valid(${t.quote}) AND json_valid(${t.allocations})`),
  check("orders_checkout", sql`${t.checkout} IN ('none', 'open', 'closed')`),
  check("orders_payment", sql`${t.paymentState} IN ('unpaid', 'processing', 'authorized', 'paid')`),
  check("orders_stock", sql`${t.stock} IN ('held', 'committed', 'released')`),
  check("orders_due", sql`(${t.due} IS NULL) = (${t.dueAt} IS NULL)`),
  // What waits for a payment holds its stock; what was paid for has bought it.
  check(
    "orders_held",
    sql`${t.state} NOT IN ('pending_payment', 'payment_processing') OR ${t.stock} = 'held'`,
  ),
  check(
    "orders_bought",
    sql`${t.state} NOT IN ('paid', 'in_fulfillment', 'shipped', 'delivered') OR ${t.stock} = 'committed'`,
  ),
]);

/** Whose an order is. Erasing a person empties this row. */
export const orderPeople = sqliteTable("order_people", {
  orderId: text("order_id").primaryKey().references(() => orders.id),
  email: text("email"),
  name: text("name"),
  /** The name without capitals and accents, by which merchants search. */
  searchName: text("search_name"),
  /** Addresses and customer as JSON, as they were sent. */
  shipTo: text("ship_to"),
  billTo: text("bill_to"),
  customer: text("customer"),
}, (t) => [
  index("order_people_email").on(sql`lower(${t.email})`),
  index("order_people_name").on(t.searchName),
]);

/** What was bought, as it was called and what it cost then. */
export const orderLines = sqliteTable("order_lines", {
  orderId: text("order_id").notNull().references(() => orders.id),
  position: integer("position").notNull(),
  sku: text("sku").notNull(),
  quantity: integer("quantity").notNull(),
  /** Units that will not be sent. */
  canceled: integer("canceled").notNull().default(0),
  productId: text("product_id").notNull(),
  title: text("title").notNull(),
  options: text("options").notNull(),
  brand: text("brand"),
  /** JSON: key, alt, width, height. */
  image: text("image"),
  kind: text("kind", { enum: ["physical", "digital", "gift_card", "plan"] }).notNull(),
  seller: text("seller"),
  weightGrams: integer("weight_grams").notNull(),
  categories: text("categories").notNull(),
  unitPriceMinor: integer("unit_price_minor").notNull(),
  /** Before discounts. */
  lineTotalMinor: integer("line_total_minor").notNull(),
  discountMinor: integer("discount_minor").notNull(),
  taxMinor: integer("tax_minor").notNull(),
  taxRatePpm: integer("tax_rate_ppm").notNull(),
  /** What of the order's total is this line's: those of all lines and the shipping sum to it. */
  chargedMinor: integer("charged_minor").notNull(),
  /** Units whose money goes or went back, and that money. */
  refundedUnits: integer("refunded_units").notNull().default(0),
  refundedMinor: integer("refunded_minor").notNull().default(0),
  /** ISO 8601 date. */
  withdrawalUntil: text("withdrawal_until"),
  withdrawalExemption: text("withdrawal_exemption"),
}, (t) => [
  primaryKey({ columns: [t.orderId, t.position] }),
  index("order_lines_sku").on(t.sku),
  check("order_lines_quantity", sql`${t.quantity} >= 1 AND ${t.canceled} BETWEEN 0 AND ${t.quantity}`),
  check(
    "order_lines_refunds",
    sql`${t.refundedUnits} BETWEEN 0 AND ${t.quantity} AND ${t.refundedMinor} BETWEEN 0 AND ${t.chargedMinor}`,
  ),
  check("order_lines_withdrawal", sql`(${t.withdrawalUntil} IS NULL) <> (${t.withdrawalExemption} IS NULL)`),
]);

/** The timeline. Rows are added and never changed. */
export const orderEvents = sqliteTable("order_events", {
  sequence: integer("sequence").primaryKey({ autoIncrement: true }),
  id: text("id").notNull().unique(),
  orderId: text("order_id").notNull().references(() => orders.id),
  at: integer("at").notNull(),
  kind: text("kind", { enum: orderEventKinds }).notNull(),
  actor: text("actor", { enum: orderActors }).notNull(),
  /** Ids and amounts as a flat JSON object. */
  details: text("details").notNull(),
}, (t) => [
  index("order_events_order").on(t.orderId, t.sequence),
  check("order_events_details", sql`json_valid(${t.details})`),
]);

/** What the merchant wrote down. */
export const orderNotes = sqliteTable("order_notes", {
  id: text("id").primaryKey(),
  orderId: text("order_id").notNull().references(() => orders.id),
  at: integer("at").notNull(),
  text: text("text").notNull(),
}, (t) => [index("order_notes_order").on(t.orderId)]);

/** What one place is to send. */
export const fulfilments = sqliteTable("fulfilments", {
  id: text("id").primaryKey(),
  orderId: text("order_id").notNull().references(() => orders.id),
  location: text("location"),
  method: text("method"),
  createdAt: integer("created_at").notNull(),
  canceled: integer("canceled").notNull().default(0),
}, (t) => [index("fulfilments_order").on(t.orderId)]);

export const fulfilmentLines = sqliteTable("fulfilment_lines", {
  fulfilmentId: text("fulfilment_id").notNull().references(() => fulfilments.id),
  position: integer("position").notNull(),
  quantity: integer("quantity").notNull(),
}, (t) => [
  primaryKey({ columns: [t.fulfilmentId, t.position] }),
  check("fulfilment_lines_quantity", sql`${t.quantity} >= 0`),
]);

/** Parcels that left. */
export const shipments = sqliteTable("shipments", {
  id: text("id").primaryKey(),
  fulfilmentId: text("fulfilment_id").notNull().references(() => fulfilments.id),
  carrier: text("carrier"),
  trackingNumber: text("tracking_number"),
  trackingUrl: text("tracking_url"),
  shippedAt: integer("shipped_at").notNull(),
  deliveredAt: integer("delivered_at"),
}, (t) => [index("shipments_fulfilment").on(t.fulfilmentId)]);

export const shipmentLines = sqliteTable("shipment_lines", {
  shipmentId: text("shipment_id").notNull().references(() => shipments.id),
  position: integer("position").notNull(),
  quantity: integer("quantity").notNull(),
}, (t) => [
  primaryKey({ columns: [t.shipmentId, t.position] }),
  check("shipment_lines_quantity", sql`${t.quantity} >= 1`),
]);

/** Money that goes back. Its id is the key by which payments knows it. */
export const refunds = sqliteTable("refunds", {
  id: text("id").primaryKey(),
  orderId: text("order_id").notNull().references(() => orders.id),
  amountMinor: integer("amount_minor").notNull(),
  status: text("status", { enum: ["pending", "succeeded", "failed"] }).notNull(),
  reason: text("reason"),
  /** What of it is whose, as JSON: `{ lines: [{ position, units, amountMinor }], shippingMinor }`. */
  parts: text("parts").notNull(),
  /** 1: it was only authorized, and less was taken. */
  void: integer("void").notNull().default(0),
  /** 1: its shopper is not written to. */
  quiet: integer("quiet").notNull().default(0),
  at: integer("at").notNull(),
}, (t) => [
  index("refunds_order").on(t.orderId),
  check("refunds_amount", sql`${t.amountMinor} >= 1`),
  check("refunds_status", sql`${t.status} IN ('pending', 'succeeded', 'failed')`),
  check("refunds_parts", sql`json_valid(${t.parts})`),
]);

/** Money that shoppers asked their banks to take back. */
export const disputes = sqliteTable("disputes", {
  orderId: text("order_id").notNull().references(() => orders.id),
  /** Stripe's id. */
  id: text("id").notNull(),
  outcome: text("outcome", { enum: disputeOutcomes }).notNull(),
  amountMinor: integer("amount_minor").notNull(),
  at: integer("at").notNull(),
}, (t) => [
  primaryKey({ columns: [t.orderId, t.id] }),
  check("disputes_outcome", sql`${t.outcome} IN ('open', 'lost', 'won')`),
]);

/** Orders that had a promotion whose orders are limited. */
export const redemptions = sqliteTable("redemptions", {
  promotionId: text("promotion_id").notNull(),
  orderId: text("order_id").notNull().references(() => orders.id),
  emailKey: text("email_key").notNull(),
  /** As they were when the order was placed; null: no limit. */
  limitTotal: integer("limit_total"),
  limitPerCustomer: integer("limit_per_customer"),
  /** 1: the order ended, and somebody else may have it. */
  released: integer("released").notNull().default(0),
}, (t) => [
  primaryKey({ columns: [t.promotionId, t.orderId] }),
  uniqueIndex("redemptions_order").on(t.orderId, t.promotionId),
  index("redemptions_customer").on(t.promotionId, t.emailKey),
  check("redemptions_released", sql`${t.released} IN (0, 1)`),
]);

/** How many orders have a promotion now. Triggers keep it. */
export const promotionCounts = sqliteTable("promotion_counts", {
  promotionId: text("promotion_id").primaryKey(),
  used: integer("used").notNull(),
}, (t) => [check("promotion_counts_used", sql`${t.used} >= 0`)]);

/** Ids under which no order is written any more: what was reserved for them was given back. */
export const abandoned = sqliteTable("abandoned", {
  orderId: text("order_id").primaryKey(),
  at: integer("at").notNull(),
}, (t) => [index("abandoned_at").on(t.at)]);
