import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import Stripe from "stripe";
import { openSmallPayments, type SmallPayments } from "./testing/small_payments.ts";

const hourMs = 3_600_000;

describe("giving money back", () => {
  let shop: SmallPayments;
  beforeEach(async () => void (shop = await openSmallPayments()));
  afterEach(() => shop.close());

  async function paid(payment: object = {}, input = {}): Promise<{ orderId: string; session: string }> {
    const opened = await shop.open(input);
    await shop.control("POST", `sessions/${opened.session}/pay`, payment);
    await shop.work();
    return opened;
  }
  const refund = (orderId: string, amountMinor: number, key: string = crypto.randomUUID()) =>
    shop.call("POST", "/internal/payments/refunds", { key, orderId, amountMinor, reason: "asked" });
  const told = () => shop.told.map(({ type, amountMinor }) => `${type} ${amountMinor}`);
  const balances = async () =>
    Object.fromEntries(
      (await shop.database().client.execute(
        `SELECT CASE WHEN instr(account, ':ord_') > 0 THEN substr(account, 1, instr(account, ':') - 1) ELSE account END
          AS name, sum(amount_minor) AS amount FROM ledger_entries GROUP BY 1 HAVING amount <> 0`,
      )).rows.map((row) => [row["name"], Number(row["amount"])]),
    );

  it("in part and in whole, never more than was captured", async () => {
    const { orderId } = await paid();
    const first = await refund(orderId, 1500);
    expect([first.status, first.body.status]).toEqual([202, "requested"]);
    const tooMuch = await refund(orderId, 2701);
    expect([tooMuch.status, tooMuch.body.refundableMinor]).toEqual([409, 2700]);
    expect((await refund(orderId, 2700)).status).toBe(202);
    expect((await refund(orderId, 1)).body.refundableMinor).toBe(0);
    await shop.work();
    expect(told().sort()).toEqual(["paid 4200", "refunded 1500", "refunded 2700"]);
    expect(await balances()).toEqual({ sales: -4200, refunds: 4200 });
    expect(await shop.audit()).toEqual([]);
  });

  it("once for each key", async () => {
    const { orderId } = await paid();
    const replies = await Promise.all(Array.from({ length: 5 }, () => refund(orderId, 1000, "cancel:1")));
    expect(new Set(replies.map(({ status, body }) => `${status} ${body.refundId}`)).size).toBe(1);
    expect((await refund(orderId, 1001, "cancel:1")).status).toBe(409);
    await shop.work();
    expect((await refund(orderId, 1000, "cancel:1")).body.status).toBe("succeeded");
    expect(told()).toEqual(["paid 4200", "refunded 1000"]);
  });

  it("to one of many who want the last of it", async () => {
    const { orderId } = await paid();
    const replies = await Promise.all(Array.from({ length: 20 }, () => refund(orderId, 3000)));
    expect(replies.map(({ status }) => status).sort()).toEqual([202, ...Array(19).fill(409)]);
  });

  it("not before there is any, nor of an order that nobody knows", async () => {
    const { orderId } = await shop.open();
    expect((await refund(orderId, 100)).body.refundableMinor).toBe(0);
    expect((await refund(orderId.replace(/.$/, "9"), 100)).status).toBe(404);
    expect((await refund(orderId, 0)).status).toBe(422);
    expect((await refund(orderId, -100)).status).toBe(422);
  });

  it("is bounded by the database itself", async () => {
    const { orderId } = await paid();
    const insert = shop.database().client.execute({
      sql: `INSERT INTO refunds (id, order_id, key, kind, amount_minor, currency, reason, status, created_at,
        updated_at) VALUES ('rfd_x', ?, 'k', 'refund', 4201, 'EUR', '', 'requested', 0, 0)`,
      args: [orderId],
    });
    await expect(insert).rejects.toThrow("more than there is to refund");
  });

  it("later, when Stripe cannot be reached now, and once though its answers get lost", async () => {
    const { orderId } = await paid();
    await refund(orderId, 1000, "k1");
    shop.cut(true);
    await shop.work();
    expect(told()).toEqual(["paid 4200"]);
    shop.cut(false);
    await shop.control("PUT", "faults", { requests: { cutAfter: 1 }, webhooks: { lose: 1 } });
    await shop.pass(2 * 60_000);
    await shop.work();
    await shop.control("PUT", "faults", { requests: { errorAfter: 1 }, webhooks: { lose: 1 } });
    await refund(orderId, 500, "k2");
    await shop.work();
    await shop.control("PUT", "faults", {});
    await shop.pass(hourMs);
    await shop.work();
    expect(told().sort()).toEqual(["paid 4200", "refunded 1000", "refunded 500"]);
    const made = await shop.stripe.refunds.list({ limit: 100 });
    expect(made.data.map(({ amount }) => amount).sort()).toEqual([1000, 500]);
    expect(await shop.audit()).toEqual([]);
  });

  it("takes time for some, and is asked about when the webhook is lost", async () => {
    const { orderId } = await paid({ card: "4000000000007726" });
    await refund(orderId, 4200);
    await shop.work();
    expect([told(), await balances()]).toEqual([["paid 4200"], {
      "customer": -4200,
      "refunds": 4200,
      "sales": -4200,
      "stripe:clearing": 4200,
    }]);
    shop.hold(true);
    await shop.pass(12 * hourMs);
    await shop.work();
    expect(told()).toEqual(["paid 4200", "refunded 4200"]);
    expect(await shop.audit()).toEqual([]);
  });

  it("comes back when the card is gone, and can be given again", async () => {
    const { orderId } = await paid({ card: "4000000000005126" });
    await refund(orderId, 4200, "first");
    await shop.work();
    await shop.pass(hourMs);
    await shop.work();
    expect(told()).toEqual(["paid 4200", "refunded 4200", "refund-failed 4200"]);
    expect(await balances()).toEqual({ "fees": 152, "sales": -4200, "stripe:clearing": 4048 });
    expect((await refund(orderId, 4200, "second")).status).toBe(202);
    expect(await shop.audit()).toEqual([]);
  });

  it("fails where Stripe never takes it", async () => {
    const { orderId } = await paid({ card: "4000000000000259" });
    await shop.pass(10_000);
    await shop.work();
    expect(told()).toEqual(["paid 4200", "disputed 4200"]);
    await refund(orderId, 4200);
    await shop.work();
    expect(told().at(-1)).toBe("refund-failed 4200");
    const { body } = await shop.call("GET", `/v1/admin/refunds?orderId=${orderId}`);
    expect(body.items.map(({ status, failure }: { status: string; failure: string }) => [status, failure]))
      .toEqual([["refused", "charge_disputed"]]);
    expect(await shop.audit()).toEqual([]);
  });

  it("is noticed when the merchant does it at Stripe", async () => {
    const { orderId } = await paid();
    const intent = (await shop.call("GET", `/v1/admin/payments/${orderId}`)).body.stripe.intentId;
    await shop.stripe.refunds.create({ payment_intent: intent, amount: 700 });
    await shop.pass(0);
    await shop.work();
    expect(shop.told.at(-1)).toMatchObject({ type: "refunded", amountMinor: 700, key: null });
    expect((await refund(orderId, 3501)).body.refundableMinor).toBe(3500);
    expect(await shop.audit()).toEqual([]);
  });

  it("is listed page by page, the newest first", async () => {
    const { orderId } = await paid();
    for (const amount of [100, 200, 300]) {
      await refund(orderId, amount);
      await shop.pass(1000);
    }
    const first = await shop.call("GET", "/v1/admin/refunds?limit=2");
    const second = await shop.call("GET", `/v1/admin/refunds?limit=2&cursor=${first.body.nextCursor}`);
    const amounts = [...first.body.items, ...second.body.items].map(({ amount }) => amount.amountMinor);
    expect([amounts, second.body.nextCursor]).toEqual([[300, 200, 100], null]);
    expect((await shop.call("GET", "/v1/admin/refunds?cursor=x")).status).toBe(422);
    expect((await shop.call("GET", "/v1/admin/refunds", undefined, { authorization: "" })).status).toBe(401);
  });
});

