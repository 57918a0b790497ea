/** The order's states, and from each the states that may follow. Read it in thirty seconds; SQL holds the same rules. */
import type { OrderStatus } from "../../commerce/wire/order.ts";

/**
 * `pending_payment`: the shopper is to pay. `payment_processing`: paid by a method whose money takes days. `paid`: the
 * money is here or promised (authorized). `in_fulfillment`: somebody packs. `shipped`: every unit left. `delivered`:
 * every parcel arrived. `canceled`: shopper or merchant ended it. `expired`: no payment came, or it failed; should it
 * come after all, the order is revived, stock permitting.
 */
export const nextStates: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending_payment: ["payment_processing", "paid", "canceled", "expired"],
  payment_processing: ["paid", "canceled", "expired"],
  paid: ["in_fulfillment", "canceled"],
  in_fulfillment: ["shipped", "delivered", "canceled"],
  shipped: ["delivered"],
  delivered: [],
  canceled: [],
  expired: ["paid"],
};

/** States in which nothing has been promised to be sent yet and money may still come. */
export const unpaidStates: readonly OrderStatus[] = ["pending_payment", "payment_processing"];

/** Whether one state may follow another. */
export function mayFollow(state: OrderStatus, next: OrderStatus): boolean {
  return nextStates[state].includes(next);
}
