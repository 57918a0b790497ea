/** What orders asks of payments (`/internal/payments/…`), and what payments tells orders of each payment. */
import { z } from "zod";
import { maxAmountMinor } from "../money.ts";
import { amountMinor, currency, instant, languageTag, marketCode, visibleText } from "./common.ts";
import { publicId } from "./public_ids.ts";

export const paymentId = publicId("pay", "payment");
export const refundId = publicId("rfd", "refund");
const orderId = publicId("ord", "order");
const positiveAmount = z.int().min(1).max(maxAmountMinor);
const webAddress = z.url({ protocol: /^https?$/, error: "wanted an http or https address" }).max(2_048);

/**
 * The states of a payment, derived from everything that was ever learned of it.
 *
 * - `open`: the shopper can pay.
 * - `processing`: the shopper has paid, the money is on its way (delayed methods).
 * - `authorized`: reserved, to be captured when the order ships.
 * - `paid`: captured; final.
 * - `failed`: a delayed method failed, or an authorization lapsed; nothing will come.
 * - `expired`: nobody paid in time; nothing will come.
 * - `voided`: an authorization was given back before anything was captured.
 */
export const paymentStatuses = [
  "open",
  "processing",
  "authorized",
  "paid",
  "failed",
  "expired",
  "voided",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/** When the money is taken: with the payment, or when the order ships. */
export const captureModes = ["now", "at-shipment"] as const;

/** The body of `PUT /internal/payments/checkouts/{orderId}`; the same again answers the same checkout. */
export const checkoutInput = z.strictObject({
  orderNumber: visibleText(64),
  amountMinor: positiveAmount,
  currency,
  email: z.email().max(254),
  language: languageTag,
  market: marketCode,
  capture: z.enum(captureModes).default("now"),
  /** What the payment page shows, if it sums to the amount; it shows one line with the order's number otherwise. */
  lines: z.array(z.strictObject({
    name: visibleText(250),
    quantity: z.int().min(1),
    /** Of all units together. */
    amountMinor: z.int().min(0).max(maxAmountMinor),
  })).max(200),
  successUrl: webAddress,
  cancelUrl: webAddress,
  /** Stripe keeps a checkout open between 30 minutes and 24 hours: the nearest time in there is taken. */
  expiresAt: instant,
});
export type CheckoutInput = z.infer<typeof checkoutInput>;

/** A checkout, as creating, repeating and expiring it answer it. */
export const checkout = z.strictObject({
  /** Null where payments never heard of the order: nothing can be paid. */
  paymentId: paymentId.nullable(),
  status: z.enum(paymentStatuses),
  /** Where the shopper pays; null: the checkout is not open any more. */
  url: z.string().nullable(),
  expiresAt: instant.nullable(),
});
export type Checkout = z.infer<typeof checkout>;

/** The answer of `POST /internal/payments/captures/{orderId}`. */
export const captureAnswer = z.strictObject({
  status: z.enum(paymentStatuses),
  /** Zero while Stripe has not said that it was captured; an event says so then. */
  capturedMinor: amountMinor,
});
export type CaptureAnswer = z.infer<typeof captureAnswer>;

/** A key that its caller chose, unique within the order: the same key again changes nothing. */
const refundKey = z.string().regex(/^[\x21-\x7e]{1,128}$/, "wanted 1 to 128 visible ASCII characters");

/** The body of `POST /internal/payments/refunds`. What was only authorized is given back without a refund at Stripe. */
export const refundInput = z.strictObject({
  key: refundKey,
  orderId,
  amountMinor: positiveAmount,
  /** For the merchant's eyes. */
  reason: z.string().max(500),
});
export type RefundInput = z.infer<typeof refundInput>;

/**
 * The states of a refund: `requested` (Stripe is to be told), `pending` (Stripe accepted it), `succeeded`, and three
 * in which the shopper gets nothing: `canceled`, `failed` (it came back), `refused` (Stripe never took it).
 */
export const refundStatuses = ["requested", "pending", "succeeded", "canceled", "failed", "refused"] as const;
export type RefundStatus = (typeof refundStatuses)[number];

/** The answer of `POST /internal/payments/refunds`, 202. An event tells how it ended. */
export const refundAnswer = z.strictObject({ refundId, status: z.enum(refundStatuses) });
export type RefundAnswer = z.infer<typeof refundAnswer>;

/** What became of a dispute; what comes later in the list holds. */
export const disputeOutcomes = ["open", "lost", "won"] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

const eventFrame = {
  id: publicId("evt", "event"),
  orderId,
  paymentId,
  amountMinor,
  currency,
  at: instant,
};

/**
 * The body of `POST /internal/orders/payment-events`: each once at least, those of one order in the order in which
 * payments learned of them. A payment may skip states, e.g. be `paid` without ever having been `processing`.
 * `expired` never stands against money: `paid` may follow where it came all the same.
 */
export const paymentEvent = z.discriminatedUnion("type", [
  z.strictObject({
    ...eventFrame,
    type: z.enum(["processing", "authorized", "paid", "failed", "expired"]),
  }),
  z.strictObject({
    ...eventFrame,
    type: z.enum(["refunded", "refund-failed"]),
    refundId,
    /** The key it was asked for with; null: the merchant refunded at Stripe. */
    key: refundKey.nullable(),
    /** It was only authorized: less will be captured, and nothing comes back to anyone. Payments once did not say. */
    isVoid: z.boolean().optional(),
  }),
  z.strictObject({
    ...eventFrame,
    type: z.literal("disputed"),
    disputeId: z.string(),
    outcome: z.enum(disputeOutcomes),
  }),
]);
export type PaymentEvent = z.infer<typeof paymentEvent>;
