import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type Client, createClient } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";
import { assertAllApplied, SkippedMigrationError } from "./migration_guard.ts";

describe("assertAllApplied", () => {
  let folder: string;
  let client: Client;

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    client = createClient({ url: `file:${folder}/test.db` });
  });
  afterEach(async () => {
    client.close();
    await Deno.remove(folder, { recursive: true });
  });

  /** Writes migrations that each make a table of their name, and applies them. */
  async function apply(...migrations: { tag: string; when: number }[]): Promise<void> {
    await Deno.mkdir(join(folder, "meta"), { recursive: true });
    for (const { tag } of migrations) {
      await Deno.writeTextFile(join(folder, `${tag}.sql`), `CREATE TABLE "${tag}" (id integer);`);
    }
    const entries = migrations.map(({ tag, when }, idx) => ({
      idx,
      tag,
      when,
      version: "6",
      breakpoints: true,
    }));
    const journal = JSON.stringify({ version: "7", dialect: "sqlite", entries });
    await Deno.writeTextFile(join(folder, "meta", "_journal.json"), journal);
    await migrate(drizzle(client), { migrationsFolder: folder });
  }

  it("is content when all stand in the database", async () => {
    await apply({ tag: "0000_a", when: 100 }, { tag: "0001_b", when: 200 });
    await assertAllApplied(client, folder);
  });

  it("names one that the migrator passed over", async () => {
    await apply({ tag: "0000_a", when: 100 }, { tag: "0002_c", when: 300 });
    await apply({ tag: "0000_a", when: 100 }, { tag: "0001_b", when: 200 }, { tag: "0002_c", when: 300 });
    await expect(assertAllApplied(client, folder)).rejects.toThrow(SkippedMigrationError);
    await expect(assertAllApplied(client, folder)).rejects.toThrow('migrations "0001_b" were not applied');
  });

  it("is content with a database that a newer version has migrated already", async () => {
    await apply({ tag: "0000_a", when: 100 }, { tag: "0001_b", when: 200 });
    await apply({ tag: "0000_a", when: 100 });
    await assertAllApplied(client, folder);
  });
});
