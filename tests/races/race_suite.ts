/**
 * Many shoppers at once, at two API processes that share their databases. Each check was seen to fail: with the guard on
 * room taken out of inventory's reservations, with that on promotions taken out of db/orders/insert_order.ts, and with a
 * key of its own for each tab.
 */
import { createClient } from "@libsql/client";
import { after, before, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { inventoryFaults } from "../../db/inventory/testing/faults.ts";
import { addProduct, databaseUrl, openOrderShop, type OrderShop } from "../support/order_shop.ts";
import { orderBody, type Reply, retried, sessionOf } from "../support/order_shopper.ts";

/** Each race has a unit for every tenth shopper. */
const shoppersPerUnit = 10;
/** As many have the coupon. */
const couponUses = 10;

export interface Race {
  /** How many order at once: a multiple of ten, and more than have the coupon. */
  readonly shoppers: number;
  /** The program of libSQL servers; left out: the databases are files. */
  readonly sqld?: string;
}

/** The races' tests, within a `describe`. */
export function testRaces({ shoppers, sqld }: Race): void {
  const units = shoppers / shoppersPerUnit;
  let shop: OrderShop;

  before(async () => {
    shop = await openOrderShop({ apis: 2, ...sqld !== undefined && { sqld } });
  });
  after(() => shop?.close());

  /** Everybody places an order at once, half of them at either process. */
  async function everybody(bodyOf: (shopper: number) => Record<string, unknown>): Promise<Reply[]> {
    const urls = shop.apis.map(({ url }) => url);
    return await Promise.all(Array.from({ length: shoppers }, (_, at) => {
      const nearest = at % 2 === 0 ? urls : urls.toReversed();
      return retried(nearest, "POST", "/v1/orders", bodyOf(at), `race-${crypto.randomUUID()}`);
    }));
  }

  async function rows(database: "inventory" | "orders" | "payments", sql: string): Promise<unknown[][]> {
    const client = createClient({ url: databaseUrl(shop, database) });
    const { rows, columns } = await client.execute(sql);
    client.close();
    return rows.map((row) => columns.map((_, at) => row[at]));
  }

  it(`buy exactly the ${units} units that there are; the others are told`, async () => {
    const sku = "RACE-STOCK";
    await addProduct(shop, { sku, amountMinor: 2_500, onHand: units });
    const body = await orderBody(shop.apis[0]!.url, {
      lines: [{ sku, quantity: 1 }],
      email: "first@example.com",
    });
    const replies = await everybody((at) => ({ ...body, email: `stock${at}@example.com` }));
    const placed = replies.filter(({ status }) => status === 201);
    expect(placed).toHaveLength(units);
    expect(new Set(placed.map(({ body }) => body.id)).size).toBe(units);
    for (const { status, body } of replies.filter(({ status }) => status !== 201)) {
      expect([status, body.type, body.shortages]).toEqual([409, "/problems/out-of-stock", [
        { sku, requested: 1, available: 0 },
      ]]);
    }
    for (const { body } of placed) {
      const { result } = await shop.control("POST", `sessions/${sessionOf(body.payment.url)}/pay`, {}) as {
        result: string;
      };
      expect(result).toBe("paid");
    }
    const paid = `SELECT count(*) FROM orders o JOIN order_lines l ON l.order_id = o.id
      WHERE l.sku = '${sku}' AND o.state = 'paid'`;
    await until(async () => (await rows("orders", paid))[0]![0] === units);
    const level = `SELECT on_hand, reserved, to_ship FROM stock_levels WHERE sku = '${sku}'`;
    await until(async () => (await rows("inventory", level))[0]![1] === 0);
    expect(await rows("inventory", level)).toEqual([[units, 0, units]]);
    expect(await rows("payments", "SELECT count(*), sum(captured_minor = amount_minor) FROM payments"))
      .toEqual([[units, units]]);
    const client = createClient({ url: databaseUrl(shop, "inventory") });
    expect(await inventoryFaults(client)).toEqual([]);
    client.close();
  });

  it("have exactly the ten uses of a coupon; the others are told its name and the price without it", async () => {
    const sku = "RACE-COUPON";
    await addProduct(shop, { sku, amountMinor: 5_000, onHand: 5_000 });
    await shop.admin("POST", "/v1/admin/promotions", {
      texts: { en: { name: "Ten for ten" } },
      markets: ["fr"],
      rule: { kind: "fixed-amount", amountMinor: 1_000 },
      codes: ["RACE10"],
      limits: { total: couponUses },
    });
    const body = await orderBody(shop.apis[0]!.url, {
      lines: [{ sku, quantity: 1 }],
      email: "first@example.com",
      coupons: ["RACE10"],
    });
    const replies = await everybody((at) => ({ ...body, email: `coupon${at}@example.com` }));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(couponUses);
    for (const { status, body: told } of replies.filter(({ status }) => status !== 201)) {
      expect([status, told.type, told.quote?.coupons]).toEqual([409, "/problems/price-changed", [
        { code: "RACE10", outcome: "exhausted" },
      ]]);
      expect(told.actual.amountMinor - told.expected.amountMinor).toBe(1_000);
    }
    const level = `SELECT on_hand, reserved, to_ship FROM stock_levels WHERE sku = '${sku}'`;
    expect(await rows("inventory", level)).toEqual([[5_000, couponUses, 0]]);
    expect(await rows("orders", "SELECT used FROM promotion_counts")).toEqual([[couponUses]]);
  });

  it("with one basket in two tabs each make one order", async () => {
    const sku = "RACE-TABS";
    await addProduct(shop, { sku, amountMinor: 3_000, onHand: 5_000 });
    const urls = shop.apis.map(({ url }) => url);
    const body = await orderBody(urls[0]!, { lines: [{ sku, quantity: 1 }], email: "tabs@example.com" });
    const baskets = Array.from({ length: 50 }, () => `tabs-${crypto.randomUUID()}`);
    const told = await Promise.all(
      baskets.map((key) =>
        Promise.all([urls, urls.toReversed()].map((from) => retried(from, "POST", "/v1/orders", body, key)))
      ),
    );
    for (const [one, other] of told) {
      expect([one!.status, other!.status]).toEqual([201, 201]);
      expect(other!.body).toEqual(one!.body);
    }
    expect(new Set(told.map(([one]) => one!.body.id)).size).toBe(50);
    const level = `SELECT on_hand, reserved, to_ship FROM stock_levels WHERE sku = '${sku}'`;
    expect(await rows("inventory", level)).toEqual([[5_000, 50, 0]]);
    expect(await rows("orders", `SELECT count(*) FROM order_lines WHERE sku = '${sku}'`)).toEqual([[50]]);
  });
}

/** Looks again and again until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!await isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
