/** The orders service's calls: of shoppers, and of the payments service. The merchant's are in admin_operations.ts. */
import { z } from "zod";
import { paymentEvent } from "../../commerce/wire/internal_payments.ts";
import {
  canceledOrder,
  cancellationBody,
  orderAccessQuery,
  orderBody,
  orderId,
  placedOrder,
  publicOrder,
} from "../../commerce/wire/order.ts";
import type { OperationTable } from "../platform/operation.ts";
import { adminOrderOperations } from "./admin_operations.ts";

const order = z.object({ id: orderId });
const tag = "Orders";

export const orderOperations = {
  placeOrder: {
    method: "post",
    path: "/v1/orders",
    tag,
    summary: "Places an order",
    description:
      "The total is computed anew and must be `expectedTotal`; the stock of all lines is set aside, or nothing is placed. The shopper pays at `payment.url`; the order is held for its payment until `payBy`. A retry with the same key and body places nothing twice, gets a fresh `payment.url` and is told the order's status as it is then.",
    access: "public",
    body: orderBody,
    idempotent: true,
    answer: { status: 201, description: "The order.", content: placedOrder },
    problems: ["out-of-stock", "price-changed", "conflict", "rate-limited"],
  },
  readOrder: {
    method: "get",
    path: "/v1/orders/{id}",
    tag,
    summary: "An order, for whoever placed it",
    description:
      "Whoever has neither a session of its shopper nor its token learns nothing, not even that it exists.",
    access: "public",
    params: order,
    query: orderAccessQuery,
    answer: { status: 200, description: "The order.", content: publicOrder },
    problems: ["rate-limited"],
  },
  watchOrder: {
    method: "get",
    path: "/v1/orders/{id}/events",
    tag,
    summary: "An order's status, live",
    description:
      "Server-sent events named `status`, each with `{ id, version, status, paymentStatus }`: how it stands now, then each change. The stream ends after some minutes, and browsers open it again.",
    access: "public",
    params: order,
    query: orderAccessQuery,
    answer: { status: 200, description: "The events.", content: "text/event-stream" },
    problems: ["rate-limited"],
  },
  cancelOrder: {
    method: "post",
    path: "/v1/orders/{id}/cancellations",
    tag,
    summary: "Cancels an order of which nothing has been sent",
    description: "What was paid goes back the way it came. An order that is canceled already stays so.",
    access: "public",
    params: order,
    query: orderAccessQuery,
    body: cancellationBody,
    idempotent: true,
    // An order that expired can be canceled once it is revived; done late it is what was wanted all the same.
    passing: ["conflict", "not-found"],
    answer: { status: 200, description: "It is canceled.", content: canceledOrder },
    problems: ["conflict", "rate-limited"],
  },
  receivePaymentEvent: {
    method: "post",
    path: "/internal/orders/payment-events",
    tag: "Internal",
    summary: "What became of a payment",
    access: "service",
    body: paymentEvent,
    answer: { status: 200, description: "It is known.", content: z.strictObject({}) },
    problems: ["not-found"],
  },
  ...adminOrderOperations,
} as const satisfies OperationTable;
