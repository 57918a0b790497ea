/** How an order's payment stands, in the one word that people are told. */
import type { OrderPaymentStatus } from "../../commerce/wire/order.ts";
import type { PaymentColumns } from "../../db/orders/list_orders.ts";

/** @returns The gravest that is true: a dispute, what went back, what was paid. */
export function paymentStatusOf(
  { paymentState, securedMinor, refundedMinor, isDisputed }: PaymentColumns,
): OrderPaymentStatus {
  if (isDisputed) return "disputed";
  if (refundedMinor > 0) return refundedMinor >= securedMinor ? "refunded" : "partially_refunded";
  return paymentState;
}
