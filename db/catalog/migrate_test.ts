import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { is } from "drizzle-orm";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { type Catalog, openCatalog } from "./connect.ts";
import { migrateCatalog, migrationsFolder } from "./migrate.ts";
import * as schema from "./schema.ts";
import { listedRows } from "./testing/listed_rows.ts";
import { storedCards } from "./testing/plain_cards.ts";
import { chair, opening, openSmallShop } from "./testing/small_shop.ts";
import { createProduct } from "./writing/create_product.ts";

describe("the catalog's migrations", () => {
  let folder: string;
  let catalog: Catalog;

  before(async () => {
    folder = await Deno.makeTempDir();
    catalog = await openCatalog({ url: `file:${folder}/catalog.db` });
    await migrateCatalog(catalog);
  });

  after(async () => {
    catalog.close();
    await Deno.remove(folder, { recursive: true });
  });

  it("ascend in time, for drizzle skips one that is older than the newest applied", async () => {
    const journal = JSON.parse(await Deno.readTextFile(`${migrationsFolder}/meta/_journal.json`));
    const times: number[] = journal.entries.map((entry: { when: number }) => entry.when);
    expect(times.length).toBeGreaterThan(0);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });

  it("make exactly the tables and columns of the schema", async () => {
    const tables = Object.values<unknown>(schema).filter((value): value is SQLiteTable =>
      is(value, SQLiteTable)
    );
    const wanted = tables.map((table) => {
      const { name, columns } = getTableConfig(table);
      return [
        name,
        columns.map((column) => `${column.name} ${column.getSQLType()} ${column.notNull}`).sort(),
      ];
    }).sort();
    const { rows } = await catalog.client.execute(`
      SELECT s.name, c.name AS column, lower(c.type) AS type, c."notnull" OR (c.pk > 0) AS required
      FROM sqlite_schema s JOIN pragma_table_info(s.name) c
      WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite_%' AND s.name NOT LIKE 'search_index%'
        AND s.name <> '__drizzle_migrations' ORDER BY s.name`);
    const found = Map.groupBy(rows, (row) => String(row.name));
    expect(
      [...found].map(([name, columns]) => [
        name,
        columns.map((row) => `${row.column} ${row.type} ${row.required === 1}`).sort(),
      ]).sort(),
    ).toEqual(wanted);
  });

  it("may be applied again without effect", async () => {
    await migrateCatalog(catalog);
    const { rows } = await catalog.client.execute("SELECT count(*) AS applied FROM __drizzle_migrations");
    const journal = JSON.parse(await Deno.readTextFile(`${migrationsFolder}/meta/_journal.json`));
    expect(rows[0]!.applied).toBe(journal.entries.length);
  });

  it("fill what an earlier version did not know of", async () => {
    const shop = await openSmallShop();
    await shop.write(opening, (w) => createProduct(w, chair()));
    const before = await listedRows(shop);
    expect(before.length).toBeGreaterThan(0);
    await shop.catalog.client.executeMultiple("DELETE FROM product_sets; DELETE FROM sort_keys");
    await migrateCatalog(shop.catalog);
    expect(await listedRows(shop)).toEqual(before);
    const values = await shop.rows("SELECT id, hex(value_ids) FROM product_values");
    expect(values).toHaveLength(1);
    await shop.catalog.client.execute("DELETE FROM product_values");
    await migrateCatalog(shop.catalog);
    expect(await shop.rows("SELECT id, hex(value_ids) FROM product_values")).toEqual(values);
    const cards = await storedCards(shop, opening);
    expect([cards.words.length, cards.variants.length]).toEqual([2, 2]);
    await shop.catalog.client.executeMultiple(
      "DELETE FROM product_cards; DELETE FROM product_offers; DELETE FROM card_mark",
    );
    await migrateCatalog(shop.catalog);
    expect(await storedCards(shop, opening)).toEqual(cards);
    const version = await shop.version();
    await migrateCatalog(shop.catalog);
    expect(await shop.version()).toBe(version);
    // By a release that knows of no cards.
    await shop.catalog.client.executeMultiple(
      `UPDATE product_texts SET title = 'Ash chair'; INSERT INTO changes (tag, at) VALUES ('product:1', ${opening})`,
    );
    await migrateCatalog(shop.catalog);
    expect(await shop.rows("SELECT DISTINCT title FROM product_cards")).toEqual([["Ash chair"]]);
    await shop.close();
  });

  it("leave foreign keys enforced and the file readable beside a writer", async () => {
    expect((await catalog.client.execute("PRAGMA foreign_keys")).rows[0]!.foreign_keys).toBe(1);
    expect((await catalog.client.execute("PRAGMA journal_mode")).rows[0]!.journal_mode).toBe("wal");
    await expect(
      catalog.client.execute("INSERT INTO product_markets (product_id, market_id) VALUES (1, 1)"),
    ).rejects.toThrow("FOREIGN KEY");
  });
});
