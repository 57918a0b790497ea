/** Which coupon unlocks which promotion, and what is said of each coupon in the end. */
import type { CouponOutcome, QuoteRequest } from "../answer.ts";
import type { Promotion } from "../view.ts";

/** What became of a promotion that coupons unlock. */
export interface CouponVerdict {
  /** Positions of the coupons in the request, at least one; the first is the one that unlocked it. */
  readonly coupons: readonly number[];
  readonly outcome: Exclude<CouponOutcome, "unknown" | "duplicate">;
}

/** A code may unlock several promotions: what is said of it is the first of these that is true of one of them. */
const nearestFirst: readonly CouponVerdict["outcome"][] = [
  "applied",
  "gift-to-add",
  "not-cheaper",
  "not-combinable",
  "minimum-not-met",
  "no-matching-item",
  "not-first-order",
  "wrong-customer",
  "wrong-language",
  "exhausted",
  "not-yet",
  "expired",
];

/** Positions of the coupons that unlock a promotion; null when it needs one and has none. */
export function unlocking(promotion: Promotion, coupons: QuoteRequest["coupons"]): readonly number[] | null {
  const { couponHashes } = promotion;
  if (couponHashes === null) return [];
  const found = coupons.flatMap(({ hash }, at) =>
    couponHashes.includes(hash) && coupons.findIndex((each) => each.hash === hash) === at ? [at] : []
  );
  return found.length > 0 ? found : null;
}

/**
 * The outcome of each coupon, in the request's order. `duplicate` is a code given twice, or a second code for what
 * another one unlocked already.
 */
export function couponOutcomes(
  coupons: QuoteRequest["coupons"],
  verdicts: readonly CouponVerdict[],
): { code: string; outcome: CouponOutcome }[] {
  return coupons.map(({ code, hash }, at) => {
    if (coupons.findIndex((each) => each.hash === hash) < at) return { code, outcome: "duplicate" };
    const own = verdicts.filter((verdict) => verdict.coupons[0] === at).map((verdict) => verdict.outcome);
    const outcome = nearestFirst.find((each) => own.includes(each));
    if (outcome !== undefined) return { code, outcome };
    return {
      code,
      outcome: verdicts.some((verdict) => verdict.coupons.includes(at)) ? "duplicate" : "unknown",
    };
  });
}
