/** Bringing a catalog to a feed. */
import { sql } from "drizzle-orm";
import type { Client } from "@libsql/client";
import { feedItems } from "../backoffice/feed_items.ts";
import type { Catalog } from "../catalog/connect.ts";
import { readDirectory } from "../catalog/writing/directory.ts";
import { first, readRows } from "../catalog/writing/rows.ts";
import { archiveMissing, refuseIncomplete } from "./archive_missing.ts";
import { AttributeBook } from "./attribute_book.ts";
import { attributesOfColumns } from "./attribute_profile.ts";
import { CategoryBook } from "./category_book.ts";
import type { FeedScope } from "./compare_unit.ts";
import type { FeedEncoding } from "./feed_text.ts";
import { emptyReport, type ImportReport, maxRemarks, type RowRemark } from "./import_report.ts";
import { importUnits } from "./import_units.ts";
import { readFeed } from "./read_feed.ts";

export interface ImportOptions {
  readonly catalog: Catalog;
  readonly backoffice: Client;
  readonly path: string;
  /** Code of the market in which the feed's products are sold. */
  readonly market: string;
  /** BCP 47 tag of the language that it is written in. */
  readonly language: string;
  /** Whose rows they are: what vanished is told from one import of a source to the next. */
  readonly source: string;
  /**
   * Whether variants that vanished are taken out of sale: `few` where the feed may be whole (see
   * {@linkcode refuseIncomplete}), `all` however many they are.
   */
  readonly archiveMissing: "none" | "few" | "all";
  readonly encoding?: FeedEncoding;
  /** The clock, in milliseconds since the epoch. */
  readonly now: () => number;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly onRejected?: (remark: RowRemark) => void;
  /** Whether to stop before the next transaction; what is written stays. */
  readonly isStopped?: () => boolean;
  /** Rows in a transaction; left out: as many as it takes less than half a second for. */
  readonly batchRows?: number;
}

/** How far an import is. */
export type ImportProgress =
  | { readonly stage: "reading"; readonly bytes: number }
  | { readonly stage: "writing"; readonly rows: number; readonly of: number };

/** A market or language that the shop does not have. */
export class ImportError extends Error {
  override name = "ImportError";
}

/**
 * Imports a feed (docs/import.md says by which rules). What the catalog holds already is not written; a second import
 * of the same file writes nothing. Each transaction stands for itself: stopped at any moment and run again, it does
 * what is still to be done.
 *
 * @throws {FeedError} The feed cannot be read as a whole, or is not whole enough to take out of sale what it has no
 * more; nothing was written.
 * @throws {ImportError} There is no such market or language; nothing was written.
 */
export async function importFeed(options: ImportOptions): Promise<ImportReport> {
  const { catalog, backoffice, source } = options;
  const directory = await readDirectory(catalog.db);
  const market = directory.markets.get(options.market);
  if (!market) throw new ImportError(`there is no market "${options.market}"`);
  const languageId = directory.languages.get(options.language);
  if (languageId === undefined) throw new ImportError(`the shop does not speak "${options.language}"`);

  const report = emptyReport();
  const reject = (remark: RowRemark) => {
    report.rejectedRows++;
    if (report.rejected.length < maxRemarks) report.rejected.push(remark);
    options.onRejected?.(remark);
  };
  using feed = await readFeed({
    path: options.path,
    ...options.encoding !== undefined && { encoding: options.encoding },
    currency: market.currency,
    language: options.language,
    onBytes: (bytes) => options.onProgress?.({ stage: "reading", bytes }),
    onRejected: reject,
    onNote(remark) {
      report.notedRows++;
      if (report.notes.length < maxRemarks) report.notes.push(remark);
    },
  });
  report.rows = feed.items;
  report.unusedColumns = feed.unusedColumns;

  const place = { marketId: market.id, languageId, language: options.language };
  const items = feedItems(backoffice, source);
  const known = { catalog, items, hasSku: feed.hasSku, marketId: market.id };
  if (options.archiveMissing !== "none" && feed.length > 0) {
    await refuseIncomplete({
      ...known,
      cutOffAt: feed.cutOffAt,
      isAnyNumber: options.archiveMissing === "all",
    });
  }
  const columnAttributes = attributesOfColumns(feed.columns);
  const scope: FeedScope = {
    columns: feed.columns,
    columnAttributes,
    isColumnAttribute: await attributeKeys(catalog, columnAttributes),
    hasSku: feed.hasSku,
  };
  await importUnits({
    catalog,
    backoffice,
    items,
    feed,
    scope,
    place,
    attributes: new AttributeBook(feed.profile.finish(), languageId),
    categories: new CategoryBook(options.language, feed.guess),
    report,
    reject,
    now: options.now,
    isStopped: options.isStopped ?? (() => false),
    ...options.batchRows !== undefined && { batchRows: options.batchRows },
    onRows: (rows) => options.onProgress?.({ stage: "writing", rows, of: feed.length }),
  });
  if (!options.isStopped?.() && feed.length > 0) {
    await archiveMissing({
      ...known,
      isArchiving: options.archiveMissing !== "none",
      report,
      now: options.now,
      isStopped: options.isStopped ?? (() => false),
    });
  }
  report.rejected.sort((one, other) => one.line - other.line);
  const version = await first<{ version: number | null }>(
    catalog.db,
    sql`SELECT max(sequence) AS version FROM changes`,
  );
  report.catalogVersion = version?.version ?? 0;
  return report;
}

/** Keys of attributes that are there by now; one that is not there yet is no product's. */
async function attributeKeys(catalog: Catalog, codes: ReadonlySet<string>): Promise<(id: number) => boolean> {
  const rows = await readRows<[number, string]>(catalog.db, sql`id, code`, sql`FROM attributes`);
  const ids = new Set(rows.filter(([, code]) => codes.has(code)).map(([id]) => id));
  return (id) => ids.has(id);
}
