/** Capturing what a card has reserved, and letting it go. */
import type Stripe from "stripe";
import { type Account, emit } from "../account.ts";
import { noSuch, refused } from "../api/errors.ts";
import { cancelIntent } from "./cancel_intent.ts";
import { sessionOf } from "./lookups.ts";
import { markPaid } from "./sessions.ts";
import { disputeAfterwards, withMoney } from "./taken_money.ts";

/**
 * Takes what was reserved, or part of it; the rest is let go.
 *
 * @throws {StripeRefusal} when nothing is reserved, or less than is wanted.
 */
export function capture(
  account: Account,
  intentId: string,
  wanted: { readonly amount: number | undefined; readonly metadata: Record<string, string> | undefined },
): Stripe.PaymentIntent {
  const intent = account.store.get("intent", intentId);
  if (intent === undefined) throw noSuch("payment_intent", intentId, "intent");
  if (intent.status !== "requires_capture") {
    throw refused(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a ` +
        `PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
  }
  const amount = wanted.amount ?? intent.amount_capturable;
  if (amount > intent.amount_capturable) {
    throw refused(
      `The provided amount_to_capture (${amount}) is greater than the authorized amount ` +
        `(${intent.amount_capturable}).`,
      { code: "amount_too_large", param: "amount_to_capture", payment_intent: intent },
    );
  }
  const reserved = account.store.get("charge", String(intent.latest_charge))!;
  const captured: Stripe.Charge = {
    ...withMoney(account, reserved, amount),
    amount_refunded: reserved.amount - amount,
  };
  account.store.put("charge", captured.id, captured);
  const succeeded: Stripe.PaymentIntent = {
    ...intent,
    status: "succeeded",
    amount_capturable: 0,
    amount_received: amount,
    metadata: { ...intent.metadata, ...wanted.metadata },
  };
  account.store.put("intent", intent.id, succeeded);
  account.cancel(`end-authorization:${intent.id}`);
  const session = sessionOf(account.store, intent.id);
  if (session !== undefined) markPaid(account, session);
  emit(account, "charge.captured", captured);
  emit(account, "payment_intent.succeeded", succeeded);
  disputeAfterwards(account, captured, account.store.get("instrument", captured.id)!);
  return succeeded;
}

/**
 * Cancels an intent at the shop's wish.
 *
 * @throws {StripeRefusal} when its state, or its open session, does not allow it.
 */
export function cancelByShop(
  account: Account,
  intentId: string,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const intent = account.store.get("intent", intentId);
  if (intent === undefined) throw noSuch("payment_intent", intentId, "intent");
  if (sessionOf(account.store, intent.id)?.status === "open") {
    throw refused(
      "You cannot cancel this PaymentIntent because it was created by a Checkout Session. To cancel it, " +
        "expire the Checkout Session.",
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
  }
  if (!["requires_payment_method", "requires_capture", "requires_action"].includes(intent.status)) {
    throw refused(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a ` +
        "PaymentIntent with one of the following statuses may be canceled: requires_payment_method, " +
        "requires_capture, requires_confirmation, requires_action.",
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
  }
  return cancelIntent(account, intent, reason);
}
