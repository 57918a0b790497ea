import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createClient } from "@libsql/client";
import { migrateDatabase } from "./migrate.ts";
import { openDatabase } from "./open_database.ts";

/** A folder of one migration, as drizzle-kit writes it. */
async function migrations(sql: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(`${folder}/meta`);
  const entries = [{ idx: 0, version: "6", when: 1_700_000_000_000, tag: "0000_first", breakpoints: true }];
  await Deno.writeTextFile(`${folder}/meta/_journal.json`, JSON.stringify({ dialect: "sqlite", entries }));
  await Deno.writeTextFile(`${folder}/0000_first.sql`, sql);
  return folder;
}

describe("migrateDatabase", () => {
  it("makes the tables once, however many processes start at once", async () => {
    const folder = await migrations(
      "CREATE TABLE things (id text PRIMARY KEY);\n--> statement-breakpoint\nINSERT INTO things VALUES ('one');",
    );
    const url = `file:${folder}/test.db`;
    const processes = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ url })));
    await Promise.all(processes.map(({ client }) => migrateDatabase(client, folder)));
    const { rows } = await processes[0]!.client.execute(
      "SELECT (SELECT count(*) FROM things) AS things, (SELECT count(*) FROM __drizzle_migrations) AS migrations",
    );
    expect({ ...rows[0] }).toEqual({ things: 1, migrations: 1 });
    for (const { queue } of processes) await queue.write(["INSERT INTO things VALUES (hex(randomblob(8)))"]);
    for (const process of processes) await process.close();
    await Deno.remove(folder, { recursive: true });
  });

  it("says what is wrong with a migration, and leaves nothing of it", async () => {
    const folder = await migrations(
      "CREATE TABLE things (id text);\n--> statement-breakpoint\nCREATE TABEL x;",
    );
    const client = createClient({ url: `file:${folder}/test.db` });
    await expect(migrateDatabase(client, folder)).rejects.toThrow(/TABEL/);
    const { rows } = await client.execute("SELECT name FROM sqlite_schema WHERE name = 'things'");
    expect(rows).toEqual([]);
    client.close();
    await Deno.remove(folder, { recursive: true });
  });
});
