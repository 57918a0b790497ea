/**
 * Price windows: of one variant, market, price list and quantity tier at most one is in force at any moment.
 * Pure; times are milliseconds since the epoch, windows half-open.
 */

/** A price and when it holds; a window that another interrupts is two of these. */
export interface PriceWindow {
  readonly from: number;
  /** `null`: for good. */
  readonly until: number | null;
  /** When the whole window was to begin of which this is a part. */
  readonly begins: number;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  readonly lowestPriorMinor: number | null;
}

/** A price to be set. */
export type NextPrice = Pick<PriceWindow, "from" | "until" | "amountMinor" | "compareAtMinor">;

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
 * Sets a price and answers all windows in order.
 *
 * One that ends (`until`) covers what was there, which returns after it: a sale ends by itself. One that does not
 * end is the ordinary price from its start on: every window that has begun by then ends, those that begin later
 * stay. A price that is in force and set again now goes on as the window it is, since when it began.
 *
 * @param now Milliseconds since the epoch; no later than `next.from`.
 */
export function setWindow(windows: readonly PriceWindow[], next: NextPrice, now: number): PriceWindow[] {
  const running = next.from > now ? undefined : windows.find((w) => isInForce(w, now) && samePrice(w, next));
  const { begins, lowestPriorMinor } = running ?? { begins: next.from, lowestPriorMinor: null };
  return joined(layWindow(windows, { ...next, begins, lowestPriorMinor }));
}

/**
 * Notes of every reduction that is to begin, or begins now, the lowest price of the 30 days before it: it is not
 * known for good before that, for other prices may be set until then.
 *
 * @param windows In order.
 * @param history As {@linkcode keepHistory} answers it for these windows.
 */
export function withLowestPriors(
  windows: readonly PriceWindow[],
  history: readonly PastPrice[],
  now: number,
): PriceWindow[] {
  return windows.map((w) => {
    // The first part that is in force: another window may cover the beginning.
    const first = windows.find((other) => isSameWindow(other, w))!;
    return w.compareAtMinor === null || first.from < now
      ? w
      : { ...w, lowestPriorMinor: lowestPrior(history, first.from) };
  });
}

function layWindow(windows: readonly PriceWindow[], next: PriceWindow): PriceWindow[] {
  const later = next.until === null ? windows.filter((w) => w.begins > next.from) : [];
  const ended = windows.filter((w) => !later.includes(w)).flatMap((w) => without(w, [next]));
  return [...ended, ...later, ...without(next, later)].sort((a, b) => a.from - b.from);
}

function isInForce({ from, until }: PriceWindow, at: number): boolean {
  return from <= at && (until === null || until > at);
}

/** Makes one of neighbours that are parts of one window. */
function joined(windows: readonly PriceWindow[]): PriceWindow[] {
  const parts: PriceWindow[] = [];
  for (const part of windows) {
    const last = parts.at(-1);
    if (last && last.until === part.from && isSameWindow(last, part)) {
      parts[parts.length - 1] = { ...last, until: part.until };
    } else parts.push(part);
  }
  return parts;
}

/** Whether two lists of windows in order are the same. */
export function sameWindows(some: readonly PriceWindow[], others: readonly PriceWindow[]): boolean {
  return some.length === others.length && some.every((one, i) => {
    const other = others[i]!;
    return one.from === other.from && one.until === other.until && isSameWindow(one, other) &&
      one.lowestPriorMinor === other.lowestPriorMinor;
  });
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

function isSameWindow(a: PriceWindow, b: PriceWindow): boolean {
  return a.begins === b.begins && samePrice(a, b);
}

function samePrice(a: NextPrice, b: NextPrice): boolean {
  return a.amountMinor === b.amountMinor && a.compareAtMinor === b.compareAtMinor;
}

/** What is left of a window where none of `cuts` is: parts in order. */
function without(window: PriceWindow, cuts: readonly PriceWindow[]): PriceWindow[] {
  let parts = [window];
  for (const cut of cuts) {
    parts = parts.flatMap((part) => {
      const end = part.until ?? Infinity, cutEnd = cut.until ?? Infinity;
      if (cutEnd <= part.from || cut.from >= end) return [part];
      return [
        ...(part.from < cut.from ? [{ ...part, until: cut.from }] : []),
        ...(cutEnd < end ? [{ ...part, from: cutEnd }] : []),
      ];
    });
  }
  return parts;
}
