import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import Stripe from "stripe";
import {
  type Delivery,
  openSmallPayments,
  type SmallPayments,
  webhookSecret,
} from "./testing/small_payments.ts";

describe("Stripe's webhooks", () => {
  let shop: SmallPayments;
  let orderId: string;
  let delivery: Delivery;

  beforeEach(async () => {
    shop = await openSmallPayments();
    const opened = await shop.open();
    orderId = opened.orderId;
    shop.hold(true);
    await shop.control("POST", `sessions/${opened.session}/pay`);
    delivery = shop.deliveries.find(({ body }) => body.includes('"checkout.session.completed"'))!;
  });
  afterEach(() => shop.close());

  const status = async () => (await shop.call("GET", `/v1/admin/payments/${orderId}`)).body.status;
  const stored = async () =>
    Number((await shop.database().client.execute("SELECT count(*) AS n FROM stripe_events")).rows[0]!["n"]);
  const sign = (payload: string, more: { secret?: string; ageSeconds?: number; scheme?: string } = {}) =>
    shop.stripe.webhooks.generateTestHeaderStringAsync({
      payload,
      secret: more.secret ?? webhookSecret,
      timestamp: Math.floor(shop.now() / 1000) - (more.ageSeconds ?? 0),
      scheme: more.scheme ?? "v1",
      signature: "",
      cryptoProvider: Stripe.createSubtleCryptoProvider(),
    });

  it("are taken when Stripe signed the very bytes", async () => {
    expect(await shop.deliver(delivery)).toMatchObject({ status: 200, body: { received: true } });
    expect([await status(), await stored()]).toEqual(["paid", 1]);
  });

  it("are refused when forged, altered or unsigned, and change nothing", async () => {
    const { body } = delivery;
    const forgeries: [signature: string, body: string | Uint8Array<ArrayBuffer>][] = [
      ["", body],
      ["t=1,v1=abc", body],
      ["nonsense", body],
      [await sign(body, { secret: "whsec_somebody_elses" }), body],
      [await sign(body, { scheme: "v0" }), body],
      [delivery.signature, body.replace('"paid"', '"free"')],
      [delivery.signature, ` ${body}`],
      [delivery.signature, body + "\n"],
      [delivery.signature, new Uint8Array([...new TextEncoder().encode(body), 0xff])],
      [delivery.signature, ""],
      [delivery.signature.replace(/t=\d+/, `t=${Math.floor(shop.now() / 1000) - 1}`), body],
    ];
    for (const [signature, bytes] of forgeries) {
      const { status, body } = await shop.deliver({ body: "", signature }, { body: bytes });
      expect([status, body.type]).toEqual([401, "/problems/unauthenticated"]);
    }
    expect([await status(), await stored(), shop.told]).toEqual(["open", 0, []]);
  });

  it("that are signed and are no events are refused", async () => {
    for (const body of ["null", "{}", "[]", "1", '{"id":"evt_1","type":"x","created":1,"data":null}', "{"]) {
      const { status } = await shop.deliver({ body, signature: await sign(body) });
      expect([body, status]).toEqual([body, body === "{" ? 400 : 422]);
    }
  });

  it("are refused when they are older than five minutes", async () => {
    const { body } = delivery;
    expect((await shop.deliver({ body, signature: await sign(body, { ageSeconds: 301 }) })).status).toBe(401);
    expect(await status()).toBe("open");
    expect((await shop.deliver({ body, signature: await sign(body, { ageSeconds: 300 }) })).status).toBe(200);
    expect(await status()).toBe("paid");
  });

  it("change nothing the second time, however many come at once", async () => {
    await Promise.all(Array.from({ length: 10 }, () => shop.deliver(delivery)));
    await shop.deliver({ ...delivery, signature: await sign(delivery.body) });
    await shop.work();
    expect([await stored(), shop.told.map(({ type }) => type)]).toEqual([1, ["paid"]]);
    expect(await shop.audit()).toEqual([]);
  });

  it("are stored without what they say of a person", async () => {
    await shop.deliver(delivery);
    expect(delivery.body).toContain("ada@example.com");
    const dump = JSON.stringify(
      await Promise.all(
        ["stripe_events", "payments", "payment_events", "outbox"].map(async (table) =>
          (await shop.database().client.execute(`SELECT * FROM ${table}`)).rows
        ),
      ),
    );
    expect(dump).toContain(orderId);
    expect(dump).not.toMatch(/ada@example|Jo Sandbox|4242|jo@example/);
    expect(JSON.stringify(shop.lines)).not.toMatch(/ada@example|Jo Sandbox|whsec|sk_test/);
  });

  it("of other shops of the account are passed over", async () => {
    const event = JSON.parse(delivery.body);
    const others = [
      { ...event, id: "evt_1", data: { object: { ...event.data.object, metadata: {} } } },
      {
        ...event,
        id: "evt_2",
        data: {
          object: {
            ...event.data.object,
            metadata: { order_id: "ord_019bc130-6000-7000-8000-0000000000ff", capture: "now" },
          },
        },
      },
      {
        ...event,
        id: "evt_3",
        type: "customer.created",
        data: { object: { id: "cus_1", object: "customer" } },
      },
    ];
    for (const other of others) {
      const body = JSON.stringify(other);
      expect((await shop.deliver({ body, signature: await sign(body) })).status).toBe(200);
    }
    expect([await status(), await stored()]).toEqual(["open", 0]);
  });

  it("that do not fit the payment change nothing, and are logged", async () => {
    const event = JSON.parse(delivery.body);
    const misfits = [
      { session: "cs_of_nobody" },
      { currency: "usd" },
      { amount_total: 420_000 },
      { payment_status: "unpaid", status: "expired", id: "cs_of_an_earlier_try" },
    ].map((change, index) => ({
      ...event,
      id: `evt_${index}`,
      data: {
        object: {
          ...event.data.object,
          ..."session" in change ? { id: change.session } : change,
        },
      },
    }));
    for (const misfit of misfits) {
      const body = JSON.stringify(misfit);
      expect((await shop.deliver({ body, signature: await sign(body) })).status).toBe(200);
    }
    expect([await status(), await stored()]).toEqual(["open", 4]);
    expect(shop.lines.filter(({ event }) => event === "event does not fit the payment")).toHaveLength(4);
    expect(await shop.audit()).toEqual([]);
  });

  it("of more than a megabyte are refused unread", async () => {
    const body = " ".repeat(1_100_000);
    expect((await shop.deliver({ body, signature: await sign(body) })).status).toBe(413);
  });

  it("reach orders later when orders is down", async () => {
    shop.deafen(true);
    await shop.deliver(delivery);
    await shop.work();
    expect(shop.told).toEqual([]);
    shop.deafen(false);
    await shop.pass(60_000);
    await shop.work();
    expect(shop.told.map(({ type }) => type)).toEqual(["paid"]);
  });
});
