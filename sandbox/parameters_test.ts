/** What requests may say: everything the sandbox takes, in the SDK's types, and what it refuses, in Stripe's words. */
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import Stripe from "stripe";
import { z } from "zod";
import { sessionParameters } from "./api/session_parameters.ts";
import { line, openSmallSandbox, secretKey, sessionFor, type SmallSandbox } from "./testing/small_sandbox.ts";
import type { Schema } from "./testing/stripe_openapi.ts";

/** Every parameter of a session that the sandbox takes; the compiler sees that the SDK knows each. */
const everything = {
  adaptive_pricing: { enabled: false },
  allowed_payment_method_types: ["card", "sepa_debit"],
  billing_address_collection: "auto",
  cancel_url: "https://shop.example/checkout",
  client_reference_id: "ord_1",
  currency: "eur",
  custom_text: { submit: { message: "By paying you place a binding order." } },
  customer_creation: "if_required",
  customer_email: "ada@example.com",
  excluded_payment_method_types: ["klarna"],
  expand: ["line_items"],
  expires_at: 0,
  line_items: [{
    price_data: {
      currency: "eur",
      product_data: {
        description: "Washed linen",
        images: ["https://shop.example/1.webp"],
        metadata: { sku: "CUSHION-1" },
        name: "Linen cushion",
        tax_code: "txcd_99999999",
      },
      tax_behavior: "inclusive",
      unit_amount: 1600,
    },
    quantity: 2,
  }],
  locale: "fr",
  metadata: { orderId: "ord_1" },
  mode: "payment",
  origin_context: "web",
  payment_intent_data: {
    capture_method: "manual",
    description: "Order 7XK2M9",
    metadata: { orderId: "ord_1" },
    receipt_email: "ada@example.com",
    shipping: {
      address: {
        city: "Paris",
        country: "FR",
        line1: "1 rue de Rivoli",
        line2: "2e étage",
        postal_code: "75001",
        state: "IDF",
      },
      carrier: "Colissimo",
      name: "Ada Lovelace",
      phone: "+33123456789",
      tracking_number: "1",
    },
    statement_descriptor: "COMPTOIR",
    statement_descriptor_suffix: "7XK2M9",
    transfer_group: "ord_1",
  },
  payment_method_collection: "if_required",
  phone_number_collection: { enabled: false },
  submit_type: "pay",
  success_url: "https://shop.example/orders/1",
  ui_mode: "hosted_page",
} satisfies Stripe.Checkout.SessionCreateParams;

