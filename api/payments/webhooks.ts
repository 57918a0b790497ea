/** Events that Stripe sends, taken in whatever their order and number. */
import Stripe from "stripe";
import { findOrderOfIntent, findPayment } from "../../db/payments/checkouts.ts";
import { countStripeEvents, receiveStripeEvent } from "../../db/payments/stripe_events.ts";
import { type Answer, invalid, type Refusal } from "../platform/answer.ts";
import { expireCheckout } from "./checkouts.ts";
import type { PaymentsService } from "./service.ts";
import { factsOfEvent } from "./stripe/facts.ts";

/** Seconds that a signature holds: older deliveries are replays. Stripe signs each of its retries anew. */
const toleranceSeconds = 300;

/** The events that say something of a payment; the webhook endpoint is subscribed to these (docs/payments.md). */
export const stripeEventTypes = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "payment_intent.amount_capturable_updated",
  "payment_intent.processing",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
] as const;

/** Takes a delivery, if it is Stripe's: the signature is checked on the very bytes. */
export async function receiveWebhook(
  service: PaymentsService,
  bytes: Uint8Array,
  signature: string | undefined,
): Promise<Answer | Refusal> {
  const { stripe, webhookSecret, log, now } = service;
  if (webhookSecret === undefined || signature === undefined) return notStripe;
  let event: Stripe.Event;
  try {
    event = await stripe.webhooks.constructEventAsync(
      bytes,
      signature,
      webhookSecret,
      toleranceSeconds,
      Stripe.createSubtleCryptoProvider(),
      now(),
    );
  } catch (error) {
    if (error instanceof SyntaxError) return { problem: "malformed-json" };
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    log.warn("webhook with a wrong signature");
    return notStripe;
  }
  if (!isEvent(event)) return invalid([{ path: "", message: "wanted an event of Stripe's" }]);
  await takeEvent(service, event);
  return { status: 200, body: { received: true } };
}

/** Whether something signed is shaped as an event: whoever has the secret can sign anything. */
function isEvent(body: unknown): body is Stripe.Event {
  const { id, type, created, data } = (body ?? {}) as Partial<Record<string, unknown>>;
  const object = (data as { object?: unknown } | null | undefined)?.object;
  return typeof id === "string" && typeof type === "string" && typeof created === "number" &&
    typeof object === "object" && object !== null;
}

/** Stores and applies an event of ours; others of the same Stripe account are passed over. */
export async function takeEvent(service: PaymentsService, event: Stripe.Event): Promise<void> {
  const { database, log, now, written } = service;
  const facts = factsOfEvent(event);
  if (facts === null) return;
  const orderId = facts.orderId !== null
    ? (await findPayment(database, facts.orderId))?.orderId
    : facts.intentId === null
    ? undefined
    : await findOrderOfIntent(database, facts.intentId);
  // Disputes, and refunds made at Stripe, name only the intent, of which we may not have heard yet.
  const mayBeOurs = facts.orderId === null && facts.intentId !== null &&
    facts.disputes.length + facts.refunds.length > 0;
  if (orderId === undefined && !mayBeOurs) return;
  const received = { id: event.id, type: event.type, createdAt: event.created * 1000, facts };
  const fits = await receiveStripeEvent(database, received, orderId ?? null, now());
  if (!fits) log.error("event does not fit the payment", { eventId: event.id, type: event.type, orderId });
  written();
  if (orderId !== undefined && event.type === "payment_intent.payment_failed") {
    await closeAfterDeclines(service, orderId);
  }
}

/** Closes a checkout on which cards are tried out. Its order ends as if nobody had paid in time. */
async function closeAfterDeclines(service: PaymentsService, orderId: string): Promise<void> {
  const { database, declineLimit, log } = service;
  if (declineLimit === null) return;
  const declines = await countStripeEvents(database, orderId, "payment_intent.payment_failed");
  if (declines < declineLimit) return;
  log.warn("too many declines", { orderId, declines });
  await expireCheckout(service, orderId);
}

const notStripe: Refusal = {
  problem: "unauthenticated",
  detail: "The delivery is not signed by Stripe, or too old.",
};
