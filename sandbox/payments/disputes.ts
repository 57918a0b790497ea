/** Disputes: the bank takes the money back, and may give it again. */
import type Stripe from "stripe";
import { type Account, emit } from "../account.ts";
import { noSuch, refused } from "../api/errors.ts";
import { disputeFee, newBalanceTransaction } from "../objects/balance_transaction.ts";
import { newDispute } from "../objects/dispute.ts";

export function openDispute(account: Account, chargeId: string, reason: string): void {
  const charge = account.store.get("charge", chargeId)!;
  // A charge that was refunded meanwhile has nothing left to dispute.
  if (charge.refunded || charge.disputed) return;
  const dispute = newDispute(
    charge,
    reason,
    move(account, charge, -charge.amount_captured, disputeFee),
    account.now(),
  );
  account.store.put("dispute", dispute.id, dispute);
  account.store.put("charge", charge.id, { ...charge, disputed: true });
  emit(account, "charge.dispute.created", dispute);
  emit(account, "charge.dispute.funds_withdrawn", dispute);
}

/**
 * The bank decides.
 *
 * @throws {StripeRefusal} when there is no such dispute, or it was decided.
 */
export function closeDispute(account: Account, id: string, outcome: "won" | "lost"): Stripe.Dispute {
  const dispute = account.store.get("dispute", id);
  if (dispute === undefined) throw noSuch("dispute", id, "dispute");
  if (dispute.status !== "needs_response") {
    throw refused("This dispute is already closed", { param: "dispute" });
  }
  const charge = account.store.get("charge", String(dispute.charge))!;
  const closed: Stripe.Dispute = {
    ...dispute,
    status: outcome,
    balance_transactions: outcome === "lost"
      ? dispute.balance_transactions
      : [...dispute.balance_transactions, move(account, charge, dispute.amount, -disputeFee)],
  };
  account.store.put("dispute", id, closed);
  emit(account, "charge.dispute.closed", closed);
  if (outcome === "won") emit(account, "charge.dispute.funds_reinstated", closed);
  return closed;
}

function move(
  account: Account,
  charge: Stripe.Charge,
  amount: number,
  fee: number,
): Stripe.BalanceTransaction {
  const balance = newBalanceTransaction({
    amount,
    fee,
    currency: charge.currency,
    source: charge.id,
    type: "adjustment",
    category: amount < 0 ? "dispute" : "dispute_reversal",
    created: account.now(),
  });
  account.store.put("balance", balance.id, balance);
  return balance;
}
