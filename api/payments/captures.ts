/** Taking authorized money when the order ships. */
import type { CaptureAnswer } from "../../commerce/wire/internal_payments.ts";
import { decideCapture, undecideCapture } from "../../db/payments/captures.ts";
import { findPayment, type Payment } from "../../db/payments/checkouts.ts";
import type { Answer, Refusal } from "../platform/answer.ts";
import { askAboutPayment } from "./look_up.ts";
import { type PaymentsService, record } from "./service.ts";
import { toStripeAmount } from "../../commerce/stripe_amounts.ts";
import { factsOfIntent } from "./stripe/facts.ts";
import { failureFields, stripeFailure } from "./stripe/failures.ts";

/** Captures what was not given back of an authorization: once, with the first shipment. */
export async function capturePayment(service: PaymentsService, orderId: string): Promise<Answer | Refusal> {
  const { database, log, now } = service;
  await decideCapture(database, orderId, now());
  let payment = await findPayment(database, orderId);
  if (payment === undefined) return { problem: "not-found" };
  if (payment.status === "authorized") {
    try {
      await capture(service, payment);
    } catch (error) {
      // The reconciler goes on with it.
      stripeFailure(error);
      log.warn("capture not answered", { orderId, ...failureFields(error) });
    }
    payment = (await findPayment(database, orderId))!;
  }
  if (payment.status === "authorized" && payment.captureMinor === null) {
    return { problem: "conflict", detail: "Stripe refuses to capture it." };
  }
  if (payment.status !== "authorized" && payment.status !== "paid") {
    return { problem: "conflict", detail: `There is nothing to capture: the payment is ${payment.status}.` };
  }
  return {
    status: 200,
    body: { status: payment.status, capturedMinor: payment.capturedMinor } satisfies CaptureAnswer,
  };
}

/**
 * Asks Stripe for the decided amount. Stripe captures an intent once, so that asking twice does no harm.
 *
 * @throws {Error} Stripe could not be reached.
 */
export async function capture(service: PaymentsService, payment: Payment): Promise<void> {
  const { stripe } = service;
  const { orderId, intentId, sessionId, captureMinor, currency } = payment;
  try {
    const intent = await stripe.paymentIntents.capture(intentId!, {
      amount_to_capture: toStripeAmount(captureMinor!, currency)!,
    });
    await record(service, orderId, [factsOfIntent(intent)]);
  } catch (error) {
    if (stripeFailure(error) !== "refused") throw error;
    // It was captured before, or the authorization has lapsed; or Stripe will never take it.
    await record(service, orderId, (await askAboutPayment(service, sessionId!)).facts);
    await undecideCapture(service.database, orderId, service.now());
    service.log.warn("capture refused", { orderId, ...failureFields(error) });
    service.written();
  }
}
