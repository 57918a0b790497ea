/** Fulfilments and shipments, by hand: what is packed, what left, what arrived. */
import type { FulfilmentId, ShipmentId } from "../../../commerce/ids.ts";
import type { FulfilmentBody, ShipmentBody } from "../../../commerce/wire/admin_orders.ts";
import type { FulfilmentRecord, LineRecord, OrderRecord, PlacedUnits } from "../../../db/orders/records.ts";
import { invalid, type Refusal } from "../../platform/answer.ts";
import { mayFollow } from "../order_states.ts";
import { type Decision, happened, mail, type Occasion, shipStock } from "./consequences.ts";
import { later, withdrawalDate } from "./withdrawal.ts";

/** One place is to send these units, or all that no other is to send. */
export function createFulfilment(
  order: OrderRecord,
  id: FulfilmentId,
  { location = null, method = null, lines }:
    & { location?: string | null; method?: string | null }
    & Pick<FulfilmentBody, "lines">,
  occasion: Occasion,
): Decision {
  if (order.state !== "paid" && order.state !== "in_fulfillment") {
    return { problem: "conflict", detail: `The order is ${order.state}: there is nothing to be sent.` };
  }
  const chosen = chooseUnits(order, lines, (line) => unplannedUnits(order, line), "are in no fulfilment yet");
  if ("problem" in chosen) return chosen;
  return {
    set: order.state === "paid" ? { state: "in_fulfillment" } : {},
    events: [happened("fulfilment-created", occasion, { fulfilmentId: id })],
    outbox: [],
    fulfilment: {
      id,
      location,
      method: method ?? order.quote.shipping?.id ?? null,
      createdAt: occasion.now,
      lines: chosen,
    },
  };
}

/** A parcel of a fulfilment left. The order is shipped when its last unit has. */
export function createShipment(
  order: OrderRecord,
  fulfilmentId: string,
  id: ShipmentId,
  { carrier, trackingNumber, trackingUrl, lines }: ShipmentBody,
  occasion: Occasion,
): Decision {
  const fulfilment = order.fulfilments.find((each) => each.id === fulfilmentId);
  if (!fulfilment) return { problem: "not-found" };
  if (order.state !== "in_fulfillment" || fulfilment.isCanceled) {
    return { problem: "conflict", detail: `The order is ${order.state}: there is nothing to be sent.` };
  }
  const chosen = chooseUnits(order, lines, (line) => waitingUnits(fulfilment, line), "have not left yet");
  if ("problem" in chosen) return chosen;
  const leaving = new Map(chosen.map(({ position, quantity }) => [position, quantity]));
  const isLast = order.lines.every((line) =>
    shippedUnits(order, line) + (leaving.get(line.position) ?? 0) === line.quantity - line.canceled
  );
  return {
    set: isLast ? { state: "shipped" } : {},
    events: [happened("shipped", occasion, { shipmentId: id, fulfilmentId })],
    shipment: {
      id,
      fulfilmentId,
      carrier: carrier ?? null,
      trackingNumber: trackingNumber ?? null,
      trackingUrl: trackingUrl ?? null,
      shippedAt: occasion.now,
      deliveredAt: null,
      lines: chosen,
    },
    outbox: [
      shipStock(order.id, { key: id, lines: chosen.map((units) => named(order, units)) }, occasion),
      mail(order, "shipped", occasion, id),
    ],
  };
}

/** A parcel arrived: the time to withdraw begins, if it was not to begin later anyway. */
export function recordDelivery(order: OrderRecord, shipmentId: string, occasion: Occasion): Decision {
  const shipments = order.fulfilments.flatMap((each) => each.shipments);
  const shipment = shipments.find((each) => each.id === shipmentId);
  if (!shipment) return { problem: "not-found" };
  if (shipment.deliveredAt !== null) return null;
  const isLast = mayFollow(order.state, "delivered") &&
    shipments.every((each) => each === shipment || each.deliveredAt !== null);
  const until = withdrawalDate(occasion.now, order.timeZone);
  return {
    set: isLast ? { state: "delivered" } : {},
    events: [happened("delivered", occasion, { shipmentId })],
    outbox: [],
    delivered: { shipmentId, at: occasion.now },
    lines: shipment.lines.flatMap(({ position }) => {
      const before = order.lines[position]!.withdrawalUntil;
      return before === null ? [] : [{ position, withdrawalUntil: later(before, until) }];
    }),
  };
}

/** Units of a line that left. */
export function shippedUnits(order: OrderRecord, { position }: LineRecord): number {
  return sumAt(
    position,
    order.fulfilments.flatMap(({ shipments }) => shipments.flatMap(({ lines }) => lines)),
  );
}

/** Units of a line that are in no fulfilment. */
export function unplannedUnits(order: OrderRecord, { position, quantity, canceled }: LineRecord): number {
  const planned = order.fulfilments.filter(({ isCanceled }) => !isCanceled).flatMap(({ lines }) => lines);
  return quantity - canceled - sumAt(position, planned);
}

/** Units of a line that a fulfilment has and that have not left. */
export function waitingUnits({ lines, shipments }: FulfilmentRecord, { position }: LineRecord): number {
  return sumAt(position, lines) - sumAt(position, shipments.flatMap((each) => each.lines));
}

/** A SKU's units as a caller names them. */
export function named(
  order: OrderRecord,
  { position, quantity }: PlacedUnits,
): { sku: string; quantity: number } {
  return { sku: order.lines[position]!.sku, quantity };
}

/** The units that a request names, or all there are; refuses more than there are, and none at all. */
function chooseUnits(
  order: OrderRecord,
  asked: FulfilmentBody["lines"],
  available: (line: LineRecord) => number,
  which: string,
): PlacedUnits[] | Refusal {
  if (asked === undefined) {
    const all = order.lines.map((line) => ({ position: line.position, quantity: available(line) }))
      .filter(({ quantity }) => quantity > 0);
    return all.length > 0 ? all : { problem: "conflict", detail: `There are no units that ${which}.` };
  }
  const chosen: PlacedUnits[] = [];
  for (const [index, { sku, quantity }] of asked.entries()) {
    const line = order.lines.find((each) => each.sku === sku);
    if (!line) return invalid([{ path: `lines.${index}.sku`, message: "the order has no such line" }]);
    const left = available(line);
    if (quantity > left) {
      return {
        problem: "conflict",
        detail: `Of ${sku} ${left} units ${which}.`,
        errors: [{ path: `lines.${index}.quantity`, message: `wanted at most ${left}` }],
      };
    }
    chosen.push({ position: line.position, quantity });
  }
  return chosen;
}

function sumAt(position: number, lines: readonly PlacedUnits[]): number {
  return lines.reduce((sum, line) => line.position === position ? sum + line.quantity : sum, 0);
}
