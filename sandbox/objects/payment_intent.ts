/** Stripe's Payment Intent. */
import type Stripe from "stripe";
import { newId } from "../state/ids.ts";
import type { SessionPlan } from "../state/records.ts";

/** The intent of a session, made when someone first tries to pay. */
export function newIntent(
  session: Stripe.Checkout.Session,
  plan: SessionPlan,
  created: number,
): Stripe.PaymentIntent {
  const id = newId("pi");
  return {
    id,
    object: "payment_intent",
    allowed_payment_method_types: session.allowed_payment_method_types,
    amount: session.amount_total ?? 0,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: plan.captureMethod,
    client_secret: `${id}_${newId("secret")}`,
    confirmation_method: "automatic",
    created,
    currency: session.currency ?? "",
    customer: null,
    customer_account: null,
    description: plan.description,
    excluded_payment_method_types: session.excluded_payment_method_types ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: { ...plan.intentMetadata },
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: "automatic",
      },
    },
    payment_method_types: session.payment_method_types,
    payment_record: null,
    processing: null,
    receipt_email: plan.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: plan.shipping,
    source: null,
    statement_descriptor: plan.statementDescriptor,
    statement_descriptor_suffix: plan.statementDescriptorSuffix,
    status: "requires_payment_method",
    transfer_group: plan.transferGroup,
  } satisfies Stripe.PaymentIntent;
}
