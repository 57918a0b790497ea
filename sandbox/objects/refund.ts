/** Stripe's Refund. */
import type Stripe from "stripe";
import { newId } from "../state/ids.ts";

export function newRefund(
  charge: Stripe.Charge,
  wanted: {
    readonly amount: number;
    readonly reason: Stripe.Refund.Reason | null;
    readonly metadata: Record<string, string>;
    readonly status: "succeeded" | "pending";
    readonly created: number;
  },
): Stripe.Refund {
  const isCard = charge.payment_method_details?.type === "card";
  return {
    id: newId(isCard ? "re" : "pyr"),
    object: "refund",
    amount: wanted.amount,
    balance_transaction: null,
    charge: charge.id,
    created: wanted.created,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: isCard
      ? {
        type: "card",
        card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      }
      : { type: "sepa_debit" },
    metadata: wanted.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: wanted.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: wanted.status,
    transfer_reversal: null,
    ...(wanted.status === "pending" ? { pending_reason: "processing" as const } : {}),
  } satisfies Stripe.Refund;
}
