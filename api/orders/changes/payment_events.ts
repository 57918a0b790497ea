/**
 * What payments tells of an order's money, and what follows from it. Events may come twice, late and in another
 * order: what is decided depends on where the order stands, never on the order of events.
 */
import { disputeOutcomes, type PaymentEvent } from "../../../commerce/wire/internal_payments.ts";
import type { OrderChange, OrderSet } from "../../../db/orders/change_order.ts";
import { earlierDisputeId, type OrderRecord } from "../../../db/orders/records.ts";
import { mayFollow, unpaidStates } from "../order_states.ts";
import { endCheckout, endOrder, giveBackAll } from "./closing.ts";
import { commitStock, type Decision, happened, mail, type Occasion, releaseStock } from "./consequences.ts";
import { settleRefund } from "./refund_outcomes.ts";
import { isHeld } from "./reviving.ts";
import { sumsOf } from "./sums.ts";

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
      return settleRefund(order, {
        ...event,
        id: event.key ?? event.refundId,
        isVoid: event.isVoid ?? isOfAuthorized(order, event),
      }, occasion);
    case "disputed":
      return noteDispute(order, event, occasion);
  }
}

/** Of an order's events, that of a capture comes before those of what went back of it. */
function isOfAuthorized({ capture, paymentState }: OrderRecord, { type }: PaymentEvent): boolean {
  return type === "refunded" && capture === "at-shipment" && paymentState === "authorized";
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
  const facts = isPaid ? { paidMinor: amountMinor } : { securedMinor: amountMinor };
  const after: OrderRecord = { ...order, paymentState: type, ...facts };
  const money: OrderSet = { paymentState: type, ...facts, ...sumsOf(after), checkout: "closed", payBy: null };
  const isEnough = amountMinor >= order.totalMinor && currency === order.currency;
  const entry = happened(isPaid ? "paid" : "payment-authorized", occasion, { amountMinor });
  // One that is about to be revived may have got its stock already: who looks after that gives both back.
  if (order.state === "expired" && (order.due === "revive" || isEnough && isHeld(after))) {
    return { set: { ...money, due: "revive", dueAt: occasion.now }, events: [entry], outbox: [] };
  }
  const isWaiting = unpaidStates.includes(order.state);
  if (order.state === "canceled" || order.state === "expired" || (isWaiting && !isEnough)) {
    return refuseMoney(after, money, amountMinor, occasion);
  }
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
  money: OrderSet,
  amountMinor: number,
  occasion: Occasion,
): OrderChange {
  const back = giveBackAll(order, occasion);
  const isWaiting = unpaidStates.includes(order.state);
  const hasStock = order.stock === "held";
  return {
    set: {
      ...money,
      ...back.set,
      due: null,
      dueAt: null,
      ...hasStock && { stock: "released" },
      ...isWaiting && { state: "canceled", endReason: "payment-failed" },
    },
    events: [happened("late-payment", occasion, { amountMinor }), ...back.events],
    refunds: back.refunds,
    outbox: [...hasStock ? [releaseStock(order.id, occasion)] : [], ...back.outbox],
    ...isWaiting && { redemptions: "release" },
  };
}

/** The bank took its promise back before the money was taken. */
function loseAuthorization(order: OrderRecord, occasion: Occasion): Decision {
  const lost: OrderRecord = { ...order, paymentState: "unpaid" };
  const set: OrderSet = { paymentState: "unpaid", ...sumsOf(lost) };
  const failed = happened("payment-failed", occasion);
  if (!mayFollow(order.state, "canceled")) return { set, events: [failed], outbox: [] };
  const ended = endOrder(lost, "payment-failed", occasion);
  return {
    ...ended,
    set: { ...set, ...ended.set },
    events: [failed, ...ended.events],
    outbox: [...ended.outbox, mail(order, "payment-failed", occasion)],
  };
}

/** A shopper's bank was asked for the money, or has decided: the order is disputed while one dispute is not won. */
function noteDispute(
  order: OrderRecord,
  { disputeId, outcome, amountMinor }: Extract<PaymentEvent, { type: "disputed" }>,
  occasion: Occasion,
): Decision {
  const rank = disputeOutcomes.indexOf(outcome);
  const known = order.disputes.find(({ id }) => id === disputeId);
  if (known && disputeOutcomes.indexOf(known.outcome) >= rank) return null;
  // What ends without having been opened was opened before disputes were told apart.
  const earlier = known || outcome === "open"
    ? undefined
    : order.disputes.find(({ id, outcome }) =>
      id === earlierDisputeId && disputeOutcomes.indexOf(outcome) < rank
    );
  const dispute = { id: earlier?.id ?? disputeId, outcome, amountMinor, at: occasion.now };
  const others = order.disputes.filter(({ id }) => id !== dispute.id);
  return {
    set: { isDisputed: [...others, dispute].some((each) => each.outcome !== "won") },
    events: [happened("disputed", occasion, { disputeId, outcome, amountMinor })],
    outbox: [],
    dispute,
  };
}
