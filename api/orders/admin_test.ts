import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { newId } from "../../commerce/ids.ts";
import { openSmallOrders, order, type Reply, type SmallOrders } from "./testing/small_orders.ts";

describe("the merchant's orders", () => {
  let small: SmallOrders;
  let id: string;
  let etag: string | null;

  const place = async (more: Record<string, unknown> = {}) =>
    (await small.call("POST", "/v1/orders", { body: order(more) })).body;
  const read = async () => {
    const reply = await small.call("GET", `/v1/admin/orders/${id}`);
    etag = reply.headers.get("etag");
    return reply;
  };
  /** Changes the order as it was read last. */
  const change = async (path: string, body: unknown = {}): Promise<Reply> => {
    const reply = await small.call("POST", `/v1/admin/orders/${id}/${path}`, { body, etag });
    if (reply.status < 300) etag = reply.headers.get("etag");
    return reply;
  };
  const pay = async () => {
    await small.tell(id, "paid");
    await small.work();
    await read();
  };

  beforeEach(async () => {
    small = await openSmallOrders();
    id = (await place({
      lines: [{ sku: "CHAIR-1", quantity: 3 }, { sku: "LAMP-1", quantity: 1 }],
      expectedTotal: { amountMinor: 61_740, currency: "EUR" },
    })).id;
    await read();
  });
  afterEach(() => small.close());

  it("are found by number, e-mail address, name, SKU and status, page by page", async () => {
    const other = await place({
      email: "eve@example.com",
      shipTo: { ...order()["shipTo"] as object, name: "Éva Świątek" },
    });
    const find = async (query: string) => {
      const { status, body } = await small.call("GET", `/v1/admin/orders?${query}`);
      expect(status).toBe(200);
      return body.items.map((item: { id: string }) => item.id);
    };
    expect(await find("")).toEqual([other.id, id]);
    const number = (await read()).body.number as string;
    expect(await find(`q=${number.toLowerCase().replace("-", "+")}`)).toEqual([id]);
    expect(await find("q=EVE@example.com")).toEqual([other.id]);
    expect(await find("q=eva+sw")).toEqual([other.id]);
    expect(await find("q=Ada")).toEqual([id]);
    expect(await find("q=lovel")).toEqual([id]);
    expect(await find("q=swiatek")).toEqual([other.id]);
    expect(await find("q=ovelace")).toEqual([]);
    expect(await find("q=LAMP-1")).toEqual([other.id, id]);
    expect(await find("q=%25")).toEqual([]);
    // An accent alone has no letter to be found by.
    expect(await find("q=%C2%B4")).toEqual([]);
    await small.tell(id, "paid");
    expect(await find("status=paid")).toEqual([id]);
    const first = (await small.call("GET", "/v1/admin/orders?limit=1")).body;
    expect(first.items).toMatchObject([{ id: other.id, name: "Éva Świątek", units: 2 }]);
    expect(await find(`limit=1&cursor=${first.nextCursor}`)).toEqual([id]);
    expect((await small.call("GET", "/v1/admin/orders?cursor=x")).status).toBe(422);
  });

  it("are packed, shipped and delivered by hand, part by part", async () => {
    expect((await change("fulfilments")).status).toBe(409);
    await pay();
    const nowhere = await change("fulfilments", { location: "no-such-place" });
    expect([nowhere.status, nowhere.body.errors]).toEqual([422, [{
      path: "location",
      message: "there is no location with this code",
    }]]);
    const packed = await change("fulfilments", {
      location: "main",
      lines: [{ sku: "CHAIR-1", quantity: 2 }],
    });
    expect([packed.status, packed.body.status]).toEqual([201, "in_fulfillment"]);
    const [fulfilment] = packed.body.fulfilments;
    expect(fulfilment).toMatchObject({
      location: "main",
      method: "standard",
      status: "open",
      lines: [{ sku: "CHAIR-1", quantity: 2 }],
    });
    const tooMany = await change("fulfilments", { lines: [{ sku: "CHAIR-1", quantity: 2 }] });
    expect([tooMany.status, tooMany.body.errors]).toEqual([409, [{
      path: "lines.0.quantity",
      message: "wanted at most 1",
    }]]);
    const rest = await change("fulfilments");
    expect(rest.body.fulfilments[1].lines).toEqual([{ sku: "CHAIR-1", quantity: 1 }, {
      sku: "LAMP-1",
      quantity: 1,
    }]);

    const parcel = { carrier: "La Poste", trackingNumber: "6A123", lines: [{ sku: "CHAIR-1", quantity: 1 }] };
    const one = await change(`fulfilments/${fulfilment.id}/shipments`, parcel);
    expect([one.status, one.body.status, one.body.fulfilments[0].status]).toEqual([
      201,
      "in_fulfillment",
      "partially_shipped",
    ]);
    await change(`fulfilments/${fulfilment.id}/shipments`);
    expect((await change(`fulfilments/${fulfilment.id}/shipments`)).status).toBe(409);
    const last = await change(`fulfilments/${rest.body.fulfilments[1].id}/shipments`);
    expect([last.body.status, last.body.lines.map((line: { shipped: number }) => line.shipped)]).toEqual([
      "shipped",
      [3, 1],
    ]);
    await small.work();
    expect(await small.stock("CHAIR-1")).toEqual([7, 0, 0]);
    expect(small.mails.map(({ kind }) => kind)).toEqual([
      "received",
      "paid",
      "shipped",
      "shipped",
      "shipped",
    ]);
    expect((await change("cancellations")).status).toBe(409);

    small.pass(30 * 24 * 3_600_000);
    const parcels = last.body.fulfilments.flatMap((each: { shipments: { id: string }[] }) => each.shipments);
    for (const { id: shipment } of parcels) {
      expect((await change(`shipments/${shipment}/deliveries`)).status).toBe(201);
    }
    const { body } = await read();
    expect([body.status, body.fulfilments[1].status]).toEqual(["delivered", "delivered"]);
    expect(body.lines[0].withdrawal.until).toBe("2026-04-14");
    expect(body.timeline.map(({ kind, actor }: Record<string, string>) => `${kind} ${actor}`)).toEqual([
      "placed shopper",
      "paid payments",
      "fulfilment-created merchant",
      "fulfilment-created merchant",
      "shipped merchant",
      "shipped merchant",
      "shipped merchant",
      "delivered merchant",
      "delivered merchant",
      "delivered merchant",
    ]);
  });

  it("are canceled with their money, stock and coupons until something has left", async () => {
    await pay();
    await change("fulfilments");
    const { status, body } = await change("cancellations");
    expect([status, body.status, body.endReason, body.fulfilments[0].status]).toEqual([
      200,
      "canceled",
      "merchant",
      "canceled",
    ]);
    await small.work();
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
    expect(await small.stock("LAMP-1")).toEqual([3, 0, 0]);
    const [[key, refund]] = [...small.refunds] as [[string, unknown]];
    expect(refund).toEqual({ orderId: id, amountMinor: 61_740 });
    await small.tell(id, "refunded", { refundId: newId("rfd"), key });
    expect((await read()).body).toMatchObject({
      paymentStatus: "refunded",
      refunded: { amountMinor: 61_740 },
    });
    await small.work();
    expect(small.mails.map(({ kind }) => kind)).toEqual(["received", "paid", "canceled", "refunded"]);
  });

  it("give money back in part, never more than was paid", async () => {
    expect((await change("refunds", { amountMinor: 1 })).status).toBe(409);
    await pay();
    const lines = [{ sku: "CHAIR-1", quantity: 1 }];
    const one = await change("refunds", { lines, restock: true, reason: "scratched" });
    expect([one.status, one.body.refunds[0].amount.amountMinor, one.body.lines[0]]).toMatchObject([
      201,
      18_900,
      { refunded: 1, canceled: 1 },
    ]);
    await small.work();
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 2]);
    const two = await change("refunds", { lines, shipping: true });
    expect(two.body.refunds[1].amount.amountMinor).toBe(18_900 + 490);
    expect((await change("refunds", { shipping: true })).status).toBe(409);
    expect((await change("refunds", { lines: [{ sku: "CHAIR-1", quantity: 2 }] })).status).toBe(422);
    const left = 61_740 - 18_900 - 18_900 - 490;
    expect((await change("refunds", { amountMinor: left + 1 })).status).toBe(409);
    expect((await change("refunds", { amountMinor: left })).status).toBe(201);
    await small.work();
    expect([...small.refunds.values()].reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(61_740);
    const [[key]] = [...small.refunds] as [[string, unknown]];
    await small.tell(id, "refund-failed", { refundId: newId("rfd"), key });
    const { body } = await read();
    expect([body.refunds[0].status, body.lines[0].refunded]).toEqual(["failed", 1]);
    // The unit that is not sent any more is no part of what is to be sent.
    const packed = await change("fulfilments");
    expect(packed.body.fulfilments[0].lines).toEqual([{ sku: "CHAIR-1", quantity: 2 }, {
      sku: "LAMP-1",
      quantity: 1,
    }]);
  });

  it("take a unit out of the fulfilment that waits with it when it is given back", async () => {
    await pay();
    await change("fulfilments");
    const { body } = await change("refunds", { lines: [{ sku: "CHAIR-1", quantity: 2 }], restock: true });
    expect(body.fulfilments[0].lines).toEqual([{ sku: "CHAIR-1", quantity: 1 }, {
      sku: "LAMP-1",
      quantity: 1,
    }]);
    const shipped = await change(`fulfilments/${body.fulfilments[0].id}/shipments`);
    expect(shipped.body.status).toBe("shipped");
    await small.work();
    expect(await small.stock("CHAIR-1")).toEqual([9, 0, 0]);
  });

  it("put each unit back once, however often its refund fails and is made again", async () => {
    await pay();
    const one = { lines: [{ sku: "CHAIR-1", quantity: 1 }], restock: true };
    const failLast = async () => {
      const key = [...small.refunds.keys()].at(-1)!;
      await small.tell(id, "refund-failed", { refundId: newId("rfd"), key });
      await read();
    };
    for (const _ of [1, 2, 3]) {
      expect((await change("refunds", one)).status).toBe(201);
      await small.work();
      expect(await small.stock("CHAIR-1")).toEqual([10, 0, 2]);
      await failLast();
    }
    // Two others leave; one of them comes back, and its refund fails too.
    await change("fulfilments");
    const { body } = await read();
    expect(body.fulfilments[0].lines[0]).toEqual({ sku: "CHAIR-1", quantity: 2 });
    await change(`fulfilments/${body.fulfilments[0].id}/shipments`);
    const two = { ...one, lines: [{ sku: "CHAIR-1", quantity: 2 }] };
    for (const _ of [1, 2]) {
      expect((await change("refunds", two)).status).toBe(201);
      await small.work();
      expect(await small.stock("CHAIR-1")).toEqual([9, 0, 0]);
      await failLast();
    }
    expect((await change("refunds", { ...one, lines: [{ sku: "CHAIR-1", quantity: 3 }] })).status).toBe(201);
    await small.work();
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
    expect(await small.rows("SELECT count(*) FROM outbox WHERE target = 'inventory'")).toEqual([[0]]);
  });

  it("put nothing back again when the refund of a canceled order failed", async () => {
    await pay();
    await change("cancellations");
    await small.work();
    await small.tell(id, "refund-failed", { refundId: newId("rfd"), key: [...small.refunds.keys()][0] });
    await read();
    const lines = [{ sku: "CHAIR-1", quantity: 3 }];
    expect((await change("refunds", { lines, restock: true })).status).toBe(201);
    await small.work();
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
    expect(await small.rows("SELECT count(*) FROM outbox WHERE target = 'inventory'")).toEqual([[0]]);
  });

  it("end when nothing is left to be sent: canceled, shipped or delivered as what left says", async () => {
    await pay();
    const lamp = { lines: [{ sku: "LAMP-1", quantity: 1 }], restock: true };
    const chairs = { lines: [{ sku: "CHAIR-1", quantity: 3 }], restock: true };
    await change("refunds", chairs);
    const { body } = await change("refunds", lamp);
    expect([body.status, body.endReason]).toEqual(["canceled", "merchant"]);
    await small.work();
    expect([await small.stock("CHAIR-1"), await small.stock("LAMP-1")]).toEqual([[10, 0, 0], [3, 0, 0]]);
    expect([...small.refunds.values()].map(({ amountMinor }) => amountMinor)).toEqual([56_700, 4_550, 490]);
    expect(small.mails.at(-1)!.kind).toBe("canceled");

    for (const isDelivered of [false, true]) {
      id = (await place({ email: "eve@example.com" })).id;
      await pay();
      const packed = await change("fulfilments", { lines: [{ sku: "CHAIR-1", quantity: 1 }] });
      const sent = await change(`fulfilments/${packed.body.fulfilments[0].id}/shipments`);
      expect(sent.body.status).toBe("in_fulfillment");
      const parcel = sent.body.fulfilments[0].shipments[0].id;
      if (isDelivered) await change(`shipments/${parcel}/deliveries`);
      const { body } = await change("refunds", lamp);
      expect(body.status).toBe(isDelivered ? "delivered" : "shipped");
      if (!isDelivered) {
        expect((await change(`shipments/${parcel}/deliveries`)).body.status).toBe("delivered");
      }
    }
  });

  it("are changed on the version that was seen, once for each key", async () => {
    const path = `/v1/admin/orders/${id}/notes`;
    const note = { body: { text: "Call before delivery" }, etag, key: "note-0001" };
    expect((await small.call("POST", path, { ...note, etag: null })).status).toBe(428);
    const first = await small.call("POST", path, note);
    expect([first.status, first.body.notes]).toMatchObject([201, [{ text: "Call before delivery" }]]);
    const again = await small.call("POST", path, note);
    expect([again.status, again.headers.get("idempotent-replayed"), again.body.notes.length]).toEqual([
      201,
      "true",
      1,
    ]);
    const stale = await small.call("POST", path, { ...note, key: "note-0002" });
    expect([stale.status, stale.body.type]).toEqual([412, "/problems/version-mismatch"]);
    const { headers } = await small.call("GET", `/v1/admin/orders/${id}`, {
      headers: { authorization: "Bearer wrong" },
    });
    expect(headers.get("www-authenticate")).toContain("Bearer");
    expect((await read()).body.timeline.at(-1)).toMatchObject({ kind: "note", actor: "merchant" });
    const shoppers = await small.call("GET", `/v1/orders/${id}?token=wrong`);
    expect(shoppers.status).toBe(404);
  });
});
