/** Adding what Stripe says to what is known of a payment. */
import type { InStatement } from "@libsql/client";
import { newId } from "../../commerce/ids.ts";
import { refundStatuses } from "../../commerce/wire/internal_payments.ts";
import { consequences } from "./consequences.ts";
import type { DisputeFact, FeeFact, PaymentFacts, RefundFact } from "./facts.ts";
import type { Payments } from "./open.ts";
import { disputeStatuses } from "./schema.ts";

/** Pending refunds that Stripe told us of are asked about after this. */
const refundCheckMs = 6 * 3_600_000;

/**
 * Adds facts to an order's payment, and does what follows from them, in one transaction.
 *
 * @param before Statements that belong to the same transaction.
 * @returns Whether all of them fit the payment: its session, its intent, its currency, no more than its amount. What
 * does not fit changed nothing.
 */
export async function observe(
  { queue }: Payments,
  orderId: string,
  facts: readonly PaymentFacts[],
  now: number,
  before: readonly InStatement[] = [],
): Promise<boolean> {
  const results = await queue.write([
    ...before,
    ...facts.map((one) => paymentStatement(orderId, one, now)),
    ...facts.flatMap(({ refunds, currency }) =>
      refunds.flatMap((refund) => refundStatements(orderId, refund, currency, now))
    ),
    ...facts.flatMap(({ disputes, currency }) =>
      disputes.map((dispute) => disputeStatement(orderId, dispute, currency, now))
    ),
    ...facts.flatMap(({ fees }) =>
      fees.filter(({ amountMinor }) => amountMinor !== 0).map((fee) => feeStatement(orderId, fee, now))
    ),
    ...consequences(orderId, now),
  ]);
  return results.slice(before.length, before.length + facts.length).every(({ rowsAffected }) =>
    rowsAffected === 1
  );
}

function paymentStatement(orderId: string, facts: PaymentFacts, now: number): InStatement {
  return {
    // A session that is not known yet is taken over only when it brings money: others of the order were given up.
    sql: `UPDATE payments SET
        session_id = coalesce(session_id, :sessionId),
        session_status = coalesce(session_status, :sessionStatus),
        intent_id = coalesce(intent_id, :intentId),
        authorized_minor = max(authorized_minor, :authorized),
        captured_minor = max(captured_minor, :captured),
        failed = max(failed, :failed),
        canceled = max(canceled, :canceled),
        fee_known = max(fee_known, :feeKnown),
        updated_at = :now
      WHERE order_id = :orderId
        AND (:sessionId IS NULL OR session_id = :sessionId OR session_id IS NULL AND :sessionStatus = 'complete')
        AND (:intentId IS NULL OR intent_id IS NULL OR intent_id = :intentId)
        AND (:currency IS NULL OR currency = :currency)
        AND max(:authorized, :captured) <= amount_minor`,
    args: {
      orderId,
      sessionId: facts.sessionId,
      sessionStatus: facts.sessionStatus,
      intentId: facts.intentId,
      currency: facts.currency,
      authorized: facts.authorizedMinor,
      captured: facts.capturedMinor,
      failed: Number(facts.failed),
      canceled: Number(facts.canceled),
      feeKnown: Number(facts.feeKnown),
      now,
    },
  };
}

function refundStatements(
  orderId: string,
  { stripeId, refundId, amountMinor, status, failure }: RefundFact,
  currency: string | null,
  now: number,
): InStatement[] {
  const id = refundId ?? newId("rfd");
  return [
    {
      sql:
        `INSERT INTO refunds (id, order_id, kind, amount_minor, currency, reason, status, stripe_id, created_at,
          updated_at, check_at)
        SELECT :id, order_id, 'outside', :amount, currency, '', 'pending', :stripeId, :now, :now, :checkAt
        FROM payments WHERE order_id = :orderId AND currency = :currency
          AND NOT EXISTS (SELECT 1 FROM refunds WHERE id = :id OR stripe_id = :stripeId)`,
      args: { orderId, id, stripeId, amount: amountMinor, currency, now, checkAt: now + refundCheckMs },
    },
    {
      sql:
        `UPDATE refunds SET stripe_id = :stripeId, failure = coalesce(:failure, failure), updated_at = :now,
          status = CASE WHEN ${rank(refundStatuses, ":status")} > ${rank(refundStatuses, "status")}
            THEN :status ELSE status END
        WHERE order_id = :orderId AND (stripe_id = :stripeId OR id = :id AND stripe_id IS NULL)`,
      args: { orderId, id, stripeId, status, failure, now },
    },
  ];
}

function disputeStatement(
  orderId: string,
  { id, amountMinor, status, reason, respondBy }: DisputeFact,
  currency: string | null,
  now: number,
): InStatement {
  return {
    sql: `INSERT INTO disputes (id, order_id, amount_minor, currency, status, reason, respond_by, created_at,
        updated_at)
      SELECT :id, order_id, :amount, currency, :status, :reason, :respondBy, :now, :now
      FROM payments WHERE order_id = :orderId AND currency = :currency
      ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at,
        status = CASE WHEN ${rank(disputeStatuses, "excluded.status")} > ${
      rank(disputeStatuses, "disputes.status")
    }
          THEN excluded.status ELSE disputes.status END`,
    args: { id, orderId, amount: amountMinor, currency, status, reason, respondBy, now },
  };
}

function feeStatement(orderId: string, { id, amountMinor, currency }: FeeFact, now: number): InStatement {
  const accounts = ["stripe:clearing", "fees"];
  const [source, destination] = amountMinor > 0 ? accounts : accounts.toReversed();
  return {
    sql: `INSERT INTO ledger_transfers (id, order_id, source, destination, amount_minor, currency, at)
      SELECT ?, order_id, ?, ?, ?, ?, ? FROM payments WHERE order_id = ? ON CONFLICT (id) DO NOTHING`,
    args: [`fee:${id}`, source!, destination!, Math.abs(amountMinor), currency, now, orderId],
  };
}

/** SQL for the place of a value in a list: what comes later replaces what comes before. */
function rank(values: readonly string[], expression: string): string {
  return `instr(' ${values.join(" ")} ', ' ' || ${expression} || ' ')`;
}
