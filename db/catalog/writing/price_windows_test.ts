import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { keepHistory, lowestPrior, type PriceWindow, setWindow, withLowestPriors } from "./price_windows.ts";

const dayMs = 86_400_000;

function window(from: number, until: number | null, amountMinor: number): PriceWindow {
  return { from, until, begins: from, amountMinor, compareAtMinor: null, lowestPriorMinor: null };
}
/** Sets a price long before it holds. */
const plan = (windows: readonly PriceWindow[], next: PriceWindow) => setWindow(windows, next, -1);
/** Sets one that holds from now. */
const put = (windows: readonly PriceWindow[], next: PriceWindow) => setWindow(windows, next, next.from);

/** `from-until:amount`, for reading. */
const told = (windows: PriceWindow[]) => windows.map((w) => `${w.from}-${w.until ?? ""}:${w.amountMinor}`);

function priceAt(windows: readonly PriceWindow[], at: number): number | null {
  return windows.find((w) => w.from <= at && (w.until === null || w.until > at))?.amountMinor ?? null;
}

describe("setWindow", () => {
  it("ends the price in force when a new one begins", () => {
    expect(told(plan([window(0, null, 10)], window(5, null, 8)))).toEqual(["0-5:10", "5-:8"]);
  });

  it("replaces a price that began at the same moment", () => {
    expect(told(plan([window(5, null, 10)], window(5, null, 8)))).toEqual(["5-:8"]);
  });

  it("returns to the price before when a sale ends", () => {
    expect(told(plan([window(0, null, 10)], window(5, 9, 8)))).toEqual(["0-5:10", "5-9:8", "9-:10"]);
  });

  it("keeps a sale that is planned when the ordinary price changes, before and after it", () => {
    const planned = plan([window(0, null, 10)], window(5, 9, 8));
    expect(told(plan(planned, window(2, null, 11)))).toEqual(["0-2:10", "2-5:11", "5-9:8", "9-:11"]);
  });

  it("ends a sale, and the ordinary price with it, when a price is set during it", () => {
    const sales = plan(plan([window(0, null, 10)], window(5, 9, 8)), window(20, 30, 7));
    expect(told(plan(sales, window(6, null, 12)))).toEqual([
      "0-5:10",
      "5-6:8",
      "6-20:12",
      "20-30:7",
      "30-:12",
    ]);
  });

  it("keeps a change of the ordinary price that is planned", () => {
    const planned = plan([window(0, null, 10)], window(9, null, 15));
    expect(told(plan(planned, window(2, null, 11)))).toEqual(["0-2:10", "2-9:11", "9-:15"]);
  });

  it("prices what had no price", () => {
    expect(told(plan([], window(3, null, 7)))).toEqual(["3-:7"]);
    expect(told(plan([window(5, 9, 8)], window(3, null, 7)))).toEqual(["3-5:7", "5-9:8", "9-:7"]);
  });

  it("ends every window that has begun, adjacent or nested, and none that begins later", () => {
    const base = [window(0, null, 2000)];
    const adjacent = plan(plan(base, window(5, 9, 1500)), window(9, 12, 1400));
    expect(told(put(adjacent, window(6, null, 1800)))).toEqual([
      "0-5:2000",
      "5-6:1500",
      "6-9:1800",
      "9-12:1400",
      "12-:1800",
    ]);
    const nested = plan(plan(base, window(5, 20, 1500)), window(8, 12, 1400));
    expect(told(nested)).toEqual(["0-5:2000", "5-8:1500", "8-12:1400", "12-20:1500", "20-:2000"]);
    expect(told(put(nested, window(9, null, 1800)))).toEqual([
      "0-5:2000",
      "5-8:1500",
      "8-9:1400",
      "9-:1800",
    ]);
    const twice = plan(plan(base, window(5, 9, 1500)), window(20, 25, 1500));
    expect(told(put(twice, window(6, null, 1800)))).toEqual([
      "0-5:2000",
      "5-6:1500",
      "6-20:1800",
      "20-25:1500",
      "25-:1800",
    ]);
  });

  it("goes on with the window in force when its price is set again", () => {
    const sale = { ...window(5, 9, 1500), lowestPriorMinor: 7 };
    const running = plan([window(0, null, 2000)], sale);
    running[1] = { ...running[1]!, lowestPriorMinor: 7 };
    expect(put(running, window(6, 9, 1500))).toEqual(running);
    expect(put(running, window(6, 12, 1500)).slice(1)).toEqual([
      { ...sale, until: 12 },
      { ...window(12, null, 2000), begins: 0 },
    ]);
    expect(put([window(0, null, 2000)], window(6, null, 2000))).toEqual([window(0, null, 2000)]);
  });

  it("keeps a plan whose price is the ordinary one, for that may change", () => {
    const planned = plan([window(0, null, 2000)], window(9, 12, 2000));
    expect(told(put(planned, window(3, null, 1800)))).toEqual([
      "0-3:2000",
      "3-9:1800",
      "9-12:2000",
      "12-:1800",
    ]);
  });

  const anyWindow = fc.tuple(fc.nat(20), fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }), fc.nat(3))
    .map((
      [from, length, amount],
    ) => window(from, length === null ? null : from + length, amount));

  it("never leaves two windows in force at once, and has the new price at its start", () => {
    fc.assert(fc.property(fc.array(anyWindow, { minLength: 1, maxLength: 12 }), (laid) => {
      let windows: PriceWindow[] = [];
      for (const next of laid) {
        windows = plan(windows, next);
        expect(priceAt(windows, next.from)).toBe(next.amountMinor);
        for (const [i, w] of windows.entries()) {
          expect(w.until === null || w.until > w.from).toBe(true);
          const following = windows[i + 1];
          if (following) expect(w.until !== null && w.until <= following.from).toBe(true);
        }
      }
    }));
  });

  it("changes nothing outside a window that ends", () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 8 }), fc.nat(20), fc.nat(9), (laid, from, length) => {
        const windows = laid.reduce<PriceWindow[]>((windows, next) => plan(windows, next), []);
        const after = plan(windows, window(from, from + length + 1, 99));
        for (let at = 0; at < 45; at++) {
          const inside = at >= from && at <= from + length;
          expect(priceAt(after, at)).toBe(inside ? 99 : priceAt(windows, at));
        }
      }),
    );
  });
});

