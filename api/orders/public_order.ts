/** An order as it goes over the wire, to its shopper and to the merchant. */
import { sum, wholePpm } from "../../commerce/money.ts";
import type { AdminOrder } from "../../commerce/wire/admin_orders.ts";
import type { OrderActor, PublicOrder } from "../../commerce/wire/order.ts";
import type {
  EventRecord,
  FulfilmentRecord,
  LineRecord,
  NoteRecord,
  OrderRecord,
  PlacedUnits,
  ShipmentRecord,
} from "../../db/orders/records.ts";
import { isCancelable } from "./changes/closing.ts";
import { named, shippedUnits } from "./changes/sending.ts";
import { pictureUrl } from "./order_addresses.ts";
import { paymentStatusOf, refundedOfPaidMinor } from "./standing.ts";

/** What shoppers are not told of. */
const forMerchants: ReadonlySet<EventRecord["kind"]> = new Set(["note", "disputed"]);

type Common = Omit<PublicOrder, "timeline" | "payment">;

/** @param paymentUrl Where it is paid; null: nothing is due, or it is not known now. */
export function toPublicOrder(
  order: OrderRecord,
  events: readonly EventRecord[],
  paymentUrl: string | null,
  publicUrl: string,
): PublicOrder {
  return {
    ...common(order, publicUrl),
    timeline: events.filter(({ kind }) => !forMerchants.has(kind)).map(({ id, at, kind, actor }) => ({
      id,
      at: instant(at),
      kind,
      actor: actor satisfies OrderActor,
    })),
    payment: paymentUrl === null ? null : { url: paymentUrl },
  };
}

export function toAdminOrder(
  order: OrderRecord,
  { events, notes }: { readonly events: readonly EventRecord[]; readonly notes: readonly NoteRecord[] },
  publicUrl: string,
): AdminOrder {
  return {
    ...common(order, publicUrl),
    timeline: events.map(({ id, at, kind, actor, details }) => ({
      id,
      at: instant(at),
      kind,
      actor,
      details: { ...details },
    })),
    notes: notes.map(({ id, at, text }) => ({ id, at: instant(at), text })),
    allocations: [...order.allocations],
    coupons: order.quote.coupons.filter(({ outcome }) => outcome === "applied").map(({ code }) => code),
  };
}

function common(order: OrderRecord, publicUrl: string): Common {
  const { quote, currency, person } = order;
  const money = (amountMinor: number) => ({ amountMinor, currency });
  const { shipping } = quote;
  return {
    id: order.id,
    number: order.number,
    status: order.state,
    paymentStatus: paymentStatusOf(order),
    endReason: order.endReason,
    market: order.market,
    language: order.language,
    placedAt: instant(order.placedAt),
    email: person.email,
    shipTo: person.shipTo,
    billTo: person.billTo,
    customer: person.customer,
    lines: order.lines.map((line) => toLine(order, line, publicUrl)),
    subtotal: quote.subtotal,
    discounts: quote.discounts,
    shipping: shipping && {
      id: shipping.id,
      name: shipping.name,
      amount: shipping.amount,
      promise: quote.shippingOptions.find(({ id }) => id === shipping.id)?.promise ?? null,
    },
    taxes: quote.taxes,
    taxTreatment: quote.taxTreatment,
    ...quote.note !== undefined && { note: quote.note },
    ...quote.rounding !== undefined && { rounding: quote.rounding },
    total: quote.total,
    paid: money(order.paidMinor),
    refunded: money(order.paidMinor === 0 ? 0 : refundedOfPaidMinor(order)),
    termsVersion: order.termsVersion === null ? null : instant(order.termsVersion),
    fulfilments: order.fulfilments.map((fulfilment) => toFulfilment(order, fulfilment)),
    refunds: order.refunds.map(({ id, amountMinor, status, at }) => ({
      id,
      amount: money(amountMinor),
      status,
      at: instant(at),
    })),
    cancelable: isCancelable(order),
    payBy: order.payBy === null ? null : instant(order.payBy),
  };
}

function toLine(order: OrderRecord, line: LineRecord, publicUrl: string): PublicOrder["lines"][number] {
  const money = (amountMinor: number) => ({ amountMinor, currency: order.currency });
  const { image } = line;
  return {
    sku: line.sku,
    quantity: line.quantity,
    productId: line.productId,
    title: line.title,
    options: line.options,
    brand: line.brand,
    image: image &&
      { url: pictureUrl(publicUrl, image.key), alt: image.alt, width: image.width, height: image.height },
    kind: line.kind,
    unitPrice: money(line.unitPriceMinor),
    total: money(line.lineTotalMinor),
    discount: money(line.discountMinor),
    tax: money(line.taxMinor),
    taxRate: line.taxRatePpm / wholePpm,
    charged: money(line.chargedMinor),
    canceled: line.canceled,
    shipped: shippedUnits(order, line),
    refunded: line.refundedUnits,
    withdrawal: { until: line.withdrawalUntil, exemption: line.withdrawalExemption },
  };
}

function toFulfilment(order: OrderRecord, fulfilment: FulfilmentRecord): PublicOrder["fulfilments"][number] {
  const { id, location, method, lines, shipments } = fulfilment;
  return {
    id,
    seller: order.lines[lines[0]!.position]!.seller,
    location,
    method,
    status: fulfilmentStatus(fulfilment),
    lines: unitsOf(order, lines),
    shipments: shipments.map((shipment) => toShipment(order, shipment)),
  };
}

function fulfilmentStatus(
  { isCanceled, lines, shipments }: FulfilmentRecord,
): PublicOrder["fulfilments"][number]["status"] {
  if (isCanceled) return "canceled";
  const units = (all: readonly PlacedUnits[]) => sum(all.map(({ quantity }) => quantity));
  const left = units(shipments.flatMap((shipment) => shipment.lines));
  if (left === 0) return units(lines) === 0 ? "canceled" : "open";
  if (left < units(lines)) return "partially_shipped";
  return shipments.every(({ deliveredAt }) => deliveredAt !== null) ? "delivered" : "shipped";
}

function toShipment(
  order: OrderRecord,
  { id, carrier, trackingNumber, trackingUrl, shippedAt, deliveredAt, lines }: ShipmentRecord,
): PublicOrder["fulfilments"][number]["shipments"][number] {
  return {
    id,
    carrier,
    trackingNumber,
    trackingUrl,
    shippedAt: instant(shippedAt),
    deliveredAt: deliveredAt === null ? null : instant(deliveredAt),
    lines: unitsOf(order, lines),
  };
}

function unitsOf(order: OrderRecord, lines: readonly PlacedUnits[]) {
  return lines.filter(({ quantity }) => quantity > 0).map((units) => named(order, units));
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
