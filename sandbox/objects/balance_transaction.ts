/** Stripe's Balance Transaction: what a payment, refund or dispute does to the account's money. */
import type Stripe from "stripe";
import { multiplyRatio } from "../../commerce/money.ts";
import { newId } from "../state/ids.ts";

/** What Stripe keeps of a payment: 2.9 % and 30, in the smallest unit; other prices are a matter of contract. */
export function processingFee(amount: number): number {
  return multiplyRatio(amount, 29, 1000, "half-up") + 30;
}

/** What a dispute costs. */
export const disputeFee = 1500;

/** Seconds until money can be paid out. */
const settlingSeconds = 2 * 24 * 3600;

export function newBalanceTransaction(
  { amount, fee, currency, source, type, category, created }: {
    /** What comes in, negative for what goes out, before the fee. */
    readonly amount: number;
    readonly fee: number;
    readonly currency: string;
    readonly source: string;
    readonly type: "charge" | "payment" | "refund" | "payment_refund" | "refund_failure" | "adjustment";
    readonly category: string;
    readonly created: number;
  },
): Stripe.BalanceTransaction {
  return {
    id: newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: created + settlingSeconds,
    balance_type: "payments",
    created,
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [{
      amount: fee,
      application: null,
      currency,
      description: type === "adjustment" ? "Dispute fee" : "Stripe processing fees",
      type: "stripe_fee",
    }],
    net: amount - fee,
    reporting_category: category,
    source,
    status: "pending",
    type,
  } satisfies Stripe.BalanceTransaction;
}
