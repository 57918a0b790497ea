import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { nextStates } from "../../api/orders/order_states.ts";
import { openSmallOrders, order, type SmallOrders } from "../../api/orders/testing/small_orders.ts";
import { type OrderStatus, orderStatuses } from "../../commerce/wire/order.ts";

describe("the rules of the orders database", () => {
  let small: SmallOrders;
  let id: string;

  const refused = async (statement: string): Promise<string | null> => {
    try {
      await small.orders.queue.write([statement]);
      return null;
    } catch (error) {
      return String(error);
    }
  };
  /** A row that stands in a state, whatever led there. */
  const into = (state: OrderStatus) => {
    const ended = ["canceled", "expired"].includes(state);
    const stock = ended
      ? "released"
      : ["pending_payment", "payment_processing"].includes(state)
      ? "held"
      : "committed";
    return `state = '${state}', end_reason = ${ended ? "'shopper'" : "NULL"}, stock = '${stock}'`;
  };

  beforeEach(async () => {
    small = await openSmallOrders();
    id = (await small.call("POST", "/v1/orders", { body: order() })).body.id;
  });
  afterEach(() => small.close());

  it("let an order go from state to state as the table says, and no other way", async () => {
    const { rows } = await small.orders.client.execute(
      "SELECT sql FROM sqlite_schema WHERE name = 'orders_states'",
    );
    const trigger = String(rows[0]!["sql"]);
    for (const state of orderStatuses) {
      for (const next of orderStatuses) {
        if (state === next) continue;
        await small.orders.client.execute("DROP TRIGGER orders_states");
        expect(await refused(`UPDATE orders SET ${into(state)}, version = version + 1`)).toBeNull();
        await small.orders.client.execute(trigger);
        const reason = await refused(`UPDATE orders SET ${into(next)}, version = version + 1`);
        expect([state, next, reason === null]).toEqual([state, next, nextStates[state].includes(next)]);
      }
    }
  });

  it("refuse what cannot be true", async () => {
    const where = `WHERE id = '${id}'`;
    const attempts = [
      `UPDATE orders SET paid_minor = 5, version = version + 1 ${where}`,
      `UPDATE orders SET refunding_minor = 1, version = version + 1 ${where}`,
      `UPDATE orders SET state = 'paid', version = version + 1 ${where}`,
      `UPDATE orders SET stock = 'released', version = version + 1 ${where}`,
      `UPDATE orders SET checkout = 'closed' ${where}`,
      `UPDATE orders SET total_minor = 1, version = version + 1 ${where}`,
      `UPDATE order_lines SET canceled = quantity + 1`,
      `UPDATE order_lines SET refunded_minor = charged_minor + 1`,
      `UPDATE order_events SET kind = 'paid'`,
      `DELETE FROM order_events`,
      `DELETE FROM orders`,
    ];
    const before = await small.rows("SELECT * FROM orders");
    for (const attempt of attempts) {
      expect([attempt, await refused(attempt) !== null]).toEqual([attempt, true]);
    }
    expect(await small.rows("SELECT * FROM orders")).toEqual(before);
  });

  it("let no unit be sent twice", async () => {
    const fulfilment = (name: string) =>
      `INSERT INTO fulfilments (id, order_id, created_at) VALUES ('${name}', '${id}', 0)`;
    const lines = (name: string, quantity: number) =>
      `INSERT INTO fulfilment_lines (fulfilment_id, position, quantity) VALUES ('${name}', 0, ${quantity})`;
    expect(await refused(fulfilment("f1"))).toBeNull();
    expect(await refused(fulfilment("f2"))).toBeNull();
    expect(await refused(lines("f1", 2))).toContain("more units are to be sent");
    expect(await refused(lines("f1", 1))).toBeNull();
    expect(await refused(lines("f2", 1))).toContain("more units are to be sent");
    expect(await refused(`UPDATE fulfilments SET canceled = 1 WHERE id = 'f1'`)).toBeNull();
    expect(await refused(lines("f2", 1))).toBeNull();
    const shipment = (name: string) =>
      `INSERT INTO shipments (id, fulfilment_id, shipped_at) VALUES ('${name}', 'f2', 0)`;
    const left = (name: string) =>
      `INSERT INTO shipment_lines (shipment_id, position, quantity) VALUES ('${name}', 0, 1)`;
    await refused(shipment("s1"));
    await refused(shipment("s2"));
    expect(await refused(left("s1"))).toBeNull();
    expect(await refused(left("s2"))).toContain("more units leave");
  });
});
