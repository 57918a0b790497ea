import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openSmallOrders, order, type SmallOrders } from "./testing/small_orders.ts";

describe("orders with the real payments service", () => {
  let small: SmallOrders;
  let placed: { id: string; token: string; payment: { url: string } };

  const read = async () => (await small.call("GET", `/v1/orders/${placed.id}?token=${placed.token}`)).body;
  const standing = async () => {
    const { status, paymentStatus } = await read();
    return [status, paymentStatus, await small.stock("CHAIR-1")];
  };
  const pay = async (how?: { card?: string; iban?: string }) => {
    await small.sandbox!.pay(placed.payment.url, how);
    await small.work();
  };
  const cancel = async () => {
    const path = `/v1/orders/${placed.id}/cancellations?token=${placed.token}`;
    const reply = await small.call("POST", path, { body: {} });
    await small.work();
    return reply;
  };

  beforeEach(async () => {
    small = await openSmallOrders({ realPayments: true });
    placed = (await small.call("POST", "/v1/orders", { body: order(), key: "real-payments" })).body;
  });
  afterEach(async () => {
    expect(await small.sandbox!.audit()).toEqual([]);
    await small.close();
  });

  it("are paid, canceled and paid back", async () => {
    const again = await small.call("POST", "/v1/orders", { body: order(), key: "real-payments" });
    expect(again.body).toEqual(placed);
    await pay({ card: "4000000000000002" });
    expect(await standing()).toEqual(["pending_payment", "unpaid", [10, 1, 0]]);
    await pay();
    expect(await standing()).toEqual(["paid", "paid", [10, 0, 1]]);
    expect((await read()).payment).toBeNull();
    expect((await cancel()).status).toBe(200);
    expect(await standing()).toEqual(["canceled", "refunded", [10, 0, 0]]);
    expect((await read()).refunds).toMatchObject([{ amount: { amountMinor: 23_940 }, status: "succeeded" }]);
    expect(small.mails.map(({ kind }) => kind)).toEqual(["received", "paid", "canceled", "refunded"]);
  });

  it("expire when nobody pays in time", async () => {
    small.pass(61 * 60_000);
    await small.work();
    expect(await standing()).toEqual(["expired", "unpaid", [10, 0, 0]]);
    expect((await small.call("POST", "/v1/orders", { body: order(), key: "real-payments" })).body.payment)
      .toBeNull();
  });

  it("wait for a method that takes days, and end when it fails", async () => {
    await pay({ iban: "DE62370400440532013001" });
    expect((await standing())[0]).toBe("payment_processing");
    small.pass(20 * 24 * 3_600_000);
    await small.work();
    expect(await standing()).toEqual(["expired", "unpaid", [10, 0, 0]]);
  });

  it("end their checkout when they are canceled before they are paid", async () => {
    await cancel();
    expect(await standing()).toEqual(["canceled", "unpaid", [10, 0, 0]]);
    await pay();
    expect(await standing()).toEqual(["canceled", "unpaid", [10, 0, 0]]);
    expect((await read()).refunds).toEqual([]);
  });

  it("are captured when they ship, and given up when they are canceled, where money is taken then", async () => {
    await small.close();
    small = await openSmallOrders({ realPayments: true, capture: "at-shipment" });
    placed = (await small.call("POST", "/v1/orders", { body: order() })).body;
    await pay();
    expect(await standing()).toEqual(["paid", "authorized", [10, 0, 1]]);
    const path = `/v1/admin/orders/${placed.id}`;
    const { headers } = await small.call("GET", path);
    const packed = await small.call("POST", `${path}/fulfilments`, { body: {}, etag: headers.get("etag") });
    const [{ id }] = packed.body.fulfilments;
    await small.call("POST", `${path}/fulfilments/${id}/shipments`, {
      body: {},
      etag: packed.headers.get("etag"),
    });
    await small.work();
    expect(await standing()).toEqual(["shipped", "paid", [9, 0, 0]]);

    placed = (await small.call("POST", "/v1/orders", { body: order() })).body;
    await pay();
    await cancel();
    expect(await standing()).toEqual(["canceled", "released", [9, 0, 0]]);
    const { paid, refunded } = await read();
    expect([paid.amountMinor, refunded.amountMinor]).toEqual([0, 0]);
  });
});
