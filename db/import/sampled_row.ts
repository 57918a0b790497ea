/** A row as guesses of categories look at it. */

/** What is kept of a row. */
export interface SampledRow {
  readonly words: readonly (string | null)[];
  readonly brand: string;
  /** Its attributes, numbered. */
  readonly details: readonly number[];
  /** The path that it names, or an empty text. */
  readonly category: string;
}
