import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import type { PriceWindow } from "../catalog/writing/price_windows.ts";
import { planPrices } from "./price_plan.ts";

const dayMs = 86_400_000;
const now = 1000 * dayMs;
const told = (windows: readonly PriceWindow[]) =>
  windows.map(({ from, until, amountMinor, compareAtMinor: was }) =>
    `${(from - now) / dayMs}..${until === null ? "" : (until - now) / dayMs} ${amountMinor}${
      was === null ? "" : `<${was}`
    }`
  );
const sale = (amountMinor: number, from: number | null, until: number | null) => ({
  amountMinor,
  from: from === null ? null : now + from * dayMs,
  until: until === null ? null : now + until * dayMs,
});
const first = (row: Parameters<typeof planPrices>[0]) => planPrices(row, [], [], now)!;

describe("the prices that a feed wants", () => {
  it("begin with the variant, which has no price before", () => {
    expect(first({ priceMinor: 2000, sale: null })).toEqual({
      windows: [{
        from: 0,
        until: null,
        begins: 0,
        amountMinor: 2000,
        compareAtMinor: null,
        lowestPriorMinor: null,
      }],
      history: [{ from: now, amountMinor: 2000 }],
    });
  });

  it("hold a sale that is on, one to come and one that is over", () => {
    expect(told(first({ priceMinor: 2000, sale: sale(1500, null, null) }).windows)).toEqual([
      "-1000.. 1500<2000",
    ]);
    expect(told(first({ priceMinor: 2000, sale: sale(1500, -1, 2) }).windows)).toEqual([
      "-1000..2 1500<2000",
      "2.. 2000",
    ]);
    expect(told(first({ priceMinor: 2000, sale: sale(1500, 1, 2) }).windows)).toEqual([
      "-1000..1 2000",
      "1..2 1500<2000",
      "2.. 2000",
    ]);
    expect(told(first({ priceMinor: 2000, sale: sale(1500, -2, -1) }).windows)).toEqual(["-1000.. 2000"]);
  });

  it("end what was in force, note the lowest price before a sale, and keep a sale that goes on", () => {
    const old = first({ priceMinor: 2000, sale: null });
    const history = [{ from: now - 40 * dayMs, amountMinor: 1900 }, {
      from: now - 9 * dayMs,
      amountMinor: 2000,
    }];
    const reduced = planPrices({ priceMinor: 2000, sale: sale(1500, null, 9) }, old.windows, history, now)!;
    expect(told(reduced.windows)).toEqual(["-1000..0 2000", "0..9 1500<2000", "9.. 2000"]);
    expect(reduced.windows[1]).toMatchObject({ begins: now, lowestPriorMinor: 1900 });
    const later = now + dayMs;
    const longer = planPrices(
      { priceMinor: 2000, sale: sale(1500, null, 12) },
      reduced.windows,
      reduced.history,
      later,
    )!;
    expect(told(longer.windows)).toEqual(["-1000..0 2000", "0..12 1500<2000", "12.. 2000"]);
    expect(longer.windows[1]).toMatchObject({ begins: now, lowestPriorMinor: 1900 });
  });

  it("begin now where a variant is sold again", () => {
    const again = planPrices({ priceMinor: 2000, sale: null }, [], [{ from: 5, amountMinor: 1 }], now)!;
    expect(again.windows).toMatchObject([{ from: now, begins: now }]);
  });

  const anyRow = fc.record({
    priceMinor: fc.integer({ min: 2, max: 5 }),
    sale: fc.option(fc.record({
      amountMinor: fc.constant(1),
      from: fc.option(fc.integer({ min: 990, max: 1010 }).map((day) => day * dayMs), { nil: null }),
      until: fc.option(fc.integer({ min: 1011, max: 1030 }).map((day) => day * dayMs), { nil: null }),
    })),
  });

  it("are the same twice, never leave two in force, and change nothing that has passed", () => {
    fc.assert(
      fc.property(
        fc.array(anyRow, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 15 }),
        (rows, step) => {
          let windows: readonly PriceWindow[] = [];
          let history: readonly { from: number; amountMinor: number }[] = [];
          let at = now;
          for (const row of rows) {
            const before = windows.filter(({ from }) => from < at);
            const plan = planPrices(row, windows, history, at);
            if (plan) ({ windows, history } = plan);
            expect(planPrices(row, windows, history, at)).toBe(null);
            for (const [i, { from, until, begins }] of windows.entries()) {
              expect(begins).toBeLessThanOrEqual(from);
              if (until !== null) expect(until).toBeGreaterThan(from);
              if (i > 0) expect(windows[i - 1]!.until).toBe(from);
            }
            for (const { from, amountMinor } of before) {
              expect(windows.find((one) => one.from === from)?.amountMinor).toBe(amountMinor);
            }
            at += step * dayMs;
          }
        },
      ),
    );
  });
});
