import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { ServiceName } from "../../../commerce/settings.ts";
import { type Fault, openSmallOrders, order, type SmallOrders } from "../testing/small_orders.ts";

describe("an order whose placing was cut short", () => {
  let small: SmallOrders;
  const place = (key = "cut-short-1", body: unknown = order()) =>
    small.call("POST", "/v1/orders", { body, key });
  const reservations = () =>
    small.inventory.rows("SELECT state, count(*) FROM reservations GROUP BY state ORDER BY state");

  beforeEach(async () => {
    small = await openSmallOrders();
  });
  afterEach(() => small.close());

  const steps: [ServiceName, string][] = [
    ["catalog", "/internal/catalog/quotes"],
    ["inventory", "/internal/inventory/reservations/"],
    ["payments", "/internal/payments/checkouts/"],
  ];
  for (const [service, path] of steps) {
    for (const fault of ["not-sent", "not-answered"] as const satisfies Fault[]) {
      it(`goes on at the ${service} step, whose call was ${fault}`, async () => {
        small.fail(service, path, fault);
        const failed = await place();
        expect([failed.status, failed.body.type]).toEqual([503, "/problems/upstream-unavailable"]);
        const placed = await place();
        expect([placed.status, placed.body.payment.url]).toEqual([
          201,
          `https://pay.example/${placed.body.id}`,
        ]);
        expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[1]]);
        expect(await reservations()).toEqual([["held", 1]]);
        expect([...small.payments.keys()]).toEqual([placed.body.id]);
        expect(await small.stock("CHAIR-1")).toEqual([10, 1, 0]);
      });

      it(`is undone at the ${service} step, whose call was ${fault}, when nobody tries again`, async () => {
        small.fail(service, path, fault);
        await place();
        small.pass(3 * 60_000);
        await small.work();
        const isWritten = service === "payments";
        const held = isWritten ? 1 : 0;
        expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[held]]);
        expect(await small.stock("CHAIR-1")).toEqual([10, held, 0]);
        if (!isWritten) return;
        // It was written and waits for its payment, until that is too late.
        small.pass(61 * 60_000);
        await small.work();
        expect(await small.rows("SELECT state, end_reason FROM orders")).toEqual([[
          "expired",
          "not-paid-in-time",
        ]]);
        expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
        expect(small.mails.map(({ kind }) => kind)).toEqual(["received", "expired"]);
      });
    }
  }

  it("is placed anew when it is tried again after it was undone", async () => {
    small.fail("inventory", "/internal/inventory/reservations/", "not-answered");
    await place();
    small.pass(3 * 60_000);
    await small.work();
    expect(await reservations()).toEqual([["released", 1]]);
    const placed = await place();
    expect(placed.status).toBe(201);
    expect(await reservations()).toEqual([["held", 1], ["released", 1]]);
    expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[1]]);
    expect((await place()).body).toEqual(placed.body);
  });

  it("is not written by a try that comes back after it was undone", async () => {
    small.fail("inventory", "/internal/inventory/reservations/", "not-answered");
    await place();
    const [[orderId]] = await small.inventory.rows("SELECT order_id FROM reservations") as [[string]];
    await small.orders.queue.write([{
      sql: "INSERT INTO abandoned (order_id, at) VALUES (?, 0)",
      args: [orderId],
    }]);
    const placed = await place();
    expect(placed.status).toBe(201);
    expect(placed.body.id).not.toBe(orderId);
    small.pass(3 * 60_000);
    await small.work();
    expect(await small.stock("CHAIR-1")).toEqual([10, 1, 0]);
  });

  it("is not written when it was given up between its reservation and its writing", async () => {
    small.meanwhile("inventory", "/internal/inventory/reservations/", async () => {
      small.pass(3 * 60_000);
      await small.work();
    });
    const late = await place();
    expect([late.status, late.body.type]).toEqual([409, "/problems/idempotency-in-progress"]);
    expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[0]]);
    expect((await place()).status).toBe(201);
    expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[1]]);
    expect(await small.stock("CHAIR-1")).toEqual([10, 1, 0]);
  });

  it("is written once when another try of its key overtook it", async () => {
    let overtaken: Awaited<ReturnType<typeof place>> | undefined;
    small.meanwhile("inventory", "/internal/inventory/reservations/", async () => {
      small.pass(13_000);
      overtaken = await place();
    });
    const late = await place();
    expect([late.status, overtaken!.status]).toEqual([409, 201]);
    expect((await place()).body).toEqual(overtaken!.body);
    expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[1]]);
    expect(await small.stock("CHAIR-1")).toEqual([10, 1, 0]);
  });

  it("gives back what it held when the price changed in between", async () => {
    small.fail("inventory", "/internal/inventory/reservations/", "not-answered");
    await place();
    expect(await small.stock("CHAIR-1")).toEqual([10, 1, 0]);
    await small.call("PUT", "/v1/admin/prices", {
      body: { items: [{ sku: "CHAIR-1", market: "fr", amountMinor: 19_900 }] },
    });
    const refused = await place();
    expect([refused.status, refused.body.type]).toEqual([409, "/problems/price-changed"]);
    small.pass(3 * 60_000);
    await small.work();
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
    expect((await place()).headers.get("idempotent-replayed")).toBe("true");
  });
});
