/**
 * A small catalog in a temporary file, for the tests of the reading half. Its rows are inserted as they are, so
 * that these tests say what the reader makes of rows, whoever wrote them.
 *
 * It is written through node:sqlite, not libSQL: tests keep the file open in the same process (see replica.ts).
 */
import { DatabaseSync } from "node:sqlite";
import type { CatalogReader, Scope, Tag } from "../../../commerce/catalog_reader.ts";
import { indexTerms } from "../../../commerce/search_terms.ts";
import { openReplica } from "./replica.ts";

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
  readonly #folder = Deno.makeTempDirSync();
  #reader: CatalogReader | null = null;
  #nextVariant = 1;

  constructor() {
    this.path = `${this.#folder}/catalog.db`;
    this.database = new DatabaseSync(this.path);
    this.database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
    for (const name of ["0000_catalog", "0001_search", "0002_quotes"]) {
      const sql = Deno.readTextFileSync(new URL(`${name}.sql`, migrations));
      for (const part of sql.split("--> statement-breakpoint")) this.database.exec(part);
    }
    this.database.exec(shopRows);
  }

  get reader(): CatalogReader {
    return this.#reader ??= openReplica(this.path);
  }

  /** Runs SQL and logs its changes in one transaction, as a writer does. */
  write(sql: string, ...tags: Tag[]): void {
    this.database.exec("BEGIN");
    this.database.exec(sql);
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
    for (const name of values) this.#insert("product_facets", { value_id: valueIds[name], product_id: id });
    (product.pictures ?? []).forEach((media_id, position) =>
      this.#insert("product_media", { product_id: id, position, media_id })
    );
    for (const variant of product.variants) this.#variant(id, variant);
    this.#texts(product);
    for (const market of product.markets ?? ["fr", "us", "jp"] as const) {
      this.#insert("product_markets", { product_id: id, market_id: marketIds[market] });
      const amounts = product.variants.flatMap((variant) => pricesOf(variant)).filter((price) =>
        (price.market ?? "fr") === market && (price.from ?? 0) <= now && (price.until ?? Infinity) > now
      ).map(({ amount }) => amount);
      if (amounts.length === 0) continue;
      for (const category_id of [0, ...categories]) {
        this.#insert("listings", {
          market_id: marketIds[market],
          category_id,
          product_id: id,
          price_minor: Math.min(...amounts),
          popularity,
          created_at: createdAt,
        });
      }
    }
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

  #texts({ id, texts, brand, variants }: TestProduct): void {
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
      const identifiers = variants.flatMap(({ sku, gtin, mpn }) => [sku, gtin ?? "", mpn ?? ""]).join(" ");
      this.#insert("search_index", {
        rowid: id * 256 + languageIds[language],
        title: indexTerms(title, language),
        brand: indexTerms(brand ?? "", language),
        identifiers: indexTerms(identifiers, language),
        category: "",
        attributes: "",
        description: indexTerms(description, language),
      });
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

