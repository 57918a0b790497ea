/**
 * What is kept between pages: markets and languages, the category tree, the words of attributes, page frames,
 * what lists are made of, postings of frequent words, the taxes, promotions and shipping of each market.
 *
 * It is always of the same version as the rows a page reads: every page begins a snapshot and asks SQLite in it
 * whether the file was written since (`PRAGMA data_version`, 2 µs). Only then the log of changes says which of
 * these to read anew, in the same snapshot. A reader over HTTP says it for it: see remote.ts.
 */
import type { Changes } from "../../../commerce/catalog_reader.ts";
import type { Frame } from "../../../commerce/catalog_view.ts";
import { ProductSet } from "../product_set.ts";
import { type CategoryTerms, termsOfCategories } from "./category_terms.ts";
import {
  type CategoryTree,
  categoryTreeStatements,
  type CategoryWords,
  readCategoryTree,
  readCategoryWords,
} from "./category_tree.ts";
import { changesStatements, readChanges } from "./changes.ts";
import { frameStatements, readFrame } from "./frame.ts";
import { ListMemory, listMemoryStatements } from "./list_memory.ts";
import { PostingsMemory } from "./postings_memory.ts";
import { codesUpFrom, type QuoteShop, toQuoteShop } from "./quote_rows.ts";
import { quoteShopStatements } from "./quote_statements.ts";
import { searchStatements } from "./search_statements.ts";
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
  ...listMemoryStatements,
  searchPostings: searchStatements.searchPostings,
};

export class Memory {
  /** The catalog version of everything here. */
  version = -1;
  readonly lists: ListMemory;
  readonly postings: PostingsMemory;
  readonly #run: Run<typeof memoryStatements>;
  #dataVersion: number | null = null;
  #shop: Shop | null = null;
  #tree: CategoryTree | null = null;
  readonly #categoryWords = new Map<number, CategoryWords>();
  #listedAnywhere: Uint32Array | null = null;
  readonly #vocabularies = new Map<number, Vocabulary>();
  readonly #frames = new Map<string, Frame>();
  readonly #categoryTerms = new Map<number, readonly CategoryTerms[]>();
  readonly #categoryCodes = new Map<number, readonly string[]>();
  readonly #quoteShops = new Map<string, QuoteShop | null>();

  readonly #unanswered: () => number;

  /**
   * @param unanswered How many statements so far were answered without their rows, which have yet to come: what was
   * made of such answers is not kept.
   */
  constructor(run: Run<typeof memoryStatements>, unanswered: () => number = () => 0) {
    this.#run = run;
    this.#unanswered = unanswered;
    this.lists = new ListMemory(run, (load, keep) => this.#load(load, keep));
    this.postings = new PostingsMemory(run, (load, keep) => this.#load(load, keep));
  }

  /** Forgets what the snapshot shows otherwise. To be called inside each snapshot, before anything is read. */
  catchUp(dataVersion: number): void {
    if (dataVersion === this.#dataVersion) return;
    this.learn(readChanges(this.#run, this.version));
    this.#dataVersion = dataVersion;
  }

  /** Forgets what changed since {@linkcode Memory.version}. */
  learn({ version, tags }: Changes): void {
    const touched = (concerns: (tag: string) => boolean) => tags === null || tags.some(concerns);
    if (touched((tag) => tag === "markets")) this.#shop = null;
    if (touched((tag) => tag === "categories" || tag === "markets")) {
      this.#tree = null;
      this.#categoryWords.clear();
      this.#categoryTerms.clear();
      this.#categoryCodes.clear();
    }
    if (touched((tag) => tag === "markets" || tag === "categories" || tag.startsWith("navigation:"))) {
      this.#frames.clear();
    }
    if (touched((tag) => tag === "markets" || tag === "tax" || /^(promotions|shipping):/.test(tag))) {
      this.#quoteShops.clear();
    }
    this.#vocabularies.clear();
    this.#listedAnywhere = null;
    this.lists.forget(tags);
    this.postings.forget(tags);
    this.version = version;
  }

  get shop(): Shop {
    return this.#shop ?? this.#load(() => readShop(this.#run), (shop) => this.#shop = shop);
  }

  get tree(): CategoryTree {
    const words = (languageId: number) =>
      this.#remembered(this.#categoryWords, languageId, () => readCategoryWords(this.#run, languageId));
    return this.#tree ??
      this.#load(() => readCategoryTree(this.#run, words), (tree) => this.#tree = tree);
  }

  /** The products that are listed in any market, by their keys, in ascending order. */
  get listedAnywhere(): Uint32Array {
    return this.#listedAnywhere ?? this.#load(
      () => {
        const sets = this.lists.sets("market", this.shop.directory.markets.map(({ id }) => id));
        return Uint32Array.from(sets.reduce((all, set) => all.or(set), ProductSet.of()).values());
      },
      (listed) => this.#listedAnywhere = listed,
    );
  }

  /** The categories that have words in a language, with the terms of their names. */
  categoryTerms({ languageId, language }: Place): readonly CategoryTerms[] {
    return this.#remembered(
      this.#categoryTerms,
      languageId,
      () => termsOfCategories(this.tree, languageId, language),
    );
  }

  /** The codes of a category and all above it. */
  categoryCodes(categoryId: number): readonly string[] {
    const { byId } = this.tree;
    const nodeOf = (id: number) => {
      const node = byId.get(id);
      return node && { code: node.code, parentId: node.parent?.id ?? null };
    };
    return this.#remembered(this.#categoryCodes, categoryId, () => codesUpFrom(categoryId, nodeOf));
  }

  vocabulary(languageId: number): Vocabulary {
    return this.#remembered(this.#vocabularies, languageId, () => readVocabulary(this.#run, languageId));
  }

  /** What quotes of a market read beside the basket; null when it does not speak the language. */
  quoteShop({ market: { code: market }, language }: Place): QuoteShop | null {
    const key = `${language}-${market}`;
    const run = this.#run;
    return this.#remembered(this.#quoteShops, key, () =>
      toQuoteShop({
        quoteMarket: run.quoteMarket(market, language),
        quoteTaxRates: run.quoteTaxRates(market),
        quotePromotions: run.quotePromotions(market, language),
        quoteZones: run.quoteZones(market),
        quoteMethods: run.quoteMethods(market, language),
      }));
  }

  frame(place: Place): Frame {
    const key = `${place.market.id}:${place.languageId}`;
    return this.#remembered(this.#frames, key, () => readFrame(this.#run, this.tree, place));
  }

  #remembered<Key, Value>(known: Map<Key, Value>, key: Key, load: () => Value): Value {
    const value = known.get(key);
    if (value !== undefined) return value;
    return this.#load(load, (loaded) => known.set(key, loaded));
  }

  /** Loads, and keeps it when every row was there. All that is kept here goes through this. */
  #load<Value>(load: () => Value, keep: (loaded: Value) => void): Value {
    const before = this.#unanswered();
    const loaded = load();
    if (this.#unanswered() === before) keep(loaded);
    return loaded;
  }
}
