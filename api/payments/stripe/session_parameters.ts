/** What Stripe is asked for when a checkout opens: the same for every try of the same payment. */
import type Stripe from "stripe";
import type { CheckoutInput } from "../../../commerce/wire/internal_payments.ts";
import type { StartedPayment } from "../../../db/payments/checkouts.ts";
import { toStripeAmount } from "../../../commerce/stripe_amounts.ts";
import { metadataOf } from "./facts.ts";

/** The locales in which Stripe's page exists (its API reference, Checkout Session, `locale`). */
const locales: ReadonlySet<string> = new Set(
  ("bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru " +
    "sk sl sv th tr vi zh zh-HK zh-TW").split(" "),
);

/** Stripe's most. */
const maxLines = 100;

/** @param started The payment, whose amount Stripe can take. */
export function sessionParameters(
  { payment, methods }: StartedPayment,
  input: CheckoutInput,
): Stripe.Checkout.SessionCreateParams {
  const metadata = {
    [metadataOf.orderId]: payment.orderId,
    [metadataOf.paymentId]: payment.id,
    [metadataOf.capture]: payment.capture,
  };
  return {
    mode: "payment",
    client_reference_id: payment.orderId,
    customer_email: input.email,
    locale: stripeLocale(input.language, input.market),
    line_items: lineItems(input),
    // What the shopper agreed to pay is what is charged, in the market's currency.
    adaptive_pricing: { enabled: false },
    // Of these Stripe offers those that suit the amount, the currency and the capture.
    ...methods && {
      allowed_payment_method_types: methods as Stripe.Checkout.SessionCreateParams.AllowedPaymentMethodType[],
    },
    payment_intent_data: {
      capture_method: payment.capture === "now" ? "automatic_async" : "manual",
      description: input.orderNumber,
      metadata,
    },
    metadata,
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
    expires_at: Math.ceil(payment.expiresAt / 1000),
  };
}

/** The page's language; where Stripe does not speak it, the browser's. */
export function stripeLocale(language: string, market: string): Stripe.Checkout.SessionCreateParams.Locale {
  const [base = "", region = market] = language.split("-");
  const found = [`${base}-${region.toUpperCase()}`, base].find((locale) => locales.has(locale)) ?? "auto";
  return found as Stripe.Checkout.SessionCreateParams.Locale;
}

/** The order's lines, if they are all that is paid and Stripe can count them; one line for the whole otherwise. */
function lineItems(input: CheckoutInput): Stripe.Checkout.SessionCreateParams.LineItem[] {
  const { lines, amountMinor, currency, orderNumber } = input;
  const shown = lines.map((line) => ({
    name: line.quantity === 1 ? line.name : `${line.quantity} × ${line.name}`,
    amount: toStripeAmount(line.amountMinor, currency),
  }));
  const total = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const asTheyAre = shown.length > 0 && shown.length <= maxLines && total === amountMinor &&
    shown.every(({ amount }) => amount !== null);
  const items = asTheyAre ? shown : [{ name: orderNumber, amount: toStripeAmount(amountMinor, currency) }];
  return items.map(({ name, amount }) => ({
    quantity: 1,
    price_data: { currency: currency.toLowerCase(), unit_amount: amount!, product_data: { name } },
  }));
}
