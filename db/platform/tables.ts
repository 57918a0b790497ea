/**
 * Tables that each service's database has: requests with an idempotency key, events that wait to be delivered,
 * events that were received. A service's schema calls these to make its own.
 *
 * Times are milliseconds since the epoch.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Requests by the hash of their idempotency key, and what they were answered. */
export function idempotencyKeysTable() {
  return sqliteTable("idempotency_keys", {
    /** SHA-256 of caller, route and key, in hex. */
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
}

/** Calls of other services that follow from what was written with them; delivered at least once. */
export function outboxTable() {
  return sqliteTable("outbox", {
    /** The order in which events were committed. */
    sequence: integer("sequence").primaryKey({ autoIncrement: true }),
    /** The event's id: whoever receives it twice knows it by this. */
    id: text("id").notNull().unique(),
    /** The service that is to get it. */
    target: text("target").notNull(),
    method: text("method").notNull().default("POST"),
    /** Where, e.g. `/internal/orders/payment-events`. */
    path: text("path").notNull(),
    body: text("body").notNull(),
    /** Events of one stream to one target are delivered one after the other; e.g. the order's id. */
    stream: text("stream").notNull(),
    /** Of the request that it follows from: ties the log lines of both together. */
    requestId: text("request_id"),
    traceparent: text("traceparent"),
    createdAt: integer("created_at").notNull(),
    /** When it is to be tried next; of one that is being tried, when that try counts as lost. */
    dueAt: integer("due_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    /** Of the try that is under way, or was last. */
    leaseToken: text("lease_token"),
    /** Why the last try failed. */
    lastError: text("last_error"),
    /** Given up after too many tries, until a process starts anew. */
    parked: integer("parked").notNull().default(0),
  }, (t) => [
    index("outbox_due").on(t.target, t.parked, t.dueAt),
    index("outbox_stream").on(t.target, t.stream, t.sequence),
    check("outbox_method", sql`${t.method} IN ('POST', 'PUT')`),
    check("outbox_body", sql`json_valid(${t.body})`),
    check("outbox_parked", sql`${t.parked} IN (0, 1)`),
    check("outbox_attempts", sql`${t.attempts} >= 0`),
  ]);
}

/** Ids of events that were received and acted on, so that a second delivery changes nothing. */
export function inboxTable() {
  return sqliteTable("inbox", {
    id: text("id").primaryKey(),
    receivedAt: integer("received_at").notNull(),
    /** Of the write that received it. */
    token: text("token").notNull(),
  }, (t) => [index("inbox_received_at").on(t.receivedAt)]);
}
