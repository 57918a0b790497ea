/** How orders end before anything was sent. */
import type { EndReason } from "../../../commerce/wire/order.ts";
import { newId } from "../../../commerce/ids.ts";
import type { OrderChange, OrderSet } from "../../../db/orders/change_order.ts";
import type { OrderRecord, RefundRecord } from "../../../db/orders/records.ts";
import type { OutboxEvent } from "../../../db/platform/outbox.ts";
import { mayFollow } from "../order_states.ts";
import {
  type Decision,
  happened,
  mail,
  type Occasion,
  payBack,
  releaseStock,
  restock,
} from "./consequences.ts";
import { refundableMinor, sumsOf, withRefunds } from "./sums.ts";

/**
 * Shopper or merchant ends an order of which nothing has been sent. What was paid goes back; where a payment may
 * still come, payments is asked to end the checkout, and the stock stays set aside until it says that none will.
 */
export function cancelOrder(order: OrderRecord, occasion: Occasion, notify: boolean): Decision {
  if (order.state === "canceled") return null;
  if (!isCancelable(order)) {
    return { problem: "conflict", detail: `The order is ${order.state}: it cannot be canceled any more.` };
  }
  const reason: EndReason = occasion.actor === "merchant" ? "merchant" : "shopper";
  const ended = endOrder(order, reason, occasion, !notify);
  return {
    ...ended,
    set: {
      ...ended.set,
      ...order.checkout === "open" && { due: "end-checkout", dueAt: occasion.now },
    },
    events: [happened("canceled", occasion), ...ended.events],
    outbox: [...ended.outbox, ...notify ? [mail(order, "canceled", occasion)] : []],
  };
}

/** Whether shopper or merchant may still end it: nothing has left yet. */
export function isCancelable(order: OrderRecord): boolean {
  return mayFollow(order.state, "canceled") &&
    order.fulfilments.every(({ shipments }) => shipments.length === 0);
}

/** The order ends as canceled: sold stock, promotions and money go back. @param isQuiet Of its money nobody is written to. */
export function endOrder(
  order: OrderRecord,
  endReason: EndReason,
  occasion: Occasion,
  isQuiet: boolean = false,
): OrderChange {
  const money = giveBackAll(order, occasion, isQuiet);
  const left = order.lines.filter(({ quantity, canceled }) => quantity > canceled);
  const wasSold = order.stock === "committed";
  return {
    set: {
      state: "canceled",
      endReason,
      ...wasSold && { stock: "released" as const },
      ...money.set,
    },
    events: money.events,
    refunds: money.refunds,
    outbox: [
      ...wasSold && left.length > 0 ? [unsold(order, left, occasion)] : [],
      ...money.outbox,
    ],
    lines: left.map(({ position, quantity }) => ({ position, canceled: quantity })),
    redemptions: "release",
    ...order.fulfilments.length > 0 && { cancelFulfilments: true },
  };
}

/** Payments will never take this order's money: it ends, and what is set aside for it goes back. */
export function refuseCheckout(order: OrderRecord, occasion: Occasion): Decision {
  if (order.state !== "pending_payment" || order.checkout !== "open") return null;
  const ended = endOrder(order, "payment-failed", occasion);
  return {
    ...ended,
    set: { ...ended.set, checkout: "closed", payBy: null, due: null, dueAt: null, stock: "released" },
    events: [happened("payment-failed", occasion), happened("canceled", occasion)],
    outbox: [releaseStock(order.id, occasion), mail(order, "canceled", occasion)],
  };
}

/** No payment will come any more: what waited for one expires, and what is set aside for it goes back. */
export function endCheckout(
  order: OrderRecord,
  reason: "not-paid-in-time" | "payment-failed",
  occasion: Occasion,
): Decision {
  if (order.checkout !== "open") return null;
  const set: OrderSet = { checkout: "closed", payBy: null, paymentState: "unpaid", due: null, dueAt: null };
  const released: OutboxEvent[] = order.stock === "held" ? [releaseStock(order.id, occasion)] : [];
  const gone = order.stock === "held" ? { stock: "released" as const } : {};
  if (!mayFollow(order.state, "expired")) {
    return { set: { ...set, ...gone }, events: [], outbox: released };
  }
  const hasFailed = reason === "payment-failed";
  return {
    set: { ...set, ...gone, state: "expired", endReason: reason },
    events: [happened(hasFailed ? "payment-failed" : "expired", occasion)],
    outbox: [...released, mail(order, hasFailed ? "payment-failed" : "expired", occasion)],
    redemptions: "release",
  };
}

/** Everything that is held and not on its way back yet. */
export function giveBackAll(
  order: OrderRecord,
  occasion: Occasion,
  isQuiet: boolean = false,
): Required<Pick<OrderChange, "set" | "events" | "refunds" | "outbox">> {
  const amountMinor = refundableMinor(order);
  if (amountMinor === 0) return { set: {}, events: [], refunds: [], outbox: [] };
  const refund: RefundRecord = {
    id: newId("rfd"),
    amountMinor,
    status: "pending",
    reason: null,
    parts: { lines: [], shippingMinor: 0 },
    isVoid: false,
    isQuiet,
    at: occasion.now,
  };
  return {
    set: sumsOf(withRefunds(order, [refund])),
    events: [happened("refund-requested", occasion, { refundId: refund.id, amountMinor })],
    refunds: [refund],
    outbox: [payBack(order.id, refund, occasion)],
  };
}

function unsold(order: OrderRecord, lines: OrderRecord["lines"], occasion: Occasion): OutboxEvent {
  return restock(order.id, {
    key: `cancel.${order.id}`,
    from: "unshipped",
    lines: lines.map(({ sku, quantity, canceled }) => ({ sku, quantity: quantity - canceled })),
  }, occasion);
}
