/**
 * The first pass over a feed: every row is read and checked, set aside on disk, and looked at for what only the whole
 * can tell: which attributes and categories there are, which rows belong together. Nothing is written to the catalog,
 * so that a file that cannot be read to its end changes nothing.
 */
import { AttributeProfile } from "./attribute_profile.ts";
import { CategoryGuess } from "./category_guess.ts";
import { FeedError } from "./feed_error.ts";
import type { FeedRecord } from "./feed_records.ts";
import { type FeedRow, toRow } from "./feed_row.ts";
import { type FeedEncoding, openFeedText } from "./feed_text.ts";
import { HashIndex, Numbers } from "./hash_index.ts";
import type { RowRemark } from "./import_report.ts";
import { Spool } from "./spool.ts";
import { readTsv } from "./tsv_records.ts";
import { readXml } from "./xml_records.ts";
import type { FeedColumn } from "./feed_columns.ts";

/** A feed that has been read. To be disposed of. */
export interface ReadFeed extends Disposable {
  /** Items in the file, those that were refused included. */
  readonly items: number;
  readonly columns: ReadonlySet<FeedColumn>;
  readonly unusedColumns: readonly string[];
  /** The line of the last row where the file seems to end within it; null: it does not. */
  readonly cutOffAt: number | null;
  readonly profile: AttributeProfile;
  readonly guess: CategoryGuess;
  /** Whether the feed has a SKU, in a row that was taken or in one that was not. */
  hasSku(sku: string): boolean;
  /** How many rows were taken. */
  readonly length: number;
  /** The rows of each product, in the order in which their first ones stand in the file. */
  products(): Generator<FeedRow[]>;
}

export interface ReadFeedOptions {
  readonly path: string;
  readonly encoding?: FeedEncoding;
  /** ISO 4217; prices in another are refused. */
  readonly currency: string;
  /** BCP 47; what the feed is written in. */
  readonly language: string;
  readonly onBytes?: (bytes: number) => void;
  readonly onRejected: (remark: RowRemark) => void;
  readonly onNote: (remark: RowRemark) => void;
}

/** Reads a feed. @throws {FeedError} It cannot be read as a whole. */
export async function readFeed(options: ReadFeedOptions): Promise<ReadFeed> {
  const { path, encoding, onBytes } = options;
  const text = await openFeedText(path, {
    ...encoding !== undefined && { encoding },
    ...onBytes && { onBytes },
  });
  const feed = text.kind === "xml" ? readXml(text.chunks) : readTsv(text.chunks);
  const spool = Spool.open<FeedRow>();
  const rows = new Grouping();
  const skus = new HashIndex();
  const lines = new Numbers();
  const profile = new AttributeProfile(feed.columns);
  const guess = new CategoryGuess(options.language);
  const damage = { first: 0, isForeign: text.assumed && text.encoding === "utf-8" };
  let items = 0;
  try {
    for await (const records of feed.records) {
      for (const record of records) {
        items++;
        if ("reason" in record) {
          options.onRejected({ ...record, sku: null });
          continue;
        }
        if (damage.isForeign) watch(record);
        const mapped = toRow(record, options.currency);
        const sku = "row" in mapped ? mapped.row.sku : mapped.sku;
        const number = sku === null ? -1 : skus.add(sku);
        if (number === lines.length) lines.push(record.line);
        else if (number >= 0) {
          options.onRejected({ line: record.line, sku, reason: `id: line ${lines.at(number)} has it, too` });
          continue;
        }
        if ("reason" in mapped) {
          options.onRejected(mapped);
          continue;
        }
        for (const reason of mapped.notes) options.onNote({ line: record.line, sku, reason });
        profile.add(mapped.row);
        guess.add(mapped.row);
        rows.add(spool.length, mapped.row.group);
        spool.push(mapped.row);
      }
    }
    if (damage.isForeign && damage.first > 0) {
      throw new FeedError(
        "feed-encoding",
        `line ${damage.first} is not UTF-8, and no other is in anything but ASCII: ` +
          "say what the file is written in, e.g. --encoding windows-1252",
      );
    }
  } catch (error) {
    spool[Symbol.dispose]();
    throw error;
  }
  return {
    items,
    columns: feed.columns,
    unusedColumns: [...feed.unused],
    cutOffAt: feed.cutOffAt,
    profile,
    guess,
    hasSku: (sku) => skus.find(sku) >= 0,
    length: spool.length,
    *products() {
      for (const indexes of rows.groups()) yield indexes.map((index) => spool.at(index));
    },
    [Symbol.dispose]: () => spool[Symbol.dispose](),
  };

  /** A file with damaged characters and not one good one beyond ASCII is no UTF-8 with damage, but something else. */
  function watch({ line, fields }: FeedRecord) {
    for (const value of Object.values(fields)) {
      if (/^[\0-\x7f]*$/.test(value)) continue;
      if (value.includes("\ufffd")) {
        if (damage.first === 0) damage.first = line;
      } else if (/[\x80-\ufffc]/.test(value)) damage.isForeign = false;
    }
  }
}

/** Which rows make one product: a chain of row numbers for each. */
class Grouping {
  readonly #groups = new HashIndex();
  /** Product of a group. */
  readonly #productOf = new Numbers();
  readonly #first = new Numbers();
  readonly #last = new Numbers();
  readonly #next = new Numbers();

  /** @param row The next row's number. */
  add(row: number, group: string | null): void {
    this.#next.push(-1);
    let product = this.#first.length;
    if (group !== null) {
      const number = this.#groups.add(group);
      if (number === this.#productOf.length) this.#productOf.push(product);
      else product = this.#productOf.at(number);
    }
    if (product === this.#first.length) {
      this.#first.push(row);
      this.#last.push(row);
    } else {
      this.#next.set(this.#last.at(product), row);
      this.#last.set(product, row);
    }
  }

  *groups(): Generator<number[]> {
    for (let product = 0; product < this.#first.length; product++) {
      const rows = [];
      for (let row = this.#first.at(product); row >= 0; row = this.#next.at(row)) rows.push(row);
      yield rows;
    }
  }
}
