import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { newId } from "../../../commerce/ids.ts";
import { openSmallOrders, order, type SmallOrders } from "../testing/small_orders.ts";

describe("money that came after its order had expired", () => {
  let small: SmallOrders;
  let id: string;

  const place = async (more: Record<string, unknown> = {}) =>
    (await small.call("POST", "/v1/orders", { body: order(more) })).body.id as string;
  const read = async (of = id) => await small.call("GET", `/v1/admin/orders/${of}`);
  const standing = async (of = id) => {
    const { body } = await read(of);
    return [body.status, body.paymentStatus];
  };
  const refund = async (amountMinor: number) =>
    await small.call("POST", `/v1/admin/orders/${id}/refunds`, {
      body: { amountMinor },
      etag: (await read()).headers.get("etag"),
    });
  const workForAnHour = async () => {
    for (let minutes = 0; minutes < 60; minutes++) {
      small.pass(61_000);
      await small.work();
    }
  };
  const open = async (capture: "now" | "at-shipment" = "now") => {
    small = await openSmallOrders({ capture });
    id = await place();
    await small.tell(id, "expired");
    await small.work();
  };
  beforeEach(() => open());
  afterEach(() => small.close());

  it("revives nothing when it went back before the stock could be asked for", async () => {
    small.fail("inventory", "/commit", "not-sent", 5);
    await small.tell(id, "paid");
    await small.work();
    expect((await refund(23_940)).status).toBe(201);
    await workForAnHour();
    expect(await standing()).toEqual(["expired", "paid"]);
    expect((await read()).body.refunds).toHaveLength(1);
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
    expect(await small.rows("SELECT due FROM orders")).toEqual([[null]]);
  });

  it("goes back whole when a part of it went back in the meantime", async () => {
    small.fail("inventory", "/commit", "not-sent", 5);
    await small.tell(id, "paid");
    await small.work();
    await refund(1_000);
    await workForAnHour();
    expect((await standing())[0]).toBe("expired");
    expect([...small.refunds.values()].map(({ amountMinor }) => amountMinor)).toEqual([1_000, 22_940]);
  });

  it("revives nothing when its authorization lapsed, and the stock that it had got goes back", async () => {
    await small.close();
    await open("at-shipment");
    // The answer of the first try is lost: nobody knows that the stock is the order's.
    small.fail("inventory", "/commit", "not-answered");
    await small.tell(id, "authorized");
    await small.work();
    expect([await standing(), await small.stock("CHAIR-1")]).toEqual([["expired", "authorized"], [10, 0, 1]]);
    await small.tell(id, "failed");
    await workForAnHour();
    expect([await standing(), await small.stock("CHAIR-1")]).toEqual([["expired", "unpaid"], [10, 0, 0]]);
    expect(small.refunds.size).toBe(0);
    expect(await small.rows("SELECT count(*) FROM outbox")).toEqual([[0]]);
  });

  it("goes back with the stock that it had got when a part was given back and the rest was taken", async () => {
    await small.close();
    await open("at-shipment");
    small.fail("inventory", "/commit", "not-answered");
    await small.tell(id, "authorized");
    await small.work();
    await refund(1_000);
    await small.work();
    const [key] = small.refunds.keys();
    await small.tell(id, "refunded", { refundId: newId("rfd"), key, isVoid: true });
    await small.tell(id, "paid", { amountMinor: 22_940 });
    await workForAnHour();
    expect([(await standing())[0], await small.stock("CHAIR-1")]).toEqual(["expired", [10, 0, 0]]);
    expect([...small.refunds.values()].map(({ amountMinor }) => amountMinor)).toEqual([1_000, 22_940]);
  });

  it("revives nothing when it goes in the very moment in which the stock is got", async () => {
    small.meanwhile("inventory", "/commit", () => refund(23_940));
    await small.tell(id, "paid");
    await small.work();
    expect([(await standing())[0], await small.stock("CHAIR-1")]).toEqual(["expired", [10, 0, 0]]);
  });

  it("is told of as late only where it goes back", async () => {
    await place({
      email: "eve@example.com",
      lines: [{ sku: "LAMP-1", quantity: 3 }],
      expectedTotal: { amountMinor: 3 * 4_550 + 490, currency: "EUR" },
    });
    await small.tell(id, "paid");
    await small.work();
    const { body } = await read();
    expect(body.timeline.map(({ kind }: { kind: string }) => kind)).toEqual([
      "placed",
      "expired",
      "paid",
      "late-payment",
      "refund-requested",
    ]);
  });

  it("revives it within a promotion's limits alone, that of one person too", async () => {
    await small.call("POST", "/v1/admin/promotions", {
      body: {
        texts: { en: { name: "Ten" }, fr: { name: "Dix" } },
        markets: ["fr"],
        codes: ["TEN"],
        limits: { perCustomer: 1 },
        rule: { kind: "percentage", percentPpm: 100_000 },
      },
    });
    const reduced = { coupons: ["TEN"], expectedTotal: { amountMinor: 21_595, currency: "EUR" } };
    id = await place(reduced);
    await small.tell(id, "expired");
    const second = await place(reduced);
    await small.tell(second, "paid");
    await small.tell(id, "paid");
    await small.work();
    expect([await standing(), await standing(second)]).toEqual([["expired", "paid"], ["paid", "paid"]]);
    expect([...small.refunds.values()]).toEqual([{ orderId: id, amountMinor: 21_595 }]);
    expect(await small.rows("SELECT count(*) FROM redemptions WHERE released = 0")).toEqual([[1]]);
  });
});
