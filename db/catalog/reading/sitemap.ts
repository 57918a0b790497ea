/** The sitemap: every address of the catalog, in pages. */
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { SitemapEntry } from "../../../commerce/catalog_view.ts";
import type { Memory } from "./memory.ts";
import { type Run, statement } from "./statement.ts";

export const sitemapStatements = {
  sitemapSlugs: statement<[productIds: string], [id: number, slugs: string]>(
    `SELECT j.value, (SELECT json_group_array(json_array(language_id, slug)) FROM product_texts
       WHERE product_id = j.value)
     FROM json_each(?1) j`,
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

/**
 * A page of products that are listed somewhere, by key. What is no product comes in runs of the same length: the first
 * one, at 0, before the first products; one after 100 of them at −100, and so on.
 */
export function readSitemap(
  run: SitemapRun,
  memory: Memory,
  after: number,
  limit: number,
): Read<SitemapPage> {
  const facts = sitemapFacts(memory);
  const others = after > 0 ? [] : otherEntries(run, memory);
  const own = others.slice(-after, limit - after);
  const nextOthers = limit - after < others.length ? after - limit : null;
  if (after < 0) return { value: { entries: own, next: nextOthers }, ...facts };

  const { lists, shop } = memory;
  const listed = memory.listedAnywhere;
  const from = firstAbove(listed, after);
  const ids = Array.from(listed.subarray(from, from + limit));
  const products = run.sitemapSlugs(JSON.stringify(ids)).map(([id, slugs]): SitemapEntry => ({
    paths: Object.fromEntries(
      (JSON.parse(slugs) as [number, string][]).map((
        [id, slug],
      ) => [shop.languageTags.get(id)!, `p/${slug}`]),
    ),
    markets: shop.directory.markets.filter((market) => lists.set("market", market.id).has(id))
      .map(({ code }) => code),
  }));
  const isLast = from + limit >= listed.length;
  const next = isLast ? otherEntries(run, memory).length > limit ? -limit : null : ids.at(-1)!;
  return { value: { entries: [...own, ...products], next }, ...facts };
}

/** After which keys the sitemap's pages begin. */
export function readSitemapParts(run: SitemapRun, memory: Memory, limit: number): Read<readonly number[]> {
  const listed = memory.listedAnywhere;
  const parts = [0];
  for (let at = limit; at < listed.length; at += limit) parts.push(listed[at - 1]!);
  const others = otherEntries(run, memory).length;
  for (let at = limit; at < others; at += limit) parts.push(-at);
  return { value: parts, ...sitemapFacts(memory) };
}

function otherEntries(run: SitemapRun, memory: Memory): SitemapEntry[] {
  return [...ofEveryMarket(memory), ...categories(memory), ...information(run, memory)];
}

/** The place of the first key above this one in ascending keys. */
function firstAbove(keys: Uint32Array, key: number): number {
  let [from, until] = [0, keys.length];
  while (from < until) {
    const middle = (from + until) >>> 1;
    if (keys[middle]! <= key) from = middle + 1;
    else until = middle;
  }
  return from;
}

function sitemapFacts({ shop, version }: Memory): Omit<Read<unknown>, "value"> {
  // What could add or remove a row of any list; an address that only changes its spelling still redirects.
  const tags = ["markets", "categories", ...shop.directory.markets.map(({ id }) => `category:0:${id}`)];
  return { tags, validUntil: null, version };
}

/** Home and the list of all categories, which are at the same path everywhere. */
function ofEveryMarket({ shop }: Memory): SitemapEntry[] {
  const { languages, markets } = shop.directory;
  return ["", "c"].map((path) => ({
    paths: Object.fromEntries(languages.map(({ tag }) => [tag, path])),
    markets: markets.map(({ code }) => code),
  }));
}

function categories({ lists, shop, tree }: Memory): SitemapEntry[] {
  const { markets } = shop.directory;
  const nodes = Array.from(tree.byId.values()).sort((one, other) => one.id - other.id);
  const listed = lists.sets("category", nodes.map(({ id }) => id));
  const sold = lists.sets("market", markets.map(({ id }) => id));
  return nodes.map((node, at): SitemapEntry => ({
    paths: Object.fromEntries(
      Array.from(shop.languageTags).flatMap(([id, tag]) => {
        const text = node.text(id);
        return text ? [[tag, `c/${text.crumb.slug}`]] : [];
      }),
    ),
    markets: markets.filter((_, market) => listed[at]!.meets(sold[market]!)).map(({ code }) => code),
  })).filter(({ markets }) => markets.length > 0);
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
