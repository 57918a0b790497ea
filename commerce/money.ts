/**
 * Arithmetic of amounts: integer minor units, exact, never a fraction of one. Products that do not fit a double's
 * 53 bits are computed with BigInt.
 *
 * Half-up means: a half is rounded away from zero, so 2.5 becomes 3 and -2.5 becomes -3. What is given back is
 * then exactly what was taken.
 */

/** No amount is larger, in either direction, so that sums of 100 lines stay exact in a double. */
export const maxAmountMinor = 1_000_000_000_000;

/** Parts per million that make a whole. */
export const wholePpm = 1_000_000;

/** What becomes of a fraction of a minor unit: `half-up` to the nearest, a half away from zero; `down` towards zero. */
export type Rounding = "half-up" | "down";

/** The amount if it is a whole number within the bounds of ±{@linkcode maxAmountMinor}, otherwise null. */
export function checkAmount(amountMinor: number): number | null {
  return Number.isInteger(amountMinor) && Math.abs(amountMinor) <= maxAmountMinor ? amountMinor : null;
}

/** An amount times a rate in parts per million: 20 % of 199 is `multiplyRate(199, 200_000, "half-up")`, 40. */
export function multiplyRate(amountMinor: number, ratePpm: number, rounding: Rounding): number {
  return multiplyRatio(amountMinor, ratePpm, wholePpm, rounding);
}

/**
 * An amount times a fraction. The tax in a gross price at a rate is
 * `multiplyRatio(gross, rate, 1_000_000 + rate, "half-up")`.
 *
 * @throws {RangeError} when an argument is no integer or the denominator is not positive: a bug.
 */
export function multiplyRatio(
  amountMinor: number,
  numerator: number,
  denominator: number,
  rounding: Rounding,
): number {
  if (denominator <= 0) throw new RangeError(`cannot divide by ${denominator}: wanted a positive integer`);
  const product = amountMinor * numerator;
  if (Number.isSafeInteger(product) && Number.isSafeInteger(2 * denominator)) {
    // Both are exact integers, and so is what is left of the product without its remainder.
    const rest = Math.abs(product % denominator);
    const quotient = (Math.abs(product) - rest) / denominator;
    const rounded = rounding === "half-up" && 2 * rest >= denominator ? quotient + 1 : quotient;
    return product < 0 && rounded > 0 ? -rounded : rounded;
  }
  return Number(divide(BigInt(amountMinor) * BigInt(numerator), BigInt(denominator), rounding));
}

/** An amount rounded half-up to a multiple: `roundTo(1998, 5)` is 2000, as cash in Switzerland. */
export function roundTo(amountMinor: number, multiple: number): number {
  return multiplyRatio(amountMinor, 1, multiple, "half-up") * multiple;
}

/** The sum of amounts. */
export function sum(amountsMinor: readonly number[]): number {
  let total = 0;
  for (const amount of amountsMinor) total += amount;
  return total;
}

/**
 * Splits an amount in proportion to weights. The parts always sum to the whole: what flooring leaves over goes, one
 * unit each, to the parts with the largest remainder, of equal ones to the first. No part exceeds its weight when
 * the amount does not exceed the sum of weights. Weights that are all zero count as equal.
 *
 * @throws {RangeError} for a negative weight, or something to split and nothing to split it over: a bug.
 */
export function allocate(amountMinor: number, weights: readonly number[]): number[] {
  if (amountMinor < 0) return allocate(-amountMinor, weights).map((part) => part === 0 ? 0 : -part);
  if (weights.length === 0 && amountMinor !== 0) throw new RangeError("cannot split an amount over no parts");
  if (weights.some((weight) => weight < 0)) throw new RangeError("cannot split by a negative weight");
  const total = sum(weights);
  if (total === 0) {
    return amountMinor === 0 ? weights.map(() => 0) : allocate(amountMinor, weights.map(() => 1));
  }
  if (amountMinor === total) return [...weights];

  const parts: number[] = [];
  const remainders: { readonly index: number; readonly rest: number }[] = [];
  let left = amountMinor;
  weights.forEach((weight, index) => {
    const { quotient, rest } = floorDivide(amountMinor, weight, total);
    parts.push(quotient);
    left -= quotient;
    if (rest > 0) remainders.push({ index, rest });
  });
  remainders.sort((one, other) => other.rest - one.rest || one.index - other.index);
  for (const { index } of remainders.slice(0, left)) parts[index] = parts[index]! + 1;
  return parts;
}

function divide(product: bigint, denominator: bigint, rounding: Rounding): bigint {
  const size = product < 0n ? -product : product;
  const quotient = size / denominator;
  const rounded = rounding === "half-up" && 2n * (size % denominator) >= denominator
    ? quotient + 1n
    : quotient;
  return product < 0n ? -rounded : rounded;
}

/** Of `amount × weight ÷ total`, all zero or positive: the whole part and the remainder. */
function floorDivide(amount: number, weight: number, total: number): { quotient: number; rest: number } {
  const product = amount * weight;
  if (Number.isSafeInteger(product)) {
    const rest = product % total;
    return { quotient: (product - rest) / total, rest };
  }
  const exact = BigInt(amount) * BigInt(weight);
  const divisor = BigInt(total);
  return { quotient: Number(exact / divisor), rest: Number(exact % divisor) };
}