describe("the parameters of requests", () => {
  let sandbox: SmallSandbox;
  let stripe: Stripe;

  before(async () => {
    sandbox = await openSmallSandbox();
    stripe = sandbox.stripe;
  });
  after(() => sandbox.close());

  it("are all known to the SDK and all taken", async () => {
    const { now } = await sandbox.control("GET", "clock");
    const made = await stripe.checkout.sessions.create({ ...everything, expires_at: now + 3600 });
    expect(made.status).toBe("open");
    const schema = z.toJSONSchema(sessionParameters, { io: "input", unrepresentable: "any" }) as Schema;
    expect(untried(schema, everything)).toEqual([]);
    await sandbox.pay(made.id);
    const { payment_intent: intent } = await stripe.checkout.sessions.retrieve(made.id, {
      expand: ["payment_intent"],
    });
    expect(intent).toMatchObject({
      description: "Order 7XK2M9",
      statement_descriptor_suffix: "7XK2M9",
      shipping: { name: "Ada Lovelace", address: { city: "Paris" } },
    });
  });

  /** What is changed, and what Stripe says to it. */
  const refusals: readonly {
    readonly name: string;
    readonly change: Record<string, unknown>;
    readonly code?: string;
    readonly param: string;
    readonly message: string;
  }[] = [
    {
      name: "an unknown parameter",
      change: { colour: "red" },
      code: "parameter_unknown",
      param: "colour",
      message: "Received unknown parameter: colour",
    },
    {
      name: "an unknown parameter further in",
      change: { payment_intent_data: { capture_methods: "manual" } },
      code: "parameter_unknown",
      param: "payment_intent_data[capture_methods]",
      message: "Received unknown parameter: payment_intent_data[capture_methods]",
    },
    {
      name: "a parameter of older versions",
      change: { payment_method_types: ["card"] },
      code: "parameter_unknown",
      param: "payment_method_types",
      message: "Received unknown parameter: payment_method_types",
    },
    {
      name: "no address to return to",
      change: { success_url: undefined },
      code: "parameter_missing",
      param: "success_url",
      message: "Missing required param: success_url.",
    },
    {
      name: "an address that is none",
      change: { success_url: "shop.example" },
      code: "url_invalid",
      param: "success_url",
      message: "Not a valid URL",
    },
    {
      name: "an amount that is no whole number",
      change: { line_items: [line("Lamp", 10.5, 1)] },
      code: "parameter_invalid_integer",
      param: "line_items[0][price_data][unit_amount]",
      message: "Invalid integer: 10.5",
    },
    {
      name: "a negative amount",
      change: { line_items: [line("Lamp", -500, 1)] },
      code: "parameter_invalid_integer",
      param: "line_items[0][price_data][unit_amount]",
      message: "Invalid non-negative integer",
    },
    {
      name: "a choice that is none",
      change: { mode: "gift" },
      param: "mode",
      message: "Invalid mode: must be one of payment",
    },
    {
      name: "an email address that is none",
      change: { customer_email: "ada" },
      code: "email_invalid",
      param: "customer_email",
      message: "Invalid email address: ada",
    },
    {
      name: "an empty text",
      change: { client_reference_id: "" },
      code: "parameter_invalid_empty",
      param: "client_reference_id",
      message: "You passed an empty string for 'client_reference_id'.",
    },
    {
      name: "less than can be charged",
      change: { line_items: [line("Pin", 49, 1)] },
      code: "amount_too_small",
      param: "line_items",
      message: "The Checkout Session's total amount must convert to at least €0.50.",
    },
    {
      name: "more than can be charged",
      change: { line_items: [line("Palace", 99_999_999, 2)] },
      code: "amount_too_large",
      param: "line_items",
      message: "The Checkout Session's total amount must be no more than €999,999.99",
    },
    {
      name: "dinars that do not end in zero",
      change: { line_items: [line("Lamp", 12_345, 1, "kwd")] },
      param: "line_items",
      message: "Amounts in kwd must be divisible by 10.",
    },
    {
      name: "two currencies",
      change: { line_items: [line("Lamp", 1000, 1), line("Lamp", 1000, 1, "usd")] },
      param: "line_items",
      message: "All prices on a Checkout session must have the same currency.",
    },
    {
      name: "a currency that is none",
      change: { line_items: [line("Lamp", 1000, 1, "zzz")] },
      param: "line_items[0][price_data][currency]",
      message: "Invalid currency: zzz.",
    },
    {
      name: "an end that is too near",
      change: { expires_at: 1 },
      param: "expires_at",
      message: "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
    },
    {
      name: "an end that is too far",
      change: { expires_at: 9_999_999_999 },
      param: "expires_at",
      message: "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    },
    {
      name: "something that cannot be expanded",
      change: { expand: ["customer.name"] },
      param: "expand",
      message: "This property cannot be expanded (customer.name).",
    },
  ];
  for (const { name, change, code, param, message } of refusals) {
    it(`are refused: ${name}`, async () => {
      const before = (await stripe.checkout.sessions.list({ limit: 1 })).data[0]?.id;
      const error = await stripe.checkout.sessions.create({ ...sessionFor(), ...change })
        .then(() => null, (reason) => reason);
      expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
      expect([error.code, error.param]).toEqual([code, param]);
      expect(error.message).toContain(message);
      expect((await stripe.checkout.sessions.list({ limit: 1 })).data[0]?.id).toBe(before);
    });
  }

  it("come from somebody with a test key only", async () => {
    const ask = (authorization?: string) =>
      fetch(`${sandbox.url}/v1/events`, authorization === undefined ? {} : { headers: { authorization } });
    const answers = await Promise.all([
      ask(),
      ask("Bearer sk_test_someone_else"),
      ask("Bearer sk_live_real"),
      ask(`Basic ${btoa(`${secretKey}:`)}`),
      ask(`Bearer ${secretKey}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 200, 200]);
    expect((await answers[2]!.json()).error.message).toBe("Invalid API Key provided: sk_live********");
  });

  it("name objects, endpoints and a version that exist", async () => {
    const message = (call: Promise<unknown>) =>
      call.then(() => null, (error) => [error.statusCode, error.message]);
    expect(await message(stripe.charges.retrieve("ch_none"))).toEqual([404, "No such charge: 'ch_none'"]);
    expect((await message(stripe.customers.list()))?.[0]).toBe(404);
    const headers = { authorization: `Bearer ${secretKey}`, "stripe-version": "2020-08-27" };
    const old = await fetch(`${sandbox.url}/v1/events`, { headers });
    expect([old.status, (await old.json()).error.message]).toEqual([
      400,
      "Invalid Stripe API version: 2020-08-27. The sandbox speaks 2026-10-28.endive.",
    ]);
  });

  it("that make no sense are refused, and break nothing", async () => {
    const post = async (body: string) => {
      const answer = await fetch(`${sandbox.url}/v1/checkout/sessions`, {
        method: "POST",
        body,
        headers: {
          authorization: `Bearer ${secretKey}`,
          "content-type": "application/x-www-form-urlencoded",
        },
      });
      return [answer.status, (await answer.json()).error.type];
    };
    for (
      const body of [
        "",
        "a=1&a=2",
        "a[=1",
        "a]b=1",
        "a=1&a[b]=2",
        "__proto__[x]=1",
        "constructor[prototype][x]=1",
        `a${"[b]".repeat(5000)}=1`,
        "line_items=x",
        "line_items[0]=x",
        "line_items[5][quantity]=1",
        "metadata[a][b]=1",
        "%E0%A4%A",
      ]
    ) {
      expect(await post(body)).toEqual([400, "invalid_request_error"]);
    }
    expect(await post(`a=${"x".repeat(600 * 1024)}`)).toEqual([413, "invalid_request_error"]);
    expect(({} as { x?: unknown }).x).toBe(undefined);
  });
});

/** The parameters of a schema that a value does not use. */
function untried(schema: Schema, value: unknown, place = ""): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const path = `${place}[${name}]`;
    const used = (value as Record<string, unknown>)[name];
    if (used === undefined) return [path];
    return part.items === undefined
      ? untried(part, used, path)
      : untried(part.items, (used as unknown[])[0], `${path}[]`);
  });
}
