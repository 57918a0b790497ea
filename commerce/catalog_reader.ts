/**
 * The reading side of the catalog: one method per page, each answering the page's whole need as plain data.
 *
 * There are two ways to implement it, a local file and a remote server (design decision 1), so every method is
 * asynchronous and needs at most a fixed handful of statements. What computes on the answers is synchronous
 * and pure.
 */
import type {
  BasketPage,
  BasketRef,
  CategoryPage,
  Directory,
  Frame,
  HomePage,
  InformationPage,
  ListQuery,
  ProductAddresses,
  ProductPage,
  SearchPage,
  SitemapEntry,
  Suggestions,
} from "./catalog_view.ts";
import type { Locale } from "./locale.ts";
import type { QuoteView } from "./quote/view.ts";

/** Names what a page was made of, e.g. `product:12`, `category:5:fr`; a change names the tags it touched. */
export type Tag = string;

/** Who is reading: the locale, the price list, and the instant that decides which price windows are open. */
export interface Scope {
  readonly locale: Locale;
  /** Code of the shopper's price list; `standard` for a stranger. */
  readonly priceList: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A read value and what may be assumed of it. */
export interface Read<T> {
  readonly value: T;
  /** What it was made of: a change that names one of these makes it stale. */
  readonly tags: readonly Tag[];
  /** Milliseconds since the epoch: the nearest boundary of a price window among the rows read; null for none. */
  readonly validUntil: number | null;
  /** The catalog version that it shows. */
  readonly version: number;
}

/** The slug was this record's in the past: its path now, after `/{locale}/`. */
export interface Moved {
  readonly movedTo: string;
}

/** What changed after a version. */
export interface Changes {
  /** The newest catalog version. */
  readonly version: number;
  /** The tags of all changes after the asked version; null when the log no longer reaches back that far. */
  readonly tags: readonly Tag[] | null;
}

/** A cursor that this reader never issued, or issued for another sort order. */
export class BadCursorError extends Error {
  override name = "BadCursorError";
}

/** The catalog cannot be read now: it lies on a server that does not answer. Soon it may be otherwise. */
export class CatalogUnavailableError extends Error {
  override name = "CatalogUnavailableError";
}

/** What a quote is asked of a catalog. */
export interface QuoteViewRequest {
  /** Of its lines, each once. */
  readonly skus: readonly string[];
  /** Where it ships to: ISO 3166-1 alpha-2, or null while that is not said. */
  readonly country: string | null;
}

export interface CatalogReader {
  /**
   * Whether the catalog may have changed since the last call of `changesSince`: microseconds, so that it can be
   * asked on every request. May answer true without need; false in vain only where the catalog is on a server, for
   * as long as this is not asked for news.
   */
  mayHaveChanged(): boolean;
  changesSince(version: number): Promise<Changes>;
  directory(): Promise<Read<Directory>>;
  /** Navigation alone: for pages that read nothing else, like "not found". */
  frame(scope: Scope): Promise<Read<Frame>>;
  home(scope: Scope): Promise<Read<HomePage>>;
  /** `null`: there is no such category in this language and market. @throws {BadCursorError} */
  category(scope: Scope, query: ListQuery & { category: string }): Promise<Read<CategoryPage> | Moved | null>;
  /** @throws {BadCursorError} */
  search(scope: Scope, query: ListQuery): Promise<Read<SearchPage>>;
  product(scope: Scope, slug: string): Promise<Read<ProductPage> | Moved | null>;
  /** Every language and market in which the product of this slug can be seen; null when there is none. */
  productAddresses(scope: Scope, slug: string): Promise<ProductAddresses | null>;
  basket(scope: Scope, refs: readonly BasketRef[]): Promise<Read<BasketPage>>;
  /**
   * What `quote` computes from. `null`: there is no such market, or it does not speak the language. A quote says
   * itself until when it holds: `validUntil` is null.
   */
  quoteView(scope: Scope, request: QuoteViewRequest): Promise<Read<QuoteView> | null>;
  /** The basket reference of a SKU that is sold in the scope's market, or null. */
  variantRef(scope: Scope, sku: string): Promise<number | null>;
  /** By its slug, or by its code, which is the same in all languages: `terms`, `privacy`, … */
  information(scope: Scope, slugOrCode: string): Promise<Read<InformationPage> | null>;
  suggestions(scope: Scope, text: string): Promise<Read<Suggestions>>;
  /**
   * The same page in every language, for the market switcher: language → path after `/{locale}/`. Empty when the
   * path names nothing.
   */
  alternates(scope: Scope, path: string): Promise<Readonly<Record<string, string>>>;
  /**
   * A page of the sitemap, keyset-paged by an integer; `next` is null on the last one. The first (`after` 0) begins,
   * beyond the limit, with what is no product: home, categories, information pages. Where these are more than the
   * limit, the rest has pages of its own, after negative integers.
   */
  sitemap(
    after: number,
    limit: number,
  ): Promise<Read<{ entries: readonly SitemapEntry[]; next: number | null }>>;
  /** What the pages of the sitemap are asked for after: 0, and every `next`. */
  sitemapParts(limit: number): Promise<Read<readonly number[]>>;
  /** The key of a picture → where its original lies in the object store, or null. */
  original(key: string): Promise<{ readonly object: string; readonly contentType: string } | null>;
  close(): void;
}
