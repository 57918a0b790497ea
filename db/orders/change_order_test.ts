import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openSmallOrders, order, type SmallOrders } from "../../api/orders/testing/small_orders.ts";
import { type ChangeContext, changeOrder, type OrderChange } from "./change_order.ts";

describe("changeOrder", () => {
  let small: SmallOrders;
  let id: string;

  const noted: OrderChange = {
    set: {},
    events: [{ id: "evt_1", at: 0, kind: "note", actor: "merchant", details: {} }],
    outbox: [{ id: "told", target: "mail", path: "/mail", body: {}, stream: "s" }],
    note: { id: "note_1", at: 0, text: "x" },
  };
  const change = (version: number, more: Partial<ChangeContext> = {}, what = noted) =>
    changeOrder(small.orders, { id, version }, what, { now: 1, ...more });
  const left = () =>
    small.rows(`SELECT (SELECT version FROM orders), (SELECT count(*) FROM order_notes),
      (SELECT count(*) FROM order_events), (SELECT count(*) FROM outbox WHERE id = 'told'),
      (SELECT count(*) FROM inbox)`);

  beforeEach(async () => {
    small = await openSmallOrders();
    id = (await small.call("POST", "/v1/orders", { body: order() })).body.id;
  });
  afterEach(() => small.close());

  it("is done whole on the version that it was decided on", async () => {
    expect(await change(1, { inboxId: "evt" })).toBe("changed");
    expect(await left()).toEqual([[2, 1, 2, 1, 1]]);
  });

  it("leaves nothing on another version", async () => {
    for (const version of [0, 2]) {
      expect(await change(version, { inboxId: "evt" })).toBe("stale");
      expect(await change(version)).toBe("stale");
    }
    expect(await left()).toEqual([[1, 0, 1, 0, 0]]);
  });

  it("leaves nothing for an event that is known", async () => {
    await small.orders.queue.write(["INSERT INTO inbox (id, received_at, token) VALUES ('evt', 0, 'other')"]);
    expect(await change(1, { inboxId: "evt" })).toBe("stale");
    expect(await left()).toEqual([[1, 0, 1, 0, 1]]);
  });

  it("leaves nothing for a request that another try finished", async () => {
    const claim = { requestHash: "hash", startedAt: 0, token: "mine" };
    const key = (token: string, outcome: string) =>
      small.orders.queue.write([
        "DELETE FROM idempotency_keys",
        `INSERT INTO idempotency_keys (request_hash, body_hash, token, started_at, claimed_until, kept_until, outcome)
          VALUES ('hash', '', '${token}', 0, 0, 0, ${outcome})`,
      ]);
    const finish = { claim, outcome: { status: 200 } };
    await key("others", "NULL");
    expect(await change(1, { finish })).toBe("stale");
    await key("mine", "'{}'");
    expect(await change(1, { finish })).toBe("stale");
    expect(await left()).toEqual([[1, 0, 1, 0, 0]]);
    await key("mine", "NULL");
    expect(await change(1, { finish })).toBe("changed");
    expect(await small.rows("SELECT outcome FROM idempotency_keys")).toEqual([['{"status":200}']]);
  });

  it("leaves nothing when a part of it cannot be", async () => {
    const impossible: OrderChange = { ...noted, lines: [{ position: 0, canceled: 2 }] };
    await expect(change(1, {}, impossible)).rejects.toThrow("order_lines_quantity");
    expect(await left()).toEqual([[1, 0, 1, 0, 0]]);
  });
});
