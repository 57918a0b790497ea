/**
 * Price windows: of one variant, market, price list and quantity tier at most one is in force at any moment.
 * Pure; times are milliseconds since the epoch, windows half-open.
 */

/** A price and when it holds. */
export interface PriceWindow {
  readonly from: number;
  /** `null`: for good. */
  readonly until: number | null;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  readonly lowestPriorMinor: number | null;
}

/** A price that came into force. */
export interface PastPrice {
  readonly from: number;
  readonly amountMinor: number;
}

const dayMs = 86_400_000;

/** For how long a price history is kept. */
export const historyMs = 60 * dayMs;

/** Over how long before a reduction its lowest prior price is sought (Directive 98/6/EC, article 6a). */
const priorMs = 30 * dayMs;

/**
 * Lays a window over the others and answers all of them in order, none overlapping.
 *
 * A window that ends (`until`) covers what was there, which returns after it: a sale ends by itself. One that does
 * not end replaces the price in force at its start and, where that is a sale, the ordinary price too; other prices
 * that were scheduled for later keep their windows.
 */
export function layWindow(windows: readonly PriceWindow[], next: PriceWindow): PriceWindow[] {
  if (next.until !== null) {
    return [...windows.flatMap((w) => without(w, [next])), next].sort((a, b) => a.from - b.from);
  }
  const replaced = replacedPrices(windows, next.from);
  const kept = windows.filter((w) => w.from > next.from && !replaced.some((price) => samePrice(w, price)));
  const laid = without(next, kept);
  const ended = windows.filter((w) => w.from < next.from).flatMap((w) => without(w, laid));
  return [...ended, ...kept, ...laid].sort((a, b) => a.from - b.from);
}

/** The price in force at a moment, and the one that it interrupted and that would return after it. */
function replacedPrices(windows: readonly PriceWindow[], at: number): PriceWindow[] {
  const current = windows.find((w) => w.from <= at && (w.until === null || w.until > at));
  if (!current) return [];
  const before = windows.find((w) => w.until === current.from);
  const next = windows.find((w) => w.from === current.until);
  return before && next && samePrice(before, next) ? [current, next] : [current];
}

/** The lowest price in force in the 30 days before `at`, or null when there was none. */
export function lowestPrior(history: readonly PastPrice[], at: number): number | null {
  const sorted = [...history].sort((a, b) => a.from - b.from);
  const seen = sorted.filter((price, i) => {
    const end = sorted[i + 1]?.from ?? Infinity;
    return price.from < at && end > at - priorMs;
  });
  return seen.length === 0 ? null : Math.min(...seen.map((price) => price.amountMinor));
}

/**
 * The history that follows from the one there was and from the windows as they are now: what was in force stays,
 * plans are replaced by the present ones, what ended more than 60 days ago is forgotten.
 */
export function keepHistory(
  history: readonly PastPrice[],
  windows: readonly PriceWindow[],
  now: number,
): PastPrice[] {
  const byStart = new Map<number, PastPrice>();
  for (const price of history) if (price.from <= now) byStart.set(price.from, price);
  for (const { from, amountMinor } of windows) if (from >= now) byStart.set(from, { from, amountMinor });
  const sorted = [...byStart.values()].sort((a, b) => a.from - b.from);
  return sorted.filter((_, i) => (sorted[i + 1]?.from ?? Infinity) > now - historyMs);
}

function samePrice(a: PriceWindow, b: PriceWindow): boolean {
  return a.amountMinor === b.amountMinor && a.compareAtMinor === b.compareAtMinor;
}

/** What is left of a window where none of `cuts` is: pieces in order. */
function without(window: PriceWindow, cuts: readonly PriceWindow[]): PriceWindow[] {
  let pieces = [window];
  for (const cut of cuts) {
    pieces = pieces.flatMap((piece) => {
      const end = piece.until ?? Infinity, cutEnd = cut.until ?? Infinity;
      if (cutEnd <= piece.from || cut.from >= end) return [piece];
      return [
        ...(piece.from < cut.from ? [{ ...piece, until: cut.from }] : []),
        ...(cutEnd < end ? [{ ...piece, from: cutEnd }] : []),
      ];
    });
  }
  return pieces;
}
