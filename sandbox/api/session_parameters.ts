/** The parameters of a new Checkout Session, and what Stripe demands of them beyond their form. */
import { z } from "zod";
import { chargeStep, formatCharge, isCurrency, maxCharge, minCharge } from "../stripe_currency.ts";
import type { MethodType } from "../state/records.ts";
import type { WantedSession } from "../payments/sessions.ts";
import { badParameter } from "./errors.ts";
import { email, expand, flag, integer, metadata, positive, text, url } from "./parameters.ts";
import { sessionLocales } from "./session_locales.ts";

const shipping = z.strictObject({
  address: z.strictObject({
    city: text().optional(),
    country: text().optional(),
    line1: text(),
    line2: text().optional(),
    postal_code: text().optional(),
    state: text().optional(),
  }),
  carrier: text().optional(),
  name: text(),
  phone: text().optional(),
  tracking_number: text().optional(),
});

/** Of Stripe's parameters, those that a session of the shop can need. */
export const sessionParameters = z.strictObject({
  /** Of the methods that would be offered, only these. */
  allowed_payment_method_types: z.array(text()).min(1).optional(),
  adaptive_pricing: z.strictObject({ enabled: z.enum(["false"]).optional() }).optional(),
  billing_address_collection: z.enum(["auto", "required"]).optional(),
  cancel_url: url.optional(),
  client_reference_id: text(200).optional(),
  currency: text().optional(),
  custom_text: z.strictObject({ submit: z.strictObject({ message: text(1200) }).optional() }).optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  customer_email: email.optional(),
  /** Of the methods that would be offered, not these. */
  excluded_payment_method_types: z.array(text()).optional(),
  expand,
  expires_at: integer.optional(),
  line_items: z.array(z.strictObject({
    price_data: z.strictObject({
      currency: text(),
      product_data: z.strictObject({
        description: text(40_000).optional(),
        images: z.array(url).max(8).optional(),
        metadata: metadata.optional(),
        name: text(),
        tax_code: text().optional(),
      }),
      tax_behavior: z.enum(["exclusive", "inclusive", "unspecified"]).optional(),
      unit_amount: integer,
    }),
    quantity: positive.optional(),
  })).min(1).max(100),
  locale: z.enum(sessionLocales).optional(),
  metadata: metadata.optional(),
  mode: z.enum(["payment"]),
  origin_context: z.enum(["mobile_app", "web"]).optional(),
  payment_intent_data: z.strictObject({
    capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
    description: text(1000).optional(),
    metadata: metadata.optional(),
    receipt_email: email.optional(),
    shipping: shipping.optional(),
    statement_descriptor: text(22).optional(),
    statement_descriptor_suffix: text(22).optional(),
    transfer_group: text().optional(),
  }).optional(),
  payment_method_collection: z.enum(["always", "if_required"]).optional(),
  phone_number_collection: z.strictObject({ enabled: flag }).optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay", "subscribe"]).optional(),
  success_url: url,
  ui_mode: z.enum(["hosted_page"]).optional(),
});

export type SessionParameters = z.infer<typeof sessionParameters>;

/** A session ends half an hour after it was created at the soonest, and a day at the latest. */
const shortestSeconds = 30 * 60;
const longestSeconds = 24 * 3600;

/**
 * What a session is created from.
 *
 * @param now Seconds since 1970.
 * @throws {StripeRefusal} when the parameters do not go together.
 */
