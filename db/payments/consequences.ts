/**
 * What follows from a payment's records: when to ask Stripe, what orders is told, what stands in the books. All of it
 * is derived from the records as they are, so any write may end with these statements, and twice does no harm.
 */
import type { InStatement } from "@libsql/client";
import { mintId } from "../../commerce/ids.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The last statements of every unit that writes something of an order. */
export function consequences(orderId: string, now: number): InStatement[] {
  const token = crypto.randomUUID();
  const args = {
    orderId,
    now,
    token,
    at: new Date(now).toISOString(),
    // The time and the version of a UUIDv7; the database draws the rest for each row.
    idStart: mintId("evt", now, new Uint8Array(10)).slice(0, "evt_00000000-0000-7".length),
  };
  return [
    ...plan(orderId, now),
    ...announcements.map((select) => ({
      sql: `INSERT INTO payment_events (order_id, key, body, id, at, token) ${select}
        ON CONFLICT (order_id, key) DO NOTHING`,
      args,
    })),
    {
      sql: `INSERT INTO outbox (id, target, path, body, stream, created_at, due_at)
        SELECT id, 'orders', '/internal/orders/payment-events', json_set(body, '$.id', id), order_id, at, at
        FROM payment_events WHERE order_id = ? AND token = ? ORDER BY sequence`,
      args: [orderId, token],
    },
    {
      sql: `INSERT INTO ledger_transfers (id, order_id, source, destination, amount_minor, currency, at)
        SELECT id, order_id, source, destination, amount_minor, currency, ? FROM bookings WHERE order_id = ?
        ON CONFLICT (id) DO NOTHING`,
      args: [now, orderId],
    },
  ];
}

/**
 * When Stripe is asked by itself, in case a webhook is lost: of money on its way after an hour, of an authorization,
 * which may lapse, after some more, of a payment's fee when it is sure to be known. Money that is to be captured later
 * is not on its way for long: the session was completed, and the word of the authorization comes next.
 */
function plan(orderId: string, now: number): InStatement[] {
  return [
    {
      sql: `UPDATE payments SET planned_for = status, checks = 0, check_at = CASE status
          WHEN 'processing' THEN :now + iif(capture = 'now', ${hourMs}, ${minuteMs}) WHEN 'authorized' THEN :now + ${
        6 * hourMs
      }
          WHEN 'paid' THEN :now + ${hourMs} WHEN 'voided' THEN :now END
        WHERE order_id = :orderId AND planned_for <> status`,
      args: { orderId, now },
    },
    {
      sql: `UPDATE payments SET check_at = NULL WHERE order_id = ? AND check_at IS NOT NULL
        AND (status = 'paid' AND fee_known = 1 OR status = 'voided' AND canceled = 1)`,
      args: [orderId],
    },
    {
      sql: `UPDATE refunds SET check_at = NULL WHERE order_id = ? AND check_at IS NOT NULL
        AND status NOT IN ('requested', 'pending')`,
      args: [orderId],
    },
  ];
}

/** Of the id, the time is the same for all rows of a statement; `a` is the variant of RFC 9562. */
const eventId =
  `:idStart || substr(lower(hex(randomblob(2))), 2) || '-a' || substr(lower(hex(randomblob(2))), 2)
  || '-' || lower(hex(randomblob(6)))`;
const always = `${eventId}, :now, :token`;

/** What orders is told; the key makes each once. */
const announcements = [
  `SELECT order_id, status, json_object('orderId', order_id, 'paymentId', id, 'type', status,
      'amountMinor', CASE status WHEN 'paid' THEN captured_minor WHEN 'authorized' THEN authorized_minor
        ELSE amount_minor END,
      'currency', currency, 'at', :at), ${always}
    FROM payments WHERE order_id = :orderId AND status NOT IN ('open', 'voided')
      AND NOT (status = 'processing' AND capture = 'at-shipment')`,
  `SELECT r.order_id, CASE r.status WHEN 'succeeded' THEN 'refunded:' ELSE 'refund-failed:' END || r.id,
      json_patch(json_object('orderId', r.order_id, 'paymentId', p.id,
        'type', CASE r.status WHEN 'succeeded' THEN 'refunded' ELSE 'refund-failed' END,
        'amountMinor', r.amount_minor, 'currency', r.currency, 'at', :at, 'refundId', r.id, 'key', r.key),
        iif(r.kind = 'void', '{"isVoid": true}', '{}')), ${always}
    FROM refunds r JOIN payments p USING (order_id)
    WHERE order_id = :orderId AND r.status NOT IN ('requested', 'pending')`,
  `SELECT d.order_id, 'disputed:' || d.id || ':' || d.outcome,
      json_object('orderId', d.order_id, 'paymentId', p.id, 'type', 'disputed', 'amountMinor', d.amount_minor,
        'currency', d.currency, 'at', :at, 'disputeId', d.id, 'outcome', d.outcome), ${always}
    FROM (SELECT *, CASE WHEN status IN ('won', 'lost') THEN status ELSE 'open' END AS outcome FROM disputes) d
      JOIN payments p USING (order_id)
    WHERE order_id = :orderId AND d.status IN ('needs_response', 'under_review', 'lost', 'won')`,
];
