/** Capturing what was authorized. */
import type { Payments } from "./open.ts";

/** Within this the capture is asked for; after it, again. */
const againMs = 30_000;

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
