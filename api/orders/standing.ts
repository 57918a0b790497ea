/** How an order's payment stands, in the one word that people are told. */
import type { OrderPaymentStatus } from "../../commerce/wire/order.ts";
import type { PaymentColumns } from "../../db/orders/list_orders.ts";

/**
 * @returns The gravest that is true: a dispute, what went back of what was taken, what was paid. `released`: money that
 * was authorized was let go, and none was taken.
 */
export function paymentStatusOf(
  { paymentState, securedMinor, paidMinor, refundedMinor, isDisputed }: PaymentColumns,
): OrderPaymentStatus {
  if (isDisputed) return "disputed";
  if (paidMinor === 0) {
    return refundedMinor > 0 && refundedMinor >= securedMinor ? "released" : paymentState;
  }
  const backMinor = refundedOfPaidMinor({ securedMinor, paidMinor, refundedMinor });
  if (backMinor > 0) return backMinor >= paidMinor ? "refunded" : "partially_refunded";
  return paymentState;
}

/** What was taken and went back, without what was authorized and never taken. */
export function refundedOfPaidMinor(
  { securedMinor, paidMinor, refundedMinor }: Pick<
    PaymentColumns,
    "securedMinor" | "paidMinor" | "refundedMinor"
  >,
): number {
  return Math.max(0, refundedMinor - (securedMinor - paidMinor));
}
