/** From what the database knows of an order to what a mail tells of it. */
import { sum } from "../../../commerce/money.ts";
import type { LineRecord, OrderRecord } from "../../../db/orders/records.ts";
import type { MailKind } from "../changes/consequences.ts";
import { later } from "../changes/withdrawal.ts";
import {
  type CanceledMoney,
  type MailMatter,
  type MailOrder,
  type MailParcel,
  UnwritableMailError,
} from "./mail_order.ts";

/**
 * @param email Whom it is written to: erased persons have none.
 * @param link The order's page.
 */
export function toMailOrder(order: OrderRecord, email: string, link: string): MailOrder {
  const { quote, person } = order;
  const { shipping } = quote;
  const promise = quote.shippingOptions.find(({ id }) => id === shipping?.id)?.promise;
  return {
    id: order.id,
    number: order.number,
    language: order.language,
    market: order.market,
    currency: order.currency,
    placedAt: order.placedAt,
    timeZone: order.timeZone,
    email,
    link,
    lines: order.lines.map(({ title, options, quantity, lineTotalMinor, withdrawalExemption }) => ({
      title,
      options,
      quantity,
      totalMinor: lineTotalMinor,
      exemption: withdrawalExemption,
    })),
    subtotalMinor: quote.subtotal.amountMinor,
    discounts: quote.discounts.map(({ name, code, amount }) => ({
      name,
      code: code ?? null,
      amountMinor: amount.amountMinor,
    })),
    shipping: shipping &&
      { name: shipping.name, amountMinor: shipping.amount.amountMinor, promise: promise ?? null },
    taxes: quote.taxes.map(({ name, rate, amount }) => ({ name, rate, amountMinor: amount.amountMinor })),
    taxIsAdded: taxIsAdded(quote),
    taxTreatment: quote.taxTreatment,
    note: quote.note ?? null,
    roundingMinor: quote.rounding?.amountMinor ?? 0,
    totalMinor: order.totalMinor,
    shipTo: person.shipTo,
    billTo: person.billTo,
    company: person.customer &&
      { name: person.customer.company || null, vatNumber: person.customer.vatNumber || null },
    withdrawalUntil: order.lines.reduce<string | null>(
      (until, line) =>
        line.withdrawalUntil === null || until === null
          ? until ?? line.withdrawalUntil
          : later(until, line.withdrawalUntil),
      null,
    ),
  };
}

/** @param about The shipment or refund that it is about. @throws {UnwritableMailError} The order has no such thing. */
export function toMailMatter(order: OrderRecord, kind: MailKind, about: string | null): MailMatter {
  switch (kind) {
    case "canceled":
      return { kind, money: canceledMoney(order) };
    case "refunded":
    case "refund-failed": {
      const refund = order.refunds.find(({ id }) => id === about);
      if (!refund) throw new UnwritableMailError(`the order has no refund ${about}`);
      return { kind, amountMinor: refund.amountMinor };
    }
    case "shipped":
      return { kind, parcel: toParcel(order, about) };
    default:
      return { kind };
  }
}

function toParcel(order: OrderRecord, id: string | null): MailParcel {
  const shipment = order.fulfilments.flatMap(({ shipments }) => shipments).find((each) => each.id === id);
  if (!shipment) throw new UnwritableMailError(`the order has no shipment ${id}`);
  const lines = shipment.lines.map(({ position, quantity }) => {
    const { title, options } = order.lines[position]!;
    return { title, options, quantity };
  });
  return {
    carrier: shipment.carrier,
    trackingNumber: shipment.trackingNumber,
    trackingUrl: shipment.trackingUrl,
    lines,
    restFollows: order.lines.some((line) =>
      unitsSentBy(order, line, shipment.shippedAt) < line.quantity - line.canceled
    ),
  };
}

/** Units of a line that had left at an instant. */
function unitsSentBy(order: OrderRecord, { position }: LineRecord, at: number): number {
  const parcels = order.fulfilments.flatMap(({ shipments }) => shipments)
    .filter(({ shippedAt }) => shippedAt <= at);
  const units = parcels.flatMap(({ lines }) => lines).filter((each) => each.position === position);
  return sum(units.map(({ quantity }) => quantity));
}

/** Of what was only reserved nothing was charged, so that nothing is paid back. */
function canceledMoney({ paidMinor, refundingMinor }: OrderRecord): CanceledMoney {
  if (refundingMinor === 0) return "none";
  return paidMinor > 0 ? "paid-back" : "released";
}

function taxIsAdded(
  { subtotal, discounts, shipping, taxes, rounding, total }: OrderRecord["quote"],
): boolean {
  const withoutTax = subtotal.amountMinor -
    discounts.reduce((sum, { amount }) => sum + amount.amountMinor, 0) +
    (shipping?.amount.amountMinor ?? 0) + (rounding?.amountMinor ?? 0);
  return taxes.length > 0 && total.amountMinor !== withoutTax;
}
