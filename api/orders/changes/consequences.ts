/** What follows from a change of an order: entries of its timeline, and what other services are told. */
import { newId } from "../../../commerce/ids.ts";
import type { OrderActor, OrderEventKind } from "../../../commerce/wire/order.ts";
import type { OrderChange } from "../../../db/orders/change_order.ts";
import type { EventDetails, EventRecord, OrderRecord, RefundRecord } from "../../../db/orders/records.ts";
import type { EventTrace, OutboxEvent } from "../../../db/platform/outbox.ts";
import type { Refusal } from "../../platform/answer.ts";

/** When and for whom something is decided. */
export interface Occasion {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly actor: OrderActor;
  readonly trace?: EventTrace;
}

/** What was decided: a change, a refusal, or that there is nothing to do. */
export type Decision = OrderChange | Refusal | null;

/** Mails that an order's shopper gets. */
export const mailKinds = [
  "received",
  "paid",
  "payment-failed",
  "expired",
  "shipped",
  "refunded",
  "refund-failed",
  "canceled",
] as const;
export type MailKind = (typeof mailKinds)[number];

/** The body of an event to the target `mail`. */
export interface MailEvent {
  /** The same for every try of one mail: what is sent under it once is not sent again. */
  readonly messageKey: string;
  readonly orderId: string;
  readonly kind: MailKind;
  readonly language: string;
  /** The shipment or refund that it is about. */
  readonly about: string | null;
}

type Addressed = Pick<OrderRecord, "id" | "language">;

/** An entry of the timeline. */
export function happened(
  kind: OrderEventKind,
  { now, actor }: Occasion,
  details: EventDetails = {},
): EventRecord {
  return { id: newId("evt"), at: now, kind, actor, details };
}

/** Writes to the shopper. @param about The shipment or refund that it is about. */
export function mail(
  { id, language }: Addressed,
  kind: MailKind,
  occasion: Occasion,
  about?: string,
): OutboxEvent {
  const messageKey = [id, kind, ...about === undefined ? [] : [about]].join(".");
  const body: MailEvent = { messageKey, orderId: id, kind, language, about: about ?? null };
  return { id: messageKey, target: "mail", path: "/mail", body, stream: id, ...traced(occasion) };
}

/** The reserved stock is sold. */
export function commitStock(orderId: string, occasion: Occasion): OutboxEvent {
  return tell("inventory", `/internal/inventory/reservations/${orderId}/commit`, {}, orderId, occasion);
}

/** The reserved stock goes back. */
export function releaseStock(orderId: string, occasion: Occasion): OutboxEvent {
  return tell("inventory", `/internal/inventory/reservations/${orderId}/release`, {}, orderId, occasion);
}

/** Sold units can be sold again. @param key The same key again changes nothing. */
export function restock(
  orderId: string,
  notice: {
    readonly key: string;
    readonly from: "unshipped" | "returned";
    readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  },
  occasion: Occasion,
): OutboxEvent {
  return tell("inventory", `/internal/inventory/reservations/${orderId}/restock`, notice, orderId, occasion);
}

/** Sold units left the building. */
export function shipStock(
  orderId: string,
  notice: {
    readonly key: string;
    readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  },
  occasion: Occasion,
): OutboxEvent {
  return tell(
    "inventory",
    `/internal/inventory/reservations/${orderId}/shipments`,
    notice,
    orderId,
    occasion,
  );
}

/** Where payments takes refunds. */
export const refundsPath = "/internal/payments/refunds";

/** Money goes back. */
export function payBack(orderId: string, refund: RefundRecord, occasion: Occasion): OutboxEvent {
  const body = { key: refund.id, orderId, amountMinor: refund.amountMinor, reason: refund.reason ?? "" };
  return tell("payments", refundsPath, body, orderId, occasion);
}

function tell(target: string, path: string, body: unknown, stream: string, occasion: Occasion): OutboxEvent {
  return { id: newId("evt"), target, path, body, stream, ...traced(occasion) };
}

function traced({ trace }: Occasion): { readonly trace?: EventTrace } {
  return trace ? { trace: { requestId: trace.requestId, traceparent: trace.traceparent } } : {};
}
