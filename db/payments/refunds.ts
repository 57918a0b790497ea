/** Giving money back. */
import { and, desc, eq, lt, type SQL } from "drizzle-orm";
import { newId } from "../../commerce/ids.ts";
import type { RefundInput, RefundStatus } from "../../commerce/wire/internal_payments.ts";
import { consequences } from "./consequences.ts";
import type { Payments } from "./open.ts";
import { refunds } from "./schema.ts";

export type Refund = typeof refunds.$inferSelect;

export type RequestedRefund =
  | { readonly kind: "requested"; readonly refund: Refund }
  | { readonly kind: "unknown-order" }
  /** The key was used for another amount. */
  | { readonly kind: "reused"; readonly refund: Refund }
  | { readonly kind: "too-much"; readonly refundableMinor: number };

/**
 * Records that a refund is wanted, if so much is left to give back: the insert itself decides. The same key again
 * answers the same refund. What was only authorized is given back by capturing less; when all of it is, the payment is
 * voided.
 */
export async function requestRefund(
  database: Payments,
  { orderId, key, amountMinor, reason }: RefundInput,
  now: number,
): Promise<RequestedRefund> {
  const results = await database.queue.write([
    {
      sql: `INSERT INTO refunds (id, order_id, key, kind, amount_minor, currency, reason, status, created_at,
          updated_at, check_at)
        SELECT :id, order_id, :key, iif(is_void, 'void', 'refund'), :amount, currency, :reason,
          iif(is_void, 'succeeded', 'requested'), :now, :now, iif(is_void, NULL, :now)
        FROM (SELECT *, status = 'authorized' AND capture_minor IS NULL AS is_void FROM payments)
        WHERE order_id = :orderId
          AND :amount <= (SELECT amount_minor FROM refundable WHERE order_id = :orderId)
        ON CONFLICT (order_id, key) DO NOTHING`,
      args: { id: newId("rfd"), orderId, key, amount: amountMinor, reason, now },
    },
    {
      sql: `UPDATE payments SET voided = 1, updated_at = ?
        WHERE order_id = ? AND status = 'authorized' AND capture_minor IS NULL
          AND (SELECT amount_minor FROM refundable WHERE order_id = payments.order_id) = 0`,
      args: [now, orderId],
    },
    { sql: "SELECT amount_minor FROM refundable WHERE order_id = ?", args: [orderId] },
    ...consequences(orderId, now),
  ]);
  const [refund] = await database.db.select().from(refunds)
    .where(and(eq(refunds.orderId, orderId), eq(refunds.key, key)));
  if (refund) return { kind: refund.amountMinor === amountMinor ? "requested" : "reused", refund };
  const refundable = results[2]!.rows[0]?.["amount_minor"];
  if (refundable === undefined) return { kind: "unknown-order" };
  return { kind: "too-much", refundableMinor: Math.max(0, Number(refundable)) };
}

/** Stripe will never make it. */
export async function refuseRefund(
  { queue }: Payments,
  { id, orderId }: Refund,
  failure: string,
  now: number,
): Promise<void> {
  await queue.write([
    {
      sql: `UPDATE refunds SET status = 'refused', failure = ?, updated_at = ?
        WHERE id = ? AND status = 'requested'`,
      args: [failure, now, id],
    },
    ...consequences(orderId, now),
  ]);
}

/** Lets the next try ask under another idempotency key: Stripe would repeat its fault under this one. */
export async function useAnotherRefundKey({ queue }: Payments, { id, tries }: Refund): Promise<void> {
  await queue.write([{
    sql: "UPDATE refunds SET tries = ? WHERE id = ? AND stripe_id IS NULL AND tries = ?",
    args: [tries + 1, id, tries],
  }]);
}

/** A page of refunds, the newest first. */
export function listRefunds(
  { db }: Payments,
  page: {
    readonly status?: RefundStatus;
    readonly orderId?: string;
    readonly before?: string;
    readonly limit: number;
  },
): Promise<Refund[]> {
  const conditions: SQL[] = [];
  if (page.status !== undefined) conditions.push(eq(refunds.status, page.status));
  if (page.orderId !== undefined) conditions.push(eq(refunds.orderId, page.orderId));
  // Ids begin with their time (UUIDv7).
  if (page.before !== undefined) conditions.push(lt(refunds.id, page.before));
  return db.select().from(refunds).where(and(...conditions)).orderBy(desc(refunds.id)).limit(page.limit);
}
