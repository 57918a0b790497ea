/** Refunds: at once for most cards, later for debits and the test cards that say so; some fail. */
import type Stripe from "stripe";
import { type Account, emit } from "../account.ts";
import { badParameter, noSuch, refused } from "../api/errors.ts";
import { newBalanceTransaction } from "../objects/balance_transaction.ts";
import { newRefund } from "../objects/refund.ts";
import { formatCharge } from "../stripe_currency.ts";

export interface WantedRefund {
  readonly charge: string | undefined;
  readonly paymentIntent: string | undefined;
  /** Left out: all that is left. */
  readonly amount: number | undefined;
  readonly reason: Stripe.Refund.Reason | null;
  readonly metadata: Record<string, string>;
}

/** @throws {StripeRefusal} when there is no such payment, or less left of it than is wanted. */
export function createRefund(account: Account, wanted: WantedRefund): Stripe.Refund {
  const charge = refundable(account, wanted);
  const left = charge.amount - charge.amount_refunded;
  const amount = wanted.amount ?? left;
  if (left === 0) {
    throw refused(`Charge ${charge.id} has already been refunded.`, { code: "charge_already_refunded" });
  }
  if (amount > left) {
    throw refused(
      `Refund amount (${formatCharge(amount, charge.currency, "en")}) is greater than unrefunded amount on ` +
        `charge (${formatCharge(left, charge.currency, "en")})`,
      { param: "amount" },
    );
  }
  const instrument = account.store.get("instrument", charge.id)!;
  const afterwards = "afterwards" in instrument.outcome ? instrument.outcome.afterwards?.kind : undefined;
  const takesTime = instrument.type === "sepa_debit" || afterwards === "refunds-take-time";
  const refund = withMoney(
    account,
    charge,
    newRefund(charge, {
      amount,
      reason: wanted.reason,
      metadata: wanted.metadata,
      status: takesTime ? "pending" : "succeeded",
      created: account.now(),
    }),
  );
  account.store.put("refund", refund.id, refund);
  const less = refundedBy(account, charge, amount);
  emit(account, "refund.created", refund);
  emit(account, "charge.refunded", less);
  if (takesTime) {
    account.schedule(
      `settle-refund:${refund.id}`,
      { kind: "settle-refund", refund: refund.id },
      account.delays.soon,
    );
  } else if (afterwards === "refunds-fail") {
    account.schedule(
      `fail-refund:${refund.id}`,
      { kind: "fail-refund", refund: refund.id },
      account.delays.soon,
    );
  }
  return refund;
}

/** A pending refund arrives. */
export function settleRefund(account: Account, id: string): void {
  const { pending_reason: _, ...refund } = account.store.get("refund", id)!;
  const settled: Stripe.Refund = { ...refund, status: "succeeded" };
  account.store.put("refund", id, settled);
  emit(account, "refund.updated", settled);
  emit(account, "charge.refund.updated", settled);
}

/** A refund comes back: the bank could not take it, and the money is the shop's again. */
export function failRefund(account: Account, id: string): void {
  const refund = account.store.get("refund", id)!;
  const charge = account.store.get("charge", String(refund.charge))!;
  const balance = newBalanceTransaction({
    amount: refund.amount,
    fee: 0,
    currency: refund.currency,
    source: refund.id,
    type: "refund_failure",
    category: "refund_failure",
    created: account.now(),
  });
  account.store.put("balance", balance.id, balance);
  const failed: Stripe.Refund = {
    ...refund,
    status: "failed",
    failure_reason: "expired_or_canceled_card",
    failure_balance_transaction: balance.id,
  };
  account.store.put("refund", id, failed);
  refundedBy(account, charge, -refund.amount);
  emit(account, "refund.failed", failed);
  emit(account, "charge.refund.updated", failed);
}

function refundable(account: Account, { charge: chargeId, paymentIntent }: WantedRefund): Stripe.Charge {
  if (chargeId === undefined && paymentIntent === undefined) {
    throw badParameter(
      "payment_intent",
      "parameter_missing",
      "One of the following params should be provided for this request: payment_intent or charge.",
    );
  }
  const intent = paymentIntent === undefined ? undefined : account.store.get("intent", paymentIntent);
  if (paymentIntent !== undefined && intent === undefined) {
    throw noSuch("payment_intent", paymentIntent, "payment_intent");
  }
  const id = chargeId ?? String(intent?.latest_charge);
  const charge = account.store.get("charge", id);
  if (charge === undefined && chargeId !== undefined) throw noSuch("charge", chargeId, "charge");
  if (charge === undefined || !charge.paid || !charge.captured) {
    throw refused(
      `This PaymentIntent (${
        intent?.id ?? charge?.payment_intent
      }) does not have a successful charge to refund.`,
      { param: chargeId === undefined ? "payment_intent" : "charge" },
    );
  }
  if (charge.disputed) {
    throw refused(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: "charge_disputed",
    });
  }
  return charge;
}

function refundedBy(account: Account, charge: Stripe.Charge, amount: number): Stripe.Charge {
  const total = charge.amount_refunded + amount;
  const less: Stripe.Charge = { ...charge, amount_refunded: total, refunded: total === charge.amount };
  account.store.put("charge", charge.id, less);
  return less;
}

function withMoney(account: Account, charge: Stripe.Charge, refund: Stripe.Refund): Stripe.Refund {
  const isCard = charge.payment_method_details?.type === "card";
  const balance = newBalanceTransaction({
    amount: -refund.amount,
    fee: 0,
    currency: refund.currency,
    source: refund.id,
    type: isCard ? "refund" : "payment_refund",
    category: "refund",
    created: account.now(),
  });
  account.store.put("balance", balance.id, balance);
  return { ...refund, balance_transaction: balance.id };
}
