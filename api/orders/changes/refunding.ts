/** Refunds in part, by the merchant: of lines, of shipping, or of an amount. */
import type { RefundId } from "../../../commerce/ids.ts";
import { sum } from "../../../commerce/money.ts";
import type { RefundBody } from "../../../commerce/wire/admin_orders.ts";
import type { OrderChange } from "../../../db/orders/change_order.ts";
import type { LineRecord, OrderRecord, RefundParts, RefundRecord } from "../../../db/orders/records.ts";
import type { OutboxEvent } from "../../../db/platform/outbox.ts";
import { invalid, type Refusal } from "../../platform/answer.ts";
import { type Decision, happened, type Occasion, payBack, restock } from "./consequences.ts";
import { unitsWorthMinor } from "./refund_amounts.ts";
import { shippedUnits, unplannedUnits, waitingUnits } from "./sending.ts";

/** Gives money back. Units that are restocked before they left are not sent any more. */
export function refundInPart(
  order: OrderRecord,
  id: RefundId,
  body: RefundBody,
  occasion: Occasion,
): Decision {
  if (order.paidMinor === 0) return { problem: "conflict", detail: "Nothing of this order was paid." };
  const parts = partsOf(order, body);
  if ("problem" in parts) return parts;
  const amountMinor = body.amountMinor ??
    sum(parts.lines.map((line) => line.amountMinor)) + parts.shippingMinor;
  const leftMinor = order.paidMinor - order.refundingMinor;
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
    at: occasion.now,
  };
  const stock = body.restock ? restocked(order, parts, id, occasion) : null;
  return {
    set: {
      refundingMinor: order.refundingMinor + amountMinor,
      shippingRefundedMinor: order.shippingRefundedMinor + parts.shippingMinor,
    },
    events: [happened("refund-requested", occasion, { refundId: id, amountMinor })],
    refunds: [refund],
    outbox: [...stock?.outbox ?? [], payBack(order.id, refund, occasion)],
    lines: parts.lines.map(({ position, units, amountMinor }) => {
      const line = order.lines[position]!;
      const canceled = stock?.canceled.get(position) ?? 0;
      return {
        position,
        refundedUnits: line.refundedUnits + units,
        refundedMinor: line.refundedMinor + amountMinor,
        ...canceled > 0 && { canceled: line.canceled + canceled },
      };
    }),
    ...stock && { fulfilmentLines: stock.fulfilmentLines },
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
    parts.push({ position: line.position, units: quantity, amountMinor: unitsWorthMinor(line, quantity) });
  }
  const shippingMinor = shipping ? order.shippingChargedMinor - order.shippingRefundedMinor : 0;
  return { lines: parts, shippingMinor };
}

interface Restocked {
  /** Units by position that will not be sent. */
  readonly canceled: ReadonlyMap<number, number>;
  readonly outbox: readonly OutboxEvent[];
  readonly fulfilmentLines: NonNullable<OrderChange["fulfilmentLines"]>;
}

/** Units that have not left stay: first those in no fulfilment, then those that wait in one. Others come back. */
function restocked(order: OrderRecord, { lines }: RefundParts, id: string, occasion: Occasion): Restocked {
  const canceled = new Map<number, number>();
  const returned: { sku: string; quantity: number }[] = [];
  const unshipped: { sku: string; quantity: number }[] = [];
  const fulfilmentLines: { fulfilmentId: string; position: number; quantity: number }[] = [];
  for (const { position, units } of lines) {
    const line = order.lines[position]!;
    const stays = Math.min(units, line.quantity - line.canceled - shippedUnits(order, line));
    if (stays > 0) {
      canceled.set(position, stays);
      unshipped.push({ sku: line.sku, quantity: stays });
      fulfilmentLines.push(...takenOut(order, line, stays - unplannedUnits(order, line)));
    }
    if (units > stays) returned.push({ sku: line.sku, quantity: units - stays });
  }
  const notice = (from: "unshipped" | "returned", moved: typeof returned) =>
    moved.length === 0 ? [] : [restock(order.id, { key: `${id}.${from}`, from, lines: moved }, occasion)];
  return {
    canceled,
    outbox: [...notice("unshipped", unshipped), ...notice("returned", returned)],
    fulfilmentLines,
  };
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
