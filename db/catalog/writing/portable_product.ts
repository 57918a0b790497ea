/**
 * Products that move out of the catalog and back: as plain data by public ids and codes, nothing lost on the way,
 * the price history that the law needs and former slugs included.
 */
import { sql } from "drizzle-orm";
import type { ProductId, VariantId } from "../../../commerce/ids.ts";
import type { AdminProduct } from "../../../commerce/wire/admin_catalog.ts";
import { oldSlugs as oldSlugRows } from "../schema.ts";
import { readAdminProduct } from "./admin_products.ts";
import { createProducts } from "./create_product.ts";
import { deriveListings } from "./derive_listings.ts";
import { deriveMarkets } from "./derive_markets.ts";
import type { CatalogInput } from "./insert_product_parts.ts";
import { findMarket, findPriceLists } from "./lookups.ts";
import { readPriceKeys, writePriceKeys } from "./price_keys.ts";
import type { PastPrice, PriceWindow } from "./price_windows.ts";
import { among, first, insertRows, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";

/** A whole product, out of any database. */
export interface PortableProduct {
  /** As merchants read it, with the status it has outside: a draft. */
  readonly product: AdminProduct;
  /** The keys that it had in the catalog, which baskets name its variants by; null: it was never there. */
  readonly keys: PortableKeys | null;
  readonly prices: readonly PortablePrices[];
  readonly oldSlugs: readonly { readonly language: string; readonly slug: string }[];
}

/** A product's keys in the catalog. */
export interface PortableKeys {
  readonly product: number;
  /** By public id. */
  readonly variants: Readonly<Record<string, number>>;
}

/** All windows and the history of one variant's price in one market, price list and quantity tier. */
export interface PortablePrices {
  /** Public id. */
  readonly variant: string;
  readonly market: string;
  readonly priceList: string;
  readonly minQuantity: number;
  readonly windows: readonly PriceWindow[];
  readonly history: readonly PastPrice[];
}

/** Reads a product whole. It stays in the catalog. @throws {Error} There is none. */
export async function readPortable(w: Writer, publicId: string): Promise<PortableProduct> {
  const found = await readAdminProduct({ db: w.tx }, publicId, w.now);
  if (!found) throw new Error(`Cannot take out "${publicId}": there is no such product`);
  const variants = new Map(
    await readRows<[number, string]>(
      w.tx,
      sql`v.id, v.public_id`,
      sql`FROM variants v JOIN products p ON p.id = v.product_id WHERE p.public_id = ${publicId}`,
    ),
  );
  const row = await first<{ id: number }>(w.tx, sql`SELECT id FROM products WHERE public_id = ${publicId}`);
  const { markets, priceLists } = await w.directory();
  const marketOf = new Map([...markets].map(([code, { id }]) => [id, code]));
  const listOf = new Map([...priceLists].map(([code, id]) => [id, code]));
  const keys = await readPriceKeys(w, variants.keys());
  const oldSlugs = await readRows<[string, string]>(
    w.tx,
    sql`l.tag, o.slug`,
    sql`FROM old_slugs o JOIN languages l ON l.id = o.language_id JOIN products p ON p.id = o.target_id
      WHERE o.kind = 'product' AND p.public_id = ${publicId}`,
  );
  return {
    product: { ...found.value, status: "draft" },
    keys: {
      product: row!.id,
      variants: Object.fromEntries(Array.from(variants, ([id, variant]) => [variant, id])),
    },
    prices: [...keys.values()].map(({ key, windows, history }) => ({
      variant: variants.get(key.variantId)!,
      market: marketOf.get(key.marketId)!,
      priceList: listOf.get(key.priceListId)!,
      minQuantity: key.minQuantity,
      windows,
      history,
    })),
    oldSlugs: oldSlugs.map(([language, slug]) => ({ language, slug })),
  };
}

/**
 * Puts a product into the catalog, with the public ids it has and the keys it had. Refuses as `createProduct` does,
 * and with `stale-version` when it is there already.
 */
export async function insertPortable(
  w: Writer,
  { product, keys: had, prices, oldSlugs }: PortableProduct,
): Promise<void> {
  const there = await first(w.tx, sql`SELECT 1 FROM products WHERE public_id = ${product.id}`);
  if (there) w.refuse("stale-version", "", `the product "${product.id}" is in the catalog already`);
  const createdAt = Date.parse(product.createdAt);
  const [created] = await createProducts({ ...w, mint: mintGiven(product) }, [
    {
      input: toInput(product),
      createdAt,
      keys: {
        product: had?.product ?? null,
        variants: product.variants.map((variant) => had?.variants[variant.id] ?? null),
      },
    },
  ]);
  const { id } = created!;
  const variants = new Map(
    await readRows<[string, number]>(w.tx, sql`public_id, id`, sql`FROM variants WHERE product_id = ${id}`),
  );
  const lists = await findPriceLists(w, prices.map((price) => price.priceList));
  const keys = [];
  for (const { variant, market, priceList, minQuantity, windows, history } of prices) {
    const key = {
      variantId: variants.get(variant)!,
      marketId: await findMarket(w, market, `prices.${market}`),
      priceListId: lists.get(priceList)!,
      minQuantity,
    };
    keys.push({ key, windows: [...windows], history: [...history] });
  }
  await writePriceKeys(w, keys, new Map(keys.map(({ key }) => [key.variantId, id])));
  const { languages } = await w.directory();
  await insertRows(
    w.tx,
    oldSlugRows,
    oldSlugs.flatMap(({ language, slug }) => {
      const languageId = languages.get(language);
      return languageId === undefined ? [] : [{ kind: "product" as const, languageId, slug, targetId: id }];
    }),
    // A slug that another product took in the meantime is that one's.
    "ignore",
  );
  await deriveMarkets(w, [id]);
  await deriveListings(w, [id]);
}

/**
 * Moves out of a product's way what took its SKUs and slugs while it was outside, and stands in for categories that
 * are gone: only for a transaction that is rolled back. Texts with a blank collide with no real SKU or slug.
 */
export async function makeRoom(w: Writer, { product }: PortableProduct): Promise<void> {
  const skus = product.variants.map((variant) => variant.sku);
  await w.tx.run(sql`UPDATE variants SET sku = 'away ' || id WHERE ${among(sql`sku`, skus)}`);
  const { languages } = await w.directory();
  for (const [language, { slug }] of Object.entries(product.texts)) {
    const taken = sql`language_id = ${languages.get(language) ?? null} AND slug = ${slug}`;
    await w.tx.run(sql`UPDATE product_texts SET slug = 'away ' || product_id WHERE ${taken}`);
    await w.tx.run(sql`DELETE FROM old_slugs WHERE kind = 'product' AND ${taken}`);
  }
  await w.tx.run(sql`INSERT OR IGNORE INTO categories (public_id, code, updated_sequence)
    SELECT 'away ' || value, value, 0 FROM json_each(${JSON.stringify(product.categories)})`);
}

/** Hands out a product's own ids, in the order in which `createProducts` asks for them. */
function mintGiven(product: AdminProduct): Writer["mint"] {
  const variants = product.variants.map((variant) => variant.id as VariantId);
  const mint = (prefix: "prd" | "var" | "cat") =>
    prefix === "prd" ? product.id as ProductId : variants.shift()!;
  return mint as Writer["mint"];
}

function toInput(product: AdminProduct): CatalogInput {
  const { brand, hsCode, origin, dimensionsMm, maker, euResponsible } = product;
  const { kind, taxCategory, popularity, categories, attributes, markets, marketsChosen, pictures } = product;
  return {
    kind,
    taxCategory,
    popularity,
    categories,
    attributes,
    pictures,
    ...marketsChosen && { markets },
    ...brand !== null && { brand },
    ...hsCode !== null && { hsCode },
    ...origin !== null && { origin },
    ...dimensionsMm !== null && { dimensionsMm },
    ...maker !== null && { maker },
    ...euResponsible !== null && { euResponsible },
    texts: Object.fromEntries(
      Object.entries(product.texts).map(([language, { warnings, ...text }]) => [
        language,
        { ...text, ...warnings !== null && { warnings } },
      ]),
    ),
    variants: product.variants.map(({ id: _id, productId: _productId, prices: _prices, ...variant }) => ({
      ...variant,
      prices: {},
    })),
  };
}
