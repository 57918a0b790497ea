/** Refunds: recorded first, then made at Stripe. */
import type { RefundAnswer, RefundInput } from "../../commerce/wire/internal_payments.ts";
import { findPayment } from "../../db/payments/checkouts.ts";
import { type Refund, refuseRefund, requestRefund, useAnotherRefundKey } from "../../db/payments/refunds.ts";
import { type Answer, invalid, type Refusal } from "../platform/answer.ts";
import { type PaymentsService, record } from "./service.ts";
import { toStripeAmount } from "../../commerce/stripe_amounts.ts";
import { factsOfRefund, metadataOf } from "./stripe/facts.ts";
import { failureFields, refusalCode, stripeFailure } from "./stripe/failures.ts";

/** Takes the wish for a refund; a chore tells Stripe. */
export async function takeRefund(service: PaymentsService, input: RefundInput): Promise<Answer | Refusal> {
  const { database, now, written } = service;
  const payment = await findPayment(database, input.orderId);
  if (payment === undefined) return { problem: "not-found" };
  if (toStripeAmount(input.amountMinor, payment.currency) === null) {
    return invalid([{
      path: "amountMinor",
      message: `Stripe cannot refund exactly this amount of ${payment.currency}`,
    }]);
  }
  const requested = await requestRefund(database, input, now());
  switch (requested.kind) {
    case "unknown-order":
      return { problem: "not-found" };
    case "reused":
      return { problem: "conflict", detail: "The key was used for a refund of another amount." };
    case "too-much": {
      const { refundableMinor } = requested;
      return {
        problem: "conflict",
        detail: `There is less to refund: ${refundableMinor}, in minor units of ${payment.currency}.`,
        extensions: { refundableMinor },
      };
    }
    case "requested": {
      written();
      const { id, status } = requested.refund;
      return { status: 202, body: { refundId: id, status } as RefundAnswer };
    }
  }
}

/**
 * Makes a refund at Stripe, or asks how one goes on.
 *
 * @throws {Error} Stripe could not be reached: whether it was made is found out with the next try.
 */
export async function settleRefund(service: PaymentsService, refund: Refund): Promise<void> {
  const { database, stripe, log, now, written } = service;
  if (refund.stripeId !== null) {
    return await record(service, refund.orderId, [
      factsOfRefund(await stripe.refunds.retrieve(refund.stripeId)),
    ]);
  }
  const payment = (await findPayment(database, refund.orderId))!;
  if (payment.status !== "paid" || payment.intentId === null) {
    const isBeingCaptured = payment.status === "authorized" && payment.captureMinor !== null;
    if (isBeingCaptured) return;
    // There is no money to be given back, and none will come.
    await refuseRefund(database, refund, "not_captured", now());
    return written();
  }
  const made = refund.checks > 1 ? await findMade(service, payment.intentId, refund.id) : undefined;
  if (made) return await record(service, refund.orderId, [made]);
  try {
    const created = await stripe.refunds.create({
      payment_intent: payment.intentId,
      amount: toStripeAmount(refund.amountMinor, refund.currency)!,
      reason: "requested_by_customer",
      metadata: { [metadataOf.orderId]: refund.orderId, [metadataOf.refundId]: refund.id },
    }, { idempotencyKey: `refund:${refund.id}:${refund.tries}` });
    await record(service, refund.orderId, [factsOfRefund(created)]);
  } catch (error) {
    const failure = stripeFailure(error);
    if (failure === "passing") throw error;
    log.warn("refund not made", {
      orderId: refund.orderId,
      refundId: refund.id,
      failure,
      ...failureFields(error),
    });
    if (failure === "spent-key") return await useAnotherRefundKey(database, refund);
    await refuseRefund(database, refund, refusalCode(error), now());
    written();
  }
}

/** A refund that an earlier try made without our hearing of it. */
async function findMade({ stripe }: PaymentsService, intentId: string, refundId: string) {
  const { data } = await stripe.refunds.list({ payment_intent: intentId, limit: 100 });
  const found = data.find(({ metadata }) => metadata?.[metadataOf.refundId] === refundId);
  return found && factsOfRefund(found);
}
