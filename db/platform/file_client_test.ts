import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type Client, createClient, type InStatement, type ResultSet } from "@libsql/client";
import { ConnectionPool } from "@libsql/client/sqlite3";
import fc from "fast-check";
import { createFileClient, isFileUrl } from "./file_client.ts";
import { keepStatements } from "./kept_statements.ts";

/** Statements that find something or nothing, change something or nothing, or raise. */
const statement = fc.oneof(
  fc.record({
    sql: fc.constant("INSERT INTO pairs (name, value) VALUES (?, ?)"),
    args: fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom(null, 1.5, 2n, "text")),
  }),
  fc.record({
    sql: fc.constant("INSERT INTO pairs (name) SELECT :name WHERE :name <> 'b' RETURNING rowid, name"),
    args: fc.record({ name: fc.constantFrom("a", "b", "c") }),
  }),
  fc.record({
    sql: fc.constant("UPDATE pairs SET value = ?2 WHERE name = ?1 RETURNING *"),
    // One that is not given is NULL, whatever it was the time before.
    args: fc.oneof(fc.tuple(fc.constant("a")), fc.tuple(fc.constant("a"), fc.integer().map(BigInt))),
  }),
  fc.constantFrom<InStatement>(
    "SELECT * FROM pairs ORDER BY name",
    "SELECT name AS one, name AS one, value FROM pairs WHERE value IS NULL",
    "SELECT p.*, 1 AS one FROM pairs p",
    "UPDATE pairs SET value = value WHERE name = 'b'",
    "DELETE FROM pairs WHERE name = 'c'",
    "SELECT nothing FROM nowhere",
    "SELECT abs(-9223372036854775808) FROM pairs",
    "ALTER TABLE pairs ADD COLUMN more TEXT DEFAULT 'm'",
    "ALTER TABLE pairs DROP COLUMN more",
    "ALTER TABLE pairs RENAME COLUMN more TO most",
    "ALTER TABLE pairs RENAME COLUMN most TO more",
  ),
);

interface Unit {
  readonly inBatch: boolean;
  readonly statements: InStatement[];
}

/** One after the other: the plain client takes a connection more for those at once, which may not know the schema. */
async function outcomes(client: Client, units: readonly Unit[]): Promise<unknown[]> {
  const all = [];
  for (const { inBatch, statements } of units) {
    if (inBatch) all.push(await outcome(client.batch(statements, "write")));
    else for (const one of statements) all.push(await outcome(client.execute(one)));
  }
  return all;
}

async function outcome(work: Promise<ResultSet | ResultSet[]>): Promise<unknown> {
  try {
    return [await work].flat().map(({ columns, columnTypes, rows, rowsAffected, lastInsertRowid }) => ({
      columns,
      columnTypes,
      rows: rows.map((row) => [Object.entries(row), Array.from(row)]),
      rowsAffected,
      lastInsertRowid,
    }));
  } catch (error) {
    return String(error);
  }
}

describe("a client that keeps its statements", () => {
  let folder: string;
  let clients: Client[];

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    clients = [];
  });
  afterEach(async () => {
    for (const client of clients) client.close();
    await Deno.remove(folder, { recursive: true });
  });

  const open = (name: string) => {
    const client = createFileClient({ url: `file:${folder}/${name}.db`, timeoutMs: 1 });
    clients.push(client);
    return client;
  };

  it("answers what the plain client does, whatever raises and however the schema changes", async () => {
    let number = 0;
    const units = fc.array(
      fc.record({ inBatch: fc.boolean(), statements: fc.array(statement, { minLength: 1, maxLength: 4 }) }),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(units, async (all) => {
        const name = `${number++}`;
        const plain = createClient({ url: `file:${folder}/plain${name}.db` });
        clients.push(plain);
        const both = [plain, open(name)];
        for (const client of both) await client.execute("CREATE TABLE pairs (name TEXT UNIQUE, value)");
        const [expected, actual] = await Promise.all(both.map((client) => outcomes(client, all)));
        expect(actual).toEqual(expected);
        for (const client of clients.splice(0)) client.close();
      }),
      { numRuns: 40 },
    );
  });

  it("sees the columns that another process adds", async () => {
    const client = open("shared");
    const other = open("shared");
    await other.execute("CREATE TABLE t (a)");
    await other.execute("INSERT INTO t VALUES (1)");
    expect((await client.execute("SELECT * FROM t")).columns).toEqual(["a"]);
    await other.execute("ALTER TABLE t ADD COLUMN b DEFAULT 2");
    const { columns, rows } = await client.execute("SELECT * FROM t");
    expect([columns, Object.entries(rows[0]!)]).toEqual([["a", "b"], [["a", 1], ["b", 2]]]);
  });

  it("goes on after another process held the file", async () => {
    const client = open("busy");
    const other = open("busy");
    await other.execute("CREATE TABLE t (a)");
    const insert = { sql: "INSERT INTO t VALUES (?)", args: ["one"] };
    await client.batch([insert], "write");
    const held = await other.transaction("write");
    await expect(client.batch([insert], "write")).rejects.toThrow("database is locked");
    await held.execute(insert);
    await held.commit();
    await client.reconnect();
    expect((await client.batch([insert], "write"))[0]!.rowsAffected).toBe(1);
    expect((await client.execute("SELECT count(*) AS n FROM t")).rows[0]!["n"]).toBe(3);
  });

  it("opens files by whatever names, and says at once which it cannot", async () => {
    const client = open("a%20name");
    await client.execute("CREATE TABLE t (a)");
    expect((await Deno.stat(`${folder}/a name.db`)).isFile).toBe(true);
    expect(() => open("no/where")).toThrow();
    expect(
      ["file:a.db", "file:///a.db", "http://a", "libsql://a", ":memory:", "file::memory:"].map(isFileUrl),
    )
      .toEqual([true, true, false, false, false, false]);
  });
});

describe("kept statements", () => {
  it("are prepared once, as many as there is room for, and never those that hardly come again", async () => {
    const folder = await Deno.makeTempDir();
    const pool = new ConnectionPool(`${folder}/kept.db`, {}, 1);
    const connection = pool.acquireSync();
    keepStatements(connection, 2);
    const again = (sql: string) => {
      const before = connection.prepare(sql);
      return connection.prepare(sql) === before;
    };
    const first = connection.prepare("SELECT 1");
    expect(connection.prepare("SELECT 1")).toBe(first);
    expect([again("SELECT 2"), connection.prepare("SELECT 1") === first]).toEqual([true, true]);
    // The one that was not used for longest makes room: not the first.
    connection.prepare("SELECT 3");
    expect([connection.prepare("SELECT 1") === first, again("PRAGMA user_version")]).toEqual([true, false]);
    const failing = connection.prepare("SELECT abs(?)");
    expect(() => failing.all([-9223372036854775808n])).toThrow("integer overflow");
    expect(connection.prepare("SELECT abs(?)")).not.toBe(failing);
    pool.close();
    await Deno.remove(folder, { recursive: true });
  });
});
