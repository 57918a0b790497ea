/**
 * `bench writes`: units of four statements through a writer queue, by writers of which each waits for its own unit
 * before the next; and the same units as a transaction each. On a file and on a libSQL server.
 */
import { createClient, type InStatement } from "@libsql/client";
import { openDatabase } from "../db/platform/open_database.ts";
import { findSqld, startSqld } from "../tests/support/sqld.ts";
import type { Bench, Row } from "./table.ts";

const writers = [1, 8, 32, 128];
const secondsEach = 2;

export async function writes(): Promise<Bench> {
  const folder = await Deno.makeTempDir({ prefix: "comptoir-writes-" });
  const rows: Row[] = [];
  try {
    rows.push(...await measure("file", `file:${folder}/bench.db`));
    const sqld = await findSqld();
    if ("path" in sqld) {
      const server = await startSqld({ path: sqld.path, folder });
      rows.push(...await measure("server", server.url));
      await server.stop();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  return { bench: "writes", rows };
}

async function measure(place: string, url: string): Promise<Row[]> {
  const database = await openDatabase({ url });
  await database.queue.write([
    "CREATE TABLE units (id TEXT PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE lines (id TEXT NOT NULL REFERENCES units (id), number INTEGER, PRIMARY KEY (id, number))",
    "CREATE TABLE stock (sku INTEGER PRIMARY KEY, left INTEGER NOT NULL)",
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99) INSERT INTO stock SELECT i, 1000000 FROM n",
  ]);
  const alone = createClient({ url });
  const rows: Row[] = [];
  const one = await perSecond(1, (unit) => alone.batch([...unit], "write"));
  const yardstick = `${place}: one writer, a transaction each`;
  rows.push({ name: yardstick, value: one.perSecond, unit: "units/s" });
  for (const count of writers) {
    const name = `${place}: ${count} at once`;
    const { perSecond: rate, p99Ms } = await perSecond(count, (unit) => database.queue.write(unit));
    rows.push(
      { name, value: rate, unit: "units/s" },
      { name: `${name}: ratio`, value: rate / one.perSecond, unit: "of it", ratioTo: yardstick },
      { name: `${name}: p99`, value: p99Ms, unit: "ms" },
    );
  }
  alone.close();
  await database.close();
  return rows;
}

async function perSecond(
  count: number,
  write: (unit: readonly InStatement[]) => Promise<unknown>,
): Promise<{ perSecond: number; p99Ms: number }> {
  const times: number[] = [];
  const started = performance.now();
  const until = started + secondsEach * 1000;
  await Promise.all(Array.from({ length: count }, async () => {
    while (performance.now() < until) {
      const at = performance.now();
      await write(newUnit());
      times.push(performance.now() - at);
    }
  }));
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: times.length / seconds, p99Ms: times[Math.floor(times.length * 0.99)]! };
}

/** Takes one from the stock, writes a record with a line. */
function newUnit(): InStatement[] {
  const id = crypto.randomUUID();
  const sku = Math.floor(Math.random() * 100);
  return [
    {
      sql: "INSERT INTO units (id, body) SELECT ?, ? FROM stock WHERE sku = ? AND left >= 1",
      args: [id, "x".repeat(400), sku],
    },
    {
      sql: "UPDATE stock SET left = left - 1 WHERE sku = ? AND EXISTS (SELECT 1 FROM units WHERE id = ?)",
      args: [sku, id],
    },
    { sql: "INSERT INTO lines (id, number) SELECT id, 1 FROM units WHERE id = ?", args: [id] },
    { sql: "INSERT INTO lines (id, number) SELECT id, 2 FROM units WHERE id = ?", args: [id] },
  ];
}
