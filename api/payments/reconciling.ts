/** Finding out what Stripe did not tell, or what got lost on the way. */
import { expireUnopened, findOrderOfIntent, findPayment, type Payment } from "../../db/payments/checkouts.ts";
import type { StripeEvent } from "../../db/payments/due.ts";
import type { PaymentFacts } from "../../db/payments/facts.ts";
import { assignStripeEvent, dropStripeEvent, knownStripeEvents } from "../../db/payments/stripe_events.ts";
import { capture } from "./captures.ts";
import { askAboutPayment } from "./look_up.ts";
import { type PaymentsService, record } from "./service.ts";
import { factsOfIntent, factsOfSession, metadataOf } from "./stripe/facts.ts";
import { stripeFailure } from "./stripe/failures.ts";
import { stripeEventTypes, takeEvent } from "./webhooks.ts";

/**
 * Settles a payment of which Stripe should have said more by now. One that is still open is past its end, or was to
 * be closed when Stripe could not be reached.
 *
 * @throws {Error} Stripe could not be reached.
 */
export async function settlePayment(service: PaymentsService, payment: Payment): Promise<void> {
  const { database, stripe, now, written } = service;
  const { orderId, sessionId } = payment;
  if (sessionId === null) {
    await expireUnopened(database, orderId, now());
    return written();
  }
  if (payment.status === "voided" && await cancelIntent(service, payment)) return;
  if (payment.status === "authorized" && payment.captureMinor !== null) {
    return await capture(service, payment);
  }
  const { facts, isOpen } = await askAboutPayment(service, sessionId);
  await record(service, orderId, facts);
  if (isOpen) {
    await record(service, orderId, [factsOfSession(await stripe.checkout.sessions.expire(sessionId))]);
  }
}

/** Lets an authorization go; answers false where Stripe does not let it. */
async function cancelIntent(service: PaymentsService, { orderId, intentId }: Payment): Promise<boolean> {
  try {
    const canceled = await service.stripe.paymentIntents.cancel(intentId!, {
      cancellation_reason: "requested_by_customer",
    });
    await record(service, orderId, [factsOfIntent(canceled)]);
    return true;
  } catch (error) {
    if (stripeFailure(error) !== "refused") throw error;
    return false;
  }
}

/**
 * Finds whose an event is that named only an intent.
 *
 * @throws {Error} Stripe could not be reached.
 */
export async function settleEvent(service: PaymentsService, event: StripeEvent): Promise<void> {
  const { database, stripe, now, written } = service;
  const facts = JSON.parse(event.facts) as PaymentFacts;
  let orderId = await findOrderOfIntent(database, facts.intentId!);
  if (orderId === undefined) {
    const intent = await stripe.paymentIntents.retrieve(facts.intentId!);
    const named = intent.metadata[metadataOf.orderId];
    orderId = named === undefined ? undefined : (await findPayment(database, named))?.orderId;
    if (orderId === undefined) return await dropStripeEvent(database, event.id);
    await record(service, orderId, [factsOfIntent(intent)]);
  }
  await assignStripeEvent(database, event.id, facts, orderId, now());
  written();
}

const daySeconds = 24 * 3600;
/** Younger events may still be on their way by themselves. */
const patienceSeconds = 120;
/** Stripe gives no more at once. */
const pageSize = 100;

/**
 * Takes in the events of the last days that did not reach us. Refunds and disputes can begin at Stripe, and no payment
 * awaits them; everything else is found by {@linkcode settlePayment}.
 *
 * @throws {Error} Stripe could not be reached.
 */
export async function takeMissedEvents(service: PaymentsService): Promise<void> {
  const { database, stripe, now } = service;
  const nowSeconds = Math.floor(now() / 1000);
  const query = {
    types: stripeEventTypes.filter((type) => /refund|dispute/.test(type)),
    created: { gte: nowSeconds - 3 * daySeconds, lte: nowSeconds - patienceSeconds },
    limit: pageSize,
  };
  let after: { starting_after?: string } = {};
  while (true) {
    const { data, has_more: hasMore } = await stripe.events.list({ ...query, ...after });
    const known = await knownStripeEvents(database, data.map(({ id }) => id));
    for (const event of data) if (!known.has(event.id)) await takeEvent(service, event);
    const last = data.at(-1);
    if (!hasMore || last === undefined) return;
    after = { starting_after: last.id };
  }
}
