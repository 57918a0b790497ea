import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type Client, createClient, type InStatement } from "@libsql/client";
import { groupReads } from "./grouped_reads.ts";

/** A client on a file that counts its requests; each waits to be let through. */
async function counted(work: (client: Client, requests: number[], letAll: () => void) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  const plain = createClient({ url: `file:${folder}/reads.db` });
  await plain.executeMultiple("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)");
  const requests: number[] = [];
  const gate = Promise.withResolvers<void>();
  const slow: Client = {
    ...plain,
    protocol: "http",
    closed: false,
    async batch(statements, mode) {
      requests.push(statements.length);
      await gate.promise;
      return await plain.batch(statements, mode);
    },
    execute: (statement: InStatement) => plain.execute(statement),
  };
  try {
    await work(groupReads(slow), requests, gate.resolve);
  } finally {
    gate.resolve();
    plain.close();
    await Deno.remove(folder, { recursive: true });
  }
}

const byNumber = (a: number): InStatement => ({ sql: "SELECT a FROM t WHERE a = ?", args: [a] });

describe("grouped reads", () => {
  it("go together, at most two requests at a time, and each gets its own rows", () =>
    counted(async (client, requests, letAll) => {
      const first = [client.execute(byNumber(1)), client.batch([byNumber(2), byNumber(3)], "read")];
      await Promise.resolve();
      const second = client.execute(byNumber(2));
      await Promise.resolve();
      const third = [1, 2, 3].map((a) =>
        client.execute({ sql: "SELECT a FROM t WHERE a = :a", args: { a } })
      );
      await Promise.resolve();
      expect(requests).toEqual([3, 1]);
      letAll();
      const results = await Promise.all([...first, second, ...third]);
      expect(results.map((each) => [each].flat().map(({ rows }) => rows.map(({ a }) => a)))).toEqual([
        [[1]],
        [[2], [3]],
        [[2]],
        [[1]],
        [[2]],
        [[3]],
      ]);
      expect(requests).toEqual([3, 1, 3]);
    }));

  it("do not hurt each other when one raises", () =>
    counted(async (client, requests, letAll) => {
      letAll();
      const outcomes = await Promise.allSettled([
        client.execute(byNumber(1)),
        client.execute("SELECT nothing FROM t"),
        client.batch([byNumber(2), "SELECT abs(-9223372036854775808)"], "read"),
        client.execute(byNumber(3)),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        "fulfilled",
        "rejected",
        "rejected",
        "fulfilled",
      ]);
      expect(requests).toEqual([5, 1, 1, 2, 1]);
      expect(await client.execute(byNumber(1)).then(({ rows }) => rows.length)).toBe(1);
    }));

  it("are of 64 statements, and writes are none of them", () =>
    counted(async (client, requests, letAll) => {
      letAll();
      const all = Array.from({ length: 130 }, () => client.execute(byNumber(1)));
      await Promise.all([...all, client.execute("INSERT INTO t VALUES (4)")]);
      expect(requests).toEqual([64, 64, 2]);
      expect((await client.execute(byNumber(4))).rows.length).toBe(1);
      await client.batch(["DELETE FROM t", "SELECT 1"], "write");
      expect((await client.execute(byNumber(4))).rows.length).toBe(0);
      expect(requests).toEqual([64, 64, 2, 1, 2, 1]);
    }));
});
