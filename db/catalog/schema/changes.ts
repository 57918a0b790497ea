/** The log of changes. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * What was changed, in order: the highest sequence is the catalog version, which only ever goes up
 * (design decision 2). Kept for 7 days.
 */
export const changes = sqliteTable("changes", {
  sequence: integer("sequence").primaryKey({ autoIncrement: true }),
  tag: text("tag").notNull(),
  at: integer("at").notNull(),
  /** Hash of the idempotency key whose request made it: resolves a retry after a crash. */
  requestHash: text("request_hash"),
}, (t) => [index("changes_request").on(t.requestHash)]);
