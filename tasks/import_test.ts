import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openBackoffice } from "../db/backoffice/connect.ts";
import { migrateBackoffice } from "../db/backoffice/migrate.ts";
import { migrateCatalog } from "../db/catalog/migrate.ts";
import { openCatalog } from "../db/catalog/connect.ts";
import { readRows } from "../db/catalog/writing/rows.ts";
import { sql } from "drizzle-orm";
import { icecatFeed, referenceFile, withoutReferenceData } from "../tests/support/reference_data.ts";
import { startApi } from "../tests/support/api_process.ts";
import { findSqld, startSqld } from "../tests/support/sqld.ts";
import { lines } from "./lines.ts";

const decoder = new TextDecoder();
const sqld = await findSqld();

describe("the task import", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await Deno.makeTempDir();
  });
  afterEach(() => Deno.remove(folder, { recursive: true }));

  const command = (args: readonly string[], environment: Record<string, string> = {}) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-all", "--no-check", "tasks/import.ts", ...args],
      env: { DATA_DIR: folder, ...environment },
      stdout: "piped",
      stderr: "piped",
    });
  const run = async (args: readonly string[], environment?: Record<string, string>) => {
    const { code, stdout, stderr } = await command(args, environment).output();
    return { code, output: decoder.decode(stdout), notes: decoder.decode(stderr) };
  };
  const place = ["--market", "us", "--language", "en"];

  /** A feed with a number of rows. */
  async function writeFeed(count: number, price = "19.99 USD"): Promise<string> {
    const rows = Array.from(
      { length: count },
      (_, i) => `F-${i}\tThing number ${i}\t${price}\tBrand ${i % 7}\tA:Legs:${i % 5}\n`,
    );
    const path = `${folder}/feed.tsv`;
    await Deno.writeTextFile(path, `id\ttitle\tprice\tbrand\tproduct_detail\n${rows.join("")}`);
    return path;
  }

  async function count(
    path = `${folder}/catalog.db`,
  ): Promise<[products: number, variants: number, version: number]> {
    const catalog = await openCatalog({ url: `file:${path}` });
    try {
      const [row] = await readRows<[number, number, number]>(
        catalog.db,
        sql`(SELECT count(*) FROM products), (SELECT count(*) FROM variants), (SELECT max(sequence) FROM changes)`,
        sql`FROM (SELECT 1)`,
      );
      return row!;
    } finally {
      catalog.close();
    }
  }

  const logSize = async (name: string) =>
    (await Deno.stat(`${folder}/${name}-wal`).catch(() => null))?.size ?? 0;

  it("says how it is used, and what is wrong", async () => {
    expect(await run([])).toMatchObject({ code: 2, notes: expect.stringContaining("usage: import FILE") });
    expect(await run(["x", "--market", "us"])).toMatchObject({
      code: 2,
      notes: expect.stringContaining("--language"),
    });
    expect(await run(["/nowhere", ...place])).toMatchObject({
      code: 1,
      notes: expect.stringContaining("feed-missing"),
    });
  });

  it("imports into an empty folder, lists what it rejects, and writes nothing the second time", async () => {
    const path = await writeFeed(3);
    await Deno.writeTextFile(path, "BAD\tNo price\t\t\t\n", { append: true });
    const rejected = `${folder}/rejected.tsv`;
    const first = await run([path, ...place, "--rejected", rejected]);
    expect(first).toMatchObject({ code: 0 });
    expect(first.output.split("\n").slice(0, 2)).toEqual([
      "4 rows: 3 new products, 3 new variants, 0 changed products, 0 variants as before, 1 row rejected",
      '  line 5 (BAD): price: "": wanted an amount and a currency, e.g. 19.99 USD',
    ]);
    // Nothing is left in a log beside the files.
    for (const name of ["catalog.db", "backoffice.db"]) {
      expect([(await Deno.stat(`${folder}/${name}`)).size > 16_384, await logSize(name)]).toEqual([true, 0]);
    }
    expect(await Deno.readTextFile(rejected)).toBe(
      '5\tBAD\tprice: "": wanted an amount and a currency, e.g. 19.99 USD\n',
    );
    const before = await count();
    expect((await run([path, ...place])).output).toContain("3 variants as before");
    expect(await count()).toEqual(before);
  });

  it("refuses a file that was cut off, and takes nothing out of sale for it", async () => {
    const path = `${folder}/feed.xml`;
    const item = (id: string) =>
      `<item><g:id>${id}</g:id><g:title>Cup</g:title><g:price>5 USD</g:price></item>`;
    await Deno.writeTextFile(path, `<rss>${item("A")}${item("B")}</rss>`);
    expect((await run([path, ...place])).code).toBe(0);
    const before = await count();
    await Deno.writeTextFile(path, `<rss>${item("A")}`);
    expect(await run([path, ...place, "--archive-missing"])).toMatchObject({
      code: 1,
      notes: expect.stringContaining("feed-format: the file is damaged or cut off: it ends before </rss>"),
    });
    expect(await count()).toEqual(before);
  });

  it("takes out of sale what vanished, much of it only when all is meant", async () => {
    await run([await writeFeed(60), ...place]);
    const before = await count();
    const path = await writeFeed(30);
    expect(await run([path, ...place, "--archive-missing"])).toMatchObject({
      code: 1,
      notes: expect.stringContaining("feed-shrunk: of 60 variants that earlier imports brought 30 are not"),
    });
    expect(await count()).toEqual(before);
    expect((await run([path, ...place, "--archive-all-missing"])).output).toContain(
      "30 variants of earlier imports are not in the file: 30 taken out of sale",
    );
  });

  it("killed at any moment and run again does what is still to be done", async () => {
    const path = await writeFeed(1500);
    for (const after of [1, 3]) {
      const child = command([path, ...place]).spawn();
      let seen = 0;
      for await (const line of lines(child.stderr)) {
        // The first lines are of reading; then a line comes after a transaction.
        if (!line.includes("rows") || ++seen < after) continue;
        child.kill("SIGKILL");
        break;
      }
      await child.stdout.cancel();
      expect((await child.status).signal).toBe("SIGKILL");
    }
    const [products] = await count();
    expect(products).toBeGreaterThan(0);
    expect(products).toBeLessThan(1500);
    const again = await run([path, ...place]);
    expect(again.output).toContain(`${1500 - products} new products`);
    const [all, variants, version] = await count();
    expect([all, variants]).toEqual([1500, 1500]);
    await run([path, ...place]);
    expect(await count()).toEqual([1500, 1500, version]);
  });

  it("stops between two transactions when asked to", async () => {
    const path = await writeFeed(1500);
    const child = command([path, ...place]).spawn();
    let isAsked = false;
    for await (const line of lines(child.stderr)) {
      if (!line.includes("rows") || isAsked) continue;
      child.kill("SIGTERM");
      isAsked = true;
    }
    await child.stdout.cancel();
    expect((await child.status).code).toBe(130);
    const [products] = await count();
    expect(products).toBeLessThan(1500);
    expect((await run([path, ...place])).output).toContain(`${1500 - products} new products`);
  });

  it("imports while the shop's API serves and writes, on one file", async () => {
    const api = await startApi();
    try {
      const path = await writeFeed(1500);
      let ended = false;
      const importing = run([path, ...place], { DATA_DIR: api.folder }).finally(() => ended = true);
      const headers = { "authorization": `Bearer ${api.adminKey}`, "content-type": "application/json" };
      const items = await (await fetch(`${api.url}/v1/admin/products?limit=1`, { headers })).json();
      const sku = items.items[0].variants[0].sku;
      const times: number[] = [];
      for (let amountMinor = 1000; !ended; amountMinor++) {
        const started = performance.now();
        const answer = await fetch(`${api.url}/v1/admin/prices`, {
          method: "PUT",
          headers: { ...headers, "idempotency-key": crypto.randomUUID() },
          body: JSON.stringify({ items: [{ sku, market: "us", amountMinor }] }),
        });
        expect(answer.status).toBe(200);
        await answer.body?.cancel();
        times.push(performance.now() - started);
      }
      const { code, output } = await importing;
      expect([code, output.split(",")[0]]).toEqual([0, "1500 rows: 1500 new products"]);
      expect(times.length).toBeGreaterThan(3);
      expect(Math.max(...times)).toBeLessThan(5000);
    } finally {
      await api.stop();
      await Deno.remove(api.folder, { recursive: true });
    }
  });

  it("imports into libSQL servers", { skip: "missing" in sqld && sqld.missing }, async () => {
    const { path } = sqld as { path: string };
    const server = await startSqld({ path, folder });
    const backoffice = await Deno.makeTempDir({ dir: folder });
    const other = await startSqld({ path, folder: backoffice });
    try {
      const catalog = await openCatalog({ url: server.url });
      await migrateCatalog(catalog);
      const client = await openBackoffice({ url: other.url });
      await migrateBackoffice(client);
      client.close();
      const servers = { CATALOG_URL: server.url, BACKOFFICE_URL: other.url };
      const feed = await writeFeed(1500);
      const first = await run([feed, ...place], servers);
      expect([first.code, first.output.split(",")[0]]).toEqual([0, "1500 rows: 1500 new products"]);
      expect((await run([feed, ...place], servers)).output).toContain("1500 variants as before");
      catalog.close();
    } finally {
      await server.stop();
      await other.stop();
    }
  });

  const feed = referenceFile(icecatFeed);
  it("takes a real feed in whole", { skip: feed === null && withoutReferenceData }, async () => {
    const json = `${folder}/report.json`;
    expect((await run([feed!, ...place, "--json", json])).code).toBe(0);
    expect(JSON.parse(await Deno.readTextFile(json))).toMatchObject({
      rows: 19_406,
      newVariants: 19_406,
      rejectedRows: 0,
      unusedColumns: [],
    });
    const before = await count();
    expect((await run([feed!, ...place])).output).toContain("19406 variants as before");
    expect(await count()).toEqual(before);
  });
});