describe("money that is taken with the shipment", () => {
  let shop: SmallPayments;
  let orderId: string;
  beforeEach(async () => {
    shop = await openSmallPayments();
    const opened = await shop.open({ capture: "at-shipment" });
    orderId = opened.orderId;
    await shop.control("POST", `sessions/${opened.session}/pay`);
    await shop.work();
  });
  afterEach(() => shop.close());

  const told = () => shop.told.map(({ type, amountMinor }) => `${type} ${amountMinor}`);
  const capture = () => shop.call("POST", `/internal/payments/captures/${orderId}`);
  const refund = (amountMinor: number, key: string) =>
    shop.call("POST", "/internal/payments/refunds", { key, orderId, amountMinor, reason: "" });

  it("is only reserved until then", async () => {
    expect(told()).toEqual(["authorized 4200"]);
    const replies = await Promise.all([capture(), capture()]);
    expect(replies.map(({ status, body }) => [status, body])).toEqual(
      Array(2).fill([200, { status: "paid", capturedMinor: 4200 }]),
    );
    await shop.work();
    expect(told()).toEqual(["authorized 4200", "paid 4200"]);
    expect(await shop.audit()).toEqual([]);
  });

  it("is less when something was canceled before", async () => {
    expect((await refund(1000, "line-1")).body.status).toBe("succeeded");
    expect((await refund(3201, "line-2")).body.refundableMinor).toBe(3200);
    expect((await capture()).body).toEqual({ status: "paid", capturedMinor: 3200 });
    expect((await refund(3201, "line-3")).body.refundableMinor).toBe(3200);
    await shop.work();
    expect(told()).toEqual(["authorized 4200", "refunded 1000", "paid 3200"]);
    expect(await shop.audit()).toEqual([]);
  });

  it("is let go when all was canceled", async () => {
    await refund(4200, "all");
    expect((await capture()).status).toBe(409);
    await shop.work();
    expect(told()).toEqual(["authorized 4200", "refunded 4200"]);
    const { body } = await shop.call("GET", `/v1/admin/payments/${orderId}`);
    expect([body.status, body.ledger]).toEqual(["voided", []]);
    expect((await shop.stripe.paymentIntents.retrieve(body.stripe.intentId)).status).toBe("canceled");
  });

  it("is captured later when the answer is lost", async () => {
    shop.cut(true);
    expect((await capture()).body).toEqual({ status: "authorized", capturedMinor: 0 });
    shop.cut(false);
    await shop.pass(60_000);
    await shop.work();
    expect(told()).toEqual(["authorized 4200", "paid 4200"]);
  });

  it("fails when the reservation lapsed", async () => {
    shop.hold(true);
    await shop.pass(8 * 24 * hourMs);
    await shop.work();
    expect(told()).toEqual(["authorized 4200", "failed 4200"]);
    expect((await capture()).status).toBe(409);
  });

  it("is refused where Stripe refuses it, and only authorized again", async () => {
    const { paymentIntents } = shop.stripe;
    const taken = paymentIntents.capture.bind(paymentIntents);
    paymentIntents.capture = () => {
      // While Stripe is asked, a refund of what is being captured is wished for.
      return refund(1000, "meanwhile").then(() => {
        throw new Stripe.errors.StripeInvalidRequestError({ type: "invalid_request_error", message: "no" });
      });
    };
    const refused = await capture();
    expect([refused.status, refused.body.detail]).toEqual([409, "Stripe refuses to capture it."]);
    await shop.work();
    expect(told()).toEqual(["authorized 4200", "refund-failed 1000"]);
    paymentIntents.capture = taken;
    expect((await refund(1000, "again")).body.status).toBe("succeeded");
    await shop.work();
    expect(shop.told.at(-1)).toMatchObject({
      type: "refunded",
      amountMinor: 1000,
      key: "again",
      isVoid: true,
    });
    expect((await capture()).body).toEqual({ status: "paid", capturedMinor: 3200 });
    expect(await shop.audit()).toEqual([]);
  });

  it("fails with the refund that waited for it when the reservation lapsed", async () => {
    shop.cut(true);
    await capture();
    expect((await refund(500, "early")).body.status).toBe("requested");
    shop.cut(false);
    const intent = (await shop.call("GET", `/v1/admin/payments/${orderId}`)).body.stripe.intentId;
    await shop.stripe.paymentIntents.cancel(intent);
    await shop.pass(hourMs);
    await shop.work();
    expect(told()).toEqual(["authorized 4200", "failed 4200", "refund-failed 500"]);
    const { rows } = await shop.database().client.execute("SELECT check_at, status FROM refunds");
    expect(rows.map((row) => [row["check_at"], row["status"]])).toEqual([[null, "refused"]]);
  });

  it("has nothing to be captured before anyone paid", async () => {
    const other = await shop.open({ capture: "at-shipment" });
    expect((await shop.call("POST", `/internal/payments/captures/${other.orderId}`)).status).toBe(409);
    const nobody = other.orderId.replace(/.$/, "f");
    expect((await shop.call("POST", `/internal/payments/captures/${nobody}`)).status).toBe(404);
  });
});
