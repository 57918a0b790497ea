import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import Stripe from "stripe";
import { apiVersion } from "./api/version.ts";
import { line, openSmallSandbox, sessionFor, type SmallSandbox } from "./testing/small_sandbox.ts";

describe("the sandbox, through the official SDK", () => {
  let sandbox: SmallSandbox;
  let stripe: Stripe;

  before(async () => {
    sandbox = await openSmallSandbox();
    stripe = sandbox.stripe;
  });
  beforeEach(async () => {
    await sandbox.idle();
    sandbox.taken.length = 0;
  });
  after(() => sandbox.close());

  const types = () => sandbox.taken.map((event) => event.type).toSorted();
  const refusal = async (call: Promise<unknown>) => {
    const error = await call.then(() => null, (reason) => reason);
    if (!(error instanceof Stripe.errors.StripeError)) throw error ?? new Error("wanted a refusal");
    return error;
  };

  it("speaks the version that the SDK asks for", () => {
    expect(stripe.getApiField("version")).toBe(apiVersion);
  });

  it("makes a session that says what was asked for, and shows its lines", async () => {
    const made = await stripe.checkout.sessions.create(sessionFor({ expand: ["line_items"] }));
    expect(made).toMatchObject({
      object: "checkout.session",
      amount_total: 4200,
      currency: "eur",
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      payment_method_types: ["card", "sepa_debit"],
      client_reference_id: "ord_1",
      metadata: { orderId: "ord_1" },
      url: `${sandbox.url}/c/pay/${made.id}`,
    });
    expect(made.id).toMatch(/^cs_test_\w{58}$/);
    expect(made.expires_at - made.created).toBe(24 * 3600);
    expect(
      made.line_items?.data.map(({ description, quantity, amount_total }) => [
        description,
        quantity,
        amount_total,
      ]),
    ).toEqual([["Linen cushion", 2, 3200], ["Shipping", 1, 1000]]);
    const { line_items: _, ...plain } = made;
    expect(await stripe.checkout.sessions.retrieve(made.id)).toMatchObject(plain);
    const lines = await stripe.checkout.sessions.listLineItems(made.id);
    expect(lines.data.map((item) => item.price?.unit_amount)).toEqual([1600, 1000]);
  });

  it("takes a card at once, and says so to the shop with signed events", async () => {
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    expect(await sandbox.pay(id)).toMatchObject({
      result: "paid",
      session: { status: "complete", payment_status: "paid" },
    });
    await sandbox.idle();
    expect(types()).toEqual([
      "charge.succeeded",
      "checkout.session.completed",
      "payment_intent.created",
      "payment_intent.succeeded",
    ]);
    const paid = await stripe.checkout.sessions.retrieve(id, {
      expand: ["payment_intent.latest_charge.balance_transaction"],
    });
    const intent = paid.payment_intent as Stripe.PaymentIntent;
    const charge = intent.latest_charge as Stripe.Charge;
    expect(intent).toMatchObject({ status: "succeeded", amount: 4200, amount_received: 4200 });
    expect(charge).toMatchObject({ captured: true, amount_captured: 4200, payment_intent: intent.id });
    expect(charge.payment_method_details?.card?.last4).toBe("4242");
    expect(charge.balance_transaction).toMatchObject({
      amount: 4200,
      fee: 152,
      net: 4048,
      source: charge.id,
    });
    expect(paid.url).toBe(null);
    expect(paid.customer_details).toMatchObject({ email: "ada@example.com", name: "Jo Sandbox" });
    expect((await sandbox.pay(id)).result).toBe("closed");
  });

  const declines: readonly (readonly [card: string, code: string, declineCode: string | null])[] = [
    ["4000000000000002", "card_declined", "generic_decline"],
    ["4000000000009995", "card_declined", "insufficient_funds"],
    ["4000000000009987", "card_declined", "lost_card"],
    ["4000000000000069", "expired_card", null],
    ["4000000000000127", "incorrect_cvc", null],
    ["4000000000000119", "processing_error", null],
    ["4000000000000341", "card_declined", "generic_decline"],
    // Passes the check digit, and is none of Stripe's test cards.
    ["4111111111111111", "card_declined", "test_mode_live_card"],
  ];
  for (const [card, code, declineCode] of declines) {
    it(`declines ${card} with ${declineCode ?? code}, and leaves the session open for another card`, async () => {
      const { id } = await stripe.checkout.sessions.create(sessionFor());
      expect(await sandbox.pay(id, { card })).toMatchObject({
        result: "declined",
        code,
        declineCode,
        session: { status: "open", payment_status: "unpaid" },
      });
      await sandbox.idle();
      expect(types()).toEqual(["charge.failed", "payment_intent.created", "payment_intent.payment_failed"]);
      const open = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
      const intent = open.payment_intent as Stripe.PaymentIntent;
      expect(intent.status).toBe("requires_payment_method");
      expect(intent.last_payment_error).toMatchObject({ type: "card_error", code });
      expect((await sandbox.pay(id)).result).toBe("paid");
      expect((await stripe.checkout.sessions.retrieve(id)).payment_intent).toBe(intent.id);
      const charges = await stripe.charges.list({ payment_intent: intent.id });
      expect(charges.data.map((charge) => charge.status)).toEqual(["succeeded", "failed"]);
    });
  }

  it("asks the bank, and charges only who authenticated", async () => {
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    const card = "4000000000003220";
    expect((await sandbox.pay(id, { card, authentication: "leave" })).result).toBe("challenge");
    const waiting = await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] });
    expect(waiting.payment_intent).toMatchObject({
      status: "requires_action",
      latest_charge: null,
      next_action: { redirect_to_url: { url: `${waiting.url}/authenticate` } },
    });
    expect(await sandbox.pay(id, { card, authentication: "fail" })).toMatchObject({
      result: "declined",
      code: "payment_intent_authentication_failure",
    });
    expect((await sandbox.pay(id, { card, authentication: "complete" })).result).toBe("paid");
    expect(
      (await stripe.charges.list({ payment_intent: (waiting.payment_intent as Stripe.PaymentIntent).id }))
        .data.length,
    ).toBe(1);
  });

  it("declines after authentication where the card says so", async () => {
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    expect(await sandbox.pay(id, { card: "4000008400001629" })).toMatchObject({
      result: "declined",
      code: "card_declined",
    });
  });

  it("settles a direct debit later, well or badly", async () => {
    const settled = async (iban: string, seconds: number) => {
      const { id } = await stripe.checkout.sessions.create(sessionFor());
      expect(await sandbox.pay(id, { iban })).toMatchObject({
        result: "processing",
        session: { status: "complete", payment_status: "unpaid" },
      });
      await sandbox.control("POST", "clock", { advanceSeconds: seconds });
      await sandbox.idle();
      return await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent.latest_charge"] });
    };
    const good = await settled("DE89370400440532013000", 5);
    expect(good).toMatchObject({ payment_status: "paid", payment_intent: { status: "succeeded" } });
    expect(types()).toEqual([
      "charge.pending",
      "charge.succeeded",
      "checkout.session.async_payment_succeeded",
      "checkout.session.completed",
      "payment_intent.created",
      "payment_intent.processing",
      "payment_intent.succeeded",
    ]);
    sandbox.taken.length = 0;
    const bad = await settled("DE65370400440002222227", 5);
    expect(bad).toMatchObject({
      payment_status: "unpaid",
      payment_intent: {
        status: "requires_payment_method",
        last_payment_error: { code: "insufficient_funds" },
        latest_charge: { status: "failed", captured: false },
      },
    });
    expect(types()).toContain("checkout.session.async_payment_failed");
    expect((await settled("DE08370400440532013003", 179)).payment_status).toBe("unpaid");
    expect((await settled("DE08370400440532013003", 180)).payment_status).toBe("paid");
  });

  it("offers direct debit for euros only", async () => {
    const dollars = sessionFor({ line_items: [line("Lamp", 5000, 1, "usd")] });
    expect((await stripe.checkout.sessions.create(dollars)).payment_method_types).toEqual(["card"]);
    const error = await refusal(
      stripe.checkout.sessions.create({ ...dollars, allowed_payment_method_types: ["sepa_debit"] }),
    );
    expect(error.param).toBe("allowed_payment_method_types");
    const cardOnly = sessionFor({ excluded_payment_method_types: ["sepa_debit"] });
    expect((await stripe.checkout.sessions.create(cardOnly)).payment_method_types).toEqual(["card"]);
  });

  it("expires a session on demand and by itself, and cancels what was begun", async () => {
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    await sandbox.pay(id, { card: "4000000000000002" });
    const expired = await stripe.checkout.sessions.expire(id, { expand: ["payment_intent"] });
    expect(expired).toMatchObject({
      status: "expired",
      url: null,
      payment_intent: { status: "canceled", cancellation_reason: "expired" },
    });
    expect((await refusal(stripe.checkout.sessions.expire(id))).message).toContain("status of `expired`");
    expect((await sandbox.pay(id)).result).toBe("closed");

    const { now } = await sandbox.control("GET", "clock");
    const other = await stripe.checkout.sessions.create(sessionFor({ expires_at: now + 1900 }));
    await sandbox.control("POST", "clock", { advanceSeconds: 1800 });
    expect((await stripe.checkout.sessions.retrieve(other.id)).status).toBe("open");
    await sandbox.control("POST", "clock", { advanceSeconds: 101 });
    await sandbox.idle();
    expect((await stripe.checkout.sessions.retrieve(other.id)).status).toBe("expired");
    expect(types().filter((type) => type === "checkout.session.expired").length).toBe(2);
  });

  it("reserves, captures in part and lets go", async () => {
    const reserve = async () => {
      const { id } = await stripe.checkout.sessions.create(
        sessionFor({ payment_intent_data: { capture_method: "manual", metadata: { orderId: "ord_1" } } }),
      );
      expect(await sandbox.pay(id)).toMatchObject({
        result: "authorized",
        session: { status: "complete", payment_status: "unpaid" },
      });
      return (await stripe.checkout.sessions.retrieve(id)).payment_intent as string;
    };
    const intent = await reserve();
    expect(await stripe.paymentIntents.retrieve(intent)).toMatchObject({
      status: "requires_capture",
      amount_capturable: 4200,
      amount_received: 0,
      metadata: { orderId: "ord_1" },
    });
    const tooMuch = await refusal(stripe.paymentIntents.capture(intent, { amount_to_capture: 4201 }));
    expect(tooMuch.code).toBe("amount_too_large");
    const refundTooSoon = await refusal(stripe.refunds.create({ payment_intent: intent }));
    expect(refundTooSoon.message).toContain("does not have a successful charge to refund");
    const captured = await stripe.paymentIntents.capture(intent, {
      amount_to_capture: 4000,
      expand: ["latest_charge"],
    });
    expect(captured).toMatchObject({
      status: "succeeded",
      amount_received: 4000,
      latest_charge: { amount_captured: 4000, amount_refunded: 200, refunded: false },
    });
    expect((await refusal(stripe.paymentIntents.capture(intent))).code).toBe(
      "payment_intent_unexpected_state",
    );

    const second = await reserve();
    expect(await stripe.paymentIntents.cancel(second, { cancellation_reason: "abandoned" })).toMatchObject({
      status: "canceled",
      amount_capturable: 0,
    });
    const third = await reserve();
    await sandbox.control("POST", "clock", { advanceSeconds: 7 * 24 * 3600 });
    expect(await stripe.paymentIntents.retrieve(third)).toMatchObject({
      status: "canceled",
      cancellation_reason: "automatic",
    });
  });

  it("cancels no intent whose session is open", async () => {
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    await sandbox.pay(id, { card: "4000000000000002" });
    const intent = (await stripe.checkout.sessions.retrieve(id)).payment_intent as string;
    expect((await refusal(stripe.paymentIntents.cancel(intent))).message).toContain(
      "expire the Checkout Session",
    );
  });

  it("confirms an intent through the API: a decline is a card error, and is kept", async () => {
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    await sandbox.pay(id, { card: "4000000000000002" });
    const intent = (await stripe.checkout.sessions.retrieve(id)).payment_intent as string;
    const error = await refusal(
      stripe.paymentIntents.confirm(intent, { payment_method: "pm_card_chargeDeclinedInsufficientFunds" }),
    );
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect([error.code, error.decline_code, error.payment_intent?.status]).toEqual([
      "card_declined",
      "insufficient_funds",
      "requires_payment_method",
    ]);
    expect((await stripe.charges.list({ payment_intent: intent })).data.length).toBe(2);
    expect((await stripe.paymentIntents.confirm(intent, { payment_method: "pm_card_visa" })).status)
      .toBe("succeeded");
    expect((await stripe.checkout.sessions.retrieve(id)).payment_status).toBe("paid");
  });

  it("needs no payment for nothing", async () => {
    const made = await stripe.checkout.sessions.create(sessionFor({ line_items: [line("Sample", 0, 1)] }));
    expect(made.payment_status).toBe("no_payment_required");
    expect((await sandbox.pay(made.id)).session).toEqual({
      status: "complete",
      payment_status: "no_payment_required",
    });
  });

  it("pages through lists, newest first", async () => {
    const ids: string[] = [];
    for (let made = 0; made < 3; made++) ids.push((await stripe.checkout.sessions.create(sessionFor())).id);
    const [oldest, middle, newest] = ids;
    const first = await stripe.checkout.sessions.list({ limit: 2 });
    expect(first.data.map(({ id }) => id)).toEqual([newest, middle]);
    expect(first.has_more).toBe(true);
    const next = await stripe.checkout.sessions.list({ limit: 1, starting_after: middle! });
    expect(next.data[0]!.id).toBe(oldest);
    const before = await stripe.checkout.sessions.list({ limit: 1, ending_before: oldest! });
    expect(before.data[0]!.id).toBe(middle);
    const walked: string[] = [];
    for await (const session of stripe.checkout.sessions.list({ limit: 2 })) walked.push(session.id);
    expect(walked.slice(0, 3)).toEqual([newest, middle, oldest]);
    expect((await refusal(stripe.checkout.sessions.list({ limit: 101 }))).code).toBe(
      "parameter_invalid_integer",
    );
  });
});
