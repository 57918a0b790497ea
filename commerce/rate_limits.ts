/** Rate limits: token buckets by key, in memory, of a bounded number. Each process counts for itself. */

/** How many at once, and how fast they come back. */
export interface Rate {
  readonly burst: number;
  /** Seconds until one more is allowed. */
  readonly secondsEach: number;
}

export interface RateLimiter {
  /** Takes one from the key's bucket; answers 0, or the whole seconds after which there will be one. */
  take(key: string): number;
  /** What {@linkcode take} would answer now, without taking. */
  peek(key: string): number;
}

/** Makes a limiter; with `LIMITS=off` one that allows everything. */
export type LimitRate = (rate: Rate) => RateLimiter;

/** The key that all share whose address nobody vouches for: shoppers of an edge whose token is not believed, too. */
const unknownKey = "unknown";
/** A crowd shares it: it gets the limit of so many. */
const crowd = 20;

/** Keys beyond these push out the one that was asked for longest ago. */
const maxKeys = 50_000;

/** @param now Milliseconds since the epoch. */
export function createRateLimiter({ burst, secondsEach }: Rate, now: () => number): RateLimiter {
  /** When the bucket will be full again, by key; the oldest first. */
  const fullAt = new Map<string, number>();
  const look = (key: string) => {
    const at = now();
    const heads = key === unknownKey ? crowd : 1;
    const eachMs = secondsEach * 1000 / heads;
    const full = Math.max(fullAt.get(key) ?? 0, at);
    const waitMs = full - at - (burst * heads - 1) * eachMs;
    return { full, next: full + eachMs, wait: waitMs > 0 ? Math.ceil(waitMs / 1000) : 0 };
  };
  return {
    take(key) {
      const { full, next, wait } = look(key);
      fullAt.delete(key);
      fullAt.set(key, wait > 0 ? full : next);
      if (fullAt.size > maxKeys) fullAt.delete(fullAt.keys().next().value!);
      return wait;
    },
    peek: (key) => look(key).wait,
  };
}

/** Allows everything. */
export const unlimited: LimitRate = () => ({ take: () => 0, peek: () => 0 });

/**
 * The key that an address is limited by: IPv4 as it is, of IPv6 the first 64 bits, since one household has all the
 * others.
 *
 * @param address As the edge saw it; null: all whose address is not known share one key, with the limit of twenty.
 */
export function addressKey(address: string | null): string {
  if (address === null) return unknownKey;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const zeros = tail === undefined
    ? []
    : Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  const groups = [...before, ...zeros, ...after].slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
}
