/** The sitemap: every address of the catalog, in pages. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { SitemapEntry } from "../../../commerce/catalog_view.ts";
import type { Memory } from "./memory.ts";
import { type Run, statement } from "./statement.ts";

export const sitemapStatements = {
  // Only products that are listed somewhere; their languages and markets as JSON, one row for each.
  sitemapProducts: statement<[after: number, limit: number], [id: number, slugs: string, markets: string]>(
    `SELECT p.id,
       (SELECT json_group_array(json_array(language_id, slug)) FROM product_texts WHERE product_id = p.id),
       (SELECT json_group_array(market_id) FROM listings WHERE product_id = p.id AND category_id = 0)
     FROM products p
     WHERE p.id > ?1 AND EXISTS (SELECT 1 FROM listings l WHERE l.product_id = p.id AND l.category_id = 0)
     ORDER BY p.id LIMIT +?2`,
  ),
  listedCategories: statement<[], [categoryId: number, marketId: number]>(
    `SELECT c.id, m.id FROM categories c CROSS JOIN markets m
     WHERE EXISTS (SELECT 1 FROM listings l WHERE l.market_id = m.id AND l.category_id = c.id)
     ORDER BY c.id, m.position, m.id`,
  ),
  informationAddresses: statement<[], [code: string, marketId: number, languageId: number, slug: string]>(
    `SELECT i.code, i.market_id, i.language_id, i.slug FROM information_pages i JOIN markets m ON m.id = i.market_id
     ORDER BY i.code, m.position, m.id, i.language_id`,
  ),
};
type SitemapRun = Run<typeof sitemapStatements>;

/** Entries, and the key after which the next page begins; null on the last one. */
export interface SitemapPage {
  readonly entries: readonly SitemapEntry[];
  readonly next: number | null;
}

/** A page of products by key, on the first one after all that is no product. */
export function readSitemap(
  run: SitemapRun,
  memory: Memory,
  after: number,
  limit: number,
): Read<SitemapPage> {
  const rows = run.sitemapProducts(after, limit + 1);
  const { languageTags, marketCodes } = memory.shop;
  const products = rows.slice(0, limit).map(([, slugs, markets]): SitemapEntry => ({
    paths: Object.fromEntries(
      (JSON.parse(slugs) as [number, string][]).map(([id, slug]) => [languageTags.get(id)!, `p/${slug}`]),
    ),
    markets: (JSON.parse(markets) as number[]).map((id) => marketCodes.get(id)!),
  }));
  const others = after > 0 ? [] : [...homeAndCategories(run, memory), ...information(run, memory)];
  return {
    value: { entries: [...others, ...products], next: rows.length > limit ? rows[limit - 1]![0] : null },
    // What could add or remove a row of any list; an address that only changes its spelling still redirects.
    tags: ["markets", "categories", ...memory.shop.directory.markets.map(({ id }) => `category:0:${id}`)],
    validUntil: null,
    version: memory.version,
  };
}

function homeAndCategories(run: SitemapRun, { shop, tree }: Memory): SitemapEntry[] {
  const { languages, markets } = shop.directory;
  const home = {
    paths: Object.fromEntries(languages.map(({ tag }) => [tag, ""])),
    markets: markets.map(({ code }) => code),
  };
  const categories = Array.from(
    Map.groupBy(run.listedCategories(), ([categoryId]) => categoryId),
    ([categoryId, rows]): SitemapEntry => ({
      paths: Object.fromEntries(
        Array.from(
          tree.byId.get(categoryId)!.texts,
          ([id, { crumb }]) => [shop.languageTags.get(id)!, `c/${crumb.slug}`],
        ),
      ),
      markets: rows.map(([, marketId]) => shop.marketCodes.get(marketId)!),
    }),
  );
  return [home, ...categories];
}

/**
 * Markets share an entry, and are so each other's alternates, as long as it stays true for each of them: its
 * paths are those of the market's own pages, in every language that the market speaks.
 */
function information(run: SitemapRun, { shop }: Memory): SitemapEntry[] {
  type Paths = Record<string, string>;
  const entries: { paths: Paths; markets: Map<string, Paths> }[] = [];
  for (const rows of Map.groupBy(run.informationAddresses(), ([code]) => code).values()) {
    const ofCode: typeof entries = [];
    for (const [marketId, pages] of Map.groupBy(rows, ([, marketId]) => marketId)) {
      const market = shop.marketCodes.get(marketId)!;
      const own: Paths = Object.fromEntries(
        pages.map(([, , languageId, slug]) => [shop.languageTags.get(languageId)!, `i/${slug}`]),
      );
      const entry = ofCode.find((each) =>
        holds({ ...each.paths, ...own }, new Map(each.markets).set(market, own))
      );
      if (entry === undefined) ofCode.push({ paths: own, markets: new Map([[market, own]]) });
      else {
        Object.assign(entry.paths, own);
        entry.markets.set(market, own);
      }
    }
    entries.push(...ofCode);
  }
  return entries.map(({ paths, markets }) => ({ paths, markets: [...markets.keys()] }));

  function holds(paths: Paths, markets: ReadonlyMap<string, Paths>): boolean {
    return Array.from(markets).every(([code, own]) =>
      shop.marketsByCode.get(code)!.languages.every((language) => paths[language] === own[language])
    );
  }
}
