import { afterEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { newId } from "../../../commerce/ids.ts";
import { openSmallOrders, order, type SmallOrders } from "../testing/small_orders.ts";

describe("money that is taken when an order ships", () => {
  let small: SmallOrders;
  afterEach(() => small.close());

  it("is captured with the first parcel, and given up with a cancellation", async () => {
    small = await openSmallOrders({ capture: "at-shipment" });
    const { body: placed } = await small.call("POST", "/v1/orders", { body: order() });
    expect(small.payments.get(placed.id)!.checkout.capture).toBe("at-shipment");
    await small.tell(placed.id, "authorized");
    await small.work();
    const path = `/v1/admin/orders/${placed.id}`;
    const seen = await small.call("GET", path);
    expect([seen.body.status, seen.body.paymentStatus, seen.body.paid.amountMinor]).toEqual([
      "paid",
      "authorized",
      0,
    ]);
    const packed = await small.call("POST", `${path}/fulfilments`, {
      body: {},
      etag: seen.headers.get("etag"),
    });
    const shipments = `${path}/fulfilments/${packed.body.fulfilments[0].id}/shipments`;
    await small.call("POST", shipments, { body: {}, etag: packed.headers.get("etag") });
    await small.work();
    expect(small.calls.filter((call) => call.includes("/captures/"))).toEqual([
      `payments POST /internal/payments/captures/${placed.id}`,
    ]);
    await small.tell(placed.id, "paid");
    const { body } = await small.call("GET", path);
    expect([body.status, body.paymentStatus, body.paid.amountMinor]).toEqual(["shipped", "paid", 23_940]);

    const { body: second } = await small.call("POST", "/v1/orders", { body: order() });
    await small.tell(second.id, "authorized");
    const cancel = `/v1/orders/${second.id}/cancellations?token=${second.token}`;
    expect((await small.call("POST", cancel, { body: {} })).body.status).toBe("canceled");
    await small.work();
    expect([...small.refunds.values()]).toEqual([{ orderId: second.id, amountMinor: 23_940 }]);
    expect(await small.stock("CHAIR-1")).toEqual([9, 0, 0]);
  });

  it("is released by a cancellation, and less of it is taken when units are not sent", async () => {
    small = await openSmallOrders({ capture: "at-shipment" });
    const { body: placed } = await small.call("POST", "/v1/orders", { body: order() });
    await small.tell(placed.id, "authorized");
    await small.work();
    const path = `/v1/admin/orders/${placed.id}`;
    const read = async () => await small.call("GET", path);
    const post = async (more: string, body: unknown = {}) =>
      await small.call("POST", `${path}/${more}`, { body, etag: (await read()).headers.get("etag") });
    const lines = [{ sku: "LAMP-1", quantity: 1 }];
    expect((await post("refunds", { lines, restock: true })).status).toBe(201);
    await small.work();
    const [[key, refund]] = [...small.refunds] as [[string, unknown]];
    expect(refund).toEqual({ orderId: placed.id, amountMinor: 4_550 });
    await small.tell(placed.id, "refunded", {
      refundId: newId("rfd"),
      key,
      amountMinor: 4_550,
      isVoid: true,
    });
    expect((await read()).body).toMatchObject({ paymentStatus: "authorized", refunded: { amountMinor: 0 } });
    const packed = await post("fulfilments");
    expect((await post(`fulfilments/${packed.body.fulfilments[0].id}/shipments`)).body.status).toBe(
      "shipped",
    );
    await small.tell(placed.id, "paid", { amountMinor: 19_390 });
    expect((await read()).body).toMatchObject({
      paymentStatus: "paid",
      paid: { amountMinor: 19_390 },
      refunded: { amountMinor: 0 },
    });
    expect((await post("refunds", { amountMinor: 19_391 })).status).toBe(409);
    expect((await post("refunds", { amountMinor: 19_390 })).status).toBe(201);
    await small.work();
    const last = [...small.refunds.keys()].at(-1)!;
    await small.tell(placed.id, "refunded", { refundId: newId("rfd"), key: last });
    await small.work();
    expect((await read()).body).toMatchObject({
      paymentStatus: "refunded",
      refunded: { amountMinor: 19_390 },
    });
    expect(small.mails.map(({ kind }) => kind)).toEqual(["received", "paid", "shipped", "refunded"]);

    const { body: second } = await small.call("POST", "/v1/orders", { body: order() });
    await small.tell(second.id, "authorized");
    await small.call("POST", `/v1/orders/${second.id}/cancellations?token=${second.token}`, { body: {} });
    await small.work();
    const voided = [...small.refunds.keys()].at(-1)!;
    await small.tell(second.id, "refunded", { refundId: newId("rfd"), key: voided, isVoid: true });
    await small.work();
    const { body } = await small.call("GET", `/v1/orders/${second.id}?token=${second.token}`);
    expect([body.status, body.paymentStatus, body.refunded.amountMinor]).toEqual(["canceled", "released", 0]);
    expect(small.mails.at(-1)!.kind).toBe("canceled");
  });

  it("is taken before anything leaves: no parcel does where it cannot be", async () => {
    small = await openSmallOrders({ capture: "at-shipment" });
    const { body: placed } = await small.call("POST", "/v1/orders", { body: order() });
    await small.tell(placed.id, "authorized");
    await small.work();
    const path = `/v1/admin/orders/${placed.id}`;
    const seen = await small.call("GET", path);
    const packed = await small.call("POST", `${path}/fulfilments`, {
      body: {},
      etag: seen.headers.get("etag"),
    });
    const ship = (etag = packed.headers.get("etag"), body: unknown = {}) =>
      small.call("POST", `${path}/fulfilments/${packed.body.fulfilments[0].id}/shipments`, { body, etag });
    // Of a parcel that may not leave nothing is taken.
    expect((await ship(seen.headers.get("etag"))).status).toBe(412);
    expect((await ship(undefined, { lines: [{ sku: "CHAIR-1", quantity: 2 }] })).status).toBe(409);
    expect(small.calls.filter((call) => call.includes("/captures/"))).toEqual([]);
    small.capture = { status: 409, body: { type: "/problems/conflict" } };
    const refused = await ship();
    expect([refused.status, refused.body.type, refused.body.detail]).toEqual([
      409,
      "/problems/conflict",
      "The money could not be taken: its authorization lapsed, was let go, or Stripe refused. Nothing may be sent for it.",
    ]);
    small.capture = { status: 422, body: { type: "/problems/validation-failed" } };
    expect((await ship()).status).toBe(409);
    small.capture = { status: 200, body: { status: "authorized", capturedMinor: 0 } };
    expect((await ship()).status).toBe(503);
    await small.work();
    expect((await small.call("GET", path)).body.status).toBe("in_fulfillment");
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 1]);
    small.capture = { status: 200, body: { status: "paid", capturedMinor: 23_940 } };
    // The news of it may be faster than the answer.
    small.meanwhile("payments", "/captures/", () => small.tell(placed.id, "paid"));
    const shipped = await ship();
    expect([shipped.status, shipped.body.status, shipped.body.paymentStatus]).toEqual([
      201,
      "shipped",
      "paid",
    ]);
  });

  it("is no way for a parcel that others' changes came before: what was seen is asked for again after it", async () => {
    small = await openSmallOrders({ capture: "at-shipment" });
    const { body: placed } = await small.call("POST", "/v1/orders", { body: order() });
    await small.tell(placed.id, "authorized");
    await small.work();
    const path = `/v1/admin/orders/${placed.id}`;
    const etagNow = async () => (await small.call("GET", path)).headers.get("etag");
    const packed = await small.call("POST", `${path}/fulfilments`, { body: {}, etag: await etagNow() });
    const etag = packed.headers.get("etag");
    const shipments = `${path}/fulfilments/${packed.body.fulfilments[0].id}/shipments`;
    small.meanwhile("payments", "/captures/", async () => {
      const refund = { lines: [{ sku: "LAMP-1", quantity: 1 }], restock: true };
      expect((await small.call("POST", `${path}/refunds`, { body: refund, etag })).status).toBe(201);
      await small.tell(placed.id, "paid");
    });
    expect((await small.call("POST", shipments, { body: {}, etag })).status).toBe(412);
    expect((await small.call("GET", path)).body.fulfilments[0].shipments).toEqual([]);
    const shipped = await small.call("POST", shipments, { body: {}, etag: await etagNow() });
    expect([shipped.status, shipped.body.lines.map((line: { shipped: number }) => line.shipped)]).toEqual([
      201,
      [1, 0],
    ]);
  });

  it("ends an order that was not sent when the bank takes its promise back", async () => {
    small = await openSmallOrders({ capture: "at-shipment" });
    const { body: placed } = await small.call("POST", "/v1/orders", { body: order() });
    await small.tell(placed.id, "authorized");
    await small.tell(placed.id, "failed");
    await small.work();
    const { body } = await small.call("GET", `/v1/orders/${placed.id}?token=${placed.token}`);
    expect([body.status, body.paymentStatus, body.endReason]).toEqual([
      "canceled",
      "unpaid",
      "payment-failed",
    ]);
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
    expect(small.refunds.size).toBe(0);
  });
});
