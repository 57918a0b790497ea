import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { checkoutFor, openSmallPayments, type SmallPayments } from "./testing/small_payments.ts";

const minuteMs = 60_000;

describe("the checkout of an order", () => {
  let shop: SmallPayments;
  beforeEach(async () => void (shop = await openSmallPayments()));
  afterEach(() => shop.close());

  const types = () => shop.told.map(({ type }) => type);
  const statusOf = async (orderId: string) =>
    (await shop.call("GET", `/v1/admin/payments/${orderId}`)).body.status;

  it("asks Stripe for what was agreed", async () => {
    const { orderId, session } = await shop.open();
    const asked = await shop.stripe.checkout.sessions.retrieve(session, { expand: ["line_items"] });
    expect([
      asked.amount_total,
      asked.currency,
      asked.locale,
      asked.customer_email,
      asked.client_reference_id,
    ])
      .toEqual([4200, "eur", "fr", "ada@example.com", orderId]);
    expect(asked.line_items!.data.map(({ description, amount_total }) => [description, amount_total]))
      .toEqual([["2 × Coussin en lin", 3200], ["Livraison", 1000]]);
    expect(asked.expires_at).toBe((shop.now() + 60 * minuteMs) / 1000);
  });

  it("answers the same checkout again, and opens one only", async () => {
    const { orderId, session } = await shop.open();
    const path = `/internal/payments/checkouts/${orderId}`;
    const again = await Promise.all([1, 2, 3].map(() => shop.call("PUT", path, checkoutFor(shop.now()))));
    expect(again.map(({ status, body }) => [status, body.url.endsWith(session)])).toEqual(
      Array(3).fill([200, true]),
    );
    expect(shop.asked.filter((call) => call === "POST /v1/checkout/sessions")).toHaveLength(1);
  });

  it("opens one session however many ask at once", async () => {
    const { orderId } = await shop.open();
    const other = orderId.replace(/.$/, "7");
    const path = `/internal/payments/checkouts/${other}`;
    const replies = await Promise.all(
      [1, 2, 3, 4].map(() => shop.call("PUT", path, checkoutFor(shop.now()))),
    );
    expect(new Set(replies.map(({ body }) => body.url)).size).toBe(1);
  });

  it("refuses another amount for the same order", async () => {
    const { orderId } = await shop.open();
    const path = `/internal/payments/checkouts/${orderId}`;
    const reply = await shop.call("PUT", path, checkoutFor(shop.now(), { amountMinor: 4201 }));
    expect([reply.status, reply.body.type]).toEqual([409, "/problems/conflict"]);
  });

  it("refuses amounts that Stripe cannot take, and bodies that are not what was agreed", async () => {
    const path = "/internal/payments/checkouts/ord_019bc130-6000-7000-8000-000000000001";
    const bodies = [
      checkoutFor(shop.now(), { amountMinor: 1999, currency: "KWD", market: "kw" }),
      checkoutFor(shop.now(), { amountMinor: 0 }),
      checkoutFor(shop.now(), { amountMinor: -5 }),
      checkoutFor(shop.now(), { successUrl: "javascript:alert(1)" }),
      { ...checkoutFor(shop.now()), paid: true },
    ];
    for (const body of bodies) expect((await shop.call("PUT", path, body)).status).toBe(422);
    for (const [amountMinor, kind] of [[49, "too-small"], [100_000_000, "too-large"]] as const) {
      const { status, body } = await shop.call(
        "PUT",
        path,
        checkoutFor(shop.now(), { amountMinor, lines: [] }),
      );
      expect([status, body.errors[0].message]).toEqual([
        422,
        `Stripe does not take this amount of EUR: it is ${kind}`,
      ]);
    }
    expect((await shop.database().client.execute("SELECT count(*) AS n FROM payments")).rows[0]!["n"]).toBe(
      0,
    );
  });

  it("shows one line where the lines are not all that is paid", async () => {
    const { session } = await shop.open({ amountMinor: 4000 });
    const { line_items } = await shop.stripe.checkout.sessions.retrieve(session, { expand: ["line_items"] });
    expect(line_items!.data.map(({ description, amount_total }) => [description, amount_total]))
      .toEqual([["AB12-CD34", 4000]]);
  });

  it("offers a market's own methods", async () => {
    const path = "/v1/admin/payment-methods/fr";
    const unset = await shop.call("GET", path);
    expect([unset.body, unset.headers.get("etag")]).toEqual([{ market: "fr", methods: [] }, '"0"']);
    const set = await shop.call("PUT", path, { methods: ["sepa_debit"] }, { "if-match": '"0"' });
    expect([set.status, set.headers.get("etag")]).toEqual([200, '"1"']);
    expect((await shop.call("PUT", path, { methods: [] }, { "if-match": '"0"' })).status).toBe(412);
    expect((await shop.call("PUT", path, { methods: [] })).status).toBe(428);
    const { session } = await shop.open();
    const asked = await shop.stripe.checkout.sessions.retrieve(session);
    expect(asked.allowed_payment_method_types).toEqual(["sepa_debit"]);
  });

  it("tells orders once that it was paid", async () => {
    const { orderId, session } = await shop.open();
    await shop.control("POST", `sessions/${session}/pay`);
    await shop.work();
    expect(
      shop.told.map(({ type, orderId, amountMinor, currency }) => [type, orderId, amountMinor, currency]),
    )
      .toEqual([["paid", orderId, 4200, "EUR"]]);
    const again = await shop.call("PUT", `/internal/payments/checkouts/${orderId}`, checkoutFor(shop.now()));
    expect([again.body.status, again.body.url]).toEqual(["paid", null]);
    expect(await shop.audit()).toEqual([]);
  });

  it("leaves it open when a card is declined", async () => {
    const { orderId, session } = await shop.open();
    await shop.control("POST", `sessions/${session}/pay`, { card: "4000000000000002" });
    await shop.work();
    expect([types(), await statusOf(orderId)]).toEqual([[], "open"]);
    await shop.control("POST", `sessions/${session}/pay`);
    await shop.work();
    expect([types(), await statusOf(orderId)]).toEqual([["paid"], "paid"]);
  });

  it("closes after ten declines, each of them counted once", async () => {
    const { orderId, session } = await shop.open();
    const decline = () => shop.control("POST", `sessions/${session}/pay`, { card: "4000000000000002" });
    for (let i = 0; i < 9; i++) await decline();
    for (const delivery of [...shop.deliveries]) await shop.deliver(delivery);
    await shop.work();
    expect([types(), await statusOf(orderId)]).toEqual([[], "open"]);
    await decline();
    await shop.work();
    expect([types(), await statusOf(orderId)]).toEqual([["expired"], "expired"]);
    expect((await shop.stripe.checkout.sessions.retrieve(session)).status).toBe("expired");
  });

  it("closes on demand, and says so by an event", async () => {
    const { orderId, session } = await shop.open();
    const path = `/internal/payments/checkouts/${orderId}/expire`;
    const closed = await shop.call("POST", path);
    expect([closed.status, closed.body.status, closed.body.url]).toEqual([200, "expired", null]);
    expect((await shop.call("POST", path)).body.status).toBe("expired");
    await shop.work();
    expect(types()).toEqual(["expired"]);
    expect((await shop.stripe.checkout.sessions.retrieve(session)).status).toBe("expired");
  });

  it("does not close what was paid a moment ago", async () => {
    const { orderId, session } = await shop.open();
    shop.hold(true);
    await shop.control("POST", `sessions/${session}/pay`);
    const closed = await shop.call("POST", `/internal/payments/checkouts/${orderId}/expire`);
    expect(closed.body.status).toBe("paid");
    await shop.work();
    expect(types()).toEqual(["paid"]);
  });

  it("closes what was never opened, and what nobody heard of", async () => {
    const { orderId } = await shop.open();
    const other = orderId.replace(/.$/, "9");
    const unknown = await shop.call("POST", `/internal/payments/checkouts/${other}/expire`);
    expect(unknown.body).toEqual({ paymentId: null, status: "expired", url: null, expiresAt: null });
    shop.cut(true);
    const path = `/internal/payments/checkouts/${other}`;
    const refused = await shop.call("PUT", path, checkoutFor(shop.now()));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await shop.call("POST", `${path}/expire`)).body.status).toBe("expired");
    shop.cut(false);
    expect((await shop.call("PUT", path, checkoutFor(shop.now()))).body).toMatchObject({
      status: "expired",
      url: null,
    });
  });

  it("closes later when Stripe cannot be reached now", async () => {
    const { orderId } = await shop.open();
    shop.cut(true);
    expect((await shop.call("POST", `/internal/payments/checkouts/${orderId}/expire`)).body.status).toBe(
      "open",
    );
    shop.cut(false);
    await shop.work();
    expect(types()).toEqual(["expired"]);
  });

  it("finds the session of a try whose answer was lost", async () => {
    await shop.control("PUT", "faults", { requests: { cutAfter: 1 } });
    const path = "/internal/payments/checkouts/ord_019bc130-6000-7000-8000-000000000001";
    expect((await shop.call("PUT", path, checkoutFor(shop.now()))).status).toBe(503);
    await shop.control("PUT", "faults", {});
    const { body } = await shop.call("PUT", path, checkoutFor(shop.now()));
    expect(body.status).toBe("open");
    expect((await shop.stripe.checkout.sessions.list()).data).toHaveLength(1);
  });

  it("asks under another key where Stripe would repeat its fault", async () => {
    await shop.control("PUT", "faults", { requests: { errorAfter: 1 } });
    const path = "/internal/payments/checkouts/ord_019bc130-6000-7000-8000-000000000001";
    expect((await shop.call("PUT", path, checkoutFor(shop.now()))).status).toBe(503);
    await shop.control("PUT", "faults", {});
    const { body } = await shop.call("PUT", path, checkoutFor(shop.now()));
    expect(body.status).toBe("open");
    // The ones that nobody saw expire, and change nothing.
    await shop.pass(24 * 60 * minuteMs);
    await shop.work();
    expect(types()).toEqual(["expired"]);
  });

  it("clamps the end to what Stripe allows", async () => {
    for (const [wanted, minutes] of [[5, 31], [60, 60], [48 * 60, 24 * 60 - 1]] as const) {
      const { session } = await shop.open({
        expiresAt: new Date(shop.now() + wanted * minuteMs).toISOString(),
      });
      const { expires_at } = await shop.stripe.checkout.sessions.retrieve(session);
      expect(expires_at).toBe((shop.now() + minutes * minuteMs) / 1000);
    }
  });

  it("answers services only", async () => {
    const { orderId } = await shop.open();
    for (const authorization of ["", "Bearer wrong", "Bearer small-payments-admin-key"]) {
      const reply = await shop.call("POST", `/internal/payments/checkouts/${orderId}/expire`, undefined, {
        authorization,
      });
      expect(reply.status).toBe(401);
    }
  });
});
