/** The prices that a feed wants, held against those that the catalog has. */
import {
  keepHistory,
  type PastPrice,
  type PriceWindow,
  withLowestPriors,
} from "../catalog/writing/price_windows.ts";
import type { FeedRow } from "./feed_row.ts";

/** From `from` (null: now) on, up to `until` (null: for good). */
interface Wanted {
  readonly from: number | null;
  readonly until: number | null;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
}

/** What is to be written of a variant's standard price. */
export interface PricePlan {
  readonly windows: readonly PriceWindow[];
  readonly history: readonly PastPrice[];
}

/**
 * The windows that bring a variant to the feed's price, or null where the catalog has it already. The feed's word is
 * the whole plan: what else was planned goes. A price that is in force and stays is the window it is, since when it
 * began; a first price has no beginning.
 *
 * @param known What the catalog has, in order.
 * @param now Milliseconds since the epoch.
 */
export function planPrices(
  row: Pick<FeedRow, "priceMinor" | "sale">,
  known: readonly PriceWindow[],
  history: readonly PastPrice[],
  now: number,
): PricePlan | null {
  const wanted = wantedOf(row, now);
  const ahead = known.filter(({ until }) => until === null || until > now);
  if (isSame(wanted, ahead, now)) return null;
  const isFirst = known.length === 0 && history.length === 0;
  const running = ahead[0] !== undefined && ahead[0].from <= now ? ahead[0] : undefined;
  const planned = wanted.map(({ from, ...price }, i): PriceWindow => {
    if (i === 0 && running && isPrice(running, price)) return { ...running, until: price.until };
    const begins = from ?? (isFirst ? 0 : now);
    return { ...price, from: begins, begins, lowestPriorMinor: null };
  });
  const past = known.filter((window) => !ahead.includes(window));
  if (running && running.from < now && planned[0]!.from !== running.from) {
    past.push({ ...running, until: now });
  }
  const windows = [...past, ...planned];
  if (isFirst) return { windows, history: [{ from: now, amountMinor: planned[0]!.amountMinor }] };
  const told = keepHistory(history.filter(({ from }) => from <= now), windows, now);
  return { windows: withLowestPriors(windows, told, now), history: told };
}

function wantedOf({ priceMinor, sale }: Pick<FeedRow, "priceMinor" | "sale">, now: number): Wanted[] {
  const plain = (from: number | null, until: number | null) => ({
    from,
    until,
    amountMinor: priceMinor,
    compareAtMinor: null,
  });
  if (sale === null || (sale.until !== null && sale.until <= now)) return [plain(null, null)];
  const isOn = sale.from === null || sale.from <= now;
  const reduced = {
    from: isOn ? null : sale.from,
    until: sale.until,
    amountMinor: sale.amountMinor,
    compareAtMinor: priceMinor,
  };
  return [
    ...isOn ? [] : [plain(null, sale.from)],
    reduced,
    ...sale.until === null ? [] : [plain(sale.until, null)],
  ];
}

function isSame(wanted: readonly Wanted[], ahead: readonly PriceWindow[], now: number): boolean {
  return wanted.length === ahead.length && wanted.every((one, i) => {
    const other = ahead[i]!;
    return one.until === other.until && isPrice(other, one) &&
      (one.from === null ? other.from <= now : other.from === one.from);
  });
}

function isPrice(
  window: PriceWindow,
  price: { readonly amountMinor: number; readonly compareAtMinor: number | null },
): boolean {
  return window.amountMinor === price.amountMinor && window.compareAtMinor === price.compareAtMinor;
}
