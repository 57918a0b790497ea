import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLog } from "../../commerce/log.ts";
import { type Catalog, openCatalog } from "../catalog/connect.ts";
import { migrateCatalog, migrationsFolder } from "../catalog/migrate.ts";
import { untilMigrated } from "./until_migrated.ts";

describe("a database that is to be migrated", () => {
  let folder: string;
  let catalog: Catalog;
  beforeEach(async () => {
    folder = await Deno.makeTempDir();
    catalog = await openCatalog({ url: `file:${folder}/catalog.db` });
  });
  afterEach(async () => {
    catalog.close();
    await Deno.remove(folder, { recursive: true });
  });

  /** Waits, and answers what was logged. @param pause Called after every look that found the database behind. */
  async function wait(
    pause: (looks: number) => Promise<unknown>,
    client = catalog.client,
  ): Promise<string[]> {
    const events: string[] = [];
    let looks = 0;
    await untilMigrated({
      name: "catalog",
      client,
      migrationsFolder,
      log: createLog({
        program: "api",
        write: (line) => events.push(JSON.parse(line).event),
        now: () => new Date(),
      }),
      pause: async () => void await pause(++looks),
    });
    return events;
  }
  const sentence = "the catalog database lacks tables of this version: run the task migrate";

  it("is waited for, with one sentence in five minutes", async () => {
    expect(await wait(async (looks) => looks === 149 && await migrateCatalog(catalog))).toEqual([sentence]);
    expect(await wait(() => Promise.reject(new Error("nothing to wait for")))).toEqual([]);
  });

  it("is waited for where it is of an earlier version", async () => {
    await migrateCatalog(catalog);
    await catalog.client.execute("UPDATE __drizzle_migrations SET created_at = 1");
    const newer = "UPDATE __drizzle_migrations SET created_at = 9999999999999";
    expect(await wait(async (looks) => looks === 151 && await catalog.client.execute(newer))).toEqual([
      sentence,
      sentence,
    ]);
  });

  it("is not waited for where it cannot be reached", async () => {
    const client = Object.create(catalog.client, {
      execute: { value: () => Promise.reject(new Error("away")) },
    });
    const nothingToWaitFor = () => Promise.reject(new Error("nothing to wait for"));
    expect(await wait(nothingToWaitFor, client)).toEqual(["the catalog database cannot be reached"]);
  });
});
