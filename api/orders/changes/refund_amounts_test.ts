import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { sum } from "../../../commerce/money.ts";
import { stripeStepMinor, toStripeAmount } from "../../../commerce/stripe_amounts.ts";
import { chargedParts, unitsWorthMinor } from "./refund_amounts.ts";

describe("chargedParts", () => {
  it("are the parts themselves where they sum to the total, and share what was rounded where not", () => {
    expect(chargedParts(23_940, "EUR", [{ netMinor: 18_900 }, { netMinor: 4_550 }], 490)).toEqual({
      linesMinor: [18_900, 4_550],
      shippingMinor: 490,
    });
    expect(chargedParts(1_005, "EUR", [{ netMinor: 502 }, { netMinor: 501 }], 0)).toEqual({
      linesMinor: [503, 502],
      shippingMinor: 0,
    });
    expect(chargedParts(5_000, "KWD", [{ netMinor: 1_666 }, { netMinor: 1_666 }], 1_667)).toEqual({
      linesMinor: [1_670, 1_660],
      shippingMinor: 1_670,
    });
    expect(chargedParts(0, "EUR", [{ netMinor: 0 }], 0)).toEqual({ linesMinor: [0], shippingMinor: 0 });
  });
});

describe("unitsWorthMinor", () => {
  it("goes on where the units before ended, and never beyond what is left", () => {
    const line = { quantity: 3, chargedMinor: 101 };
    expect(unitsWorthMinor({ ...line, refundedUnits: 0, refundedMinor: 0 }, 2, "EUR")).toBe(68);
    expect(unitsWorthMinor({ ...line, refundedUnits: 1, refundedMinor: 34 }, 1, "EUR")).toBe(34);
    expect(unitsWorthMinor({ ...line, refundedUnits: 2, refundedMinor: 34 }, 1, "EUR")).toBe(33);
    expect(unitsWorthMinor({ ...line, refundedUnits: 2, refundedMinor: 90 }, 1, "EUR")).toBe(11);
  });

  it("sums to what was charged, in whatever steps units go back, and to what Stripe takes each time", () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 50 }),
      chargedSteps: fc.nat(100_000),
      currency: fc.constantFrom("EUR", "KWD", "MGA"),
    });
    const steps = fc.array(fc.integer({ min: 1, max: 9 }));
    fc.assert(fc.property(line, steps, ({ quantity, chargedSteps, currency }, steps) => {
      const chargedMinor = chargedSteps * stripeStepMinor(currency);
      let refundedUnits = 0;
      const worths: number[] = [];
      for (const step of [...steps, quantity]) {
        const units = Math.min(step, quantity - refundedUnits);
        const before = { quantity, chargedMinor, refundedUnits, refundedMinor: sum(worths) };
        worths.push(unitsWorthMinor(before, units, currency));
        refundedUnits += units;
      }
      expect(sum(worths)).toBe(chargedMinor);
      for (const worth of worths) {
        expect(worth).toBeGreaterThanOrEqual(0);
        expect(toStripeAmount(worth, currency)).not.toBeNull();
      }
    }));
  });
});
