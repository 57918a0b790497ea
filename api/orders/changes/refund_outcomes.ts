/** What became of money that was to go back. */
import type { OrderRecord, RefundRecord } from "../../../db/orders/records.ts";
import { type Decision, happened, mail, type Occasion } from "./consequences.ts";
import { sumsOf, withRefunds } from "./sums.ts";

/** What is learned of a refund. */
export interface RefundOutcome {
  /** The order's refund; of one that the merchant made at Stripe, that which payments gave it. */
  readonly id: string;
  readonly type: "refunded" | "refund-failed";
  readonly amountMinor: number;
  readonly isVoid: boolean;
}

/** Payments refused to make a refund: it never will be. */
export function refuseRefund(order: OrderRecord, id: string, occasion: Occasion): Decision {
  const known = order.refunds.find((refund) => refund.id === id);
  if (known?.status !== "pending") return null;
  return settleRefund(order, { ...known, type: "refund-failed" }, occasion);
}

/** What comes later replaces what comes before: a refund may come back days after it was made. */
const statuses: readonly RefundRecord["status"][] = ["pending", "succeeded", "failed"];

/** Notes what became of a refund. What failed is the order's again, and can be given back anew. */
export function settleRefund(order: OrderRecord, outcome: RefundOutcome, occasion: Occasion): Decision {
  const { id, type, amountMinor, isVoid } = outcome;
  const known = order.refunds.find((refund) => refund.id === id);
  const status = type === "refunded" ? "succeeded" : "failed";
  if (known && statuses.indexOf(known.status) >= statuses.indexOf(status)) return null;
  const before: Omit<RefundRecord, "status"> = known ?? {
    id,
    amountMinor,
    reason: null,
    parts: { lines: [], shippingMinor: 0 },
    isVoid,
    isQuiet: false,
    at: occasion.now,
  };
  const refund: RefundRecord = { ...before, status, isVoid };
  const details = { refundId: id, amountMinor: refund.amountMinor };
  const settled = {
    set: sumsOf(withRefunds(order, [refund])),
    events: [happened(type, occasion, details)],
    refunds: [refund],
  };
  if (status === "succeeded") {
    // Of what was only authorized nothing was taken, so that nothing comes back to anyone.
    return { ...settled, outbox: isVoid || refund.isQuiet ? [] : [mail(order, "refunded", occasion, id)] };
  }
  return {
    ...settled,
    set: {
      ...settled.set,
      shippingRefundedMinor: order.shippingRefundedMinor - refund.parts.shippingMinor,
    },
    lines: refund.parts.lines.map(({ position, units, amountMinor }) => {
      const line = order.lines.find((each) => each.position === position)!;
      return {
        position,
        refundedUnits: line.refundedUnits - units,
        refundedMinor: line.refundedMinor - amountMinor,
      };
    }),
    outbox: wasPromised(order, known) ? [mail(order, "refund-failed", occasion, id)] : [],
  };
}

/**
 * Whether the shopper was told that this money went back, or goes: by its own mail, or as the order ended. Of what was
 * only authorized nothing was taken, and nothing promised.
 */
function wasPromised({ state, paidMinor }: OrderRecord, known: RefundRecord | undefined): boolean {
  if (!known || known.isQuiet || known.isVoid) return false;
  return known.status === "succeeded" || paidMinor > 0 && (state === "canceled" || state === "expired");
}
