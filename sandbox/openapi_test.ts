/**
 * What the sandbox takes and answers, held against Stripe's official OpenAPI description. The newest one on npm is of an
 * older version than the SDK's; what has come since stands in the tables below, and is held against the SDK's types by
 * the compiler instead.
 */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type Stripe from "stripe";
import { z } from "zod";
import { endpoints } from "./api/endpoints.ts";
import { misfits, unknownChoices, unknownParameters } from "./testing/compare_openapi.ts";
import { openSmallSandbox, secretKey, sessionFor, type SmallSandbox } from "./testing/small_sandbox.ts";
import { type OpenApi, type Schema, stripeOpenApi } from "./testing/stripe_openapi.ts";

/** Parameters and their values that are newer than the description. */
const newerParameters: readonly string[] = [
  "GET /v1/checkout/sessions created",
  "GET /v1/checkout/sessions status",
  "POST /v1/checkout/sessions adaptive_pricing",
  "POST /v1/checkout/sessions allowed_payment_method_types",
  "POST /v1/checkout/sessions excluded_payment_method_types",
  "POST /v1/checkout/sessions locale=hi-IN",
  "POST /v1/checkout/sessions origin_context",
  "POST /v1/checkout/sessions submit_type=subscribe",
  "POST /v1/checkout/sessions ui_mode",
];

/** Fields and values of answers that are newer than the description. */
const newerFields: readonly string[] = [
  "balance_transaction.balance_type",
  "billing_details.tax_id",
  "charge.source",
  "charge_outcome.advice_code",
  "charge_outcome.network_advice_code",
  "charge_outcome.network_decline_code",
  "checkout.session.adaptive_pricing",
  "checkout.session.allowed_payment_method_types",
  "checkout.session.client_secret",
  "checkout.session.collected_information",
  "checkout.session.customer_account",
  "checkout.session.discounts",
  "checkout.session.integration_identifier",
  "checkout.session.managed_payments",
  "checkout.session.origin_context",
  "checkout.session.payment_method_configuration_details",
  "checkout.session.permissions",
  "checkout.session.saved_payment_method_options",
  "checkout.session.ui_mode",
  "checkout.session.wallet_options",
  "checkout_card_payment_method_options.request_three_d_secure",
  "dispute.enhanced_eligibility_types",
  "dispute.intended_submission_method",
  "dispute_evidence.enhanced_evidence",
  "dispute_evidence_details.enhanced_eligibility",
  "dispute_evidence_details.submission_method",
  "item.adjustable_quantity",
  "item.metadata",
  "payment_intent.allowed_payment_method_types",
  'payment_intent.cancellation_reason = "expired"',
  "payment_intent.customer_account",
  "payment_intent.excluded_payment_method_types",
  "payment_intent.managed_payments",
  "payment_intent.payment_method_configuration_details",
  "payment_intent.payment_record",
  "payment_intent.source",
  "payment_method_details_card.amount_authorized",
  "payment_method_details_card.authorization_code",
  "payment_method_details_card.electronic_commerce_indicator",
  "payment_method_details_card.network_transaction_id",
  "payment_method_details_card.regulated_status",
  "payment_method_details_card.transaction_link_id",
  "payment_pages_checkout_session_automatic_tax.liability",
  "payment_pages_checkout_session_automatic_tax.provider",
  "payment_pages_checkout_session_custom_text.after_submit",
  "payment_pages_checkout_session_custom_text.terms_of_service_acceptance",
  "payment_pages_checkout_session_customer_details.business_name",
  "payment_pages_checkout_session_customer_details.individual_name",
  "payment_pages_checkout_session_invoice_settings.issuer",
  "refund.customer",
  "refund.customer_account",
  "refund.destination_details",
  "refund.payment_method",
];

const bearer = `Bearer ${secretKey}`;
const description = await stripeOpenApi();
const skip = "missing" in description ? description.missing : undefined;

describe("the sandbox beside Stripe's OpenAPI description", { skip }, () => {
  let openApi: OpenApi;
  let sandbox: SmallSandbox;

  before(async () => {
    if ("openApi" in description) openApi = description.openApi;
    sandbox = await openSmallSandbox();
  });
  after(() => sandbox.close());

  it("has no endpoint that Stripe has not", () => {
    const unknown = endpoints.filter(({ method, path }) => !openApi.paths[path]?.[method.toLowerCase()]);
    expect(unknown.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it("takes no parameter that Stripe does not take", () => {
    const newer = endpoints.flatMap(({ method, path, parameters }) => {
      const ours = z.toJSONSchema(parameters, { io: "input", unrepresentable: "any" }) as Schema;
      const known = knownParameters(openApi, method, path);
      return [...unknownParameters(openApi, known, ours), ...unknownChoices(openApi, known, ours)]
        .map((name) => `${method} ${path} ${name}`);
    });
    expect(newer.toSorted()).toEqual(newerParameters);
  });

  it("answers with objects of Stripe's shape", async () => {
    const { stripe } = sandbox;
    const newer = new Set<string>();
    const wrong: string[] = [];
    const hold = (schema: string, value: unknown) => wrong.push(...misfits(openApi, schema, value, newer));
    const paidWith = async (payment: object, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) => {
      const made = await stripe.checkout.sessions.create(sessionFor({ ...more, expand: ["line_items"] }));
      hold("checkout.session", made);
      await sandbox.pay(made.id, payment);
      const session = await stripe.checkout.sessions.retrieve(made.id, { expand: ["payment_intent"] });
      hold("checkout.session", session);
      return session.payment_intent as Stripe.PaymentIntent;
    };
    await paidWith({ card: "4000000000000002" });
    await paidWith({ card: "4000000000003220", authentication: "leave" });
    await paidWith({ iban: "DE89370400440532013000" });
    await paidWith({ iban: "DE62370400440532013001" });
    await paidWith({ card: "4000000000000259" });
    const refunded = await paidWith({ card: "4000000000005126" });
    await stripe.refunds.create({ payment_intent: refunded.id, amount: 100 });
    const pending = await paidWith({ card: "4000000000007726" });
    await stripe.refunds.create({ payment_intent: pending.id });
    const reserved = await paidWith({}, { payment_intent_data: { capture_method: "manual" } });
    await stripe.paymentIntents.cancel(reserved.id);
    await sandbox.control("POST", "clock", { advanceSeconds: 24 * 3600 });
    await sandbox.idle();
    for await (const intent of stripe.paymentIntents.list()) hold("payment_intent", intent);
    for await (const charge of stripe.charges.list({ limit: 100 })) hold("charge", charge);
    for await (const refund of stripe.refunds.list()) hold("refund", refund);
    for await (const dispute of stripe.disputes.list()) hold("dispute", dispute);
    for await (const balance of stripe.balanceTransactions.list({ limit: 100 })) {
      hold("balance_transaction", balance);
    }
    for await (const event of stripe.events.list({ limit: 100 })) hold("event", event);
    const refused = await fetch(`${sandbox.url}/v1/refunds?limit=x`, { headers: { authorization: bearer } });
    hold("error", await refused.json());
    expect(wrong).toEqual([]);
    expect([...newer].toSorted()).toEqual(newerFields);
  });
});

function knownParameters(openApi: OpenApi, method: string, path: string): Schema {
  const operation = openApi.paths[path]![method.toLowerCase()]!;
  const form = operation.requestBody?.content["application/x-www-form-urlencoded"]?.schema;
  if (method === "POST") return form ?? {};
  const inQuery = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
  return {
    type: "object",
    properties: Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema])),
  };
}
