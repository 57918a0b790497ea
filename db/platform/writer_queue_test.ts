import { setImmediate } from "node:timers";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { InStatement } from "@libsql/client";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { findSqld, startSqld } from "../../tests/support/sqld.ts";
import { DatabaseUnavailableError } from "./failure.ts";
import { openTestDatabase, type TestDatabase } from "./testing/test_database.ts";
import { createWriterQueue, QueueFullError, type WriterQueue } from "./writer_queue.ts";

const stock = sqliteTable("stock", {
  sku: text("sku").primaryKey(),
  left: integer("left").notNull(),
}, (t) => [check("stock_left", sql`${t.left} >= 0`)]);
const sales = sqliteTable("sales", {
  number: integer("number").primaryKey({ autoIncrement: true }),
  id: text("id").notNull().unique(),
  sku: text("sku").notNull().references(() => stock.sku),
});
const tables = { stock, sales };

/** Sells one, if there is one: the first statement decides, the second depends on it. */
const sell = (id: string, sku = "LAMP"): InStatement[] => [
  {
    sql: "INSERT INTO sales (id, sku) SELECT ?, sku FROM stock WHERE sku = ? AND left >= 1",
    args: [id, sku],
  },
  {
    sql: "UPDATE stock SET left = left - 1 WHERE sku = ? AND EXISTS (SELECT 1 FROM sales WHERE id = ?)",
    args: [sku, id],
  },
];
/** Raises: there is a sale of this id, or nothing to sell. */
const force = (id: string): InStatement[] => [
  { sql: "INSERT INTO sales (id, sku) VALUES (?, 'LAMP')", args: [id] },
  "UPDATE stock SET left = left - 1 WHERE sku = 'LAMP'",
];

/** What a client has beside `batch`. */
const idle = { protocol: "file", reconnect: () => Promise.resolve() };

