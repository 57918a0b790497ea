/**
 * Which promotions are used in the end. Two things cannot be told of a promotion alone: whether free shipping makes
 * anything free, and whether a coupon makes the basket cheaper. Both are told by trying.
 *
 * A coupon may cost its shopper something: in its exclusivity group it can take the place of a better promotion that
 * needs none, and its discount can leave the basket below a threshold of free delivery. So a promotion that a
 * coupon unlocks is used only where goods and delivery, before taxes, cost less with it than without.
 */
import { sum } from "../../money.ts";
import type { FreeShipping, Promoted, UsedPromotion } from "./apply.ts";
import type { Promotion } from "../view.ts";

/** Uses the promotions, as `applyPromotions` does with its candidates. */
export type UsePromotions = (leftOut: ReadonlySet<Promotion>, idle: ReadonlySet<Promotion>) => Promoted;

/** What delivery costs with these, and which of the free-shipping promotions make anything free. */
export type PriceDelivery = (
  promoted: Promoted,
) => { readonly amountMinor: number; readonly freeing: ReadonlySet<FreeShipping> };

interface Trial {
  readonly promoted: Promoted;
  /** Goods and delivery, before taxes. */
  readonly payMinor: number;
  /** Promotions unlocked by coupons that took something off; free shipping among them. */
  readonly byCoupon: readonly (UsedPromotion & { readonly isShipping: boolean })[];
}

/**
 * The promotions that are used: all that can be, but for those of coupons that do not help.
 *
 * @param unlocked All that need a coupon and have one.
 */
export function worthwhilePromotions(
  unlocked: readonly Promotion[],
  use: UsePromotions,
  priceDelivery: PriceDelivery,
): Promoted {
  const leftOut = new Set<Promotion>();
  let current = attempt(leftOut);
  if (current.byCoupon.length === 0) return current.promoted;

  let isSettled = false;
  while (!isSettled) {
    isSettled = true;
    for (const used of current.byCoupon.toReversed()) {
      const better = without(used);
      if (better === null) continue;
      for (const promotion of better.more) leftOut.add(promotion);
      current = better.trial;
      isSettled = false;
      break;
    }
  }
  // Each may help beside the others, and all of them together not.
  const none = unlocked.length > 1 && current.byCoupon.length > 0 ? attempt(new Set(unlocked)) : current;
  return (none.payMinor < current.payMinor ? none : current).promoted;

  function attempt(left: ReadonlySet<Promotion>): Trial {
    const idle = new Set<Promotion>();
    for (;;) {
      const promoted = use(left, idle);
      const { amountMinor, freeing } = priceDelivery(promoted);
      const found = promoted.freeShipping.filter((free) =>
        free.promotion.exclusivityGroup !== null && !freeing.has(free) && !idle.has(free.promotion)
      );
      if (found.length === 0) {
        return {
          promoted,
          payMinor: sum(promoted.netMinor) + amountMinor,
          byCoupon: [
            ...promoted.discounts.map((each) => ({ ...each, isShipping: false })),
            ...promoted.freeShipping.filter((free) => freeing.has(free))
              .map((each) => ({ ...each, isShipping: true })),
          ].filter(({ coupons }) => coupons.length > 0),
        };
      }
      for (const { promotion } of found) idle.add(promotion);
    }
  }

  /** The cheapest without it, and without those of its group that other coupons put in its place; null: it helps. */
  function without(used: Trial["byCoupon"][number]): { trial: Trial; more: Promotion[] } | null {
    const { exclusivityGroup } = used.promotion;
    const more = [used.promotion];
    let best: { trial: Trial; more: Promotion[] } | null = null;
    for (;;) {
      const trial = attempt(new Set([...leftOut, ...more]));
      const next = exclusivityGroup === null
        ? undefined
        : trial.byCoupon.find(({ promotion }) => promotion.exclusivityGroup === exclusivityGroup);
      // At the same price the better placed stays; and a way of shipping that is free can be chosen.
      const mustHelp = next === undefined && !used.isShipping;
      const helps = mustHelp ? trial.payMinor > current.payMinor : trial.payMinor >= current.payMinor;
      if (!helps && (best === null || trial.payMinor < best.trial.payMinor)) {
        best = { trial, more: [...more] };
      }
      if (next === undefined) return best;
      more.push(next.promotion);
    }
  }
}
