/**
 * What payments tells of an order's money, and what follows from it. Events may come twice, late and in another
 * order: what is decided depends on where the order stands, never on the order of events.
 */
import type { PaymentEvent } from "../../../commerce/wire/internal_payments.ts";
import type { OrderChange, OrderSet } from "../../../db/orders/change_order.ts";
import type { OrderRecord, RefundRecord } from "../../../db/orders/records.ts";
import { mayFollow, unpaidStates } from "../order_states.ts";
import { endCheckout, endOrder, giveBackAll } from "./closing.ts";
import { commitStock, type Decision, happened, mail, type Occasion, releaseStock } from "./consequences.ts";

export function applyPaymentEvent(order: OrderRecord, event: PaymentEvent, occasion: Occasion): Decision {
  switch (event.type) {
    case "processing":
      return startProcessing(order, occasion);
    case "authorized":
    case "paid":
      return receiveMoney(order, { ...event, type: event.type }, occasion);
    case "failed":
      return order.paymentState === "authorized"
        ? loseAuthorization(order, occasion)
        : endCheckout(order, "payment-failed", occasion);
    case "expired":
      return endCheckout(order, "not-paid-in-time", occasion);
    case "refunded":
    case "refund-failed":
      return settleRefund(order, event, occasion);
    case "disputed":
      return {
        set: { isDisputed: event.outcome !== "won" },
        events: [happened("disputed", occasion, { outcome: event.outcome, amountMinor: event.amountMinor })],
        outbox: [],
      };
  }
}

function startProcessing(order: OrderRecord, occasion: Occasion): Decision {
  if (order.paymentState !== "unpaid" || order.checkout !== "open") return null;
  const isWaiting = mayFollow(order.state, "payment_processing");
  return {
    set: {
      paymentState: "processing",
      // Its money takes days: payments tells how it ends, the clock does not.
      ...isWaiting && { state: "payment_processing", payBy: null, due: null, dueAt: null },
    },
    events: [happened("payment-processing", occasion)],
    outbox: [],
  };
}

function receiveMoney(
  order: OrderRecord,
  { type, amountMinor, currency }: PaymentEvent & { readonly type: "authorized" | "paid" },
  occasion: Occasion,
): Decision {
  const isPaid = type === "paid";
  if (order.paymentState === "paid" || (!isPaid && order.paymentState === "authorized")) return null;
  const money: OrderSet & { readonly securedMinor: number } = {
    paymentState: type,
    securedMinor: Math.max(order.securedMinor, amountMinor),
    ...isPaid && { paidMinor: amountMinor },
    checkout: "closed",
    payBy: null,
  };
  const isEnough = amountMinor >= order.totalMinor && currency === order.currency;
  const late = happened("late-payment", occasion, { amountMinor });
  if (order.state === "expired" && isEnough) {
    return { set: { ...money, due: "revive", dueAt: occasion.now }, events: [late], outbox: [] };
  }
  const isWaiting = unpaidStates.includes(order.state);
  if (order.state === "canceled" || order.state === "expired" || (isWaiting && !isEnough)) {
    const refused = refuseMoney(order, money, occasion);
    return { ...refused, events: [late, ...refused.events] };
  }
  const entry = happened(isPaid ? "paid" : "payment-authorized", occasion, { amountMinor });
  // What was authorized has been taken.
  if (!isWaiting) return { set: money, events: [entry], outbox: [] };
  return {
    set: { ...money, state: "paid", stock: "committed", due: null, dueAt: null },
    events: [entry],
    outbox: [commitStock(order.id, occasion), mail(order, "paid", occasion)],
  };
}

/** Money that an order cannot take, because it ended or the amount is another: it goes back. */
function refuseMoney(
  order: OrderRecord,
  money: OrderSet & { readonly securedMinor: number },
  occasion: Occasion,
): OrderChange {
  const back = giveBackAll(order, money.securedMinor, occasion);
  const isWaiting = unpaidStates.includes(order.state);
  const isHeld = order.stock === "held";
  return {
    set: {
      ...money,
      ...back.set,
      due: null,
      dueAt: null,
      ...isHeld && { stock: "released" },
      ...isWaiting && { state: "canceled", endReason: "payment-failed" },
    },
    events: back.events,
    refunds: back.refunds,
    outbox: [...isHeld ? [releaseStock(order.id, occasion)] : [], ...back.outbox],
    ...isWaiting && { redemptions: "release" },
  };
}

/** The bank took its promise back before the money was taken. */
function loseAuthorization(order: OrderRecord, occasion: Occasion): Decision {
  const unsecured = { ...order, securedMinor: order.refundingMinor };
  const set: OrderSet = { paymentState: "unpaid", securedMinor: order.refundingMinor };
  const failed = happened("payment-failed", occasion);
  if (!mayFollow(order.state, "canceled")) return { set, events: [failed], outbox: [] };
  const ended = endOrder(unsecured, "payment-failed", occasion);
  return {
    ...ended,
    set: { ...set, ...ended.set },
    events: [failed, ...ended.events],
    outbox: [...ended.outbox, mail(order, "payment-failed", occasion)],
  };
}

function settleRefund(
  order: OrderRecord,
  event: Extract<PaymentEvent, { type: "refunded" | "refund-failed" }>,
  occasion: Occasion,
): Decision {
  const id = event.key ?? event.refundId;
  const known = order.refunds.find((refund) => refund.id === id);
  const status = event.type === "refunded" ? "succeeded" : "failed";
  if (known?.status === status || known?.status === "failed") return null;
  const refund: RefundRecord = known ?? {
    id,
    amountMinor: event.amountMinor,
    status,
    reason: null,
    parts: { lines: [], shippingMinor: 0 },
    at: occasion.now,
  };
  const { amountMinor } = refund;
  const details = { refundId: id, amountMinor };
  if (status === "succeeded") {
    const refundingMinor = order.refundingMinor + (known ? 0 : amountMinor);
    return {
      set: {
        refundingMinor,
        refundedMinor: order.refundedMinor + amountMinor,
        // Its news may come before that of the money which went back.
        securedMinor: Math.max(order.securedMinor, refundingMinor),
      },
      events: [happened("refunded", occasion, details)],
      refunds: [{ ...refund, status }],
      // Of what was only authorized nothing was taken, so that nothing comes back to anyone.
      outbox: order.paymentState === "authorized" ? [] : [mail(order, "refunded", occasion, id)],
    };
  }
  return {
    set: {
      refundingMinor: order.refundingMinor - (known ? amountMinor : 0),
      refundedMinor: order.refundedMinor - (known?.status === "succeeded" ? amountMinor : 0),
      shippingRefundedMinor: order.shippingRefundedMinor - refund.parts.shippingMinor,
    },
    events: [happened("refund-failed", occasion, details)],
    refunds: [{ ...refund, status }],
    lines: refund.parts.lines.map(({ position, units, amountMinor }) => {
      const line = order.lines.find((each) => each.position === position)!;
      return {
        position,
        refundedUnits: line.refundedUnits - units,
        refundedMinor: line.refundedMinor - amountMinor,
      };
    }),
    outbox: [],
  };
}
