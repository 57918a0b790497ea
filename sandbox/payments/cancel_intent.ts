/** The end of an intent that takes no money. */
import type Stripe from "stripe";
import { type Account, emit } from "../account.ts";

/** Cancels an intent and lets go what its card had reserved. */
export function cancelIntent(
  account: Account,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const canceled: Stripe.PaymentIntent = {
    ...intent,
    status: "canceled",
    amount_capturable: 0,
    canceled_at: account.now(),
    cancellation_reason: reason,
    next_action: null,
  };
  account.store.put("intent", intent.id, canceled);
  account.store.remove("challenge", intent.id);
  account.cancel(`end-authorization:${intent.id}`);
  if (intent.status === "requires_capture") {
    const reserved = account.store.get("charge", String(intent.latest_charge))!;
    const released: Stripe.Charge = { ...reserved, amount_refunded: reserved.amount, refunded: true };
    account.store.put("charge", released.id, released);
    emit(account, reason === "automatic" ? "charge.expired" : "charge.refunded", released);
  }
  emit(account, "payment_intent.canceled", canceled);
  return canceled;
}