const shopRows = `
INSERT INTO changes (tag, at) VALUES ('markets', 0);
INSERT INTO languages (id, tag, name, direction) VALUES (1, 'en', 'English', 'ltr'), (2, 'fr', 'Français', 'ltr'),
  (3, 'ja', '日本語', 'ltr'), (4, 'ar', 'العربية', 'rtl'), (5, 'de', 'Deutsch', 'ltr');
INSERT INTO markets (id, code, currency, prices_include_tax, time_zone, position) VALUES
  (1, 'fr', 'EUR', 1, 'Europe/Paris', 0), (2, 'us', 'USD', 0, 'America/New_York', 1), (3, 'jp', 'JPY', 1, 'Asia/Tokyo', 2);
INSERT INTO market_countries (market_id, country, position) VALUES (1, 'FR', 0), (1, 'MC', 1), (2, 'US', 0), (3, 'JP', 0);
INSERT INTO market_languages (market_id, language_id, position, name) VALUES (1, 2, 0, 'France'), (1, 1, 1, 'France'),
  (1, 4, 2, 'فرنسا'), (1, 5, 3, 'Frankreich'), (2, 1, 0, 'United States'), (3, 3, 0, '日本'), (3, 1, 1, 'Japan');
INSERT INTO price_lists (id, code) VALUES (1, 'standard'), (2, 'trade');
INSERT INTO organizations (id, name, address, email) VALUES (1, 'House', '1 rue', 'house@example.com'),
  (2, 'Maker', '2 rue', 'maker@example.com');
INSERT INTO media (id, key, object, content_type, width, height) VALUES
  (1, '000000000000000000000001', 'o/1.svg', 'image/svg+xml', 800, 600),
  (2, '000000000000000000000002', 'o/2.svg', 'image/svg+xml', 600, 800),
  (3, '000000000000000000000003', 'o/3.png', 'image/png', 100, 100);
INSERT INTO media_texts (media_id, language_id, alt) VALUES (1, 2, 'Image une'), (3, 2, 'Trois');
INSERT INTO categories (id, public_id, code, parent_id, position, media_id, updated_sequence) VALUES
  (1, 'cat_1', 'furniture', NULL, 1, 3, 1), (2, 'cat_2', 'seating', 1, 0, NULL, 1), (3, 'cat_3', 'tables', 1, 1, 3, 1),
  (4, 'cat_4', 'lighting', NULL, 0, NULL, 1);
INSERT INTO category_texts (category_id, language_id, name, slug, description) VALUES
  (1, 1, 'Furniture', 'furniture', 'To sit and eat.'), (1, 2, 'Meubles', 'meubles', 'Pour vivre.'),
  (2, 1, 'Seating', 'seating', ''), (2, 2, 'Sièges', 'sieges', ''), (3, 1, 'Tables', 'tables', ''),
  (3, 2, 'Tables', 'tables', ''), (4, 2, 'Luminaires', 'luminaires', ''), (4, 3, '照明', '照明', '');
INSERT INTO attributes (id, code, type, unit, facet, position) VALUES (1, 'colour', 'colour', NULL, 1, 1),
  (2, 'size', 'text', NULL, 1, 2), (3, 'material', 'text', NULL, 1, 3), (4, 'burning-hours', 'number', 'h', 0, 4);
INSERT INTO attribute_texts (attribute_id, language_id, label) VALUES (1, 2, 'Couleur'), (2, 2, 'Taille'),
  (3, 2, 'Matière'), (4, 2, 'Durée');
INSERT INTO attribute_values (id, attribute_id, code, position, hex) VALUES (1, 1, 'sand', 0, '#d8c6a6'),
  (2, 1, 'ink', 1, '#101820'), (3, 2, 's', 0, NULL), (4, 2, 'm', 1, NULL), (5, 3, 'oak', 0, NULL),
  (6, 3, 'steel', 1, NULL), (7, 4, '40', 0, NULL);
INSERT INTO attribute_value_texts (value_id, language_id, label) VALUES (1, 2, 'Sable'), (2, 2, 'Encre'), (3, 2, 'S'),
  (4, 2, 'M'), (5, 2, 'Chêne'), (6, 2, 'Acier');
INSERT INTO navigation (market_id, language_id, placement, position, label, target) VALUES
  (1, 2, 'footer', 0, 'CGV', 'i/cgv'), (1, 2, 'header', 0, 'Nouveautés', 'search?sort=newest');
INSERT INTO information_pages (id, market_id, language_id, code, slug, title, body, updated_at) VALUES
  (1, 1, 2, 'terms', 'cgv', 'CGV', '# CGV', 5), (2, 1, 1, 'terms', 'terms', 'Terms', '# Terms', 6),
  (3, 2, 1, 'terms', 'terms-of-sale', 'Terms', '# US', 7), (4, 3, 3, 'terms', '規約', '規約', '# 規約', 8);
`;
