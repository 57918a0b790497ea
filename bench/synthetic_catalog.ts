/** A catalog of half a million SKUs, the same on every machine, made by the database itself. */
import { openCatalog } from "../db/catalog/connect.ts";
import { migrateCatalog } from "../db/catalog/migrate.ts";
import { createPromotion, type HashedPromotion } from "../db/catalog/writing/promotions.ts";
import { saveLanguage } from "../db/catalog/writing/save_language.ts";
import { saveMarket } from "../db/catalog/writing/save_market.ts";
import { ensureHouse } from "../db/catalog/writing/organizations.ts";
import { writeCatalog, type Writer } from "../db/catalog/writing/transaction.ts";
import { readDemoTrade, writeTrade } from "../db/demo/demo_trade.ts";
import { demoLanguages, demoMarkets } from "../db/demo/markets.ts";

const productCount = 100_000;
const variantsEach = 5;
/** Prices are in each of these. */
const marketCodes = ["fr", "us", "jp"];

export const skuCount = productCount * variantsEach;
/** @param number from 0. */
export const skuOf = (number: number): string => `SYN-${String(number).padStart(6, "0")}`;
/** Codes of its categories. @param number from 0 to 199. */
export const leafOf = (number: number): string => `leaf-${number}`;

/**
 * Makes the catalog in a file: the demo shop's languages, markets, taxes and shipping; 100,000 products of five
 * variants each, priced in three markets, in 200 categories below 20, with four attributes and two options each.
 */
export async function makeSyntheticCatalog(path: string): Promise<void> {
  const catalog = await openCatalog({ url: `file:${path}` });
  await migrateCatalog(catalog);
  await write(path, async (w) => {
    for (const language of demoLanguages) await saveLanguage(w, language);
    for (const market of demoMarkets) await saveMarket(w, market);
    await ensureHouse(w);
    // The demo's promotions are about products that are not here.
    await writeTrade(w, { ...await readDemoTrade(), promotions: [] }, new Map(), () => []);
  });
  await catalog.client.executeMultiple(`
    PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN;
    CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${
    skuCount - 1
  })
      SELECT i FROM n;
    INSERT INTO categories (id, public_id, code, parent_id, position, updated_sequence)
      SELECT i + 1, 'cat_' || i, iif(i < 20, 'root-' || i, 'leaf-' || (i - 20)), iif(i < 20, NULL, i % 20 + 1), i, 1
      FROM n WHERE i < 220;
    INSERT INTO attributes (id, code, facet, position) SELECT i + 1, 'attribute-' || i, 1, i FROM n WHERE i < 6;
    INSERT INTO attribute_values (id, attribute_id, code, position)
      SELECT i + 1, i / 20 + 1, 'value-' || (i % 20), i FROM n WHERE i < 120;
    INSERT INTO products (id, public_id, brand, width_mm, depth_mm, height_mm, category_id, created_at, updated_sequence)
      SELECT i + 1, 'prd_' || i, 'Brand ' || (i % 500), 50 + i % 300, 60, 70, i * 7 % 200 + 21, 0, 1
      FROM n WHERE i < ${productCount};
    INSERT INTO product_texts (product_id, language_id, title, slug)
      SELECT p.id, l.id, 'Product ' || p.id, 'product-' || p.id FROM products p, languages l WHERE l.tag IN ('en', 'fr');
    INSERT INTO product_categories (product_id, category_id) SELECT id, category_id FROM products;
    INSERT INTO product_markets (product_id, market_id)
      SELECT p.id, m.id FROM products p, markets m WHERE m.code IN (${
    marketCodes.map((code) => `'${code}'`).join(", ")
  });
    INSERT INTO product_attributes (product_id, value_id)
      SELECT p.id, a.i * 20 + p.id * (a.i + 3) % 20 + 1 FROM products p, n a WHERE a.i < 4;
    INSERT INTO variants (id, public_id, product_id, sku, position, weight_grams)
      SELECT i + 1, 'var_' || i, i / ${variantsEach} + 1, printf('SYN-%06d', i), i % ${variantsEach}, 100 + i % 900 FROM n;
    INSERT INTO variant_options (variant_id, attribute_id, value_id)
      SELECT v.id, a.i + 5, (a.i + 4) * 20 + v.position * (a.i + 1) + 1 FROM variants v, n a WHERE a.i < 2;
    INSERT INTO prices (variant_id, market_id, amount_minor)
      SELECT v.id, m.id, 500 + v.id * 37 % 20000 FROM variants v, markets m WHERE m.code IN (${
    marketCodes.map((code) => `'${code}'`).join(", ")
  });
    DROP TABLE n; COMMIT; PRAGMA wal_checkpoint(TRUNCATE);
  `);
  catalog.close();
}

/** Adds promotions of the market fr. */
export async function addPromotions(path: string, promotions: readonly HashedPromotion[]): Promise<void> {
  await write(path, async (w) => {
    for (const promotion of promotions) await createPromotion(w, promotion);
  });
}

async function write(path: string, work: (w: Writer) => Promise<void>): Promise<void> {
  const catalog = await openCatalog({ url: `file:${path}` });
  const written = await writeCatalog(catalog, { now: Date.now() }, work);
  catalog.close();
  if (!written.ok) throw new Error(`Cannot make the catalog: ${written.refusal.message}`);
}
