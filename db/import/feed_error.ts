/** Why a feed as a whole cannot be read. */

/** What is wrong with it. */
export type FeedErrorName =
  /** No file, or it cannot be opened. */
  | "feed-missing"
  /** Bytes that are not text of the encoding. */
  | "feed-encoding"
  /** Neither TSV nor XML, or compressed data that is damaged or cut off. */
  | "feed-format"
  /** A column that every feed needs is not there. */
  | "feed-columns"
  /** What vanished is to be taken out of sale, and the file ends within its last line. */
  | "feed-cut-off"
  /** What vanished is to be taken out of sale, and that is too much of what earlier imports brought. */
  | "feed-shrunk";

/** A feed that is refused whole, before anything was written. The message is a sentence for the merchant. */
export class FeedError extends Error {
  constructor(readonly kind: FeedErrorName, message: string) {
    super(`${kind}: ${message}`);
    this.name = "FeedError";
  }
}
