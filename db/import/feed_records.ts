/** What both forms of a feed are read as: records of named fields, one for each item. */
import type { FeedColumn } from "./feed_columns.ts";

/** A detail of a product: what Merchant Center calls `product_detail`, its section left out. */
export type Detail = readonly [name: string, value: string];

/** An item as it was written. */
export interface FeedRecord {
  /** Where it begins; the file's first line is 1. */
  readonly line: number;
  /** Only fields that are not empty. */
  readonly fields: Readonly<Partial<Record<FeedColumn, string>>>;
  readonly details: readonly Detail[];
}

/** An item that cannot be read, and why. */
export interface BrokenRecord {
  readonly line: number;
  readonly reason: string;
}

/** A feed being read. */
export interface FeedRecords {
  /** Records in the file's order, many at a time. */
  readonly records: AsyncIterable<readonly (FeedRecord | BrokenRecord)[]>;
  /** Columns that have been seen so far and mean something here. Whole once the records have been read. */
  readonly columns: ReadonlySet<FeedColumn>;
  /** Names of columns that were seen and are not used, as they are written. Bounded. */
  readonly unused: ReadonlySet<string>;
  /**
   * The line of the last record where the text ends within it, as far as that can be told: it has fewer fields than the
   * others should have, and no line break behind it. Null until the records have been read.
   */
  readonly cutOffAt: number | null;
}

/** No record may be longer, in UTF-16 units: Merchant Center's own bounds sum up to far less. */
export const maxRecordLength = 1024 * 1024;

/** A copy of a text that holds on to nothing: a piece cut out of a chunk would keep the whole chunk in memory. */
export function detached(text: string): string {
  return JSON.parse(JSON.stringify(text));
}
