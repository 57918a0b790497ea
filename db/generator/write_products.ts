/** Generated products into the plain tables of a fresh database. */
import type { DatabaseSync } from "node:sqlite";
import type { GeneratedProduct, GeneratedVariant } from "./make_product.ts";
import { LocalPrices, tellPrices } from "./price_story.ts";
import { RowInserter } from "./row_inserter.ts";

/** The keys that rows name, by place or code. */
export interface Keys {
  readonly languages: readonly number[];
  readonly markets: readonly { readonly id: number; readonly currency: string }[];
  /** Category code → key. */
  readonly categories: ReadonlyMap<string, number>;
  /** Attribute code → its key and those of its values in order. */
  readonly attributes: ReadonlyMap<string, { readonly id: number; readonly values: readonly number[] }>;
  /** Of brands: name, and the keys of the maker and of who answers for it in the Union. */
  readonly brands: readonly {
    readonly name: string;
    readonly country: string;
    readonly makerId: number;
    readonly euResponsibleId: number | null;
  }[];
}

const standardList = 1;
const wholePrice = 1;

/** Writes products one after the other; their keys and those of their variants count up from 1. */
export class ProductWriter {
  readonly #keys: Keys;
  readonly #now: number;
  readonly #tables: ReturnType<typeof openTables>;
  readonly #local = new LocalPrices();
  #product = 0;
  #variant = 0;
  #media = 0;

  /** @param now Milliseconds since the epoch: which moments of prices are to come. */
  constructor(db: DatabaseSync, keys: Keys, now: number) {
    this.#keys = keys;
    this.#now = now;
    this.#tables = openTables(db);
  }

  add(product: GeneratedProduct): void {
    const { categories, languages, markets, brands } = this.#keys;
    const t = this.#tables;
    const id = ++this.#product;
    const brand = brands[product.brand]!;
    const [width, depth, height] = product.dimensionsMm;
    const categoryId = categories.get(product.leaf.code)!;
    t.products.add(
      id,
      product.publicId,
      "physical",
      1,
      brand.name,
      "standard",
      product.leaf.kind.hsCode,
      brand.country,
      brand.makerId,
      brand.euResponsibleId,
      categoryId,
      width,
      depth,
      height,
      product.popularity,
      product.createdAt,
      1,
      product.marketsChosen ? 1 : 0,
    );
    t.product_categories.add(id, categoryId);
    if (product.also && product.also !== product.leaf) {
      t.product_categories.add(id, categories.get(product.also.code)!);
    }
    for (const [i, { title, slug, description }] of product.texts.entries()) {
      t.product_texts.add(id, languages[i]!, title, slug, description);
    }
    for (const place of product.markets) t.product_markets.add(id, markets[place]!.id);
    for (const [code, value] of product.attributes) {
      t.product_attributes.add(id, this.#keys.attributes.get(code)!.values[value]!);
    }
    const pictures = product.pictures.map((key, position) => {
      const mediaId = ++this.#media;
      t.media.add(mediaId, key, `generated/${key}.svg`, "image/svg+xml", 1200, 1200);
      t.product_media.add(id, position, mediaId);
      return mediaId;
    });
    const boundaries = new Set<number>();
    for (const [position, variant] of product.variants.entries()) {
      this.#addVariant(id, position, variant, pictures[position % pictures.length]!);
      this.#addPrices(product, variant, boundaries);
    }
    for (const at of boundaries) t.price_boundaries.add(at, id);
  }

  #addVariant(productId: number, position: number, variant: GeneratedVariant, mediaId: number): void {
    const t = this.#tables;
    const id = ++this.#variant;
    t.variants.add(
      id,
      variant.publicId,
      productId,
      variant.sku,
      variant.gtin,
      variant.mpn,
      position,
      variant.weightGrams,
      variant.contentMl,
      variant.contentMl === null ? null : "ml",
      variant.availability,
    );
    for (const [code, value] of variant.options) {
      const attribute = this.#keys.attributes.get(code)!;
      t.variant_options.add(id, attribute.id, attribute.values[value]!);
    }
    for (const place of variant.shortIn) {
      t.variant_availability.add(id, this.#keys.markets[place]!.id, "low_stock");
    }
    t.variant_media.add(id, mediaId);
  }

  #addPrices(product: GeneratedProduct, variant: GeneratedVariant, boundaries: Set<number>): void {
    const id = this.#variant;
    for (const place of product.markets) {
      const { id: marketId, currency } = this.#keys.markets[place]!;
      const { windows, history } = tellPrices(
        product.storyIn.has(place) ? product.story : { kind: "steady" },
        this.#local.in(currency, variant.eurMinor),
        (factor) => this.#local.in(currency, Math.round(variant.eurMinor * factor / 10) * 10),
        product.createdAt,
      );
      for (const one of windows) {
        this.#tables.prices.add(
          id,
          marketId,
          standardList,
          wholePrice,
          one.from,
          one.until,
          one.amountMinor,
          one.compareAtMinor,
          one.lowestPriorMinor,
          one.begins,
        );
        if (one.from > this.#now) boundaries.add(one.from);
        if (one.until !== null && one.until > this.#now) boundaries.add(one.until);
      }
      for (const { from, amountMinor } of history) {
        this.#tables.price_history.add(id, marketId, standardList, wholePrice, from, amountMinor);
      }
    }
  }

  /** Writes what waits. To be called before a commit. */
  flush(): void {
    for (const table of Object.values(this.#tables)) table.flush();
  }
}

function openTables(db: DatabaseSync) {
  const table = (name: string, columns: string) => new RowInserter(db, name, columns.split(" "));
  return {
    products: table(
      "products",
      "id public_id kind seller_id brand tax_category hs_code origin maker_id eu_responsible_id category_id width_mm " +
        "depth_mm height_mm popularity created_at updated_sequence markets_chosen",
    ),
    product_categories: table("product_categories", "product_id category_id"),
    product_texts: table("product_texts", "product_id language_id title slug description"),
    product_markets: table("product_markets", "product_id market_id"),
    product_attributes: table("product_attributes", "product_id value_id"),
    media: table("media", "id key object content_type width height"),
    product_media: table("product_media", "product_id position media_id"),
    variants: table(
      "variants",
      "id public_id product_id sku gtin mpn position weight_grams unit_amount unit availability",
    ),
    variant_options: table("variant_options", "variant_id attribute_id value_id"),
    variant_availability: table("variant_availability", "variant_id market_id availability"),
    variant_media: table("variant_media", "variant_id media_id"),
    prices: table(
      "prices",
      "variant_id market_id price_list_id min_quantity valid_from valid_until amount_minor compare_at_minor " +
        "lowest_prior_minor begins",
    ),
    price_history: table(
      "price_history",
      "variant_id market_id price_list_id min_quantity valid_from amount_minor",
    ),
    price_boundaries: table("price_boundaries", "at product_id"),
  };
}
