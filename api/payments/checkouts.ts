/** The hosted checkout of an order: opened, shown again, closed. */
import type Stripe from "stripe";
import type { Checkout, CheckoutInput } from "../../commerce/wire/internal_payments.ts";
import {
  expireUnopened,
  findPayment,
  type Payment,
  type StartedPayment,
  startPayment,
  storeSession,
  useAnotherSessionKey,
} from "../../db/payments/checkouts.ts";
import { checkPaymentNow } from "../../db/payments/due.ts";
import { type Answer, invalid, isRefusal, type Refusal } from "../platform/answer.ts";
import { UnreachableError } from "../platform/internal_calls.ts";
import { askAboutPayment } from "./look_up.ts";
import { type PaymentsService, record } from "./service.ts";
import { chargeFault } from "../../commerce/stripe_amounts.ts";
import { factsOfSession } from "./stripe/facts.ts";
import { failureFields, stripeFailure } from "./stripe/failures.ts";
import { sessionParameters } from "./stripe/session_parameters.ts";

const minuteMs = 60_000;
/** A session lives half an hour at least and a day at most; clocks may differ by the rest. */
const shortestMs = 31 * minuteMs;
const longestMs = 24 * 60 * minuteMs - minuteMs;
const marginMs = minuteMs / 2;

/** Opens the order's checkout, or answers the one that there is. Stripe is asked at most for one that can be paid. */
export async function openCheckout(
  service: PaymentsService,
  orderId: string,
  input: CheckoutInput,
): Promise<Answer | Refusal> {
  const { amountMinor, currency, capture } = input;
  const fault = chargeFault(amountMinor, currency);
  if (fault) {
    return invalid([{
      path: "amountMinor",
      message: `Stripe does not take this amount of ${currency}: it is ${fault.kind}`,
    }]);
  }
  const now = service.now();
  const started = await startPayment(service.database, orderId, input, {
    now,
    expiresAt: Math.min(Math.max(Date.parse(input.expiresAt), now + shortestMs), now + longestMs),
    soonest: now + shortestMs,
    margin: marginMs,
  });
  const { payment } = started;
  const isSame = payment.amountMinor === amountMinor && payment.currency === currency &&
    payment.capture === capture;
  if (!isSame) {
    return { problem: "conflict", detail: "The order has a payment of another amount or capture." };
  }
  if (payment.status !== "open") return { status: 200, body: checkoutOf(payment, null) };
  if (payment.sessionId !== null) return { status: 200, body: await refreshed(service, payment) };
  const session = await createSession(service, started, input);
  if (isRefusal(session)) return session;
  const stored = await storeSession(service.database, orderId, session.id, service.now());
  const isShown = stored.status === "open" && stored.sessionId === session.id;
  if (!isShown) await closeUnseen(service, session.id);
  return { status: 200, body: isShown ? checkoutOf(stored, session.url) : await refreshed(service, stored) };
}

/** Closes the order's checkout, unless it was paid. An event tells what came of it where Stripe has not said so yet. */
export async function expireCheckout(service: PaymentsService, orderId: string): Promise<Answer> {
  const { database, stripe, log, now, written } = service;
  let payment = await findPayment(database, orderId);
  if (payment?.status === "open" && payment.sessionId === null) {
    await expireUnopened(database, orderId, now());
    written();
    payment = await findPayment(database, orderId);
  }
  if (payment === undefined) {
    return {
      status: 200,
      body: { paymentId: null, status: "expired", url: null, expiresAt: null } satisfies Checkout,
    };
  }
  if (payment.status === "open") {
    try {
      await record(service, orderId, [
        factsOfSession(await stripe.checkout.sessions.expire(payment.sessionId!)),
      ]);
    } catch (error) {
      // A session that cannot be expired has ended, maybe with money: asking Stripe tells.
      const isOver = stripeFailure(error) === "refused";
      log.warn("checkout not expired", { orderId, ...failureFields(error) });
      await checkPaymentNow(database, orderId, now());
      if (isOver) return { status: 200, body: await refreshed(service, payment) };
      written();
    }
    payment = (await findPayment(database, orderId))!;
  }
  return { status: 200, body: checkoutOf(payment, null) };
}

async function createSession(
  service: PaymentsService,
  started: StartedPayment,
  input: CheckoutInput,
): Promise<Stripe.Checkout.Session | Refusal> {
  const { database, stripe, log } = service;
  const { orderId, sessionTries } = started.payment;
  // After a spent key the second is tried at once: a session that the first left behind was shown to nobody.
  for (const tries of [sessionTries, sessionTries + 1]) {
    try {
      return await stripe.checkout.sessions.create(sessionParameters(started, input), {
        idempotencyKey: `checkout:${orderId}:${tries}`,
      });
    } catch (error) {
      const failure = stripeFailure(error);
      log.warn("checkout not opened", { orderId, tries, failure, ...failureFields(error) });
      if (failure === "refused") {
        return { problem: "validation-failed", detail: "Stripe does not take this checkout." };
      }
      if (failure === "passing") break;
      await useAnotherSessionKey(database, orderId, tries + 1);
    }
  }
  throw new UnreachableError("open checkout: Stripe did not answer");
}

/** The checkout as Stripe has it now. */
async function refreshed(service: PaymentsService, payment: Payment): Promise<Checkout> {
  if (payment.sessionId === null || payment.status !== "open") return checkoutOf(payment, null);
  let asked: Awaited<ReturnType<typeof askAboutPayment>>;
  try {
    asked = await askAboutPayment(service, payment.sessionId);
  } catch (error) {
    service.log.warn("checkout not read", { orderId: payment.orderId, ...failureFields(error) });
    throw new UnreachableError("read checkout: Stripe did not answer");
  }
  await record(service, payment.orderId, asked.facts);
  return checkoutOf((await findPayment(service.database, payment.orderId))!, asked.url);
}

/** A session that came too late: the payment ended or got another meanwhile. Nobody saw it, and it ends by itself too. */
async function closeUnseen({ stripe, log }: PaymentsService, sessionId: string): Promise<void> {
  try {
    await stripe.checkout.sessions.expire(sessionId);
  } catch (error) {
    log.warn("unseen checkout not expired", failureFields(error));
  }
}

function checkoutOf({ id, status, expiresAt }: Payment, url: string | null): Checkout {
  return {
    paymentId: id,
    status,
    url: status === "open" ? url : null,
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
