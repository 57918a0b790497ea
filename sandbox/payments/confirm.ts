/** Confirming an intent through the API, with one of Stripe's test payment methods. */
import type Stripe from "stripe";
import type { Account } from "../account.ts";
import { badParameter, noSuch, refused, StripeRefusal } from "../api/errors.ts";
import { attempt } from "./attempt.ts";
import { declineMessage } from "./declines.ts";
import { sessionOf } from "./lookups.ts";
import { testMethods } from "./test_cards.ts";
import { cardInstrument } from "./instruments.ts";

/**
 * Tries to pay the open session behind an intent.
 *
 * A decline is an answer of its own, 402: what it changed stays changed, so it is answered and not thrown.
 */
export function confirm(
  account: Account,
  intentId: string,
  paymentMethod: string,
  origin: string,
): Stripe.PaymentIntent | StripeRefusal {
  const intent = account.store.get("intent", intentId);
  if (intent === undefined) throw noSuch("payment_intent", intentId, "intent");
  const number = testMethods[paymentMethod];
  if (number === undefined) {
    throw badParameter("payment_method", "resource_missing", `No such PaymentMethod: '${paymentMethod}'`);
  }
  const session = sessionOf(account.store, intentId);
  const canPay = ["requires_payment_method", "requires_action"].includes(intent.status);
  if (session?.status !== "open" || !canPay) {
    throw refused(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}, or its Checkout ` +
        "Session is no longer open.",
      { code: "payment_intent_unexpected_state", payment_intent: intent },
    );
  }
  const expiry = new Date((account.now() + 365 * 24 * 3600) * 1000);
  const card = cardInstrument(
    { number, expMonth: 12, expYear: expiry.getUTCFullYear() },
    { name: null, email: session.customer_email },
  );
  const result = attempt(account, session.id, card, `${origin}/c/pay/${session.id}`);
  const after = account.store.get("intent", intentId)!;
  if (result.kind !== "declined") return after;
  return new StripeRefusal(402, {
    type: "card_error",
    code: result.decline.code,
    message: declineMessage(result.decline),
    ...(result.decline.declineCode === null ? {} : { decline_code: result.decline.declineCode }),
    ...(typeof after.latest_charge === "string" ? { charge: after.latest_charge } : {}),
    payment_intent: after,
  }, true);
}
