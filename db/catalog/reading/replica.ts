/** The catalog reader over a local file: a copy that another process keeps, opened read-only (decision 1). */
import { DatabaseSync } from "node:sqlite";
import type { CatalogReader, Scope } from "../../../commerce/catalog_reader.ts";
import { alternatesStatements, readAlternates } from "./alternates.ts";
import { basketStatements, readBasket, readVariantRef } from "./basket.ts";
import { categoryStatements, readCategory } from "./category.ts";
import { readChanges } from "./changes.ts";
import { facetStatements } from "./facets.ts";
import { homeStatements, readHome } from "./home.ts";
import { informationStatements, readInformation } from "./information.ts";
import { listingStatements } from "./listing_statements.ts";
import { Memory, memoryStatements } from "./memory.ts";
import { originalStatements } from "./original.ts";
import { prepareAll } from "./prepare.ts";
import { productStatements, readProduct } from "./product.ts";
import { productAddressesStatements, readProductAddresses } from "./product_addresses.ts";
import { quoteLineStatements } from "./quote_statements.ts";
import { readQuoteView } from "./quote_view.ts";
import { Reading } from "./reading.ts";
import { readSearch, searchStatements } from "./search.ts";
import { findPlace } from "./shop.ts";
import { readSitemap, sitemapStatements } from "./sitemap.ts";
import { statement } from "./statement.ts";
import { readSuggestions } from "./suggestions.ts";

/** Every statement that a replica prepares. */
export const replicaStatements = {
  begin: statement<[], []>("BEGIN"),
  commit: statement<[], []>("COMMIT"),
  dataVersion: statement<[], [number]>("PRAGMA data_version"),
  ...memoryStatements,
  ...listingStatements,
  ...facetStatements,
  ...productStatements,
  ...productAddressesStatements,
  ...categoryStatements,
  ...searchStatements,
  ...homeStatements,
  ...basketStatements,
  ...informationStatements,
  ...alternatesStatements,
  ...sitemapStatements,
  ...originalStatements,
  ...quoteLineStatements,
};

/** How long a read waits for a writer that holds the file, in milliseconds: only while a log is being recovered. */
const busyTimeoutMs = 2_000;

/**
 * Opens a replica. Each page is read in one snapshot, so that its version is exact; the snapshot also makes it
 * faster, since SQLite then asks once for the file's state and not once for each statement.
 *
 * Must not be used in a process that has the same file open through libSQL: the two would break each other's
 * locks.
 *
 * @throws {Error} The file is missing, is no catalog, or is of another schema.
 */
export function openReplica(path: string): CatalogReader {
  const database = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs });
  const run = prepareAll(database, replicaStatements);
  const memory = new Memory(run);
  let seenDataVersion: number | null = null;

  function snapshot<T>(read: () => T): T {
    run.begin();
    try {
      memory.catchUp(run.dataVersion()[0]![0]);
      return read();
    } finally {
      run.commit();
    }
  }

  /** Reads in the scope's place; answers null when the shop has no such market or language. */
  function inPlace<T>(scope: Scope, read: (reading: Reading) => T): T | null {
    return snapshot(() => {
      const place = findPlace(memory.shop, scope.locale, scope.priceList);
      return place && read(new Reading(memory, place, scope.now));
    });
  }

  /** For pages that every place has. */
  function surelyInPlace<T>(scope: Scope, read: (reading: Reading) => T): T {
    const answer = inPlace(scope, (reading) => ({ read: read(reading) }));
    if (answer) return answer.read;
    throw new RangeError(
      `read catalog: wanted a market and language of the shop, got ${JSON.stringify(scope.locale)}`,
    );
  }

  // Everything is read at once, in one synchronous go: no other page's reads come between. What a read throws
  // becomes a rejection.
  return {
    mayHaveChanged: () => run.dataVersion()[0]![0] !== seenDataVersion,
    changesSince: (version) =>
      Promise.try(() =>
        snapshot(() => {
          seenDataVersion = run.dataVersion()[0]![0];
          return readChanges(run, version);
        })
      ),
    directory: () =>
      Promise.try(() =>
        snapshot(() => ({
          value: memory.shop.directory,
          tags: ["markets"],
          validUntil: null,
          version: memory.version,
        }))
      ),
    frame: (scope) => Promise.try(() => surelyInPlace(scope, (reading) => reading.answer(reading.frame()))),
    home: (scope) => Promise.try(() => surelyInPlace(scope, (reading) => readHome(run, reading))),
    category: (scope, query) =>
      Promise.try(() => inPlace(scope, (reading) => readCategory(run, reading, query))),
    search: (scope, query) =>
      Promise.try(() => surelyInPlace(scope, (reading) => readSearch(run, reading, query))),
    product: (scope, slug) => Promise.try(() => inPlace(scope, (reading) => readProduct(run, reading, slug))),
    productAddresses: (scope, slug) =>
      Promise.try(() => inPlace(scope, (reading) => readProductAddresses(run, reading, slug))),
    basket: (scope, refs) =>
      Promise.try(() => surelyInPlace(scope, (reading) => readBasket(run, reading, refs))),
    quoteView: (scope, request) =>
      Promise.try(() => inPlace(scope, (reading) => readQuoteView(run, reading, request))),
    variantRef: (scope, sku) =>
      Promise.try(() => inPlace(scope, (reading) => readVariantRef(run, reading, sku))),
    information: (scope, slug) =>
      Promise.try(() => inPlace(scope, (reading) => readInformation(run, reading, slug))),
    suggestions: (scope, text) =>
      Promise.try(() => surelyInPlace(scope, (reading) => readSuggestions(run, reading, text))),
    alternates: (scope, path) =>
      Promise.try(() => inPlace(scope, ({ place }) => readAlternates(run, memory, place, path)) ?? {}),
    sitemap: (after, limit) => Promise.try(() => snapshot(() => readSitemap(run, memory, after, limit))),
    original: (key) =>
      Promise.try(() => {
        const row = run.original(key)[0];
        return row ? { object: row[0], contentType: row[1] } : null;
      }),
    close: () => database.close(),
  };
}
