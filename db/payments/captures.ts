/** Capturing what was authorized. */
import { consequences } from "./consequences.ts";
import type { Payments } from "./open.ts";

/** Within this the capture is asked for; after it, again. */
const againMs = 30_000;
/** An authorization may lapse: Stripe is asked about it after this. */
const lapseCheckMs = 6 * 3_600_000;

/**
 * Decides how much of an authorization is captured: what was not given back of it. Decided once; from then on refunds
 * are refunds of captured money.
 */
export async function decideCapture({ queue }: Payments, orderId: string, now: number): Promise<void> {
  await queue.write([{
    sql: `UPDATE payments SET check_at = :checkAt, updated_at = :now,
        capture_minor = (SELECT amount_minor FROM refundable WHERE order_id = :orderId)
      WHERE order_id = :orderId AND status = 'authorized' AND capture_minor IS NULL`,
    args: { orderId, now, checkAt: now + againMs },
  }]);
}

/**
 * Stripe will not capture it: what is authorized is only authorized again. Refunds that waited for the money will not
 * be made.
 */
export async function undecideCapture({ queue }: Payments, orderId: string, now: number): Promise<void> {
  await queue.write([
    {
      sql: `UPDATE payments SET capture_minor = NULL, check_at = ?, updated_at = ?
        WHERE order_id = ? AND status = 'authorized'`,
      args: [now + lapseCheckMs, now, orderId],
    },
    {
      sql: `UPDATE refunds SET status = 'refused', failure = 'not_captured', updated_at = ?
        WHERE order_id = ? AND status = 'requested'
          AND (SELECT status FROM payments p WHERE p.order_id = refunds.order_id) = 'authorized'`,
      args: [now, orderId],
    },
    ...consequences(orderId, now),
  ]);
}