describe("lowestPrior", () => {
  it("is the lowest price in force in the 30 days before, a short one included", () => {
    const history = [
      { from: 0, amountMinor: 100 },
      { from: 20 * dayMs, amountMinor: 70 },
      { from: 21 * dayMs, amountMinor: 90 },
    ];
    expect(lowestPrior(history, 40 * dayMs)).toBe(70);
    expect(lowestPrior(history, 51 * dayMs)).toBe(90);
    expect(lowestPrior(history, 51 * dayMs - 1)).toBe(70);
  });

  it("is null when nothing was sold before", () => {
    expect(lowestPrior([], 10)).toBe(null);
    expect(lowestPrior([{ from: 10, amountMinor: 5 }], 10)).toBe(null);
  });
});

describe("withLowestPriors", () => {
  it("notes those of reductions to come, from when they come into force, and leaves those that began", () => {
    const reduced = (from: number, until: number, amountMinor: number) => ({
      ...window(from * dayMs, until * dayMs, amountMinor),
      compareAtMinor: 100,
    });
    const windows = [
      { ...window(0, 10 * dayMs, 100) },
      { ...reduced(10, 20, 80), lowestPriorMinor: 55 },
      window(20 * dayMs, 40 * dayMs, 90),
      { ...reduced(40, 45, 80), begins: 38 * dayMs },
      window(45 * dayMs, null, 90),
    ];
    const history = keepHistory([{ from: 0, amountMinor: 100 }], windows, 11 * dayMs);
    const noted = withLowestPriors(windows, history, 11 * dayMs);
    expect(noted.map((w) => w.lowestPriorMinor)).toEqual([null, 55, null, 90, null]);
  });
});

describe("keepHistory", () => {
  it("forgets what ended more than 60 days ago, never the price that followed it", () => {
    const history = [{ from: 0, amountMinor: 1 }, { from: 10 * dayMs, amountMinor: 2 }];
    expect(keepHistory(history, [], 70 * dayMs - 1)).toEqual(history);
    expect(keepHistory(history, [], 70 * dayMs)).toEqual([history[1]]);
    expect(keepHistory(history, [], 7000 * dayMs)).toEqual([history[1]]);
  });

  it("replaces plans by the present ones", () => {
    const history = [{ from: 1, amountMinor: 1 }, { from: 9, amountMinor: 2 }];
    expect(keepHistory(history, [window(0, 8, 1), window(8, null, 3)], 5)).toEqual([
      { from: 1, amountMinor: 1 },
      { from: 8, amountMinor: 3 },
    ]);
  });
});
