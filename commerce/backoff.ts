/** Pauses between tries: growing, bounded, and scattered so that many clients do not return at once. */

export interface Backoff {
  /** The longest first pause, in milliseconds. */
  readonly firstMs: number;
  /** No pause is longer. */
  readonly ceilingMs: number;
}

/**
 * The pause before the next try, in whole milliseconds: doubled with each failure, and of that between one half
 * and the whole by chance.
 *
 * @param failures Failures in a row, 1 or more.
 * @param chance Between 0 and 1, as `Math.random()` gives it.
 */
export function pauseMs(failures: number, backoff: Backoff, chance: number): number {
  const longest = Math.min(backoff.ceilingMs, backoff.firstMs * 2 ** (failures - 1));
  return Math.round(longest * (0.5 + chance / 2));
}
