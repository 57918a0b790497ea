/** Rate limits: token buckets by key, in memory, of a bounded number. */

/** How many at once, and how fast they come back. */
export interface Rate {
  readonly burst: number;
  /** Seconds until one more is allowed. */
  readonly secondsEach: number;
}

export interface RateLimiter {
  /** Takes one from the key's bucket; answers 0, or the whole seconds after which there will be one. */
  take(key: string): number;
}

/** Keys beyond these push out the one that was asked for longest ago. */
const maxKeys = 50_000;

/** @param now Milliseconds since the epoch. */
export function createRateLimiter({ burst, secondsEach }: Rate, now: () => number): RateLimiter {
  /** When the bucket will be full again, by key; the oldest first. */
  const fullAt = new Map<string, number>();
  const eachMs = secondsEach * 1000;
  return {
    take(key) {
      const at = now();
      const full = Math.max(fullAt.get(key) ?? 0, at);
      const missing = full - at;
      if (missing > (burst - 1) * eachMs) return Math.ceil((missing - (burst - 1) * eachMs) / 1000);
      fullAt.delete(key);
      fullAt.set(key, full + eachMs);
      if (fullAt.size > maxKeys) fullAt.delete(fullAt.keys().next().value!);
      return 0;
    },
  };
}
