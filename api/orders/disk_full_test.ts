import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openSmallOrders, order, type SmallOrders } from "./testing/small_orders.ts";

describe("orders whose disk is full", () => {
  let small: SmallOrders;
  /** The writer's connection may use no more pages than it has, as on a full disk. */
  const room = (pages: number) => small.orders.queue.write([`PRAGMA max_page_count = ${pages}`]);
  const place = (at: number) =>
    small.call("POST", "/v1/orders", {
      body: order({
        email: `a${at}@example.com`,
        lines: [{ sku: "CHAIR-1", quantity: 1 }],
        expectedTotal: { amountMinor: 19_390, currency: "EUR" },
      }),
      key: `disk-full-${at}`,
    });

  beforeEach(async () => {
    small = await openSmallOrders();
    await small.call("PUT", "/v1/admin/stock-levels", {
      body: { items: [{ sku: "CHAIR-1", location: "main", onHand: 1_000 }] },
    });
  });
  afterEach(() => small.close());

  it("are not taken, which is said as what passes, and are taken when there is room again", async () => {
    await room(1);
    let tries = 0, refused;
    do refused = await place(++tries); while (refused.status === 201 && tries < 300);
    expect([refused.status, refused.body.type, refused.headers.get("retry-after")]).toEqual([
      503,
      "/problems/upstream-unavailable",
      "1",
    ]);
    const ready = await small.call("GET", "/readyz");
    expect([ready.status, ready.body.detail, ready.body.services.orders]).toEqual([
      503,
      "A database of orders cannot be used.",
      { status: "unreachable", reason: "disk-full" },
    ]);
    await room(1_000_000);
    const placed = await place(tries);
    expect(placed.status).toBe(201);
    expect(await small.rows(`SELECT count(*) FROM orders WHERE id = '${placed.body.id}'`)).toEqual([[1]]);
  });
});
