/** Money that a charge has taken, and what its test card or account does then. */
import type Stripe from "stripe";
import type { Account } from "../account.ts";
import { newBalanceTransaction, processingFee } from "../objects/balance_transaction.ts";
import type { Instrument } from "../state/records.ts";

/** The charge with its money on the account's balance. */
export function withMoney(account: Account, charge: Stripe.Charge, amount: number): Stripe.Charge {
  const isCard = charge.payment_method_details?.type === "card";
  const balance = newBalanceTransaction({
    amount,
    fee: processingFee(amount),
    currency: charge.currency,
    source: charge.id,
    type: isCard ? "charge" : "payment",
    category: "charge",
    created: account.now(),
  });
  account.store.put("balance", balance.id, balance);
  return { ...charge, captured: true, amount_captured: amount, balance_transaction: balance.id };
}

/** Some test cards and accounts are disputed as soon as they were charged. */
export function disputeAfterwards(account: Account, charge: Stripe.Charge, instrument: Instrument): void {
  const { outcome } = instrument;
  const afterwards = "afterwards" in outcome ? outcome.afterwards : undefined;
  if (afterwards?.kind !== "dispute") return;
  account.schedule(
    `open-dispute:${charge.id}`,
    { kind: "open-dispute", charge: charge.id, reason: afterwards.reason },
    account.delays.soon,
  );
}
