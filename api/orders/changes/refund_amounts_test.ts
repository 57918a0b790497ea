import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { sum } from "../../../commerce/money.ts";
import { chargedParts, unitsWorthMinor } from "./refund_amounts.ts";

describe("chargedParts", () => {
  it("are the parts themselves where they sum to the total, and share what was rounded where not", () => {
    expect(chargedParts(23_940, [{ netMinor: 18_900 }, { netMinor: 4_550 }], 490)).toEqual({
      linesMinor: [18_900, 4_550],
      shippingMinor: 490,
    });
    expect(chargedParts(1_005, [{ netMinor: 502 }, { netMinor: 501 }], 0)).toEqual({
      linesMinor: [503, 502],
      shippingMinor: 0,
    });
    expect(chargedParts(0, [{ netMinor: 0 }], 0)).toEqual({ linesMinor: [0], shippingMinor: 0 });
  });
});

describe("unitsWorthMinor", () => {
  it("goes on where the units before ended, and never beyond what is left", () => {
    const line = { quantity: 3, chargedMinor: 101 };
    expect(unitsWorthMinor({ ...line, refundedUnits: 0, refundedMinor: 0 }, 2)).toBe(68);
    expect(unitsWorthMinor({ ...line, refundedUnits: 1, refundedMinor: 34 }, 1)).toBe(34);
    expect(unitsWorthMinor({ ...line, refundedUnits: 2, refundedMinor: 34 }, 1)).toBe(33);
    expect(unitsWorthMinor({ ...line, refundedUnits: 2, refundedMinor: 90 }, 1)).toBe(11);
  });

  it("sums to what was charged, in whatever steps units go back", () => {
    const line = fc.record({ quantity: fc.integer({ min: 1, max: 50 }), chargedMinor: fc.nat(100_000) });
    fc.assert(
      fc.property(line, fc.array(fc.integer({ min: 1, max: 9 })), ({ quantity, chargedMinor }, steps) => {
        let refundedUnits = 0;
        const worths: number[] = [];
        for (const step of [...steps, quantity]) {
          const units = Math.min(step, quantity - refundedUnits);
          worths.push(
            unitsWorthMinor({ quantity, chargedMinor, refundedUnits, refundedMinor: sum(worths) }, units),
          );
          refundedUnits += units;
        }
        expect(sum(worths)).toBe(chargedMinor);
        expect(worths.every((worth) => worth >= 0)).toBe(true);
      }),
    );
  });
});
