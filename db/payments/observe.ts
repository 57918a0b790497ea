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
    ...facts.flatMap((one) => one.refunds.flatMap((refund) => refundStatements(orderId, refund, one, now))),
    ...facts.flatMap((one) => one.disputes.map((dispute) => disputeStatement(orderId, dispute, one, now))),
    ...facts.flatMap((one) =>
      one.fees.filter(({ amountMinor }) => amountMinor !== 0)
        .map((fee) => feeStatement(orderId, fee, one, now))
    ),
    ...consequences(orderId, now),
  ]);
  return results.slice(before.length, before.length + facts.length).every(({ rowsAffected }) =>
    rowsAffected === 1
  );
}

function paymentStatement(orderId: string, facts: PaymentFacts, now: number): InStatement {
  return {
    // A session that is not known yet is taken over only when it brings money: others of the order were given up. One
    // that brought money was completed, whatever was thought of it before.
    sql: `UPDATE payments SET
        session_id = coalesce(session_id, :sessionId),
        session_status = iif(max(authorized_minor, captured_minor, :authorized, :captured) > 0, 'complete',
          coalesce(session_status, :sessionStatus)),
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

/** The order's payment, where facts have been added to it: nothing follows from those that do not fit. */
const fitting = `payments WHERE order_id = :orderId AND (:sessionId IS NULL OR session_id = :sessionId)
  AND (:intentId IS NULL OR intent_id = :intentId) AND currency = :currency
  AND max(:authorized, :captured) <= amount_minor`;

function fitOf(orderId: string, facts: PaymentFacts) {
  const { sessionId, intentId, currency, authorizedMinor, capturedMinor } = facts;
  return { orderId, sessionId, intentId, currency, authorized: authorizedMinor, captured: capturedMinor };
}

function refundStatements(
  orderId: string,
  { stripeId, refundId, amountMinor, status, failure }: RefundFact,
  facts: PaymentFacts,
  now: number,
): InStatement[] {
  const id = refundId ?? newId("rfd");
  const fit = fitOf(orderId, facts);
  return [
    {
      sql:
        `INSERT INTO refunds (id, order_id, kind, amount_minor, currency, reason, status, stripe_id, created_at,
          updated_at, check_at)
        SELECT :id, order_id, 'outside', :amount, currency, '', 'pending', :stripeId, :now, :now, :checkAt
        FROM ${fitting} AND NOT EXISTS (SELECT 1 FROM refunds WHERE id = :id OR stripe_id = :stripeId)`,
      args: { ...fit, id, stripeId, amount: amountMinor, now, checkAt: now + refundCheckMs },
    },
    {
      sql:
        `UPDATE refunds SET stripe_id = :stripeId, failure = coalesce(:failure, failure), updated_at = :now,
          status = CASE WHEN ${rank(refundStatuses, ":status")} > ${rank(refundStatuses, "status")}
            THEN :status ELSE status END
        WHERE order_id = :orderId AND (stripe_id = :stripeId OR id = :id AND stripe_id IS NULL)
          AND EXISTS (SELECT 1 FROM ${fitting})`,
      args: { ...fit, id, stripeId, status, failure, now },
    },
  ];
}

function disputeStatement(
  orderId: string,
  { id, amountMinor, status, reason, respondBy }: DisputeFact,
  facts: PaymentFacts,
  now: number,
): InStatement {
  return {
    sql: `INSERT INTO disputes (id, order_id, amount_minor, currency, status, reason, respond_by, created_at,
        updated_at)
      SELECT :id, order_id, :amount, currency, :status, :reason, :respondBy, :now, :now
      FROM ${fitting}
      ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at,
        status = CASE WHEN ${rank(disputeStatuses, "excluded.status")} > ${
      rank(disputeStatuses, "disputes.status")
    }
          THEN excluded.status ELSE disputes.status END`,
    args: { ...fitOf(orderId, facts), id, amount: amountMinor, status, reason, respondBy, now },
  };
}

function feeStatement(
  orderId: string,
  { id, amountMinor, currency }: FeeFact,
  facts: PaymentFacts,
  now: number,
): InStatement {
  const accounts = ["stripe:clearing", "fees"];
  const [source, destination] = amountMinor > 0 ? accounts : accounts.toReversed();
  return {
    sql: `INSERT INTO ledger_transfers (id, order_id, source, destination, amount_minor, currency, at)
      SELECT :id, order_id, :source, :destination, :amount, :feeCurrency, :now FROM ${fitting}
      ON CONFLICT (id) DO NOTHING`,
    args: {
      ...fitOf(orderId, facts),
      id: `fee:${id}`,
      source: source!,
      destination: destination!,
      amount: Math.abs(amountMinor),
      feeCurrency: currency,
      now,
    },
  };
}

/** SQL for the place of a value in a list: what comes later replaces what comes before. */
function rank(values: readonly string[], expression: string): string {
  return `instr(' ${values.join(" ")} ', ' ' || ${expression} || ' ')`;
}
