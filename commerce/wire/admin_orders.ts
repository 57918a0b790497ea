/** Orders as the merchant reads and runs them (`/v1/admin/orders/…`). */
import { z } from "zod";
import {
  code,
  cursor,
  eachSkuOnce,
  instant,
  marketCode,
  money,
  plainText,
  sku,
  visibleLine,
  visibleText,
} from "./common.ts";
import { allocation } from "./internal_inventory.ts";
import { endReasons, orderEvent, orderId, orderStatuses, paymentStatuses, publicOrder } from "./order.ts";
import { publicId } from "./public_ids.ts";

export const fulfilmentId = publicId("ful", "fulfilment");
export const shipmentId = publicId("shp", "shipment");

const nextCursor = cursor.nullable().meta({
  description: "Where the next page begins; null: there is none.",
});
const quantity = z.int().min(1).max(999);
const units = z.array(z.strictObject({ sku, quantity })).min(1).max(100).superRefine(eachSkuOnce);

/** The query of `GET /v1/admin/orders`. */
export const ordersQuery = z.strictObject({
  q: visibleText(120).optional().meta({
    description: "An order's number, an e-mail address, the beginning of any word of a name, or a SKU.",
  }),
  status: z.enum(orderStatuses).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: cursor.optional(),
});
export type OrdersQuery = z.infer<typeof ordersQuery>;

/** An order in a list. */
export const orderSummary = z.strictObject({
  id: orderId,
  number: z.string(),
  status: z.enum(orderStatuses),
  paymentStatus: z.enum(paymentStatuses),
  endReason: z.enum(endReasons).nullable(),
  market: marketCode,
  placedAt: instant,
  name: z.string().nullable(),
  email: z.string().nullable(),
  total: money,
  /** Units in all lines. */
  units: z.int(),
}).meta({ id: "OrderSummary" });
export type OrderSummary = z.infer<typeof orderSummary>;
export const orderList = z.strictObject({ items: z.array(orderSummary), nextCursor }).meta({
  id: "OrderList",
});

const adminEvent = orderEvent.extend({
  /** Ids and amounts, never what is somebody's. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
}).meta({ id: "AdminOrderEvent" });

/** An order as the merchant sees it. */
export const adminOrder = publicOrder.omit({ timeline: true, payment: true }).extend({
  timeline: z.array(adminEvent),
  notes: z.array(z.strictObject({ id: z.string(), at: instant, text: z.string() })),
  /** Where its stock was set aside when it was placed. */
  allocations: z.array(allocation),
  coupons: z.array(z.string()),
}).meta({ id: "AdminOrder" });
export type AdminOrder = z.infer<typeof adminOrder>;

export const noteBody = z.strictObject({ text: plainText(2_000).trim().min(1) });

/** The body of `POST /v1/admin/orders/{id}/fulfilments`: what one place is to send. */
export const fulfilmentBody = z.strictObject({
  location: code.optional(),
  method: visibleLine(64).optional(),
  lines: units.optional().meta({ description: "Left out: all that no fulfilment has yet." }),
});
export type FulfilmentBody = z.infer<typeof fulfilmentBody>;

/** The body of `POST /v1/admin/orders/{id}/fulfilments/{fulfilmentId}/shipments`: a parcel that left. */
export const shipmentBody = z.strictObject({
  carrier: visibleLine(64).optional(),
  trackingNumber: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, "wanted letters, digits and hyphens").optional(),
  trackingUrl: z.url({ protocol: /^https$/, error: "wanted an https address" }).max(500).optional(),
  lines: units.optional().meta({ description: "Left out: all of the fulfilment that did not leave yet." }),
});
export type ShipmentBody = z.infer<typeof shipmentBody>;

export const deliveryBody = z.strictObject({});
export const adminCancellationBody = z.strictObject({
  /** Whether the shopper is written to. */
  notify: z.boolean().default(true),
});

/** The body of `POST /v1/admin/orders/{id}/refunds`: of lines, of shipping, or an amount. */
export const refundBody = z.strictObject({
  lines: units.optional(),
  shipping: z.boolean().optional().meta({
    description: "What was charged for shipping and is not given back yet.",
  }),
  amountMinor: z.int().min(1).optional().meta({
    description:
      "Instead of lines and shipping; of currencies that Stripe takes in steps (KWD: 10) whole steps.",
  }),
  restock: z.boolean().default(false).meta({
    description:
      "Whether the units of `lines` can be sold again: unshipped ones at once, others as returned.",
  }),
  reason: plainText(200).optional(),
}).refine(
  ({ lines, shipping, amountMinor }) =>
    (lines !== undefined || shipping === true) !== (amountMinor !== undefined),
  { path: ["amountMinor"], message: "wanted either lines or shipping, or an amount" },
).meta({ id: "RefundRequest" });
export type RefundBody = z.infer<typeof refundBody>;
