/**
 * The reads of the catalog, one for each method of {@linkcode CatalogReader}, whatever the rows come from. A reader
 * adds how a snapshot is taken and how it learns of changes.
 */
import type { CatalogReader, Scope } from "../../../commerce/catalog_reader.ts";
import { alternatesStatements, readAlternates } from "./alternates.ts";
import { basketStatements, readBasket, readVariantRef } from "./basket.ts";
import { categoryStatements, readCategory } from "./category.ts";
import { facetStatements } from "./facets.ts";
import { homeStatements, readHome } from "./home.ts";
import { informationStatements, readInformation } from "./information.ts";
import { listingStatements } from "./listing_statements.ts";
import { Memory, memoryStatements } from "./memory.ts";
import { originalStatements } from "./original.ts";
import { productStatements, readProduct } from "./product.ts";
import { productAddressesStatements, readProductAddresses } from "./product_addresses.ts";
import { quoteLineStatements } from "./quote_statements.ts";
import { readQuoteView } from "./quote_view.ts";
import { Reading } from "./reading.ts";
import { readSearch } from "./search.ts";
import { searchStatements } from "./search_statements.ts";
import { findPlace } from "./shop.ts";
import { readSitemap, readSitemapParts, sitemapStatements } from "./sitemap.ts";
import { readSuggestions, suggestionStatements } from "./suggestions.ts";
import type { Run } from "./statement.ts";

/** Every statement of every read. */
export const readStatements = {
  ...memoryStatements,
  ...listingStatements,
  ...facetStatements,
  ...productStatements,
  ...productAddressesStatements,
  ...categoryStatements,
  ...searchStatements,
  ...suggestionStatements,
  ...homeStatements,
  ...basketStatements,
  ...informationStatements,
  ...alternatesStatements,
  ...sitemapStatements,
  ...originalStatements,
  ...quoteLineStatements,
};
export type ReadRun = Run<typeof readStatements>;

/**
 * Reads in one snapshot of the catalog, from which the memory is too. May run `read` more than once: it changes
 * nothing but the memory. Rejects as `read` throws.
 */
export type Snapshot = <T>(read: (run: ReadRun, memory: Memory) => T) => Promise<T>;

/** The reads that pages are made of. */
export type CatalogReads = Omit<CatalogReader, "mayHaveChanged" | "changesSince" | "close">;

/** All reads, each in a snapshot of its own. */
export function catalogReads(snapshot: Snapshot): CatalogReads {
  /** Reads in the scope's place; answers null when the shop has no such market or language. */
  function inPlace<T>(scope: Scope, read: (run: ReadRun, reading: Reading) => T): Promise<T | null> {
    return snapshot((run, memory) => {
      const place = findPlace(memory.shop, scope.locale, scope.priceList);
      return place && read(run, new Reading(memory, place, scope.now));
    });
  }

  /** For pages that every place has. */
  function surelyInPlace<T>(scope: Scope, read: (run: ReadRun, reading: Reading) => T): Promise<T> {
    return snapshot((run, memory) => {
      const place = findPlace(memory.shop, scope.locale, scope.priceList);
      if (place) return read(run, new Reading(memory, place, scope.now));
      throw new RangeError(
        `read catalog: wanted a market and language of the shop, got ${JSON.stringify(scope.locale)}`,
      );
    });
  }

  return {
    directory: () =>
      snapshot((_run, memory) => ({
        value: memory.shop.directory,
        tags: ["markets"],
        validUntil: null,
        version: memory.version,
      })),
    frame: (scope) => surelyInPlace(scope, (_run, reading) => reading.answer(reading.frame())),
    home: (scope) => surelyInPlace(scope, readHome),
    category: (scope, query) => inPlace(scope, (run, reading) => readCategory(run, reading, query)),
    search: (scope, query) => surelyInPlace(scope, (run, reading) => readSearch(run, reading, query)),
    product: (scope, slug) => inPlace(scope, (run, reading) => readProduct(run, reading, slug)),
    productAddresses: (scope, slug) =>
      inPlace(scope, (run, reading) => readProductAddresses(run, reading, slug)),
    basket: (scope, refs) => surelyInPlace(scope, (run, reading) => readBasket(run, reading, refs)),
    quoteView: (scope, request) => inPlace(scope, (run, reading) => readQuoteView(run, reading, request)),
    variantRef: (scope, sku) => inPlace(scope, (run, reading) => readVariantRef(run, reading, sku)),
    information: (scope, slug) => inPlace(scope, (run, reading) => readInformation(run, reading, slug)),
    suggestions: (scope, text) => surelyInPlace(scope, (run, reading) => readSuggestions(run, reading, text)),
    alternates: async (scope, path) =>
      await inPlace(scope, (run, { memory, place }) => readAlternates(run, memory, place, path)) ?? {},
    sitemap: (after, limit) => snapshot((run, memory) => readSitemap(run, memory, after, limit)),
    sitemapParts: (limit) => snapshot((run, memory) => readSitemapParts(run, memory, limit)),
    original: (key) =>
      snapshot((run) => {
        const row = run.original(key)[0];
        return row ? { object: row[0], contentType: row[1] } : null;
      }),
  };
}