describe("the writer queue on a file", () => {
  let database: TestDatabase;
  let queue: WriterQueue;

  beforeEach(async () => {
    database = await openTestDatabase(tables);
    queue = database.queue;
    await queue.write([{ sql: "INSERT INTO stock VALUES ('LAMP', ?)", args: [3] }]);
  });
  afterEach(() => database.remove());

  const sold = async () =>
    (await database.client.execute("SELECT id FROM sales ORDER BY number")).rows.map(({ id }) => id);
  const left = async () => Number((await database.client.execute("SELECT left FROM stock")).rows[0]!["left"]);
  const counts = (results: readonly { rowsAffected: number }[]) => results.map((one) => one.rowsAffected);

  it("gives each unit the results of its own statements; a refused one changes nothing", async () => {
    const results = await Promise.all(["a", "b", "c", "d", "e"].map((id) => queue.write(sell(id))));
    expect(results.map(counts)).toEqual([[1, 1], [1, 1], [1, 1], [0, 0], [0, 0]]);
    expect([await sold(), await left()]).toEqual([["a", "b", "c"], 0]);
  });

  it("does what waits in one transaction", async () => {
    let batches = 0;
    const counted = createWriterQueue({
      ...idle,
      batch(statements, mode) {
        batches++;
        return database.client.batch(statements, mode);
      },
    });
    await Promise.all(Array.from({ length: 64 }, (_, i) => counted.write(sell(`s${i}`))));
    expect(batches).toBe(1);
    await Promise.all(Array.from({ length: 65 }, (_, i) => counted.write(sell(`t${i}`))));
    expect(batches).toBe(3);
    const long = Array.from({ length: 300 }, () => "SELECT 1");
    await Promise.all([counted.write(long), counted.write(long), counted.write(["SELECT 2"])]);
    expect(batches).toBe(5);
  });

  it("waits for more as long as every turn brings some, but not for ever", async () => {
    const sizes: number[] = [];
    const counted = createWriterQueue({
      ...idle,
      batch(statements, mode) {
        sizes.push(statements.length);
        return database.client.batch(statements, mode);
      },
    });
    /** Writes now, and in each of so many turns of the event loop that follow. */
    const inTurns = async (turns: number): Promise<void> => {
      const turn = new Promise((resolve) => setImmediate(resolve));
      const written = counted.write(["SELECT 1"]);
      await turn;
      if (turns > 0) await inTurns(turns - 1);
      await written;
    };
    await inTurns(0);
    await inTurns(3);
    expect(sizes).toEqual([1, 4]);
    await inTurns(30);
    expect(Math.max(...sizes)).toBeLessThan(10);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1 + 4 + 31);
  });

  it("lets only the unit fail that raises, and keeps the order of the others", async () => {
    const outcomes = await Promise.allSettled([
      queue.write(sell("a")),
      queue.write(force("a")),
      queue.write(sell("b")),
      queue.write(["UPDATE nowhere SET x = 1"]),
      queue.write(sell("c")),
      queue.write(force("d")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
      "fulfilled",
      "rejected",
    ]);
    const reasons = outcomes.flatMap((one) => one.status === "rejected" ? [String(one.reason)] : []);
    expect(reasons[0]).toContain("UNIQUE constraint failed: sales.id");
    expect(reasons[1]).toContain("no such table: nowhere");
    expect(reasons[2]).toContain("CHECK constraint failed: stock_left");
    expect([await sold(), await left()]).toEqual([["a", "b", "c"], 0]);
  });

  it("finds who is at fault when only the commit raises", async () => {
    const orphan: InStatement[] = [
      "PRAGMA defer_foreign_keys = ON",
      "INSERT INTO sales (id, sku) VALUES ('x', 'NOTHING')",
    ];
    const outcomes = await Promise.allSettled([
      queue.write(sell("a")),
      queue.write(orphan),
      queue.write(sell("b")),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await sold()).toEqual(["a", "b"]);
  });

  it("does the same as one unit after another, whoever raises", async () => {
    const unit = fc.record({ id: fc.constantFrom("a", "b", "c", "d"), forced: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 12 }), async (units) => {
        const play = async (atOnce: boolean) => {
          await queue.write(["DELETE FROM sales", "UPDATE stock SET left = 3"]);
          const outcomes: unknown[] = [];
          const one = ({ id, forced }: { id: string; forced: boolean }) =>
            queue.write(forced ? force(id) : sell(id)).then(counts, () => "raised");
          if (atOnce) outcomes.push(...await Promise.all(units.map(one)));
          else for (const next of units) outcomes.push(await one(next));
          return [outcomes, await sold(), await left()];
        };
        expect(await play(true)).toEqual(await play(false));
      }),
      { numRuns: 30 },
    );
  });

  it("loses no write that comes just when it has become idle", async () => {
    for (let depth = 0; depth < 12; depth++) {
      await queue.write(["SELECT 1"]);
      for (let turn = 0; turn < depth; turn++) await Promise.resolve();
      const [result] = await queue.write([{ sql: "SELECT ? AS depth", args: [depth] }]);
      expect(result!.rows[0]!["depth"]).toBe(depth);
    }
  });

  it("refuses by name what would wait too long, and does what it took", async () => {
    const small = createWriterQueue(database.client, { maxWaiting: 2 });
    const outcomes = await Promise.allSettled(["a", "b", "c"].map((id) => small.write(sell(id))));
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect((outcomes[2] as PromiseRejectedResult).reason).toBeInstanceOf(QueueFullError);
    expect(await sold()).toEqual(["a", "b"]);
    expect(counts(await small.write(sell("c")))).toEqual([1, 1]);
  });

  it("is drained when nothing waits any more", async () => {
    const writes = Promise.all(Array.from({ length: 100 }, (_, i) => queue.write(sell(`s${i}`))));
    let done = false;
    writes.then(() => done = true);
    await queue.drain();
    await Promise.resolve();
    expect(done).toBe(true);
    await queue.drain();
  });

  it("waits while another process holds the file, and serves this one meanwhile", async () => {
    const other = await database.another();
    const transaction = await other.client.transaction("write");
    const write = queue.write(sell("a"));
    let turns = 0;
    while (turns < 20) await new Promise((resolve) => setTimeout(() => resolve(turns++), 1));
    expect(await sold()).toEqual([]);
    await transaction.commit();
    expect(counts(await write)).toEqual([1, 1]);
    expect(counts(await queue.write(sell("b")))).toEqual([1, 1]);
    await other.close();
  });

  it("does not do again what may have been done", async () => {
    let batches = 0;
    const broken = createWriterQueue({
      ...idle,
      async batch(statements, mode) {
        batches++;
        await database.client.batch(statements, mode);
        throw new TypeError("connection reset");
      },
    });
    const outcomes = await Promise.allSettled([broken.write(sell("a")), broken.write(sell("b"))]);
    for (const outcome of outcomes) {
      expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(DatabaseUnavailableError);
    }
    expect([batches, await sold()]).toEqual([1, ["a", "b"]]);
  });

  it("refuses values that libsql does not survive before they meet anyone", async () => {
    for (const value of [true, "half \ud83d", NaN, undefined]) {
      const bad = queue.write([{ sql: "SELECT ?", args: [value as string] }]);
      const good = queue.write(["SELECT 1"]);
      await expect(bad).rejects.toThrow(TypeError);
      await good;
    }
    const [types] = await queue.write([{
      sql: "SELECT typeof(:a) AS a, typeof(:b) AS b",
      args: { a: 7, b: 0.5 },
    }]);
    expect({ ...types!.rows[0] }).toEqual({ a: "integer", b: "real" });
  });
});

const sqld = await findSqld();
const skip = "missing" in sqld ? sqld.missing : false;

describe(
  "the writer queue on a server" + (skip ? ` (left out: ${skip})` : ""),
  { skip: Boolean(skip) },
  () => {
    it("sells what there is, once, from two processes at a time", async () => {
      const folder = await Deno.makeTempDir();
      const server = await startSqld({ path: "path" in sqld ? sqld.path : "", folder });
      const database = await openTestDatabase(tables, server.url);
      const other = await database.another();
      await database.queue.write([{ sql: "INSERT INTO stock VALUES ('LAMP', ?)", args: [50] }]);
      const results = await Promise.allSettled(
        Array.from({ length: 200 }, (_, i) => {
          const { queue } = i % 2 === 0 ? database : other;
          return i % 10 === 9 ? queue.write(force("s0")) : queue.write(sell(`s${i}`));
        }),
      );
      const won = results.filter((one) => one.status === "fulfilled" && one.value[0]!.rowsAffected === 1);
      const raised = results.flatMap((one) => one.status === "rejected" ? [String(one.reason)] : []);
      expect(won).toHaveLength(50);
      expect(raised.filter((reason) => !/constraint failed/.test(reason))).toEqual([]);
      expect(raised).toHaveLength(20);
      const { rows } = await database.client.execute(
        "SELECT (SELECT count(*) FROM sales) AS sales, left FROM stock",
      );
      expect({ ...rows[0] }).toEqual({ sales: 50, left: 0 });
      await other.close();
      await database.remove();
      await server.stop();
      await expect(database.queue.write(["SELECT 1"])).rejects.toThrow();
      await Deno.remove(folder, { recursive: true });
    });
  },
);
