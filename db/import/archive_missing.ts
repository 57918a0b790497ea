/** Variants that a source brought in once and has no more. */
import { sql } from "drizzle-orm";
import type { FeedItems } from "../backoffice/feed_items.ts";
import type { Catalog } from "../catalog/connect.ts";
import { deriveListings } from "../catalog/writing/derive_listings.ts";
import { deriveMarkets } from "../catalog/writing/derive_markets.ts";
import { readPriceKeys, writePriceKeys } from "../catalog/writing/price_keys.ts";
import { among, readRows, type Reads } from "../catalog/writing/rows.ts";
import { writeCatalog } from "../catalog/writing/transaction.ts";
import { FeedError } from "./feed_error.ts";
import { type ImportReport, maxRemarks } from "./import_report.ts";

/** Variants in one transaction. */
const batchSize = 500;

/** Of what earlier imports brought and is still sold no more may vanish at once, in per cent, unless it is few. */
const maxMissingPercent = 20;
const fewMissing = 10;

/** What a feed is held against. */
export interface KnownItems {
  readonly catalog: Catalog;
  readonly items: FeedItems;
  /** Whether the feed has it. */
  readonly hasSku: (sku: string) => boolean;
  readonly marketId: number;
}

/**
 * Refuses a feed that cannot be trusted with what it does not name: plain text does not tell where it should end.
 *
 * @param feed.cutOffAt The line in which the file ends, if it does.
 * @param feed.isAnyNumber Whether the merchant said that any number may be missing.
 * @throws {FeedError} `feed-cut-off`, `feed-shrunk`.
 */
export async function refuseIncomplete(
  feed: KnownItems & { readonly cutOffAt: number | null; readonly isAnyNumber: boolean },
): Promise<void> {
  if (feed.cutOffAt !== null) {
    throw new FeedError(
      "feed-cut-off",
      `the file ends within line ${feed.cutOffAt}, which has fewer fields than the first line names and no line ` +
        "break behind it: nothing is taken out of sale for such a file",
    );
  }
  if (feed.isAnyNumber) return;
  let present = 0;
  let missing = 0;
  for await (const skus of feed.items.all()) {
    const vanished = skus.filter((sku) => !feed.hasSku(sku));
    present += skus.length - vanished.length;
    for (let at = 0; at < vanished.length; at += batchSize) {
      missing += (await readSold(feed.catalog.db, vanished.slice(at, at + batchSize), feed.marketId)).length;
    }
  }
  const known = present + missing;
  if (missing <= fewMissing || missing * 100 <= known * maxMissingPercent) return;
  throw new FeedError(
    "feed-shrunk",
    `of ${known} variants that earlier imports brought ${missing} are not in the file (${
      Math.floor(missing * 100 / known)
    } %): no more than ${maxMissingPercent} % are taken out of sale at once, unless all are meant ` +
      "(--archive-all-missing)",
  );
}

/**
 * Finds the variants of a source that are still sold in a market though the feed has them no more, and takes them
 * out of sale there where that is asked for: their prices in the market go, their price history stays. An import of
 * a feed that has them again brings them back.
 */
export async function archiveMissing(
  job: KnownItems & {
    readonly isArchiving: boolean;
    readonly report: ImportReport;
    readonly now: () => number;
    readonly isStopped: () => boolean;
  },
): Promise<void> {
  const { catalog, items, marketId, report } = job;
  let waiting: string[] = [];
  const settle = async () => {
    const sold = await readSold(catalog.db, waiting, marketId);
    waiting = [];
    if (sold.length === 0) return;
    report.missing += sold.length;
    for (const [, , sku] of sold) if (report.missingSkus.length < maxRemarks) report.missingSkus.push(sku);
    if (job.isArchiving) {
      report.archived += await archive(
        catalog,
        sold.map(([, , sku]) => sku),
        marketId,
        job.now(),
      );
    }
  };
  for await (const skus of items.all()) {
    if (job.isStopped()) return;
    waiting.push(...skus.filter((sku) => !job.hasSku(sku)));
    if (waiting.length >= batchSize) await settle();
  }
  await settle();
}

function readSold(
  reads: Reads,
  skus: readonly string[],
  marketId: number,
): Promise<[number, number, string][]> {
  if (skus.length === 0) return Promise.resolve([]);
  return readRows<[variantId: number, productId: number, sku: string]>(
    reads,
    sql`id, product_id, sku`,
    sql`FROM (SELECT id, product_id, sku FROM variants v WHERE ${among(sql`sku`, skus)}
      AND EXISTS (SELECT 1 FROM prices WHERE variant_id = v.id AND market_id = ${marketId}) ORDER BY sku)`,
  );
}

async function archive(
  catalog: Catalog,
  skus: readonly string[],
  marketId: number,
  now: number,
): Promise<number> {
  const written = await writeCatalog(catalog, { now }, async (w) => {
    const sold = await readSold(w.tx, skus, marketId);
    const productOf = new Map(sold.map(([variantId, productId]) => [variantId, productId]));
    const keys = await readPriceKeys(w, productOf.keys());
    await writePriceKeys(
      w,
      [...keys.values()].filter(({ key }) => key.marketId === marketId).map(({ key, history }) => ({
        key,
        windows: [],
        history: history.filter(({ from }) => from <= now),
      })),
      productOf,
    );
    const products = new Set(productOf.values());
    await deriveMarkets(w, products);
    await deriveListings(w, products);
    for (const id of products) {
      w.touch(`product:${id}:${marketId}`);
      w.stamp("products", id);
    }
    return sold.length;
  });
  if (!written.ok) throw new Error(`Cannot take variants out of sale: ${written.refusal.message}`);
  return written.value;
}
