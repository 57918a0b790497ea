/**
 * What is kept between pages: markets and languages, the category tree, the words of attributes, page frames,
 * the taxes, promotions and shipping of each market.
 *
 * It is always of the same version as the rows a page reads: every page begins a snapshot and asks SQLite in it
 * whether the file was written since (`PRAGMA data_version`, 2 µs). Only then the log of changes says which of
 * these to read anew, in the same snapshot.
 */
import type { Frame } from "../../../commerce/catalog_view.ts";
import { type CategoryTree, categoryTreeStatements, readCategoryTree } from "./category_tree.ts";
import { changesStatements, readChanges } from "./changes.ts";
import { frameStatements, readFrame } from "./frame.ts";
import { type QuoteShop, toQuoteShop } from "./quote_rows.ts";
import { quoteShopStatements } from "./quote_statements.ts";
import { type Place, readShop, type Shop, shopStatements } from "./shop.ts";
import type { Run } from "./statement.ts";
import { readVocabulary, type Vocabulary, vocabularyStatements } from "./vocabulary.ts";

export const memoryStatements = {
  ...changesStatements,
  ...shopStatements,
  ...categoryTreeStatements,
  ...vocabularyStatements,
  ...frameStatements,
  ...quoteShopStatements,
};

export class Memory {
  /** The catalog version of everything here. */
  version = -1;
  readonly #run: Run<typeof memoryStatements>;
  #dataVersion: number | null = null;
  #shop: Shop | null = null;
  #tree: CategoryTree | null = null;
  readonly #vocabularies = new Map<number, Vocabulary>();
  readonly #frames = new Map<string, Frame>();
  readonly #quoteShops = new Map<string, QuoteShop | null>();

  constructor(run: Run<typeof memoryStatements>) {
    this.#run = run;
  }

  /** Forgets what the snapshot shows otherwise. To be called inside each snapshot, before anything is read. */
  catchUp(dataVersion: number): void {
    if (dataVersion === this.#dataVersion) return;
    const { version, tags } = readChanges(this.#run, this.version);
    const touched = (concerns: (tag: string) => boolean) => tags === null || tags.some(concerns);
    if (touched((tag) => tag === "markets")) this.#shop = null;
    if (touched((tag) => tag === "categories")) this.#tree = null;
    if (touched((tag) => tag === "markets" || tag === "categories" || tag.startsWith("navigation:"))) {
      this.#frames.clear();
    }
    if (touched((tag) => tag === "markets" || tag === "tax" || /^(promotions|shipping):/.test(tag))) {
      this.#quoteShops.clear();
    }
    this.#vocabularies.clear();
    this.version = version;
    this.#dataVersion = dataVersion;
  }

  get shop(): Shop {
    return this.#shop ??= readShop(this.#run);
  }

  get tree(): CategoryTree {
    return this.#tree ??= readCategoryTree(this.#run);
  }

  vocabulary(languageId: number): Vocabulary {
    let known = this.#vocabularies.get(languageId);
    if (known === undefined) {
      known = readVocabulary(this.#run, languageId);
      this.#vocabularies.set(languageId, known);
    }
    return known;
  }

  /** What quotes of a market read beside the basket; null when it does not speak the language. */
  quoteShop({ market: { code: market }, language }: Place): QuoteShop | null {
    const key = `${language}-${market}`;
    let known = this.#quoteShops.get(key);
    if (known === undefined) {
      const run = this.#run;
      known = toQuoteShop({
        quoteMarket: run.quoteMarket(market, language),
        quoteTaxRates: run.quoteTaxRates(market),
        quotePromotions: run.quotePromotions(market, language),
        quoteZones: run.quoteZones(market),
        quoteMethods: run.quoteMethods(market, language),
      });
      this.#quoteShops.set(key, known);
    }
    return known;
  }

  frame(place: Place): Frame {
    const key = `${place.market.id}:${place.languageId}`;
    let known = this.#frames.get(key);
    if (known === undefined) {
      known = readFrame(this.#run, this.tree, place);
      this.#frames.set(key, known);
    }
    return known;
  }
}
