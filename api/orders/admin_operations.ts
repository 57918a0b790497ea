/** The merchant's calls about orders. */
import { z } from "zod";
import {
  adminCancellationBody,
  adminOrder,
  deliveryBody,
  fulfilmentBody,
  fulfilmentId,
  noteBody,
  orderList,
  ordersQuery,
  refundBody,
  shipmentBody,
  shipmentId,
} from "../../commerce/wire/admin_orders.ts";
import { orderId } from "../../commerce/wire/order.ts";
import type { OperationTable } from "../platform/operation.ts";

const order = z.object({ id: orderId });
const tag = "Orders";
const path = "/v1/admin/orders/{id}";

/** What all changes of an order have in common: they ask for the version that was seen, and answer the new one. */
const change = { method: "post", tag, access: "admin", idempotent: true, conditional: true } as const;
const changed = {
  status: 200,
  description: "The order as it is now.",
  content: adminOrder,
  etag: true,
} as const;
const made = { ...changed, status: 201 } as const;

export const adminOrderOperations = {
  listOrders: {
    method: "get",
    path: "/v1/admin/orders",
    tag,
    summary: "Orders, the newest first",
    access: "admin",
    query: ordersQuery,
    answer: { status: 200, description: "A page of orders.", content: orderList },
  },
  readAdminOrder: {
    method: "get",
    path,
    tag,
    summary: "An order with its timeline and notes",
    access: "admin",
    params: order,
    answer: { status: 200, description: "The order.", content: adminOrder, etag: true },
  },
  noteOnOrder: {
    ...change,
    path: `${path}/notes`,
    summary: "Writes a note, which the shopper does not see",
    params: order,
    body: noteBody,
    answer: made,
  },
  createFulfilment: {
    ...change,
    path: `${path}/fulfilments`,
    summary: "Says which units one place is to send",
    params: order,
    body: fulfilmentBody,
    answer: made,
    problems: ["conflict"],
  },
  createShipment: {
    ...change,
    path: `${path}/fulfilments/{fulfilmentId}/shipments`,
    summary: "Records a parcel that left",
    description:
      "The order is `shipped` when its last unit has left. Its shopper is written to. Authorized money is taken first: where it cannot be, nothing may leave.",
    params: order.extend({ fulfilmentId }),
    body: shipmentBody,
    answer: made,
    problems: ["conflict"],
  },
  recordDelivery: {
    ...change,
    path: `${path}/shipments/{shipmentId}/deliveries`,
    summary: "Records that a parcel arrived",
    params: order.extend({ shipmentId }),
    body: deliveryBody,
    answer: made,
  },
  cancelAdminOrder: {
    ...change,
    path: `${path}/cancellations`,
    summary: "Cancels an order of which nothing has been sent",
    description: "What was paid goes back, and so does its stock.",
    params: order,
    body: adminCancellationBody,
    answer: changed,
    problems: ["conflict"],
  },
  refundOrder: {
    ...change,
    path: `${path}/refunds`,
    summary: "Gives money back: of lines, of shipping, or an amount",
    description:
      "What a line is worth follows from what was charged for it, after discounts and with its taxes. Never more than was paid goes back; of what is only authorized so much less is taken when the order ships. Units of `lines` are restocked once, also when their refund failed and is made again. When nothing is left to be sent and nothing was, the order ends as canceled, and all of its money goes back.",
    params: order,
    body: refundBody,
    answer: made,
    problems: ["conflict"],
  },
} as const satisfies OperationTable;
