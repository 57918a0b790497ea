/** What the prices of a product did in the last 60 days, and what they will do. */
import { localPrice } from "../demo/local_price.ts";
import type { PastPrice, PriceWindow } from "../catalog/writing/price_windows.ts";
import type { Chance } from "./chance.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/**
 * `steady`: one price for ever. `changed`: another one until `at`. `reduced`: lower from `at`, in the past or to
 * come, up to `until` or for good.
 */
export type PriceStory =
  | { readonly kind: "steady" }
  | { readonly kind: "changed"; readonly at: number; readonly factor: number }
  | { readonly kind: "reduced"; readonly at: number; readonly until: number | null; readonly factor: number };

/** @param now Milliseconds since the epoch. @param ageDays Since when there has been a price. */
export function drawStory(chance: Chance, now: number, ageDays: number): PriceStory {
  const lot = chance.below(100);
  const hour = () => chance.below(24) * hourMs;
  if (lot < 12 && ageDays > 40) {
    const at = now - chance.between(1, 29) * dayMs + hour();
    const until = chance.percent(60) ? now + chance.between(1, 45) * dayMs + hour() : null;
    return { kind: "reduced", at, until, factor: 1 - chance.between(1, 10) * 0.05 };
  }
  if (lot < 16) {
    const at = now + chance.between(1, 40) * dayMs + hour();
    const until = at + chance.between(3, 21) * dayMs;
    return { kind: "reduced", at, until, factor: 1 - chance.between(2, 8) * 0.05 };
  }
  if (lot < 32 && ageDays > 62) {
    return {
      kind: "changed",
      at: now - chance.between(2, 58) * dayMs + hour(),
      factor: chance.pick([0.9, 0.95, 1.06]),
    };
  }
  return { kind: "steady" };
}

/** A price key's windows and history, as setting the prices one after the other would have made them. */
export interface StoredPrices {
  readonly windows: readonly PriceWindow[];
  readonly history: readonly PastPrice[];
}

/** @param createdAt When the first price came into force. */
export function tellPrices(
  story: PriceStory,
  amountMinor: number,
  other: (factor: number) => number,
  createdAt: number,
): StoredPrices {
  const always: PriceWindow = {
    from: 0,
    until: null,
    begins: 0,
    amountMinor,
    compareAtMinor: null,
    lowestPriorMinor: null,
  };
  const first: PastPrice = { from: createdAt, amountMinor };
  if (story.kind === "steady") return { windows: [always], history: [first] };
  const second = other(story.factor);
  const { at } = story;
  if (story.kind === "changed") {
    return {
      windows: [
        { ...always, until: at, amountMinor: second },
        { ...always, from: at, begins: at },
      ],
      history: [{ from: createdAt, amountMinor: second }, { from: at, amountMinor }],
    };
  }
  if (second >= amountMinor) return { windows: [always], history: [first] };
  const reduced: PriceWindow = {
    from: at,
    until: story.until,
    begins: at,
    amountMinor: second,
    compareAtMinor: amountMinor,
    lowestPriorMinor: amountMinor,
  };
  const history = [first, { from: at, amountMinor: second }];
  const before = { ...always, until: at };
  if (story.until === null) return { windows: [before, reduced], history };
  return {
    windows: [before, reduced, { ...always, from: story.until }],
    history: [...history, { from: story.until, amountMinor }],
  };
}

/** Prices in every currency, each computed once. */
export class LocalPrices {
  readonly #known = new Map<string, Map<number, number>>();

  in(currency: string, eurMinor: number): number {
    let prices = this.#known.get(currency);
    if (prices === undefined) this.#known.set(currency, prices = new Map());
    let price = prices.get(eurMinor);
    if (price === undefined) prices.set(eurMinor, price = localPrice(eurMinor, currency));
    return price;
  }
}
