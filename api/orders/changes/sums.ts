/**
 * What of an order's money is here, is to go back and went back: computed from the facts alone, which are what payments
 * told of money, and the refunds as they stand. So no order of events, and no crossing of them, leaves a trace.
 */
import { sum } from "../../../commerce/money.ts";
import type { OrderSet } from "../../../db/orders/change_order.ts";
import type { OrderRecord, RefundRecord } from "../../../db/orders/records.ts";

/** What sums follow from. Before money is taken `securedMinor` is what was authorized. */
export type MoneyFacts = Pick<OrderRecord, "paymentState" | "securedMinor" | "paidMinor" | "refunds">;

/** What can still be given back: of money that is held, what did not go back and is not to. */
export function refundableMinor(facts: MoneyFacts): number {
  const { voidedMinor, refundedMinor, pendingMinor } = givenBack(facts);
  const heldMinor = facts.paymentState === "paid" ? facts.paidMinor : securedMinorOf(facts) - voidedMinor;
  // A refund that was made at Stripe may cross one of ours, which will fail there.
  return Math.max(0, heldMinor - refundedMinor - pendingMinor);
}

/** The order's sums as they are stored and shown: nobody is told of more than was paid. */
export function sumsOf(
  facts: MoneyFacts,
): Required<Pick<OrderSet, "securedMinor" | "refundingMinor" | "refundedMinor">> {
  const { voidedMinor, refundedMinor, pendingMinor } = givenBack(facts);
  const securedMinor = securedMinorOf(facts);
  return {
    securedMinor,
    refundingMinor: Math.min(securedMinor, voidedMinor + refundedMinor + pendingMinor),
    refundedMinor: Math.min(securedMinor, voidedMinor + refundedMinor),
  };
}

/** The order with refunds added, or brought to another status. */
export function withRefunds(order: OrderRecord, changed: readonly RefundRecord[]): OrderRecord {
  const ids = new Set(changed.map(({ id }) => id));
  return { ...order, refunds: [...order.refunds.filter(({ id }) => !ids.has(id)), ...changed] };
}

/** What was authorized; once it was taken, so much with what was given back of it before. */
function securedMinorOf(facts: MoneyFacts): number {
  switch (facts.paymentState) {
    case "paid":
      return facts.paidMinor + givenBack(facts).voidedMinor;
    case "authorized":
      return facts.securedMinor;
    case "unpaid":
    case "processing":
      return 0;
  }
}

function givenBack({ refunds }: Pick<MoneyFacts, "refunds">) {
  const of = (which: (refund: RefundRecord) => boolean) =>
    sum(refunds.filter(which).map(({ amountMinor }) => amountMinor));
  return {
    voidedMinor: of(({ status, isVoid }) => status === "succeeded" && isVoid),
    refundedMinor: of(({ status, isVoid }) => status === "succeeded" && !isVoid),
    pendingMinor: of(({ status }) => status === "pending"),
  };
}
