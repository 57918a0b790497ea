/** Refunds in part, by the merchant: of lines, of shipping, or of an amount. */
import type { RefundId } from "../../../commerce/ids.ts";
import { stripeStepMinor } from "../../../commerce/stripe_amounts.ts";
import type { RefundBody } from "../../../commerce/wire/admin_orders.ts";
import type { OrderChange } from "../../../db/orders/change_order.ts";
import type { LineRecord, OrderRecord, RefundParts, RefundRecord } from "../../../db/orders/records.ts";
import type { OutboxEvent } from "../../../db/platform/outbox.ts";
import { invalid, type Refusal } from "../../platform/answer.ts";
import { endOrder } from "./closing.ts";
import { type Decision, happened, mail, type Occasion, payBack, restock } from "./consequences.ts";
import { shippingWorthMinor, unitsWorthMinor, worthMinor } from "./refund_amounts.ts";
import { shippedUnits, unplannedUnits, waitingUnits } from "./sending.ts";
import { refundableMinor, sumsOf, withRefunds } from "./sums.ts";

/** Gives money back. Units that are restocked before they left are not sent any more. */
export function refundInPart(
  order: OrderRecord,
  id: RefundId,
  body: RefundBody,
  occasion: Occasion,
): Decision {
  if (order.securedMinor === 0) return { problem: "conflict", detail: "Nothing of this order was paid." };
  const stepMinor = stripeStepMinor(order.currency);
  if (body.amountMinor !== undefined && body.amountMinor % stepMinor !== 0) {
    return invalid([{
      path: "amountMinor",
      message: `wanted a multiple of ${stepMinor}: Stripe takes no other amounts of ${order.currency}`,
    }]);
  }
  const wanted = partsOf(order, body);
  if ("problem" in wanted) return wanted;
  // Stock that was sold can be sold again; what was set aside only, or went back, is not the order's.
  const stock = restocked(order, wanted, body.restock && order.stock === "committed", id, occasion);
  const { parts } = stock;
  const leftMinor = refundableMinor(order);
  const amountMinor = body.amountMinor ?? worthMinor(order, parts, leftMinor);
  if (amountMinor > leftMinor) {
    return { problem: "conflict", detail: `At most ${leftMinor} minor units can be given back.` };
  }
  if (amountMinor === 0) return { problem: "conflict", detail: "There is nothing to give back for these." };
  const refund: RefundRecord = {
    id,
    amountMinor,
    status: "pending",
    reason: body.reason ?? null,
    parts,
    isVoid: false,
    isQuiet: false,
    at: occasion.now,
  };
  const change: OrderChange = {
    set: {
      ...sumsOf(withRefunds(order, [refund])),
      shippingRefundedMinor: order.shippingRefundedMinor + parts.shippingMinor,
    },
    events: [happened("refund-requested", occasion, { refundId: id, amountMinor })],
    refunds: [refund],
    outbox: [...stock.outbox, payBack(order.id, refund, occasion)],
    lines: parts.lines.map(({ position, units, amountMinor, canceled = 0 }) => {
      const line = order.lines[position]!;
      return {
        position,
        refundedUnits: line.refundedUnits + units,
        refundedMinor: line.refundedMinor + amountMinor,
        ...canceled > 0 && { canceled: line.canceled + canceled },
      };
    }),
    fulfilmentLines: stock.fulfilmentLines,
  };
  return parts.lines.some(({ canceled = 0 }) => canceled > 0)
    ? withoutOpenUnits(order, change, occasion)
    : change;
}

/**
 * What follows when units are not sent any more: an order of which nothing is left to be sent goes on as the parcels
 * say that left, and ends as canceled where none did, with what is left of its money.
 */
function withoutOpenUnits(order: OrderRecord, change: OrderChange, occasion: Occasion): OrderChange {
  const changed = new Map(change.lines!.map((line) => [line.position, line.canceled]));
  const after: OrderRecord = {
    ...withRefunds(order, change.refunds!),
    lines: order.lines.map((line) => ({ ...line, canceled: changed.get(line.position) ?? line.canceled })),
  };
  if (after.lines.some((line) => shippedUnits(after, line) < line.quantity - line.canceled)) return change;
  const shipments = order.fulfilments.flatMap((each) => each.shipments);
  if (shipments.length > 0) {
    const isDelivered = shipments.every(({ deliveredAt }) => deliveredAt !== null);
    return { ...change, set: { ...change.set, state: isDelivered ? "delivered" : "shipped" } };
  }
  const ended = endOrder(after, "merchant", occasion);
  return {
    ...change,
    ...ended,
    set: { ...change.set, ...ended.set },
    events: [...change.events, ...ended.events, happened("canceled", occasion)],
    refunds: [...change.refunds!, ...ended.refunds!],
    outbox: [...change.outbox, ...ended.outbox, mail(order, "canceled", occasion)],
    lines: change.lines,
  };
}

