import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { migrateDatabase } from "../platform/migrate.ts";
import { migrateOrders, migrationsFolder, openOrders, type Orders } from "./open.ts";
import { earlierDisputeId } from "./records.ts";
import * as schema from "./schema.ts";

interface Journal {
  readonly entries: readonly { readonly tag: string; readonly when: number }[];
}

describe("the migrations of orders", () => {
  let folder: string;
  let orders: Orders;

  const journal = async (): Promise<Journal> =>
    JSON.parse(await Deno.readTextFile(`${migrationsFolder}/meta/_journal.json`));
  /** Brings the database to where the first so many migrations do. */
  const migrateTo = async (count: number) => {
    const { entries, ...frame } = await journal();
    const first = entries.slice(0, count);
    await Deno.mkdir(`${folder}/meta`);
    await Deno.writeTextFile(`${folder}/meta/_journal.json`, JSON.stringify({ ...frame, entries: first }));
    for (const { tag } of first) {
      await Deno.copyFile(`${migrationsFolder}/${tag}.sql`, `${folder}/${tag}.sql`);
    }
    await migrateDatabase(orders.client, folder);
  };
  const rows = async (sql: string) =>
    (await orders.client.execute(sql)).rows.map((row) => Object.values({ ...row }));
  /** An order as the version before wrote it. */
  const insertOrder = (id: string, columns: Record<string, string | number>) => {
    const row = {
      id,
      number: id,
      state: "paid",
      write_token: id,
      placed_at: 1,
      market: "fr",
      language: "fr",
      currency: "EUR",
      time_zone: "UTC",
      total_minor: 10_000,
      quote: "{}",
      shipping_charged_minor: 0,
      allocations: "[]",
      capture: "at-shipment",
      email_key: id,
      checkout: "closed",
      payment_state: "paid",
      stock: "committed",
      ...columns,
    };
    return orders.client.execute({
      sql: `INSERT INTO orders (${Object.keys(row).join(", ")}) VALUES (${
        Object.keys(row).map(() => "?").join(", ")
      })`,
      args: Object.values(row),
    });
  };
  const insertRefund = (id: string, orderId: string, amountMinor: number, at: number, status = "succeeded") =>
    orders.client.execute({
      sql: `INSERT INTO refunds (id, order_id, amount_minor, status, parts, at) VALUES (?, ?, ?, ?, '{}', ?)`,
      args: [id, orderId, amountMinor, status, at],
    });

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    orders = await openOrders({ url: `file:${folder}/orders.db` });
  });
  afterEach(async () => {
    await orders.close();
    await Deno.remove(folder, { recursive: true });
  });

  it("ascend in time, and make the columns of the schema", async () => {
    const times = (await journal()).entries.map(({ when }) => when);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    await migrateOrders(orders);
    for (const table of Object.values<unknown>(schema)) {
      if (!is(table, SQLiteTable)) continue;
      const { name, columns } = getTableConfig(table);
      const found = await rows(`SELECT name FROM pragma_table_info('${name}') ORDER BY name`);
      expect([name, found.flat()]).toEqual([name, columns.map((column) => column.name).sort()]);
    }
  });

  it("mark as void what the version before gave back of what was only authorized", async () => {
    await migrateTo(3);
    const money = { secured_minor: 10_000, refunding_minor: 3_000, refunded_minor: 3_000 };
    await insertOrder("authorized", { ...money, payment_state: "authorized" });
    await insertRefund("a1", "authorized", 2_000, 1);
    await insertRefund("a2", "authorized", 1_000, 2, "pending");
    await insertOrder("captured", { ...money, paid_minor: 7_000 });
    await insertRefund("c2", "captured", 1_000, 3);
    await insertRefund("c1", "captured", 3_000, 2);
    await insertRefund("c0", "captured", 3_000, 1, "failed");
    await insertOrder("whole", { ...money, paid_minor: 10_000 });
    await insertRefund("w1", "whole", 3_000, 1);
    await insertOrder("at-once", { ...money, capture: "now", paid_minor: 7_000 });
    await insertRefund("o1", "at-once", 3_000, 1);
    await migrateOrders(orders);
    expect(await rows("SELECT id FROM refunds WHERE void = 1 ORDER BY id")).toEqual([["a1"], ["c1"]]);
    await migrateOrders(orders);
    expect(await rows("SELECT count(*) FROM refunds WHERE void = 1")).toEqual([[2]]);
  });

  it("keep disputes that were open before each had a row", async () => {
    await migrateTo(3);
    for (const id of ["told", "silent", "won"]) {
      await insertOrder(id, { disputed: id === "won" ? 0 : 1, secured_minor: 10_000, paid_minor: 10_000 });
    }
    for (const [id, outcome, at] of [["told", "open", 5], ["told", "lost", 6], ["won", "won", 7]] as const) {
      await orders.client.execute({
        sql: `INSERT INTO order_events (id, order_id, at, kind, actor, details)
          VALUES (?, ?, ?, 'disputed', 'payments', json_object('outcome', ?, 'amountMinor', 900))`,
        args: [`${id}-${outcome}`, id, at, outcome],
      });
    }
    await migrateOrders(orders);
    expect(await rows("SELECT order_id, id, outcome, amount_minor, at FROM disputes ORDER BY order_id"))
      .toEqual([
        ["silent", earlierDisputeId, "open", 10_000, 1],
        ["told", earlierDisputeId, "lost", 900, 6],
      ]);
  });
});
