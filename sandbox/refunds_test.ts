import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type Stripe from "stripe";
import { openSmallSandbox, sessionFor, type SmallSandbox } from "./testing/small_sandbox.ts";

describe("money that goes back", () => {
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

  /** The intent of a session of 42.00 euros that was paid. */
  const paid = async (payment: object = {}) => {
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    await sandbox.pay(id, payment);
    await sandbox.idle();
    sandbox.taken.length = 0;
    return (await stripe.checkout.sessions.retrieve(id)).payment_intent as string;
  };
  const later = async () => {
    await sandbox.idle();
    await sandbox.control("POST", "clock", { advanceSeconds: 5 });
    await sandbox.idle();
  };
  const chargeOf = async (intent: string) =>
    (await stripe.paymentIntents.retrieve(intent, { expand: ["latest_charge"] }))
      .latest_charge as Stripe.Charge;
  const refusal = (call: Promise<unknown>) => call.then(() => null, (error) => error);
  const types = () => sandbox.taken.map((event) => event.type).toSorted();

  it("goes back in parts, and never more than was taken", async () => {
    const intent = await paid();
    const first = await stripe.refunds.create({
      payment_intent: intent,
      amount: 1000,
      reason: "requested_by_customer",
      metadata: { refundId: "rfd_1" },
      expand: ["balance_transaction"],
    });
    expect(first).toMatchObject({
      amount: 1000,
      currency: "eur",
      status: "succeeded",
      reason: "requested_by_customer",
      metadata: { refundId: "rfd_1" },
      balance_transaction: { amount: -1000, net: -1000, type: "refund" },
    });
    const tooMuch = await refusal(stripe.refunds.create({ payment_intent: intent, amount: 3201 }));
    expect(tooMuch.message).toBe(
      "Refund amount (€32.01) is greater than unrefunded amount on charge (€32.00)",
    );
    await stripe.refunds.create({ payment_intent: intent });
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 4200, refunded: true });
    const again = await refusal(stripe.refunds.create({ payment_intent: intent }));
    expect(again.code).toBe("charge_already_refunded");
    expect((await stripe.refunds.list({ payment_intent: intent })).data.map(({ amount }) => amount))
      .toEqual([3200, 1000]);
    await sandbox.idle();
    expect(types()).toEqual(["charge.refunded", "charge.refunded", "refund.created", "refund.created"]);
  });

  it("takes its time with 4000000000007726", async () => {
    const intent = await paid({ card: "4000000000007726" });
    const { id, status } = await stripe.refunds.create({ payment_intent: intent });
    expect(status).toBe("pending");
    await later();
    expect((await stripe.refunds.retrieve(id)).status).toBe("succeeded");
    expect(types()).toContain("refund.updated");
  });

  it("comes back with 4000000000005126", async () => {
    const intent = await paid({ card: "4000000000005126" });
    const { id, status } = await stripe.refunds.create({ payment_intent: intent, amount: 1000 });
    expect(status).toBe("succeeded");
    await later();
    expect(await stripe.refunds.retrieve(id)).toMatchObject({
      status: "failed",
      failure_reason: "expired_or_canceled_card",
    });
    expect(types()).toContain("refund.failed");
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 0, refunded: false });
  });

  it("takes its time with direct debits, and waits for their money first", async () => {
    const intent = await paid({ iban: "DE89370400440532013000" });
    const early = await refusal(stripe.refunds.create({ payment_intent: intent }));
    expect(early.message).toContain("does not have a successful charge to refund");
    await later();
    const { id, status } = await stripe.refunds.create({ payment_intent: intent });
    expect(status).toBe("pending");
    await later();
    expect((await stripe.refunds.retrieve(id)).status).toBe("succeeded");
  });

  it("is taken by the bank with 4000000000000259, and may be given again", async () => {
    const intent = await paid({ card: "4000000000000259" });
    await later();
    const { data: [dispute] } = await stripe.disputes.list({ payment_intent: intent });
    expect(dispute).toMatchObject({
      amount: 4200,
      reason: "fraudulent",
      status: "needs_response",
      balance_transactions: [{ amount: -4200, fee: 1500, net: -5700 }],
    });
    expect((await chargeOf(intent)).disputed).toBe(true);
    expect((await refusal(stripe.refunds.create({ payment_intent: intent }))).code).toBe("charge_disputed");
    await sandbox.control("POST", `disputes/${dispute!.id}/close`, { outcome: "won" });
    await sandbox.idle();
    expect(await stripe.disputes.retrieve(dispute!.id)).toMatchObject({
      status: "won",
      balance_transactions: [{ net: -5700 }, { net: 5700 }],
    });
    expect(types()).toEqual([
      "charge.dispute.closed",
      "charge.dispute.created",
      "charge.dispute.funds_reinstated",
      "charge.dispute.funds_withdrawn",
    ]);
    expect((await sandbox.control("POST", `disputes/${dispute!.id}/close`, { outcome: "lost" })).status).toBe(
      400,
    );
  });

  it("leaves the account's balance at what came in less what went out and what it cost", async () => {
    const before = await balance();
    const intent = await paid();
    await stripe.refunds.create({ payment_intent: intent, amount: 1000 });
    expect(await balance() - before).toBe(4200 - 152 - 1000);
  });

  async function balance(): Promise<number> {
    let total = 0;
    for await (const { net } of stripe.balanceTransactions.list({ limit: 100 })) total += net;
    return total;
  }
});
