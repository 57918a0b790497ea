/**
 * A small catalog in a temporary file, for the tests of the reading half. Its rows are inserted as they are, so
 * that these tests say what the reader makes of rows, whoever wrote them.
 *
 * It is written through node:sqlite, not libSQL: tests keep the file open in the same process (see replica.ts).
 */
import { DatabaseSync } from "node:sqlite";
import type { CatalogReader, Scope, Tag } from "../../../commerce/catalog_reader.ts";
import { ProductSet } from "../product_set.ts";
import { encodeKeys, keyBlockBits, keyBlockSize, keyChunkBits } from "../sort_keys.ts";
import type { KeyKind, SetKind } from "./list_memory.ts";
import { openReplica } from "./replica.ts";
import { storeCards } from "./test_cards.ts";
import { shopRows } from "./test_shop_rows.ts";
import { TestSearchIndex } from "./test_search_index.ts";
import { storeValues } from "./test_value_blocks.ts";

const migrations = new URL("../migrations/", import.meta.url);

/** Milliseconds since the epoch at which the tests read. */
export const now = Date.UTC(2026, 5, 1);

export const languageIds = { en: 1, fr: 2, ja: 3, ar: 4, de: 5 } as const;
export const marketIds = { fr: 1, us: 2, jp: 3 } as const;
export type LanguageTag = keyof typeof languageIds;
export type MarketCode = keyof typeof marketIds;

/** Attributes: 1 colour (option, facet), 2 size (option, facet), 3 material (facet), 4 burning-hours (number). */
export const valueIds = { sand: 1, ink: 2, s: 3, m: 4, oak: 5, steel: 6, hours40: 7 } as const;
type ValueName = keyof typeof valueIds;

export interface TestPrice {
  market?: MarketCode;
  list?: number;
  minQuantity?: number;
  from?: number;
  until?: number;
  amount: number;
  compareAt?: number;
  lowestPrior?: number;
}

export interface TestVariant {
  sku: string;
  gtin?: string;
  mpn?: string;
  options?: ValueName[];
  prices?: TestPrice[];
  availability?: string;
  picture?: number;
}

export interface TestProduct {
  id: number;
  category?: number;
  popularity?: number;
  createdAt?: number;
  brand?: string;
  texts: Partial<Record<LanguageTag, string | { title: string; slug?: string; description?: string }>>;
  markets?: MarketCode[];
  attributes?: ValueName[];
  pictures?: number[];
  variants: TestVariant[];
}

/** The file and what writes it; `reader` is opened on first use. */
export class TestCatalog {
  readonly path: string;
  readonly database: DatabaseSync;
  readonly search = new TestSearchIndex();
  readonly #folder = Deno.makeTempDirSync();
  #reader: CatalogReader | null = null;
  #nextVariant = 1;
  readonly #sets = new Map<string, Set<number>>();
  readonly #keys = new Map<string, Map<number, number>>();
  /** Of what was written and is not stored yet. */
  readonly #unsaidTags = new Set<Tag>();

  constructor() {
    this.path = `${this.#folder}/catalog.db`;
    this.database = new DatabaseSync(this.path);
    this.database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
    const files = Array.from(Deno.readDirSync(migrations), ({ name }) => name);
    for (const name of files.filter((name) => name.endsWith(".sql")).sort()) {
      const sql = Deno.readTextFileSync(new URL(name, migrations));
      for (const part of sql.split("--> statement-breakpoint")) this.database.exec(part);
    }
    this.database.exec(shopRows);
  }

  get reader(): CatalogReader {
    this.#flush();
    return this.#reader ??= openReplica(this.path);
  }

  /** Runs SQL and logs its changes in one transaction, as a writer does. */
  write(sql: string, ...tags: Tag[]): void {
    this.#flush();
    this.database.exec("BEGIN");
    this.database.exec(sql);
    if (tags.some((tag) => tag.startsWith("product:"))) storeCards(this.database);
    for (const tag of tags) this.#insert("changes", { tag, at: now });
    this.database.exec("COMMIT");
  }

