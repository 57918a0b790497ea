/** The calls of the payments service. */
import { z } from "zod";
import {
  adminPayment,
  marketMethods,
  marketMethodsInput,
  refundList,
  refundsQuery,
} from "../../commerce/wire/admin_payments.ts";
import { marketCode } from "../../commerce/wire/common.ts";
import {
  captureAnswer,
  checkout,
  checkoutInput,
  refundAnswer,
  refundInput,
} from "../../commerce/wire/internal_payments.ts";
import { publicId } from "../../commerce/wire/public_ids.ts";
import type { Operation, OperationTable } from "../platform/operation.ts";

const ofOrder = z.strictObject({ orderId: publicId("ord", "order") });
const ofMarket = z.strictObject({ market: marketCode });

const admin = { tag: "Payments", access: "admin" } as const satisfies Partial<Operation>;
const internal = { tag: "Payments", access: "service" } as const satisfies Partial<Operation>;

export const paymentsOperations = {
  receiveStripeWebhook: {
    method: "post",
    path: "/v1/payments/webhooks/stripe",
    tag: "Payments",
    access: "public",
    raw: true,
    summary: "Take an event from Stripe",
    description:
      "For Stripe alone: the signature is checked on the bytes as they come. The same event may come " +
      "again, and events in any order.",
    answer: {
      status: 200,
      description: "It is stored.",
      content: z.strictObject({ received: z.literal(true) }),
    },
    problems: ["malformed-json", "unauthenticated", "too-large"],
  },
  readPayment: {
    ...admin,
    method: "get",
    path: "/v1/admin/payments/{orderId}",
    summary: "Read an order's payment",
    description: "With what was told of it, its refunds and disputes, and what stands in the books.",
    params: ofOrder,
    answer: { status: 200, description: "The payment.", content: adminPayment },
  },
  listRefunds: {
    ...admin,
    method: "get",
    path: "/v1/admin/refunds",
    summary: "List refunds",
    description: "The newest first.",
    query: refundsQuery,
    answer: { status: 200, description: "A page of refunds.", content: refundList },
  },
  readPaymentMethods: {
    ...admin,
    method: "get",
    path: "/v1/admin/payment-methods/{market}",
    summary: "Read which payment methods a market offers",
    params: ofMarket,
    answer: { status: 200, description: "The methods.", content: marketMethods, etag: true },
  },
  setPaymentMethods: {
    ...admin,
    method: "put",
    path: "/v1/admin/payment-methods/{market}",
    summary: "Set which payment methods a market offers",
    description:
      "Of these, Stripe shows a shopper those that suit the amount, the currency and the device. It " +
      "holds for checkouts that open from now on.",
    params: ofMarket,
    body: marketMethodsInput,
    conditional: true,
    answer: { status: 200, description: "The methods.", content: marketMethods, etag: true },
  },
  openCheckout: {
    ...internal,
    method: "put",
    path: "/internal/payments/checkouts/{orderId}",
    summary: "Open the hosted checkout of an order",
    description: "The same again answers the same checkout.",
    params: ofOrder,
    body: checkoutInput,
    answer: { status: 200, description: "The checkout.", content: checkout },
    problems: ["conflict"],
  },
  expireCheckout: {
    ...internal,
    method: "post",
    path: "/internal/payments/checkouts/{orderId}/expire",
    summary: "Close the checkout of an order",
    description:
      "Unless it was paid. `expired`, `failed` and `voided` are final; of any other status an event tells " +
      "what becomes of it.",
    params: ofOrder,
    answer: { status: 200, description: "The checkout.", content: checkout },
  },
  capturePayment: {
    ...internal,
    method: "post",
    path: "/internal/payments/captures/{orderId}",
    summary: "Capture what was authorized for an order",
    description: "All that was not given back of it, once.",
    params: ofOrder,
    answer: { status: 200, description: "What is captured.", content: captureAnswer },
    problems: ["conflict"],
  },
  createRefund: {
    ...internal,
    method: "post",
    path: "/internal/payments/refunds",
    summary: "Refund an order in part or in whole",
    description:
      "The same key again answers the same refund. `conflict` carries `refundableMinor` where there is less.",
    body: refundInput,
    answer: {
      status: 202,
      description: "The refund is recorded; an event tells how it ends.",
      content: refundAnswer,
    },
    problems: ["conflict", "not-found"],
  },
} as const satisfies OperationTable;
