/** What an import did. */

/** A row that was not taken, or not whole. */
export interface RowRemark {
  readonly line: number;
  readonly sku: string | null;
  readonly reason: string;
}

/** So many remarks of a kind are kept in a report; all are told as they come. */
export const maxRemarks = 1000;

export interface ImportReport {
  /** Items in the feed. */
  rows: number;
  newProducts: number;
  newVariants: number;
  /** Products of which something was written, without new ones. */
  changedProducts: number;
  /** Variants that are as the feed has them, and were. */
  unchangedVariants: number;
  rejectedRows: number;
  /** The first of them, by line. */
  readonly rejected: RowRemark[];
  /** Rows of which something is left out. */
  notedRows: number;
  readonly notes: RowRemark[];
  /** SKUs of earlier imports of the source that are still sold in the market and are in the feed no more. */
  missing: number;
  readonly missingSkus: string[];
  /** How many of them were taken out of sale. */
  archived: number;
  /** Columns of the feed that mean nothing here. */
  unusedColumns: readonly string[];
  /** The version that shows it all; that of before where nothing was written. */
  catalogVersion: number;
}

/** A report of nothing. */
export function emptyReport(): ImportReport {
  return {
    rows: 0,
    newProducts: 0,
    newVariants: 0,
    changedProducts: 0,
    unchangedVariants: 0,
    rejectedRows: 0,
    rejected: [],
    notedRows: 0,
    notes: [],
    missing: 0,
    missingSkus: [],
    archived: 0,
    unusedColumns: [],
    catalogVersion: 0,
  };
}
