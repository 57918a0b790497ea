/** The catalog as anyone may read it: `GET /v1/markets`, `/v1/products`, `/v1/products/{slug}`. */
import { z } from "zod";
import { sortOrders } from "../catalog_view.ts";
import { availability, cursor, languageTag, marketCode, money, sku, slug } from "./common.ts";

const locale = { market: marketCode, language: languageTag };

/** Facets are parameters of their own, `facet.colour=sage`, repeatable. */
export const facetParameter = /^facet\.([a-z0-9]+(?:[._-][a-z0-9]+)*)$/;

/** The query of `GET /v1/products`; facets are read beside it. */
export const productsQuery = z.strictObject({
  ...locale,
  category: slug.optional(),
  q: z.string().max(200).optional(),
  sort: z.enum(sortOrders).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
  cursor: cursor.optional(),
}).refine((query) => query.sort !== "relevance" || query.q, { path: ["sort"], message: "relevance needs q" });
export type ProductsQuery = z.infer<typeof productsQuery>;

/** The query of `GET /v1/products/{slug}`. */
export const productQuery = z.strictObject(locale);

const image = z.strictObject({
  /** Absolute address of a WebP of at most 1,280 pixels' width. */
  url: z.string(),
  alt: z.string(),
  /** Pixels of the original. */
  width: z.int(),
  height: z.int(),
}).meta({ id: "Image" });

export const productItem = z.strictObject({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  brand: z.string().nullable(),
  image: image.nullable(),
  /** The lowest among the variants. */
  price: money,
  compareAt: money.optional(),
  priceIncludesTax: z.boolean(),
  availability,
  skus: z.array(sku),
}).meta({ id: "ProductItem" });
export type ProductItem = z.infer<typeof productItem>;

export const facet = z.strictObject({
  name: z.string(),
  label: z.string(),
  values: z.array(z.strictObject({
    value: z.string(),
    label: z.string(),
    count: z.int().meta({ description: "Products that the list would have with this value: exact." }),
  })),
}).meta({ id: "Facet" });

export const productList = z.strictObject({
  items: z.array(productItem),
  facets: z.array(facet),
  nextCursor: z.string().nullable(),
}).meta({ id: "ProductList" });
export type ProductList = z.infer<typeof productList>;

export const productDetail = productItem.extend({
  description: z.string(),
  categories: z.array(z.strictObject({ slug: z.string(), name: z.string() })),
  attributes: z.array(z.strictObject({ name: z.string(), label: z.string(), value: z.string() })),
  options: z.array(z.strictObject({
    name: z.string(),
    label: z.string(),
    values: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  })),
  variants: z.array(z.strictObject({
    id: z.string(),
    sku,
    gtin: z.string().optional(),
    options: z.record(z.string(), z.string()),
    price: money,
    compareAt: money.optional(),
    availability,
    image: image.optional(),
  })),
  images: z.array(image),
  alternates: z.array(z.strictObject({ ...locale, url: z.string() })),
}).meta({ id: "Product" });
export type ProductDetail = z.infer<typeof productDetail>;

/** A market as `GET /v1/markets` tells it. */
export const market = z.strictObject({
  code: marketCode,
  name: z.string().meta({ description: "In the market's first language." }),
  countries: z.array(z.string()).meta({ description: "ISO 3166-1 alpha-2, the reference country first." }),
  currency: z.string().meta({ description: "ISO 4217." }),
  languages: z.array(languageTag).meta({ description: "BCP 47, the default first." }),
  pricesIncludeTax: z.boolean(),
}).meta({ id: "Market" });
export type PublicMarket = z.infer<typeof market>;

export const marketList = z.strictObject({ items: z.array(market), nextCursor: z.null() }).meta({
  id: "MarketList",
});
export type MarketList = z.infer<typeof marketList>;
