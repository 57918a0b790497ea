/** Keeping what lists read: which products are sold where, in which words, and by what they are sorted. */
import { sql } from "drizzle-orm";
import { inChunks } from "./chunks.ts";
import { type CategoryChanges, changeCategories } from "./derive_categories.ts";
import { ListBlocks } from "./list_blocks.ts";
import { among, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/**
 * Makes the places of products in lists anew: a product is listed in each market in which it is visible and has a
 * standard price in force, in each of its categories, their ancestors and the whole shop (0). Touches
 * `category:{category}:{market}` of every list in which something changed.
 *
 * @param within Markets in which something may have changed; left out: all of them.
 */
export async function deriveListings(
  w: Writer,
  productIds: Iterable<number>,
  within?: ReadonlySet<number>,
): Promise<void> {
  const { markets, languages } = await w.directory();
  const marketIds = Array.from(markets.values(), ({ id }) => id);
  for (const ids of inChunks(productIds)) {
    const categories = await changeCategories(w, ids);
    const blocks = new ListBlocks(w);
    await deriveTexts(w, blocks, [...languages.values()], ids);
    await deriveOffers(w, blocks, { all: marketIds, within: within ?? new Set(marketIds) }, ids, categories);
    await blocks.save();
  }
}

/** Touches the lists that products stand in: their searches (the whole shop), or all of them. */
export async function touchLists(
  w: Writer,
  productIds: Iterable<number>,
  which: "search" | "all",
): Promise<void> {
  const markets = Array.from((await w.directory()).markets.values(), ({ id }) => id);
  for (const ids of inChunks(productIds)) {
    const places = ids.flatMap((id) => markets.map((market) => [id, market] as const));
    await touchPlaces(w, markets, places, which);
  }
}

/** Touches the lists of markets that products stand in there. */
export async function touchListsIn(
  w: Writer,
  places: readonly (readonly [productId: number, marketId: number])[],
): Promise<void> {
  await touchPlaces(w, [...new Set(places.map(([, market]) => market))], places, "all");
}

async function touchPlaces(
  w: Writer,
  markets: readonly number[],
  places: readonly (readonly [productId: number, marketId: number])[],
  which: "search" | "all",
): Promise<void> {
  const ids = [...new Set(places.map(([product]) => product))];
  if (ids.length === 0) return;
  const blocks = new ListBlocks(w);
  await blocks.loadSets("market", markets, ids);
  const standings = which === "search" ? [] : await readRows<[number, number]>(
    w.tx,
    sql`product_id, category_id`,
    sql`FROM listed_categories WHERE ${among(sql`product_id`, ids)}`,
  );
  const categories = Map.groupBy(standings, ([product]) => product);
  for (const [product, market] of places) {
    if (!blocks.has("market", market, product)) continue;
    w.touch(`category:0:${market}`);
    for (const [, category] of categories.get(product) ?? []) w.touch(`category:${category}:${market}`);
  }
}

async function deriveTexts(
  w: Writer,
  blocks: ListBlocks,
  languages: readonly number[],
  ids: readonly number[],
): Promise<void> {
  const spoken = new Set(
    (await readRows<[number, number]>(
      w.tx,
      sql`product_id, language_id`,
      sql`FROM product_texts WHERE ${among(sql`product_id`, ids)}`,
    )).map(String),
  );
  await blocks.loadSets("texts", languages, ids);
  for (const language of languages) {
    for (const id of ids) blocks.put("texts", language, id, spoken.has(`${id},${language}`));
  }
}

/** What a product is offered for in a market. */
type Offer = [productId: number, marketId: number, priceMinor: number, isReduced: 0 | 1];

async function deriveOffers(
  w: Writer,
  blocks: ListBlocks,
  markets: { readonly all: readonly number[]; readonly within: ReadonlySet<number> },
  ids: readonly number[],
  { now, gone, come }: CategoryChanges,
): Promise<void> {
  const offers = new Map(
    (await readOffers(w, ids, markets.within)).map((offer) => [`${offer[0]}:${offer[1]}`, offer]),
  );
  const orders = new Map(
    (await readRows<[number, number, number]>(
      w.tx,
      sql`id, popularity, created_at`,
      sql`FROM products WHERE ${among(sql`id`, ids)}`,
    )).map(([id, popularity, created]) => [id, { popularity, created }]),
  );
  await blocks.loadSets("market", markets.all, ids);
  await blocks.loadSets("reduced", markets.within, ids);
  await blocks.loadKeys("price", markets.within, ids);
  await blocks.loadKeys("popularity", [0], ids);
  await blocks.loadKeys("created", [0], ids);
  const left = Map.groupBy(gone, ([product]) => product);
  const entered = Map.groupBy(come, ([product]) => product);
  for (const id of ids) {
    const isOffered = markets.all.some((market) =>
      markets.within.has(market) ? offers.has(`${id}:${market}`) : blocks.has("market", market, id)
    );
    const { popularity, created } = (isOffered ? orders.get(id) : undefined) ?? { popularity: 0, created: 0 };
    const isReordered = blocks.keyOf("popularity", 0, id) !== popularity ||
      blocks.keyOf("created", 0, id) !== created;
    for (const market of markets.within) {
      const [, , price, isReduced] = offers.get(`${id}:${market}`) ?? [id, market, null, 0];
      const was = blocks.has("market", market, id);
      const is = price !== null;
      const isChanged = was !== is || is && (isReordered || blocks.keyOf("price", market, id) !== price);
      const isReducedAnew = blocks.has("reduced", market, id) !== (isReduced === 1);
      if (isChanged || isReducedAnew) {
        for (const category of [0, ...now.get(id)!]) w.touch(`category:${category}:${market}`);
      } else if (is) {
        for (const [, category] of entered.get(id) ?? []) w.touch(`category:${category}:${market}`);
      }
      if (was) { for (const [, category] of left.get(id) ?? []) w.touch(`category:${category}:${market}`); }
      blocks.put("market", market, id, is);
      blocks.put("reduced", market, id, isReduced === 1);
      blocks.putKey("price", market, id, price ?? 0);
    }
    blocks.putKey("popularity", 0, id, popularity);
    blocks.putKey("created", 0, id, created);
  }
}

/** Where products are visible and have a standard price in force, the lowest of them. */
function readOffers(w: Writer, ids: readonly number[], marketIds: ReadonlySet<number>): Promise<Offer[]> {
  return readRows<Offer>(
    w.tx,
    sql`product_id, market_id, price_minor, is_reduced`,
    sql`FROM (
        SELECT v.product_id, s.market_id, min(s.amount_minor) AS price_minor,
          max(s.compare_at_minor IS NOT NULL) AS is_reduced
        FROM variants v JOIN prices s ON s.variant_id = v.id
        JOIN product_markets m ON m.product_id = v.product_id AND m.market_id = s.market_id
        WHERE ${among(sql`v.product_id`, ids)} AND ${
      among(sql`s.market_id`, marketIds)
    } AND s.price_list_id = 1 AND s.min_quantity = 1
          AND s.valid_from <= ${w.now} AND (s.valid_until IS NULL OR s.valid_until > ${w.now})
        GROUP BY v.product_id, s.market_id
      )`,
  );
}
