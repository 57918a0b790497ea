/** What lists read, as rows, for tests: decoded from the blocks in which it is stored. */
import { ProductSet } from "../product_set.ts";
import { decodeKeys, keyBlockSize } from "../sort_keys.ts";
import type { SmallShop } from "./small_shop.ts";

type Rows = Pick<SmallShop, "rows">;

/** A product in a list of a market; category 0 is the whole shop. */
export interface ListedRow {
  readonly market: number;
  readonly category: number;
  readonly product: number;
  readonly price: number;
  readonly popularity: number;
  readonly created: number;
}

/** Every product in every list of every market, by market, category and product. */
export async function listedRows(shop: Rows): Promise<ListedRow[]> {
  const prices = await keyRows(shop, "price");
  const popularity = await keyRows(shop, "popularity");
  const created = await keyRows(shop, "created");
  const categories = [{ owner: 0, products: null }, ...await memberRows(shop, "category")];
  return (await memberRows(shop, "market")).flatMap(({ owner: market, products }) =>
    categories.flatMap(({ owner: category, products: inCategory }) =>
      products.filter((product) => inCategory === null || inCategory.includes(product)).map((product) => ({
        market,
        category,
        product,
        price: prices.get(`${market}:${product}`) ?? 0,
        popularity: popularity.get(`0:${product}`) ?? 0,
        created: created.get(`0:${product}`) ?? 0,
      }))
    )
  );
}

/** The members of each set of a kind that has any, by owner. */
export async function memberRows(
  shop: Rows,
  kind: string,
): Promise<{ readonly owner: number; readonly products: readonly number[] }[]> {
  const rows = await shop.rows(
    `SELECT owner_id, block, bits FROM product_sets WHERE kind = '${kind}' ORDER BY owner_id, block`,
  );
  return Array.from(Map.groupBy(rows, ([owner]) => Number(owner)), ([owner, blocks]) => ({
    owner,
    products: [
      ...ProductSet.decode(
        blocks.map(([, block, bits]) => [Number(block), new Uint8Array(bits as ArrayBuffer)] as const),
      ).values(),
    ],
  }));
}

/** Sort keys that are not 0, by `market:product`. */
async function keyRows(shop: Rows, kind: string): Promise<Map<string, number>> {
  const rows = await shop.rows(`SELECT market_id, block, keys FROM sort_keys WHERE kind = '${kind}'`);
  const found = new Map<string, number>();
  for (const [market, block, keys] of rows) {
    const decoded = new Float64Array(keyBlockSize);
    decodeKeys(new Uint8Array(keys as ArrayBuffer), decoded);
    decoded.forEach((key, at) => {
      if (key !== 0) found.set(`${market}:${Number(block) * keyBlockSize + at}`, key);
    });
  }
  return found;
}
