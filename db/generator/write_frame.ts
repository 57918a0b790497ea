/** What the products of the generated shop stand on: languages, markets, trade, attributes, categories, makers, pages. */
import { sql } from "drizzle-orm";
import type { StoredHomeBlock } from "../../commerce/home_block.ts";
import { mintId } from "../../commerce/ids.ts";
import { openCatalog } from "../catalog/connect.ts";
import { migrateCatalog } from "../catalog/migrate.ts";
import { organizations } from "../catalog/schema.ts";
import { createCategory } from "../catalog/writing/categories.ts";
import { findPriceLists } from "../catalog/writing/lookups.ts";
import { houseId, saveHouse } from "../catalog/writing/organizations.ts";
import { insertRows, readRows } from "../catalog/writing/rows.ts";
import { type AttributeInput, saveAttribute } from "../catalog/writing/save_attribute.ts";
import { saveLanguage } from "../catalog/writing/save_language.ts";
import { saveMarket } from "../catalog/writing/save_market.ts";
import { writeCatalog, type WriteOptions, type Writer } from "../catalog/writing/transaction.ts";
import { type DemoFiles, type DemoHome, readDemoFiles } from "../demo/demo_files.ts";
import { homeBlocksOf } from "../demo/demo_home.ts";
import { writeDemoPages } from "../demo/demo_pages.ts";
import { readDemoTrade, writeTrade } from "../demo/demo_trade.ts";
import { demoLanguages, demoMarkets } from "../demo/markets.ts";
import { generatedAttributes } from "./attributes.ts";
import { type Brand, makeBrands } from "./brands.ts";
import { Chance } from "./chance.ts";
import type { Ingredients } from "./make_product.ts";
import { Writing } from "./texts.ts";
import { categoryInputs, leaves } from "./tree.ts";
import { allWords } from "./words/all.ts";
import type { Keys } from "./write_products.ts";

/** Where nobody else answers for a maker's things: outside the Union. */
const unionCountries = new Set(["DE", "FR", "IT", "PT", "PL", "SE"]);

/** How many of the largest categories the home page shows. */
const shownCategories = 12;

/** Makes a new database with everything but products, and answers what these are made with. */
export async function writeFrame(
  path: string,
  { seed, today }: { readonly seed: number; readonly today: number },
): Promise<{ ingredients: Ingredients; keys: Keys }> {
  const files = await readDemoFiles(demoLanguages.map((language) => language.tag));
  const trade = await readDemoTrade();
  const attributes = generatedAttributes(files.attributes, seed);
  const brands = makeBrands(seed);
  const catalog = await openCatalog({ url: `file:${path}` });
  try {
    await migrateCatalog(catalog);
    const written = await writeCatalog(catalog, { now: today, mint: sameIds(seed) }, async (w) => {
      for (const language of demoLanguages) await saveLanguage(w, language);
      for (const market of demoMarkets) await saveMarket(w, market);
      await findPriceLists(w, []);
      await saveHouse(w, files.organizations.find((one) => one.role === "house")!);
      // The demo's promotions are about products that are not here.
      await writeTrade(w, { ...trade, promotions: [] }, new Map(), () => []);
      for (const attribute of attributes) await saveAttribute(w, attribute);
      for (const category of categoryInputs()) await createCategory(w, category);
      await writeDemoPages(w, files, homeBlocks);
      return await readKeys(w, await writeMakers(w, files, brands));
    });
    if (!written.ok) throw new Error(`${written.refusal.path}: ${written.refusal.message}`);
    return {
      keys: written.value,
      ingredients: {
        seed,
        today,
        brands,
        marketCount: demoMarkets.length,
        valueCounts: new Map(attributes.map(({ code, values }) => [code, values.length])),
        materials: namesIn(attributes.find(({ code }) => code === "material")!),
        writings: allWords.map((words) => new Writing(words)),
      },
    };
  } finally {
    catalog.close();
  }
}

/** Public ids that are the same on every machine. */
function sameIds(seed: number): WriteOptions["mint"] {
  const chance = new Chance(seed, 5);
  return (prefix, at) => mintId(prefix, at, chance.bytes());
}

/** The values' names: by language, by place. */
function namesIn({ values }: AttributeInput): string[][] {
  return allWords.map(({ tag }) => values.map(({ code, texts }) => (texts[tag] ?? code).toLowerCase()));
}

/** A maker for each brand. */
async function writeMakers(w: Writer, files: DemoFiles, brands: readonly Brand[]): Promise<Keys["brands"]> {
  const { name, address, email } = files.organizations.find((one) => one.role === "eu-responsible")!;
  const euResponsibleId = houseId + 1;
  const makers = brands.map((brand, i) => ({ ...brand, makerId: euResponsibleId + 1 + i }));
  await insertRows(w.tx, organizations, [
    { id: euResponsibleId, name, address, email },
    ...makers.map(({ name, country, makerId }) => ({
      id: makerId,
      name,
      address: `${makerId} Industry Road, ${country}`,
      email: `maker-${makerId}@example.com`,
    })),
  ]);
  return makers.map((maker) => ({
    ...maker,
    euResponsibleId: unionCountries.has(maker.country) ? null : euResponsibleId,
  }));
}

/** What the demo shop's home page shows, without the pictures and promotions of its own things. */
function homeBlocks(home: DemoHome): StoredHomeBlock[] {
  const blocks = home.blocks.filter(({ kind }) => kind !== "editorial");
  const shown = leaves.slice(0, shownCategories).map(({ code }) => code);
  return homeBlocksOf({ ...home, blocks }, new Map(), shown);
}

async function readKeys(w: Writer, brands: Keys["brands"]): Promise<Keys> {
  const languages = new Map(await readRows<[string, number]>(w.tx, sql`tag, id`, sql`FROM languages`));
  const markets = new Map(await readRows<[string, number]>(w.tx, sql`code, id`, sql`FROM markets`));
  const attributes = new Map<string, { id: number; values: number[] }>();
  const values = await readRows<[string, number, number]>(
    w.tx,
    sql`code, attribute_id, value_id`,
    sql`FROM (SELECT a.code, v.attribute_id, v.id AS value_id FROM attribute_values v
      JOIN attributes a ON a.id = v.attribute_id ORDER BY v.attribute_id, v.position)`,
  );
  for (const [code, id, valueId] of values) {
    const known = attributes.get(code);
    if (known) known.values.push(valueId);
    else attributes.set(code, { id, values: [valueId] });
  }
  return {
    languages: allWords.map(({ tag }) => languages.get(tag)!),
    markets: demoMarkets.map(({ code, currency }) => ({ id: markets.get(code)!, currency })),
    categories: new Map(await readRows<[string, number]>(w.tx, sql`code, id`, sql`FROM categories`)),
    attributes,
    brands,
  };
}