  product(product: TestProduct): void {
    const { id, category = 2, popularity = 50, createdAt = now - id, brand = null } = product;
    this.#insert("products", {
      id,
      public_id: `prd_${id}`,
      brand,
      category_id: category,
      popularity,
      created_at: createdAt,
      updated_sequence: 1,
    });
    const categories = category === 2 || category === 3 ? [category, 1] : [category];
    this.#insert("product_categories", { product_id: id, category_id: category });
    const values = new Set([
      ...product.attributes ?? [],
      ...product.variants.flatMap(({ options }) => options ?? []),
    ]);
    for (const name of product.attributes ?? []) {
      this.#insert("product_attributes", { product_id: id, value_id: valueIds[name] });
    }
    for (const category of categories) {
      this.put("category", category, [id]);
      this.#insert("listed_categories", { product_id: id, category_id: category });
    }
    for (const name of values) {
      if (name === "hours40") continue;
      this.put("facet", valueIds[name], [id]);
      this.#insert("product_facet_values", { product_id: id, value_id: valueIds[name] });
    }
    (product.pictures ?? []).forEach((media_id, position) =>
      this.#insert("product_media", { product_id: id, position, media_id })
    );
    for (const variant of product.variants) this.#variant(id, variant);
    this.#texts(product);
    for (const market of product.markets ?? ["fr", "us", "jp"] as const) {
      this.#insert("product_markets", { product_id: id, market_id: marketIds[market] });
      const open = product.variants.flatMap((variant) => pricesOf(variant)).filter((price) =>
        (price.market ?? "fr") === market && (price.from ?? 0) <= now && (price.until ?? Infinity) > now
      );
      if (open.length === 0) continue;
      this.put("market", marketIds[market], [id]);
      if (open.some(({ compareAt }) => compareAt !== undefined)) this.put("reduced", marketIds[market], [id]);
      this.#keep("price", marketIds[market], id, Math.min(...open.map(({ amount }) => amount)));
      this.#keep("popularity", 0, id, popularity);
      this.#keep("created", 0, id, createdAt);
    }
  }

  /** Adds products to a set. */
  put(kind: SetKind, ownerId: number, productIds: Iterable<number>): void {
    const key = `${kind}:${ownerId}`;
    const ids = this.#sets.get(key) ?? new Set();
    for (const id of productIds) ids.add(id);
    this.#sets.set(key, ids);
    this.#unsaidTags.add(`set:${key}`);
  }

  /** Takes products out of a set. */
  take(kind: SetKind, ownerId: number, productIds: Iterable<number>): void {
    const key = `${kind}:${ownerId}`;
    for (const id of productIds) this.#sets.get(key)?.delete(id);
    this.#unsaidTags.add(`set:${key}`);
  }

  #keep(kind: KeyKind, marketId: number, productId: number, value: number): void {
    const key = `${kind}:${marketId}`;
    this.#keys.set(key, (this.#keys.get(key) ?? new Map()).set(productId, value));
    this.#unsaidTags.add(`keys:${key}:${productId >> keyChunkBits}`);
  }

  /** Stores what is derived of what changed, and says so. */
  #flush(): void {
    if (this.#unsaidTags.size === 0) return;
    let areValuesChanged = false;
    if ([...this.#unsaidTags].some((tag) => tag.startsWith("search:"))) this.search.write(this.database);
    for (const tag of this.#unsaidTags) {
      const [what, kind, owner] = tag.split(":") as [string, string, string];
      if (what === "set") {
        this.database.prepare("DELETE FROM product_sets WHERE kind = ? AND owner_id = ?").run(
          kind,
          Number(owner),
        );
        for (const [block, bits] of ProductSet.of(this.#sets.get(`${kind}:${owner}`)!).encode()) {
          this.database.prepare("INSERT INTO product_sets VALUES (?, ?, ?, ?)")
            .run(kind, Number(owner), block, bits);
        }
        if (kind === "facet") areValuesChanged = true;
      } else if (what === "keys") {
        const blocks = Map.groupBy(this.#keys.get(`${kind}:${owner}`)!, ([id]) => id >> keyBlockBits);
        for (const [block, entries] of blocks) {
          const keys = new Float64Array(keyBlockSize);
          for (const [id, value] of entries) keys[id % keyBlockSize] = value;
          this.database.prepare("INSERT OR REPLACE INTO sort_keys VALUES (?, ?, ?, ?)")
            .run(kind, Number(owner), block, encodeKeys(keys));
        }
      }
      if (this.#reader !== null) this.#insert("changes", { tag, at: now });
    }
    if (areValuesChanged) {
      storeValues(this.database, this.#sets);
      if (this.#reader !== null) this.#insert("changes", { tag: "values:*", at: now });
    }
    storeCards(this.database);
    this.#unsaidTags.clear();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  close(): void {
    this.#reader?.close();
    this.database.close();
    Deno.removeSync(this.#folder, { recursive: true });
  }

  #variant(productId: number, variant: TestVariant): void {
    const id = this.#nextVariant++;
    const { sku, gtin = null, mpn = null, availability = "in_stock" } = variant;
    this.#insert("variants", {
      id,
      public_id: `var_${id}`,
      product_id: productId,
      sku,
      gtin,
      mpn,
      availability,
      position: id,
    });
    for (const name of variant.options ?? []) {
      const attribute_id = name === "sand" || name === "ink" ? 1 : 2;
      this.#insert("variant_options", { variant_id: id, attribute_id, value_id: valueIds[name] });
    }
    if (variant.picture) this.#insert("variant_media", { variant_id: id, media_id: variant.picture });
    for (const price of pricesOf(variant)) {
      this.#insert("prices", {
        variant_id: id,
        market_id: marketIds[price.market ?? "fr"],
        price_list_id: price.list ?? 1,
        min_quantity: price.minQuantity ?? 1,
        valid_from: price.from ?? 0,
        valid_until: price.until ?? null,
        amount_minor: price.amount,
        compare_at_minor: price.compareAt ?? null,
        lowest_prior_minor: price.lowestPrior ?? null,
      });
    }
  }

  #texts({ id, texts, brand }: TestProduct): void {
    for (const [tag, given] of Object.entries(texts)) {
      const language = tag as LanguageTag;
      const text = typeof given === "string" ? { title: given } : given;
      const { title, slug = title.toLowerCase().replaceAll(" ", "-"), description = "" } = text;
      this.#insert("product_texts", {
        product_id: id,
        language_id: languageIds[language],
        title,
        slug,
        description,
      });
      this.put("texts", languageIds[language], [id]);
      this.search.put(id, languageIds[language], language, { title, description, brand: brand ?? "" });
      this.#unsaidTags.add(`search:${languageIds[language]}`);
    }
  }

  #insert(table: string, row: Readonly<Record<string, string | number | null>>): void {
    const columns = Object.keys(row);
    this.database.prepare(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    ).run(...Object.values(row));
  }
}

/** A scope at {@linkcode now}, e.g. `scopeOf("fr-fr")`. */
export function scopeOf(locale: `${LanguageTag}-${MarketCode}`, more: Partial<Scope> = {}): Scope {
  const [language, market] = locale.split("-") as [string, string];
  return { locale: { language, market }, priceList: "standard", now, ...more };
}

/** A variant without prices costs 1000 in every market. */
function pricesOf({ prices }: TestVariant): TestPrice[] {
  return prices ?? (Object.keys(marketIds) as MarketCode[]).map((market) => ({ market, amount: 1000 }));
}
