/** Reads Stripe's objects into facts: what matters to us, and nothing of the person who paid. */
import type Stripe from "stripe";
import {
  type DisputeFact,
  type FeeFact,
  noFacts,
  type PaymentFacts,
  type RefundFact,
} from "../../../db/payments/facts.ts";
import { type DisputeStatus, disputeStatuses } from "../../../db/payments/schema.ts";
import { fromStripeAmount } from "../../../commerce/stripe_amounts.ts";

/** What we write on Stripe's objects, to know them again. */
export const metadataOf = {
  orderId: "order_id",
  paymentId: "payment_id",
  refundId: "refund_id",
  /** `now` or `at-shipment`. */
  capture: "capture",
} as const;

/** The objects that say something of a payment. */
export type TellingObject = Stripe.Checkout.Session | Stripe.PaymentIntent | Stripe.Refund | Stripe.Dispute;

/** Facts of an event; null: it says nothing that we want to know. */
export function factsOfEvent(event: Stripe.Event): PaymentFacts | null {
  const object = event.data.object as { readonly object?: string };
  switch (object.object) {
    case "checkout.session": {
      const facts = factsOfSession(object as Stripe.Checkout.Session);
      return event.type === "checkout.session.async_payment_failed" ? { ...facts, failed: true } : facts;
    }
    case "payment_intent":
      return factsOfIntent(object as Stripe.PaymentIntent);
    case "refund":
      return factsOfRefund(object as Stripe.Refund);
    case "dispute":
      return factsOfDispute(object as Stripe.Dispute);
    default:
      return null;
  }
}

/** Facts of a session, and of its intent where that is expanded. */
export function factsOfSession(session: Stripe.Checkout.Session): PaymentFacts {
  const intent = session.payment_intent;
  const ofIntent = typeof intent === "object" && intent !== null ? factsOfIntent(intent) : noFacts;
  const currency = session.currency?.toUpperCase() ?? null;
  // Of money that is captured later, a session says "paid" without saying how much.
  const paid = session.payment_status === "paid" && session.metadata?.[metadataOf.capture] === "now" &&
    currency !== null;
  return {
    ...ofIntent,
    orderId: session.metadata?.[metadataOf.orderId] ?? null,
    sessionId: session.id,
    sessionStatus: session.status === "complete"
      ? "complete"
      : session.status === "expired"
      ? "expired"
      : null,
    intentId: idOf(intent),
    currency,
    capturedMinor: Math.max(
      ofIntent.capturedMinor,
      paid ? fromStripeAmount(session.amount_total ?? 0, currency) : 0,
    ),
    // A completed session is paid with one try: its intent asks for another only after that failed.
    failed: session.status === "complete" && typeof intent === "object" &&
      intent?.status === "requires_payment_method",
  };
}

/** Facts of an intent, and of its fee where its latest charge and that one's balance transaction are expanded. */
export function factsOfIntent(intent: Stripe.PaymentIntent): PaymentFacts {
  const currency = intent.currency.toUpperCase();
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null;
  const balance = typeof charge?.balance_transaction === "object" ? charge.balance_transaction : null;
  return {
    ...noFacts,
    orderId: intent.metadata[metadataOf.orderId] ?? null,
    intentId: intent.id,
    // Whoever gets that far has completed the session.
    sessionStatus: ["processing", "requires_capture", "succeeded"].includes(intent.status)
      ? "complete"
      : null,
    currency,
    authorizedMinor: intent.status === "requires_capture"
      ? fromStripeAmount(intent.amount_capturable, currency)
      : 0,
    capturedMinor: intent.status === "succeeded" ? fromStripeAmount(intent.amount_received, currency) : 0,
    canceled: intent.status === "canceled",
    feeKnown: balance !== null && intent.status === "succeeded",
    fees: balance === null ? [] : [feeOf(balance)],
  };
}

export function factsOfRefund(refund: Stripe.Refund): PaymentFacts {
  const currency = refund.currency.toUpperCase();
  const status = refundStatus[refund.status ?? "pending"] ?? "pending";
  return {
    ...noFacts,
    orderId: refund.metadata?.[metadataOf.orderId] ?? null,
    intentId: idOf(refund.payment_intent),
    currency,
    refunds: [{
      stripeId: refund.id,
      refundId: refund.metadata?.[metadataOf.refundId] ?? null,
      amountMinor: fromStripeAmount(refund.amount, currency),
      status,
      failure: refund.failure_reason ?? null,
    }],
  };
}

export function factsOfDispute(dispute: Stripe.Dispute): PaymentFacts {
  const currency = dispute.currency.toUpperCase();
  return {
    ...noFacts,
    intentId: idOf(dispute.payment_intent),
    currency,
    disputes: isDisputeStatus(dispute.status) ? [disputeFact(dispute, dispute.status, currency)] : [],
    fees: dispute.balance_transactions.map(feeOf),
  };
}

const refundStatus: Readonly<Record<string, RefundFact["status"]>> = {
  pending: "pending",
  requires_action: "pending",
  succeeded: "succeeded",
  failed: "failed",
  canceled: "canceled",
};

function disputeFact(dispute: Stripe.Dispute, status: DisputeStatus, currency: string): DisputeFact {
  const dueBy = dispute.evidence_details.due_by;
  return {
    id: dispute.id,
    amountMinor: fromStripeAmount(dispute.amount, currency),
    status,
    reason: dispute.reason,
    respondBy: dueBy === null ? null : dueBy * 1000,
  };
}

function isDisputeStatus(status: string): status is DisputeStatus {
  return (disputeStatuses as readonly string[]).includes(status);
}

function feeOf({ id, fee, currency }: Stripe.BalanceTransaction): FeeFact {
  const code = currency.toUpperCase();
  return { id, amountMinor: fromStripeAmount(fee, code), currency: code };
}

function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  return typeof reference === "string" ? reference : reference?.id ?? null;
}
