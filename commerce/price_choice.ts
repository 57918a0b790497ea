/** Which of a variant's prices is in force, and until when that answer holds. */

/** The list that everybody may buy from; what a list does not price costs what it costs there. */
export const standardPriceListId = 1;

/** A price as it is stored, for one variant and market. Amounts are minor units of the market's currency. */
export interface PriceRow {
  readonly priceListId: number;
  /** From how many pieces on it holds. */
  readonly minQuantity: number;
  /** Milliseconds since the epoch; 0 is "ever". The window is half-open. */
  readonly validFrom: number;
  /** Milliseconds since the epoch, not included; null is "for ever". */
  readonly validUntil: number | null;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  readonly lowestPriorMinor: number | null;
}

/** Who asks for a price, for how many pieces, when. */
export interface PriceQuestion {
  readonly priceListId: number;
  readonly quantity: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The price in force: of the asked list if it prices the variant now, otherwise of the standard list; of the
 * tiers that the quantity reaches the highest; of windows that overlap the one that opened last. Answers null
 * when the variant is not sold.
 */
export function choosePrice<Row extends PriceRow>(rows: readonly Row[], question: PriceQuestion): Row | null {
  let chosen: Row | null = null;
  for (const row of rows) {
    if (isCandidate(row, question) && (chosen === null || beats(row, chosen, question.priceListId))) {
      chosen = row;
    }
  }
  return chosen;
}

/**
 * The nearest moment after `now` at which {@linkcode choosePrice} might answer otherwise: a window of a list that
 * matters opens or closes. Null when there is none.
 */
export function nextPriceBoundary(rows: readonly PriceRow[], question: PriceQuestion): number | null {
  let nearest: number | null = null;
  for (const row of rows) {
    if (!concerns(row, question)) continue;
    const at = row.validFrom > question.now ? row.validFrom : row.validUntil;
    if (at !== null && at > question.now && (nearest === null || at < nearest)) nearest = at;
  }
  return nearest;
}

/** The earlier of two moments, null being never. */
export function earlier(one: number | null, other: number | null): number | null {
  if (one === null) return other;
  return other === null || one < other ? one : other;
}

function concerns(row: PriceRow, question: PriceQuestion): boolean {
  return row.minQuantity <= question.quantity &&
    (row.priceListId === question.priceListId || row.priceListId === standardPriceListId);
}

function isCandidate(row: PriceRow, question: PriceQuestion): boolean {
  return row.validFrom <= question.now && (row.validUntil === null || question.now < row.validUntil) &&
    concerns(row, question);
}

function beats(row: PriceRow, chosen: PriceRow, priceListId: number): boolean {
  if (row.priceListId !== chosen.priceListId) return row.priceListId === priceListId;
  if (row.minQuantity !== chosen.minQuantity) return row.minQuantity > chosen.minQuantity;
  return row.validFrom > chosen.validFrom;
}
