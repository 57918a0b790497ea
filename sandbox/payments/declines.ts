/** What Stripe says when a payment is declined. */
import type Stripe from "stripe";
import type { Decline } from "../state/records.ts";

const messages: Readonly<Record<string, string>> = {
  card_declined: "Your card was declined.",
  expired_card: "Your card has expired.",
  incorrect_cvc: "Your card's security code is incorrect.",
  incorrect_number: "Your card number is incorrect.",
  processing_error: "An error occurred while processing your card. Try again in a little bit.",
  insufficient_funds: "Your card has insufficient funds.",
  card_velocity_exceeded: "Your card was declined for making repeated attempts too frequently.",
  payment_intent_authentication_failure: "We are unable to authenticate your payment method. " +
    "Please choose a different payment method and try again.",
};

/** Stripe's sentence for a decline; the reason weighs more than the code, as far as holders may be told. */
export function declineMessage({ code, declineCode }: Decline): string {
  return messages[declineCode ?? code] ?? messages[code] ?? "The payment failed.";
}

/** Why the last attempt failed, as an intent shows it. */
export function paymentError(
  why: Decline,
  charge: string | undefined,
): Stripe.PaymentIntent.LastPaymentError {
  return {
    type: why.code === "payment_intent_authentication_failure" ? "invalid_request_error" : "card_error",
    code: why.code as Stripe.PaymentIntent.LastPaymentError.Code,
    message: declineMessage(why),
    ...(why.declineCode === null ? {} : { decline_code: why.declineCode }),
    ...(charge === undefined ? {} : { charge }),
  };
}
