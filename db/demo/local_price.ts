/** From a price in euros to one that a shop in another market would believably ask. */

/** Prices below `below` (minor units) end, within every `unit`, in one of `endings`. */
interface Step {
  readonly below: number;
  readonly unit: number;
  readonly endings: readonly number[];
}

interface LocalPrices {
  /** Minor units of the currency for one euro cent, VAT, duties and freight considered; not an exchange rate. */
  readonly perCent: number;
  readonly steps: readonly Step[];
}

/** Which prices look like prices, by currency. */
const currencies: Readonly<Record<string, LocalPrices>> = {
  EUR: { perCent: 1, steps: [{ below: Infinity, unit: 1, endings: [0] }] },
  CHF: {
    perCent: 1.08,
    steps: [
      { below: 20_000, unit: 500, endings: [490] },
      { below: Infinity, unit: 1_000, endings: [900] },
    ],
  },
  GBP: {
    perCent: 0.88,
    steps: [
      { below: 3_000, unit: 100, endings: [0, 50] },
      { below: 20_000, unit: 500, endings: [0, 400] },
      { below: Infinity, unit: 1_000, endings: [900] },
    ],
  },
  // Without sales tax, where the euro price includes 20 % of VAT.
  USD: {
    perCent: 0.96,
    steps: [
      { below: 3_000, unit: 100, endings: [95] },
      { below: 20_000, unit: 500, endings: [400] },
      { below: Infinity, unit: 1_000, endings: [900] },
    ],
  },
  BRL: {
    perCent: 6.3,
    steps: [
      { below: 20_000, unit: 500, endings: [490] },
      { below: 100_000, unit: 1_000, endings: [990] },
      { below: Infinity, unit: 10_000, endings: [4_990, 9_990] },
    ],
  },
  // No decimals: 3,980 yen, 12,800 yen.
  JPY: {
    perCent: 1.68,
    steps: [
      { below: 10_000, unit: 100, endings: [80] },
      { below: Infinity, unit: 1_000, endings: [800] },
    ],
  },
  // Three decimals: 3.500, 14.900.
  KWD: {
    perCent: 3.4,
    steps: [
      { below: 50_000, unit: 1_000, endings: [500, 900] },
      { below: Infinity, unit: 5_000, endings: [4_900] },
    ],
  },
  AED: {
    perCent: 4.2,
    steps: [
      { below: 100_000, unit: 1_000, endings: [500, 900] },
      { below: Infinity, unit: 5_000, endings: [4_900] },
    ],
  },
};

/**
 * The price in a currency for a price in euro cents: converted, then moved to the nearest amount that looks like
 * a price there (of two as near, the higher).
 *
 * @param above The price must be higher than this, e.g. the reduced one of which it is the former.
 * @throws {RangeError} The demo shop has no prices in this currency.
 */
export function localPrice(eurMinor: number, currency: string, above = 0): number {
  const local = currencies[currency];
  if (!local) throw new RangeError(`Cannot price in "${currency}": wanted one of ${Object.keys(currencies)}`);
  const exact = Math.max(eurMinor * local.perCent, above);
  const { unit, endings } = local.steps.find((step) => exact < step.below)!;
  const start = Math.floor(exact / unit) * unit;
  const near = [start - unit, start, start + unit].flatMap((base) => endings.map((ending) => base + ending))
    .filter((amount) => amount > above);
  return near.reduce((best, amount) => Math.abs(amount - exact) <= Math.abs(best - exact) ? amount : best);
}
