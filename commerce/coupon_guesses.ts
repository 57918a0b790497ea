/** What keeps coupons from being guessed: from one address only so many codes that do not exist are looked at. */
import { addressKey, type LimitRate, type Rate } from "./rate_limits.ts";

/** Thirty, and three a minute after that. */
export const couponGuessRate: Rate = { burst: 30, secondsEach: 20 };

/** How each code of a quote fared; `unknown`: it does not exist. */
export type CodeOutcomes = readonly { readonly outcome: string }[];

export interface CouponGuesses {
  /**
   * Whole seconds until codes from an address are looked at again, good ones too, since telling those apart is what
   * guessing is for; 0: they are now.
   */
  wait(address: string | null): number;
  /** Counts what was looked at. Answers 0, or the seconds to wait where it was more than is allowed. */
  count(address: string | null, outcomes: CodeOutcomes): number;
}

export function couponGuesses(limitRate: LimitRate): CouponGuesses {
  const limiter = limitRate(couponGuessRate);
  return {
    wait: (address) => limiter.peek(addressKey(address)),
    count: (address, outcomes) =>
      outcomes.filter(({ outcome }) => outcome === "unknown")
        .reduce((seconds) => Math.max(seconds, limiter.take(addressKey(address))), 0),
  };
}

/** What is said of too many. */
export const tooManyGuesses = "Too many codes that do not exist were tried from here.";
