import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { CatalogUnavailableError } from "../../../commerce/catalog_reader.ts";
import { readStatements } from "./catalog_reads.ts";
import { openServer, partOf } from "./remote_server.ts";
import { TestCatalog } from "./test_catalog.ts";

describe("a part of a statement", () => {
  let catalog: TestCatalog;
  beforeEach(() => {
    catalog = new TestCatalog();
  });
  afterEach(() => catalog.close());

  it("can be asked of every one that reads", () => {
    const database = new DatabaseSync(catalog.path, { readOnly: true });
    try {
      for (const { sql } of Object.values(readStatements)) {
        const count = Math.max(0, ...Array.from(sql.matchAll(/\?(\d+)/g), (match) => Number(match[1])));
        const part = partOf({ sql, args: Array.from({ length: count }, () => null) }, 7, 5);
        expect(part.args.slice(count)).toEqual([5, 7]);
        database.prepare(part.sql);
      }
    } finally {
      database.close();
    }
  });

  it("has the rows in their order, each once", () => {
    const database = new DatabaseSync(catalog.path, { readOnly: true });
    try {
      const question = { sql: readStatements.categories.sql, args: [] };
      const rowsOf = ({ sql, args }: typeof question) =>
        database.prepare(sql).all(...args).map(({ code }) => code);
      const whole = rowsOf(question);
      const parts = whole.map((_, at) => rowsOf(partOf(question, at, 1) as typeof question));
      expect(whole).toEqual(["seating", "lighting", "furniture", "tables"]);
      expect(parts.flat()).toEqual(whole);
    } finally {
      database.close();
    }
  });
});

describe("a server that begins an answer and does not end it", () => {
  it("is given up at the deadline, and left alone after three times", async () => {
    let asked = 0;
    const server = Deno.serve({ port: 0, onListen() {} }, () => {
      asked++;
      return new Response(new ReadableStream({ start: (out) => out.enqueue(new Uint8Array([123])) }));
    });
    const way = openServer({
      url: `http://localhost:${server.addr.port}`,
      token: undefined,
      fetch,
      now: () => 0,
      deadlineMs: 50,
    });
    try {
      const batch = () => way.batch([{ sql: "SELECT 1", args: [] }]);
      for (let tries = 0; tries < 3; tries++) await expect(batch()).rejects.toThrow(CatalogUnavailableError);
      const before = asked;
      await expect(batch()).rejects.toMatchObject({ cause: { name: "CircuitOpenError" } });
      expect(asked).toBe(before);
      expect(before).toBeGreaterThan(0);
    } finally {
      way.close();
      await server.shutdown();
    }
  });
});
