/** A small shop for tests: three markets, two languages, three categories, in a real file. */
import { productInput } from "../../../commerce/wire/admin_catalog.ts";
import { type Catalog, openCatalog } from "../connect.ts";
import { migrateCatalog } from "../migrate.ts";
import { createCategory } from "../writing/categories.ts";
import { saveLanguage } from "../writing/save_language.ts";
import { saveMarket } from "../writing/save_market.ts";
import { writeCatalog, type WriteOptions, type Writer, type Written } from "../writing/transaction.ts";

/** The instant at which the small shop was made. */
export const opening = Date.UTC(2026, 2, 1);

export interface SmallShop {
  readonly catalog: Catalog;
  /** Writes at an instant; a refusal fails the test. */
  write<T>(now: number, work: (w: Writer) => Promise<T>): Promise<T>;
  /** Writes and answers what became of it. */
  try<T>(options: number | WriteOptions, work: (w: Writer) => Promise<T>): Promise<Written<T>>;
  /** The tags of changes after a version by which pages are dropped, sorted. */
  tagsAfter(version: number): Promise<string[]>;
  version(): Promise<number>;
  /** Rows of a statement as plain arrays. */
  rows(statement: string): Promise<unknown[][]>;
  close(): Promise<void>;
}

/**
 * Markets: us (USD, 1), fr (EUR, 2), jp (JPY, 3); languages: en (1), fr (2); furniture (1) > chairs (2), lamps (3).
 *
 * @param server A libSQL server with an empty database; left out: a file.
 */
export async function openSmallShop(server?: string): Promise<SmallShop> {
  const folder = await Deno.makeTempDir();
  const catalog = await openCatalog({ url: server ?? `file:${folder}/catalog.db` });
  await migrateCatalog(catalog);
  const shop: SmallShop = {
    catalog,
    async write(now, work) {
      const written = await writeCatalog(catalog, { now }, work);
      if (!written.ok) throw new Error(`refused: ${JSON.stringify(written.refusal)}`);
      return written.value;
    },
    try: (options, work) =>
      writeCatalog(catalog, typeof options === "number" ? { now: options } : options, work),
    async tagsAfter(version) {
      const { rows } = await catalog.client.execute({
        sql: "SELECT tag FROM changes WHERE sequence > ? ORDER BY tag",
        args: [version],
      });
      const forReaders = /^(set|keys|values|search):/;
      return rows.map((row) => String(row.tag)).filter((tag) => !forReaders.test(tag));
    },
    version: async () => (await shop.rows("SELECT coalesce(max(sequence), 0) FROM changes"))[0]![0] as number,
    async rows(statement) {
      const { rows, columns } = await catalog.client.execute(statement);
      return rows.map((row) => columns.map((_, i) => row[i]));
    },
    async close() {
      catalog.close();
      await Deno.remove(folder, { recursive: true });
    },
  };
  await shop.write(opening, async (w) => {
    await saveLanguage(w, { tag: "en", name: "English", direction: "ltr" });
    await saveLanguage(w, { tag: "fr", name: "Français", direction: "ltr" });
    const market = (code: string, currency: string, position: number) => ({
      code,
      currency,
      position,
      pricesIncludeTax: code !== "us",
      timeZone: "UTC",
      countries: [code.toUpperCase()],
      languages: [{ tag: "en", name: code.toUpperCase() }],
    });
    await saveMarket(w, market("us", "USD", 1));
    await saveMarket(w, market("fr", "EUR", 2));
    await saveMarket(w, market("jp", "JPY", 3));
    const texts = (en: string, fr: string) => ({
      en: { name: en, description: "" },
      fr: { name: fr, description: "" },
    });
    await createCategory(w, { position: 1, texts: texts("Furniture", "Meubles") });
    await createCategory(w, { position: 1, parent: "furniture", texts: texts("Chairs", "Chaises") });
    await createCategory(w, { position: 2, texts: texts("Lamps", "Lampes") });
  });
  return shop;
}

/** A chair for 199.00 dollars and 189.00 euros, of which the parts given are different. */
export function chair(more: Record<string, unknown> = {}) {
  return productInput.parse({
    brand: "Ravelin",
    categories: ["chairs"],
    texts: { en: { title: "Oak chair", description: "Solid." }, fr: { title: "Chaise en chêne" } },
    attributes: [{ name: "material", value: "Oak" }],
    variants: [variant("CHAIR-1", { options: { colour: "Sand" } })],
    ...more,
  });
}

/** A variant for 199.00 dollars and 189.00 euros. */
export function variant(sku: string, more: Record<string, unknown> = {}) {
  return { sku, prices: { us: { amountMinor: 19900 }, fr: { amountMinor: 18900 } }, ...more };
}
