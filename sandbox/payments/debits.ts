/** Direct debits: whether the money came shows days later. */
import type Stripe from "stripe";
import { type Account, emit } from "../account.ts";
import { approved, declined } from "../objects/charge.ts";
import type { Decline } from "../state/records.ts";
import { paymentError } from "./declines.ts";
import { sessionOf } from "./lookups.ts";
import { markPaid } from "./sessions.ts";
import { disputeAfterwards, withMoney } from "./taken_money.ts";

/** Ends a debit that was on its way, as its account has it. */
export function settleDebit(account: Account, chargeId: string): void {
  const pending = account.store.get("charge", chargeId)!;
  const instrument = account.store.get("instrument", chargeId)!;
  const intent = account.store.get("intent", String(pending.payment_intent))!;
  const session = sessionOf(account.store, intent.id)!;
  if (instrument.type !== "sepa_debit") throw new TypeError(`settle ${chargeId}: wanted a debit`);

  if (instrument.outcome.failure !== null) {
    const why: Decline = { kind: "declines", code: instrument.outcome.failure, declineCode: null };
    const failed = declined(pending, why);
    account.store.put("charge", failed.id, failed);
    const again: Stripe.PaymentIntent = {
      ...intent,
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: paymentError(why, failed.id),
    };
    account.store.put("intent", intent.id, again);
    emit(account, "charge.failed", failed);
    emit(account, "payment_intent.payment_failed", again);
    emit(account, "checkout.session.async_payment_failed", session);
    return;
  }

  const succeeded: Stripe.Charge = {
    ...withMoney(account, pending, pending.amount),
    status: "succeeded",
    paid: true,
    outcome: approved,
  };
  account.store.put("charge", succeeded.id, succeeded);
  const settled: Stripe.PaymentIntent = {
    ...intent,
    status: "succeeded",
    amount_received: intent.amount,
  };
  account.store.put("intent", intent.id, settled);
  emit(account, "charge.succeeded", succeeded);
  emit(account, "payment_intent.succeeded", settled);
  emit(account, "checkout.session.async_payment_succeeded", markPaid(account, session));
  disputeAfterwards(account, succeeded, instrument);
}