export function wantedSession(given: SessionParameters, now: number): WantedSession {
  const currency = oneCurrency(given);
  const expiresAt = given.expires_at ?? now + longestSeconds;
  if (expiresAt < now + shortestSeconds) {
    throw badParameter(
      "expires_at",
      undefined,
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
    );
  }
  if (expiresAt > now + longestSeconds) {
    throw badParameter(
      "expires_at",
      undefined,
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    );
  }
  const lines = given.line_items.map((line, index) => {
    const { unit_amount: unitAmount } = line.price_data;
    if (unitAmount < 0) {
      throw badParameter(
        `line_items[${index}][price_data][unit_amount]`,
        "parameter_invalid_integer",
        "Invalid non-negative integer",
      );
    }
    return {
      name: line.price_data.product_data.name,
      currency,
      unitAmount,
      quantity: line.quantity ?? 1,
      taxBehavior: line.price_data.tax_behavior ?? "unspecified" as const,
    };
  });
  checkTotal(lines.reduce((total, line) => total + line.unitAmount * line.quantity, 0), currency);
  const offered = offeredMethods(given, currency);
  const intent = given.payment_intent_data;
  return {
    lines,
    session: {
      expiresAt,
      methods: offered,
      allowedMethods: given.allowed_payment_method_types ?? null,
      excludedMethods: given.excluded_payment_method_types ?? null,
      successUrl: given.success_url,
      cancelUrl: given.cancel_url ?? null,
      clientReferenceId: given.client_reference_id ?? null,
      customerEmail: given.customer_email ?? null,
      locale: given.locale ?? null,
      metadata: given.metadata ?? {},
      submitType: given.submit_type ?? null,
      billingAddress: given.billing_address_collection ?? null,
      customerCreation: given.customer_creation ?? "if_required",
      originContext: given.origin_context ?? null,
      submitMessage: given.custom_text?.submit?.message ?? null,
    },
    plan: {
      captureMethod: intent?.capture_method ?? "automatic_async",
      intentMetadata: intent?.metadata ?? {},
      description: intent?.description ?? null,
      receiptEmail: intent?.receipt_email ?? null,
      shipping: intent?.shipping ? { ...intent.shipping, address: address(intent.shipping.address) } : null,
      statementDescriptor: intent?.statement_descriptor ?? null,
      statementDescriptorSuffix: intent?.statement_descriptor_suffix ?? null,
      transferGroup: intent?.transfer_group ?? null,
      offered,
    },
  };
}

function address(given: z.infer<typeof shipping>["address"]) {
  return {
    city: given.city ?? null,
    country: given.country ?? null,
    line1: given.line1,
    line2: given.line2 ?? null,
    postal_code: given.postal_code ?? null,
    state: given.state ?? null,
  };
}

/**
 * The methods that the page offers: of those that the sandbox can take in this currency, those that were not filtered
 * out.
 */
function offeredMethods(given: SessionParameters, currency: string): MethodType[] {
  const eligible: readonly MethodType[] = currency === "eur" ? ["card", "sepa_debit"] : ["card"];
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded = [] } = given;
  const offered = eligible.filter((method) =>
    (allowed?.includes(method) ?? true) && !excluded.includes(method)
  );
  if (offered.length > 0) return offered;
  throw badParameter(
    allowed === undefined ? "excluded_payment_method_types" : "allowed_payment_method_types",
    undefined,
    "No valid payment method types for this Checkout Session. The sandbox takes `card`, and `sepa_debit` in euros.",
  );
}

function oneCurrency(given: SessionParameters): string {
  const currencies = new Set(given.line_items.map((line) => line.price_data.currency));
  if (given.currency !== undefined) currencies.add(given.currency);
  const [currency, other] = currencies;
  if (other !== undefined) {
    throw badParameter(
      "line_items",
      undefined,
      "All prices on a Checkout session must have the same currency.",
    );
  }
  if (!isCurrency(currency!)) {
    throw badParameter("line_items[0][price_data][currency]", undefined, `Invalid currency: ${currency}.`);
  }
  return currency!;
}

function checkTotal(total: number, currency: string): void {
  if (total > maxCharge) {
    throw badParameter(
      "line_items",
      "amount_too_large",
      `The Checkout Session's total amount must be no more than ${formatCharge(maxCharge, currency, "en")}`,
    );
  }
  if (total > 0 && total < minCharge(currency)) {
    throw badParameter(
      "line_items",
      "amount_too_small",
      `The Checkout Session's total amount must convert to at least ${
        formatCharge(minCharge(currency), currency, "en")
      }.`,
    );
  }
  if (total % chargeStep(currency) !== 0) {
    throw badParameter(
      "line_items",
      undefined,
      `Amounts in ${currency} must be divisible by ${chargeStep(currency)}.`,
    );
  }
}
