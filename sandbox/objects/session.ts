/** Stripe's Checkout Session. */
import type Stripe from "stripe";

/** What differs between sessions when they are created. */
export interface NewSession {
  readonly id: string;
  readonly created: number;
  readonly expiresAt: number;
  readonly url: string;
  readonly amount: number;
  readonly currency: string;
  readonly methods: string[];
  readonly allowedMethods: string[] | null;
  readonly excludedMethods: string[] | null;
  readonly successUrl: string;
  readonly cancelUrl: string | null;
  readonly clientReferenceId: string | null;
  readonly customerEmail: string | null;
  readonly locale: Stripe.Checkout.Session.Locale | null;
  readonly metadata: Record<string, string>;
  readonly submitType: Stripe.Checkout.Session.SubmitType | null;
  readonly billingAddress: Stripe.Checkout.Session.BillingAddressCollection | null;
  readonly customerCreation: Stripe.Checkout.Session.CustomerCreation;
  readonly originContext: Stripe.Checkout.Session.OriginContext | null;
  readonly submitMessage: string | null;
}

export function newSession(wanted: NewSession): Stripe.Checkout.Session {
  return {
    id: wanted.id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: wanted.allowedMethods,
    amount_subtotal: wanted.amount,
    amount_total: wanted.amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: wanted.billingAddress,
    cancel_url: wanted.cancelUrl,
    client_reference_id: wanted.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: wanted.created,
    currency: wanted.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: wanted.submitMessage === null ? null : { message: wanted.submitMessage },
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: wanted.customerCreation,
    customer_details: wanted.customerEmail === null ? null : customerDetails(wanted.customerEmail, null),
    customer_email: wanted.customerEmail,
    discounts: [],
    ...(wanted.excludedMethods === null ? {} : { excluded_payment_method_types: wanted.excludedMethods }),
    expires_at: wanted.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    livemode: false,
    locale: wanted.locale,
    managed_payments: null,
    metadata: wanted.metadata,
    mode: "payment",
    origin_context: wanted.originContext,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: wanted.methods,
    payment_status: wanted.amount === 0 ? "no_payment_required" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: wanted.submitType,
    subscription: null,
    success_url: wanted.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: wanted.url,
    wallet_options: null,
  } satisfies Stripe.Checkout.Session;
}

/** Who paid, as far as the page was told. */
export function customerDetails(
  email: string | null,
  name: string | null,
): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  } satisfies Stripe.Checkout.Session.CustomerDetails;
}
