/** Events that Stripe sent: each is taken in once. */
import type { InStatement } from "@libsql/client";
import { and, eq, inArray } from "drizzle-orm";
import type { PaymentFacts } from "./facts.ts";
import { observe } from "./observe.ts";
import type { Payments } from "./open.ts";
import { stripeEvents } from "./schema.ts";

/** Stripe tries for three days; what is older and comes again does no harm either. */
const keepMs = 90 * 24 * 3_600_000;
/** An event of nobody that is known waits so long for what tells whose it is. */
const lookAgainMs = 30_000;

/** An event, as far as it is kept. */
export interface ReceivedEvent {
  readonly id: string;
  readonly type: string;
  /** By Stripe's clock, in milliseconds. */
  readonly createdAt: number;
  readonly facts: PaymentFacts;
}

/**
 * Stores an event and applies it, in one transaction. The same event again changes nothing.
 *
 * @param orderId Whose payment it speaks of; null: not known yet.
 * @returns Whether it fits the payment.
 */
export async function receiveStripeEvent(
  database: Payments,
  event: ReceivedEvent,
  orderId: string | null,
  now: number,
): Promise<boolean> {
  const { id, type, createdAt, facts } = event;
  const stored: InStatement = {
    sql: `INSERT INTO stripe_events (id, type, order_id, facts, created_at, received_at, check_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    args: [
      id,
      type,
      orderId,
      JSON.stringify(facts),
      createdAt,
      now,
      orderId === null ? now + lookAgainMs : null,
    ],
  };
  if (orderId !== null) return await observe(database, orderId, [facts], now, [stored]);
  await database.queue.write([stored]);
  return true;
}

/** Applies a stored event, now that it is known whose it is. */
export async function assignStripeEvent(
  database: Payments,
  id: string,
  facts: PaymentFacts,
  orderId: string,
  now: number,
): Promise<boolean> {
  return await observe(database, orderId, [facts], now, [{
    sql: "UPDATE stripe_events SET order_id = ?, check_at = NULL WHERE id = ?",
    args: [orderId, id],
  }]);
}

/** It is nobody's: of another shop of the same Stripe account. */
export async function dropStripeEvent({ queue }: Payments, id: string): Promise<void> {
  await queue.write([{ sql: "UPDATE stripe_events SET check_at = NULL WHERE id = ?", args: [id] }]);
}

/** How many events of a type were received of an order's payment. */
export async function countStripeEvents({ db }: Payments, orderId: string, type: string): Promise<number> {
  return await db.$count(stripeEvents, and(eq(stripeEvents.orderId, orderId), eq(stripeEvents.type, type)));
}

/** Those of the ids that were received before. */
export async function knownStripeEvents(
  { db }: Payments,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.select({ id: stripeEvents.id }).from(stripeEvents).where(
    inArray(stripeEvents.id, [...ids]),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Forgets events that were received long ago. May run in several processes at once. */
export async function pruneStripeEvents({ queue }: Payments, now: number): Promise<void> {
  await queue.write([{ sql: "DELETE FROM stripe_events WHERE received_at <= ?", args: [now - keepMs] }]);
}
