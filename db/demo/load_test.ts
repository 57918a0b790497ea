import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { memberRows } from "../catalog/testing/listed_rows.ts";
import { isGtin } from "../../commerce/gtin.ts";
import { type Catalog, openCatalog } from "../catalog/connect.ts";
import { migrateCatalog } from "../catalog/migrate.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { openObjectStore } from "../objects/open_object_store.ts";
import { type DemoLoad, loadDemoShop } from "./load.ts";

const now = Date.UTC(2026, 10, 20);
const dayMs = 86_400_000;

describe("loadDemoShop", () => {
  let folder: string;
  let catalog: Catalog;
  let objects: ObjectStore;
  let load: DemoLoad;

  before(async () => {
    folder = await Deno.makeTempDir();
    catalog = await openCatalog({ url: `file:${folder}/catalog.db` });
    await migrateCatalog(catalog);
    objects = await openObjectStore(`file:${folder}/objects`);
    load = await loadDemoShop(catalog, objects, now);
  });
  after(async () => {
    catalog.close();
    await Deno.remove(folder, { recursive: true });
  });

  const rows = async (statement: string, from = catalog) => {
    const { rows, columns } = await from.client.execute(statement);
    return rows.map((row) => columns.map((_, i) => row[i]));
  };

  it("loads 240 products in 12 categories, 8 languages and 12 markets", async () => {
    if (!load.loaded) throw new Error(load.reason);
    expect(load.products).toBe(240);
    expect(load.variants).toBeGreaterThan(1000);
    expect(await rows("SELECT count(*) FROM languages UNION ALL SELECT count(*) FROM markets")).toEqual([
      [8],
      [12],
    ]);
    expect(
      await rows(`SELECT n, count(*) FROM (SELECT count(*) AS n FROM product_categories GROUP BY category_id)
        GROUP BY n`),
    ).toEqual([[20, 12]]);
    expect(
      await rows("SELECT min(n), max(n) FROM (SELECT count(*) AS n FROM product_texts GROUP BY product_id)"),
    )
      .toEqual([[8, 8]]);
    expect(await rows("PRAGMA foreign_key_check")).toEqual([]);
    expect(await rows("SELECT max(sequence) FROM changes")).toEqual([[load.catalogVersion]]);
  });

  it("has synonyms in every language, each of which means something in the shop", async () => {
    expect(await rows(`SELECT count(DISTINCT language_id) FROM synonyms`)).toEqual([[8]]);
    // Of every group some phrase is made of words that products have.
    expect(
      await rows(`SELECT s.phrases FROM synonyms s WHERE NOT EXISTS (
        SELECT 1 FROM synonym_phrases p, json_each(p.means) m WHERE p.synonym_id = s.id AND NOT EXISTS (
          SELECT 1 FROM json_each(m.value) w WHERE NOT EXISTS (
            SELECT 1 FROM search_terms t WHERE t.language_id = s.language_id AND t.term = w.value)))`),
    ).toEqual([]);
  });

  it("leaves a loaded shop alone", async () => {
    expect(await loadDemoShop(catalog, objects, now + dayMs)).toEqual({
      loaded: false,
      reason: "the catalog is not empty",
    });
  });

  it("is the same on every machine but for its times", async () => {
    const other = await openCatalog({ url: `file:${folder}/other.db` });
    await migrateCatalog(other);
    await loadDemoShop(other, await openObjectStore(`file:${folder}/other`), now + 99 * dayMs);
    for (
      const statement of [
        "SELECT public_id, sku, gtin, availability FROM variants ORDER BY id",
        "SELECT public_id, brand FROM products ORDER BY id",
        "SELECT public_id, code FROM categories ORDER BY id",
        "SELECT variant_id, market_id, amount_minor, compare_at_minor FROM prices ORDER BY 1, 2, 3, 4",
        "SELECT key FROM media ORDER BY id",
        "SELECT content FROM home_blocks ORDER BY id",
      ]
    ) expect(await rows(statement, other)).toEqual(await rows(statement));
    other.close();
  });

  it("puts every picture into the store, and describes it in every language", async () => {
    const media = await rows("SELECT object FROM media");
    for (const [object] of media) expect(await objects.has(String(object))).toBe(true);
    const svg = new TextDecoder().decode((await objects.get(String(media[0]![0])))!);
    expect(svg.startsWith("<svg ")).toBe(true);
    expect(await rows("SELECT DISTINCT n FROM (SELECT count(*) AS n FROM media_texts GROUP BY media_id)"))
      .toEqual([
        [8],
      ]);
    expect(await rows("SELECT count(*) FROM categories WHERE media_id IS NULL")).toEqual([[0]]);
    expect(
      await rows(`SELECT count(*) FROM variant_media vm JOIN variants v ON v.id = vm.variant_id
        WHERE NOT EXISTS (SELECT 1 FROM product_media p
          WHERE p.product_id = v.product_id AND p.media_id = vm.media_id)`),
    ).toEqual([[0]]);
  });

  it("gives every variant a valid GTIN of the range for shops, and a short SKU", async () => {
    const variants = await rows("SELECT gtin, sku FROM variants");
    for (const [gtin, sku] of variants) {
      expect(isGtin(String(gtin)) && String(gtin).startsWith("2")).toBe(true);
      expect(String(sku)).toMatch(/^[A-Z0-9-]{4,48}$/);
    }
    expect(new Set(variants.map(([gtin]) => gtin)).size).toBe(variants.length);
  });

  it("reduces prices that were in force for 40 days and more", async () => {
    const reduced = await rows(
      `SELECT p.amount_minor < p.compare_at_minor, p.lowest_prior_minor = p.compare_at_minor,
        (SELECT max(h.valid_from) FROM price_history h WHERE h.variant_id = p.variant_id
          AND h.market_id = p.market_id AND h.valid_from < p.valid_from AND h.amount_minor = p.compare_at_minor)
      FROM prices p WHERE p.compare_at_minor IS NOT NULL`,
    );
    expect(reduced.length).toBeGreaterThan(1000);
    for (const [lower, lowest, since] of reduced) {
      expect([lower, lowest]).toEqual([1, 1]);
      expect(Number(since)).toBeLessThanOrEqual(now - 40 * dayMs);
    }
  });

  it("sells nearly everything nearly everywhere, at whole yen and half dinars", async () => {
    const counts = (await memberRows({ rows }, "market")).map(({ products }) => products.length);
    expect(counts).toHaveLength(12);
    for (const count of counts) expect(count).toBeGreaterThanOrEqual(220);
    expect(Math.min(...counts)).toBeLessThan(240);
    const endings = (market: string, unit: number) =>
      rows(`SELECT DISTINCT amount_minor % ${unit} FROM prices
        WHERE market_id = (SELECT id FROM markets WHERE code = '${market}') ORDER BY 1`);
    expect(await endings("jp", 100)).toEqual([[0], [80]]);
    expect(await endings("kw", 1000)).toEqual([[500], [900]]);
    expect(await endings("ch", 10)).toEqual([[0]]);
  });

  it("has home pages, six information pages and a footer in every market and language", async () => {
    for (const [table, each] of [["home_blocks", 8], ["information_pages", 6], ["navigation", 6]] as const) {
      expect(
        await rows(`SELECT count(*), min(n), max(n)
        FROM (SELECT count(*) AS n FROM ${table} GROUP BY market_id, language_id)`),
      ).toEqual([[16, each, each]]);
    }
    expect(
      await rows("SELECT count(*) FROM information_pages WHERE body LIKE 'title:%' OR length(body) < 200"),
    )
      .toEqual([[0]]);
  });

  it("ships from, taxes in and has promotions for every market", async () => {
    const each = (table: string) =>
      rows(`SELECT count(*) FROM markets m WHERE EXISTS (SELECT 1 FROM ${table} x WHERE x.market_id = m.id)`);
    expect(await each("shipping_zones")).toEqual([[12]]);
    expect(await each("promotion_markets")).toEqual([[12]]);
    // One for all markets where it names no amount, else one for each currency.
    expect(await rows("SELECT count(*) FROM promotions")).toEqual([[2 + 4 * 8]]);
    expect(await rows("SELECT count(*) FROM promotion_coupons")).toEqual([[8]]);
    expect(await rows("SELECT count(*) > 200 FROM tax_rates")).toEqual([[1]]);
  });

  it("uses no word for a value that its attributes do not have", async () => {
    expect(
      await rows(`SELECT a.code, v.code FROM attribute_values v JOIN attributes a ON a.id = v.attribute_id
        WHERE a.type <> 'number'
          AND (SELECT count(*) FROM attribute_value_texts t WHERE t.value_id = v.id) <> 8`),
    ).toEqual([]);
    expect(await rows("SELECT count(*) FROM attributes")).toEqual([[17]]);
    expect(await rows("SELECT name FROM organizations WHERE id = 1")).toEqual([["Comptoir Maison SAS"]]);
  });
});
