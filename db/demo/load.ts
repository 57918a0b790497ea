/** The demo shop, loaded into an empty catalog. */
import { sql } from "drizzle-orm";
import { first } from "../catalog/writing/rows.ts";
import { mintId } from "../../commerce/ids.ts";
import { couponHashing, demoCouponKey, type HashCoupons } from "../../commerce/quote/coupon_hash.ts";
import type { Catalog } from "../catalog/connect.ts";
import { createCategory } from "../catalog/writing/categories.ts";
import { createProducts } from "../catalog/writing/create_product.ts";
import { saveHouse } from "../catalog/writing/organizations.ts";
import { saveAttribute } from "../catalog/writing/save_attribute.ts";
import { saveLanguage } from "../catalog/writing/save_language.ts";
import { saveMarket } from "../catalog/writing/save_market.ts";
import { saveMedia } from "../catalog/writing/save_media.ts";
import { setPrices } from "../catalog/writing/set_prices.ts";
import { writeCatalog, type WriteOptions, type Writer } from "../catalog/writing/transaction.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { bytesOf } from "./chance.ts";
import { type DemoFiles, readDemoFiles } from "./demo_files.ts";
import { homeBlocksOf, scenesOf, sceneWords } from "./demo_home.ts";
import { collectPictures, type PictureCollection } from "./demo_pictures.ts";
import { writeDemoPages } from "./demo_pages.ts";
import { type PreparedProduct, prepareProduct } from "./demo_product.ts";
import { readDemoSynonyms, writeDemoSynonyms } from "./demo_synonyms.ts";
import { readDemoTrade, writeTrade } from "./demo_trade.ts";
import type { SceneName } from "./drawings/draw_scene.ts";
import { demoLanguages, demoMarkets } from "./markets.ts";

const dayMs = 86_400_000;

/** What loading did. */
export type DemoLoad =
  | { readonly loaded: false; readonly reason: "the catalog is not empty" }
  | {
    readonly loaded: true;
    readonly products: number;
    readonly variants: number;
    readonly pictures: number;
    readonly catalogVersion: number;
  };

/**
 * Loads the demo shop: all or nothing, in one transaction. A catalog that has a market or a product is left as it
 * is. Ids, SKUs, prices and pictures are the same on every machine; only times depend on `now`.
 *
 * @param now Milliseconds since the epoch. Products came into the shop in the year before it; reductions begin
 * at it, after 37 days and more at the price before.
 * @param hashCoupons Hashes the codes of its coupons.
 */
export async function loadDemoShop(
  catalog: Catalog,
  objects: ObjectStore,
  now: number,
  hashCoupons: HashCoupons = couponHashing(demoCouponKey),
): Promise<DemoLoad> {
  if (await hasContent(catalog)) return { loaded: false, reason: "the catalog is not empty" };
  const files = await readDemoFiles(demoLanguages.map((language) => language.tag));
  const trade = await readDemoTrade();
  const synonyms = await readDemoSynonyms();
  const pictures = collectPictures(objects, files.attributes);
  const products = await prepareProducts(files, pictures);
  const scenes = await drawScenes(files, pictures);
  const categories = new Map<string, string>();
  for (const category of files.categories) {
    categories.set(category.code, await pictures.addCategory(category));
  }
  // Before the catalog names them: a picture without a row is harmless, a row without a picture is not.
  await pictures.store();

  const written = await writeCatalog(catalog, { now, mint: sameIds() }, async (w) => {
    await writeShop(w, files, pictures, categories);
    const created = await createProducts(
      w,
      products.map(({ input, ageDays }) => ({ input, createdAt: now - ageDays * dayMs })),
    );
    const reductions = products.flatMap((product) => product.reductions);
    await setPrices(w, reductions.map((one) => ({ ...one, minQuantity: 1, priceList: "standard" })));
    const parents = new Set(files.categories.map((category) => category.parent));
    const leaves = files.categories.filter(({ code }) => !parents.has(code)).map(({ code }) => code);
    await writeDemoPages(w, files, (home) => homeBlocksOf(home, scenes, leaves));
    const productIds = new Map(files.products.map(({ key }, at) => [key, created[at]!.publicId]));
    await writeTrade(w, trade, productIds, hashCoupons);
    await writeDemoSynonyms(w, synonyms);
  });
  if (!written.ok) {
    throw new Error(`Cannot load the demo shop: ${written.refusal.path}: ${written.refusal.message}`);
  }
  return {
    loaded: true,
    products: products.length,
    variants: products.reduce((sum, product) => sum + product.input.variants.length, 0),
    pictures: pictures.media.length,
    catalogVersion: written.catalogVersion,
  };
}

async function hasContent(catalog: Catalog): Promise<boolean> {
  const row = await first<{ found: number }>(
    catalog.db,
    sql`SELECT EXISTS (SELECT 1 FROM markets) OR EXISTS (SELECT 1 FROM products) AS found`,
  );
  return row?.found === 1;
}

/** Public ids that are the same on every machine: of one day, numbered. */
function sameIds(): WriteOptions["mint"] {
  const day = Date.UTC(2026, 0, 5);
  let count = 0;
  return (prefix) => mintId(prefix, day + count, bytesOf(`${prefix} ${count++}`));
}

async function prepareProducts(files: DemoFiles, pictures: PictureCollection): Promise<PreparedProduct[]> {
  const prepared: PreparedProduct[] = [];
  let number = 1;
  for (const product of files.products) {
    const one = prepareProduct(product, files, await pictures.addProduct(product), number);
    prepared.push(one);
    number += one.input.variants.length;
  }
  return prepared;
}

async function drawScenes(files: DemoFiles, pictures: PictureCollection): Promise<Map<SceneName, string>> {
  const keys = new Map<SceneName, string>();
  for (const scene of new Set(Object.values(files.home).flatMap(scenesOf))) {
    keys.set(scene, await pictures.addScene(scene, sceneWords[scene] ?? {}));
  }
  return keys;
}

/** Everything that products stand on. */
async function writeShop(
  w: Writer,
  files: DemoFiles,
  pictures: PictureCollection,
  categoryPictures: ReadonlyMap<string, string>,
): Promise<void> {
  for (const language of demoLanguages) await saveLanguage(w, language);
  for (const market of demoMarkets) await saveMarket(w, market);
  await saveHouse(w, files.organizations.find((one) => one.role === "house")!);
  for (const { values, ...attribute } of files.attributes) {
    await saveAttribute(w, {
      ...attribute,
      values: values.map(({ code, swatch, texts }) => ({
        code,
        texts,
        ...(swatch && { hex: swatch.toLowerCase() }),
      })),
    });
  }
  const { media } = pictures;
  const ids = await saveMedia(w, media);
  const idOf = new Map(media.map(({ key }, i) => [key, ids[i]!]));
  for (const { code, parent, position, texts } of files.categories) {
    await createCategory(
      w,
      { code, position, texts, ...(parent && { parent }) },
      idOf.get(categoryPictures.get(code)!),
    );
  }
}