function partsOf(order: OrderRecord, { lines = [], shipping }: RefundBody): RefundParts | Refusal {
  const parts: { position: number; units: number; amountMinor: number }[] = [];
  for (const [index, { sku, quantity }] of lines.entries()) {
    const line = order.lines.find((each) => each.sku === sku);
    if (!line) return invalid([{ path: `lines.${index}.sku`, message: "the order has no such line" }]);
    const left = line.quantity - line.refundedUnits;
    if (quantity > left) {
      return invalid([{
        path: `lines.${index}.quantity`,
        message: `wanted at most ${left}: the others went back`,
      }]);
    }
    parts.push({
      position: line.position,
      units: quantity,
      amountMinor: unitsWorthMinor(line, quantity, order.currency),
    });
  }
  const shippingMinor = shipping ? shippingWorthMinor(order) : 0;
  return { lines: parts, shippingMinor };
}

interface Restocked {
  /** With what becomes of the units. */
  readonly parts: RefundParts;
  readonly outbox: readonly OutboxEvent[];
  readonly fulfilmentLines: NonNullable<OrderChange["fulfilmentLines"]>;
}

/**
 * Each unit can be sold again once: those that a failed refund had put back come first and stay where they are. Of the
 * others, units that have not left stay: first those in no fulfilment, then those that wait in one. The rest comes back.
 */
function restocked(
  order: OrderRecord,
  { lines, shippingMinor }: RefundParts,
  isWanted: boolean,
  id: string,
  occasion: Occasion,
): Restocked {
  const parts: RefundParts["lines"][number][] = [];
  const returned: { sku: string; quantity: number }[] = [];
  const unshipped: { sku: string; quantity: number }[] = [];
  const fulfilmentLines: { fulfilmentId: string; position: number; quantity: number }[] = [];
  for (const part of lines) {
    const { position, units } = part;
    const line = order.lines[position]!;
    const before = restockedUnits(order, position);
    const reused = Math.min(units, before.unrefunded);
    const stays = isWanted
      ? Math.min(units - reused, line.quantity - line.canceled - shippedUnits(order, line))
      : 0;
    const comesBack = isWanted
      ? Math.min(units - reused - stays, shippedUnits(order, line) - before.returned)
      : 0;
    parts.push({ ...part, reused, canceled: stays, returned: comesBack });
    if (stays > 0) {
      unshipped.push({ sku: line.sku, quantity: stays });
      fulfilmentLines.push(...takenOut(order, line, stays - unplannedUnits(order, line)));
    }
    if (comesBack > 0) returned.push({ sku: line.sku, quantity: comesBack });
  }
  const notice = (from: "unshipped" | "returned", moved: typeof returned) =>
    moved.length === 0 ? [] : [restock(order.id, { key: `${id}.${from}`, from, lines: moved }, occasion)];
  return {
    parts: { lines: parts, shippingMinor },
    outbox: [...notice("unshipped", unshipped), ...notice("returned", returned)],
    fulfilmentLines,
  };
}

/** Units of a line that refunds put back: those that came back in all, and those whose refund failed. */
function restockedUnits(order: OrderRecord, position: number): { returned: number; unrefunded: number } {
  let [returned, unrefunded] = [0, 0];
  for (const { status, parts } of order.refunds) {
    for (const part of parts.lines) {
      if (part.position !== position) continue;
      const { reused = 0 } = part;
      returned += part.returned ?? 0;
      unrefunded -= reused;
      if (status === "failed") unrefunded += reused + (part.canceled ?? 0) + (part.returned ?? 0);
    }
  }
  return { returned, unrefunded };
}

/** Takes so many units of a line out of fulfilments in which they wait. */
function takenOut(order: OrderRecord, line: LineRecord, units: number): Restocked["fulfilmentLines"] {
  let left = units;
  return order.fulfilments.flatMap((fulfilment) => {
    const taken = fulfilment.isCanceled ? 0 : Math.min(left, waitingUnits(fulfilment, line));
    if (taken <= 0) return [];
    left -= taken;
    const { quantity } = fulfilment.lines.find(({ position }) => position === line.position)!;
    return [{ fulfilmentId: fulfilment.id, position: line.position, quantity: quantity - taken }];
  });
}
