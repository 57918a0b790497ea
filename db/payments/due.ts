/**
 * What has waited long enough for Stripe to be asked. Taking it moves its next time, longer after each look, so that
 * of several processes one looks, and whatever becomes of that look there is another.
 */
import { inArray } from "drizzle-orm";
import type { Payment } from "./checkouts.ts";
import type { Payments } from "./open.ts";
import type { Refund } from "./refunds.ts";
import { payments, refunds, stripeEvents } from "./schema.ts";

export type StripeEvent = typeof stripeEvents.$inferSelect;

const hourMs = 3_600_000;
/** One minute, two, four, …, half a day. */
const later = `:now + min(60000 * (1 << min(checks, 12)), ${12 * hourMs})`;
/** After these looks, about a week, what does not matter to a shopper is given up. */
const patience = 24;

/** Payments of which Stripe should have said more by now. */
export async function takeDuePayments(database: Payments, now: number, limit: number): Promise<Payment[]> {
  const ids = await take(
    database,
    "payments",
    now,
    limit,
    `iif(status = 'paid' AND checks >= ${patience}, NULL, ${later})`,
  );
  return ids.length === 0 ? [] : await database.db.select().from(payments).where(inArray(payments.id, ids));
}

/** Refunds that Stripe is to be told of, or asked about. */
export async function takeDueRefunds(database: Payments, now: number, limit: number): Promise<Refund[]> {
  const ids = await take(database, "refunds", now, limit, later);
  return ids.length === 0 ? [] : await database.db.select().from(refunds).where(inArray(refunds.id, ids));
}

/** Events of which it is not known whose they are. */
export async function takeDueEvents(database: Payments, now: number, limit: number): Promise<StripeEvent[]> {
  const ids = await take(database, "stripe_events", now, limit, `iif(checks >= ${patience}, NULL, ${later})`);
  return ids.length === 0
    ? []
    : await database.db.select().from(stripeEvents).where(inArray(stripeEvents.id, ids));
}

/** Lets a payment be looked at as soon as somebody looks. */
export async function checkPaymentNow({ queue }: Payments, orderId: string, now: number): Promise<void> {
  await queue.write([{ sql: "UPDATE payments SET check_at = ? WHERE order_id = ?", args: [now, orderId] }]);
}

async function take(
  { client, queue }: Payments,
  table: "payments" | "refunds" | "stripe_events",
  now: number,
  limit: number,
  next: string,
): Promise<string[]> {
  const due = `SELECT id FROM ${table} WHERE check_at <= :now`;
  // Mostly there is nothing to take, and a look costs less than a write.
  const { rows } = await client.execute({ sql: `${due} LIMIT 1`, args: { now } });
  if (rows.length === 0) return [];
  const [taken] = await queue.write([{
    sql: `UPDATE ${table} SET check_at = ${next}, checks = checks + 1
      WHERE id IN (${due} ORDER BY check_at LIMIT :limit) RETURNING id`,
    args: { now, limit },
  }]);
  return taken!.rows.map((row) => String(row["id"]));
}
