import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { keepHistory, layWindow, lowestPrior, type PriceWindow } from "./price_windows.ts";

const dayMs = 86_400_000;

function window(from: number, until: number | null, amountMinor: number): PriceWindow {
  return { from, until, amountMinor, compareAtMinor: null, lowestPriorMinor: null };
}
/** `from-until:amount`, for reading. */
const told = (windows: PriceWindow[]) => windows.map((w) => `${w.from}-${w.until ?? ""}:${w.amountMinor}`);

function priceAt(windows: readonly PriceWindow[], at: number): number | null {
  return windows.find((w) => w.from <= at && (w.until === null || w.until > at))?.amountMinor ?? null;
}

describe("layWindow", () => {
  it("ends the price in force when a new one begins", () => {
    expect(told(layWindow([window(0, null, 10)], window(5, null, 8)))).toEqual(["0-5:10", "5-:8"]);
  });

  it("replaces a price that began at the same moment", () => {
    expect(told(layWindow([window(5, null, 10)], window(5, null, 8)))).toEqual(["5-:8"]);
  });

  it("returns to the price before when a sale ends", () => {
    expect(told(layWindow([window(0, null, 10)], window(5, 9, 8)))).toEqual(["0-5:10", "5-9:8", "9-:10"]);
  });

  it("keeps a sale that is planned when the ordinary price changes, before and after it", () => {
    const planned = layWindow([window(0, null, 10)], window(5, 9, 8));
    expect(told(layWindow(planned, window(2, null, 11)))).toEqual(["0-2:10", "2-5:11", "5-9:8", "9-:11"]);
  });

  it("ends a sale, and the ordinary price with it, when a price is set during it", () => {
    const sales = layWindow(layWindow([window(0, null, 10)], window(5, 9, 8)), window(20, 30, 7));
    expect(told(layWindow(sales, window(6, null, 12)))).toEqual([
      "0-5:10",
      "5-6:8",
      "6-20:12",
      "20-30:7",
      "30-:12",
    ]);
  });

  it("keeps a change of the ordinary price that is planned", () => {
    const planned = layWindow([window(0, null, 10)], window(9, null, 15));
    expect(told(layWindow(planned, window(2, null, 11)))).toEqual(["0-2:10", "2-9:11", "9-:15"]);
  });

  it("prices what had no price", () => {
    expect(told(layWindow([], window(3, null, 7)))).toEqual(["3-:7"]);
    expect(told(layWindow([window(5, 9, 8)], window(3, null, 7)))).toEqual(["3-5:7", "5-9:8", "9-:7"]);
  });

  const anyWindow = fc.tuple(fc.nat(20), fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }), fc.nat(3))
    .map((
      [from, length, amount],
    ) => window(from, length === null ? null : from + length, amount));

  it("never leaves two windows in force at once, and has the new price at its start", () => {
    fc.assert(fc.property(fc.array(anyWindow, { minLength: 1, maxLength: 12 }), (laid) => {
      let windows: PriceWindow[] = [];
      for (const next of laid) {
        windows = layWindow(windows, next);
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
        const windows = laid.reduce<PriceWindow[]>(layWindow, []);
        const after = layWindow(windows, window(from, from + length + 1, 99));
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
