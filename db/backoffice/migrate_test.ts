import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Client } from "@libsql/client";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { openBackoffice } from "./connect.ts";
import { migrateBackoffice, migrationsFolder } from "./migrate.ts";
import * as schema from "./schema.ts";

describe("the backoffice's migrations", () => {
  let folder: string;
  let backoffice: Client;

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    backoffice = await openBackoffice({ url: `file:${folder}/backoffice.db` });
    await migrateBackoffice(backoffice);
  });
  afterEach(async () => {
    backoffice.close();
    await Deno.remove(folder, { recursive: true });
  });

  it("ascend in time, for drizzle skips one that is older than the newest applied", async () => {
    const journal = JSON.parse(await Deno.readTextFile(`${migrationsFolder}/meta/_journal.json`));
    const times: number[] = journal.entries.map((entry: { when: number }) => entry.when);
    expect(times.length).toBeGreaterThan(0);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });

  it("make exactly the tables and columns of the schema, and may be applied again", async () => {
    await migrateBackoffice(backoffice);
    const wanted = Object.values(schema).filter((value) => is(value, SQLiteTable)).flatMap((table) => {
      const { name, columns } = getTableConfig(table);
      return columns.map((column) => `${name}.${column.name} ${column.getSQLType()} ${column.notNull}`);
    });
    const { rows } = await backoffice.execute(`
      SELECT s.name || '.' || c.name || ' ' || lower(c.type) || ' ' || iif(c."notnull", 'true', 'false') AS text
      FROM sqlite_schema s JOIN pragma_table_info(s.name) c
      WHERE s.type = 'table' AND s.name <> '__drizzle_migrations'`);
    expect(rows.map((row) => row.text).sort()).toEqual(wanted.sort());
  });

  it("enforce foreign keys, and let two processes work on one file", async () => {
    expect((await backoffice.execute("PRAGMA foreign_keys")).rows[0]!.foreign_keys).toBe(1);
    expect((await backoffice.execute("PRAGMA journal_mode")).rows[0]!.journal_mode).toBe("wal");
  });
});
