import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type Client, createClient, type InStatement, LibsqlBatchError } from "@libsql/client";
import { findSqld, type LibsqlServer, startSqld } from "../../tests/support/sqld.ts";
import { failureOf, isTooLarge } from "./failure.ts";
import { groupReads } from "./grouped_reads.ts";
import { keepStreams } from "./kept_streams.ts";

const sqld = await findSqld();

describe("kept streams", { ignore: "missing" in sqld }, () => {
  const { path } = sqld as { path: string };
  let folder: string, server: LibsqlServer, plain: Client, client: Client;
  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    server = await startSqld({ path, folder });
    plain = createClient({ url: server.url });
    client = keepStreams(createClient({ url: server.url }), { url: server.url });
    await plain.executeMultiple("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT CHECK (b <> 'bad'), c)");
  });
  afterEach(async () => {
    client.close();
    plain.close();
    await server.kill();
    await Deno.remove(folder, { recursive: true });
  });
  const all = async () =>
    (await plain.execute("SELECT a, b FROM t ORDER BY a")).rows.map(({ a, b }) => [a, b]);
  const insert = (a: number, b: string): InStatement => ({
    sql: "INSERT INTO t (a, b) VALUES (:a, :b)",
    args: { a, b },
  });

  it("answer as the plain client does", async () => {
    const write: InStatement[] = [
      { sql: "INSERT INTO t VALUES (?, ?, ?)", args: [7n, "é", new Uint8Array([1, 2])] },
      { sql: "INSERT INTO t VALUES (:a, :b, :c)", args: { a: 8n, b: "x", c: 1.5 } },
      "UPDATE t SET b = b || '!'",
      "SELECT count(*) AS n, hex(max(c)) FROM t",
      "DELETE FROM t",
    ];
    const told = async (one: Client) =>
      (await one.batch(write, "write")).map((result) => [
        result.columns,
        result.columnTypes,
        result.rows.map((row) => ({ ...row })),
        result.rowsAffected,
        result.lastInsertRowid,
        result.toJSON(),
      ]);
    expect(await told(client)).toEqual(await told(plain));
    const read = { sql: "SELECT ? AS a, NULL AS b, x'0a' AS c", args: ["text"] };
    for (const one of [client, plain]) {
      const { rows, columns } = await one.execute(read);
      expect([columns, rows[0]!["a"], rows[0]![1], new Uint8Array(rows[0]!["c"] as ArrayBuffer)]).toEqual([
        ["a", "b", "c"],
        "text",
        null,
        new Uint8Array([10]),
      ]);
    }
  });

  it("stay open from one request to the next, with what was said on them", async () => {
    const before = await client.execute("SELECT total_changes() AS changes");
    await client.batch([insert(1, "x"), insert(2, "y")], "write");
    await client.execute(insert(3, "z"));
    const after = await client.execute("SELECT total_changes() AS changes");
    expect([before.rows[0]!["changes"], after.rows[0]!["changes"]]).toEqual([0, 3]);
  });

  it("write all or nothing, and name the statement that raised", async () => {
    for (const one of [client, plain]) {
      const error = await one.batch([insert(1, "good"), insert(2, "bad"), insert(3, "good")], "write")
        .catch((raised: unknown) => raised);
      expect(failureOf(error)).toEqual({ kind: "raised", statement: 1, error });
      expect((error as Error).message).toMatch(/CHECK constraint failed/);
      const alone = await one.execute("SELECT nothing").catch((raised: unknown) => raised);
      expect(failureOf(alone)).toEqual({ kind: "raised", statement: null, error: alone });
    }
    expect(await all()).toEqual([]);
    await client.batch([insert(1, "good")], "write");
    expect(await all()).toEqual([[1, "good"]]);
  });

  it("hold nothing after an answer that was too large, whoever it was for", async () => {
    const mebibyte = { sql: "SELECT replace(hex(zeroblob(?)), '0', 'x') AS b", args: [1 << 19] };
    const reader = groupReads(client);
    const many = Array.from({ length: 12 }, () => mebibyte);
    const refused = await client.batch(many, "read").catch((raised: unknown) => raised);
    expect([isTooLarge(refused), failureOf(refused).kind]).toEqual([true, "raised"]);
    await client.batch([insert(1, "x")], "write");
    expect(await all()).toEqual([[1, "x"]]);
    const together = await Promise.allSettled([
      reader.batch(many, "read"),
      ...many.map((one) => reader.execute(one)),
    ]);
    expect(together.map(({ status }) => status)).toEqual(["rejected", ...many.map(() => "fulfilled")]);
  });

  it("end what the server ended without a fault of anybody's", () => {
    const timeout = new LibsqlBatchError("transaction timeout", 1, "TRANSACTION_TIMEOUT");
    expect(failureOf(timeout)).toMatchObject({ kind: "busy", statement: null });
  });

  it("are opened anew where the server forgot them", async () => {
    await Promise.all([1, 2, 3, 4, 5, 6].map((a) => client.execute(insert(a, "x"))));
    await server.kill();
    server = await startSqld({ path, folder, port: server.port });
    await client.batch([insert(7, "x")], "write");
    expect(await all()).toEqual([1, 2, 3, 4, 5, 6, 7].map((a) => [a, "x"]));
  });

  it("do nothing twice where no answer came", async () => {
    await client.execute(insert(1, "x"));
    await server.kill();
    const error = await client.batch([insert(2, "x")], "write").catch((raised: unknown) => raised);
    expect(failureOf(error).kind).toBe("unknown");
  });
});
