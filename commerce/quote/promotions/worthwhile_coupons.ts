/**
 * Which promotions are used in the end. Two things cannot be told of a promotion alone: whether free shipping makes
 * anything free, and whether a coupon makes the basket cheaper. Both are told by trying.
 *
 * A coupon may cost its shopper something: in its exclusivity group it can take the place of a better promotion that
 * needs none, and its discount can leave the basket below a threshold of free delivery. So a promotion that a
 * coupon unlocks is used only where less is paid with it than without: goods and delivery, and taxes, which may be
 * higher on the one than on the other. A cent that rounding loses on its way to a destination is nothing paid less.
 */
import type { PayMinor } from "../settlement.ts";
import type { FreeShipping, Promoted, UsedPromotion } from "./apply.ts";
import type { Promotion } from "../view.ts";

/** Uses the promotions, as `applyPromotions` does with its candidates. */
export type UsePromotions = (leftOut: ReadonlySet<Promotion>, idle: ReadonlySet<Promotion>) => Promoted;

/** What delivery costs with these. */
export interface Delivery {
  /** The chosen way. */
  readonly amountMinor: number;
  /** Every way there is, by its id. */
  readonly methodsMinor: ReadonlyMap<string, number>;
  /** Which of the free-shipping promotions make any of them free. */
  readonly freeing: ReadonlySet<FreeShipping>;
}

interface Trial {
  readonly promoted: Promoted;
  /** Goods, delivery and taxes, before cash rounding. */
  readonly payMinor: number;
  readonly methodsMinor: Delivery["methodsMinor"];
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
  priceDelivery: (promoted: Promoted) => Delivery,
  payMinor: PayMinor,
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
      const { amountMinor, methodsMinor, freeing } = priceDelivery(promoted);
      const found = promoted.freeShipping.filter((free) =>
        free.promotion.exclusivityGroup !== null && !freeing.has(free) && !idle.has(free.promotion)
      );
      if (found.length === 0) {
        const byCoupon = [
          ...promoted.discounts.map((each) => ({ ...each, isShipping: false })),
          ...promoted.freeShipping.filter((free) => freeing.has(free))
            .map((each) => ({ ...each, isShipping: true })),
        ].filter(({ coupons }) => coupons.length > 0);
        // Most baskets have no coupon, and then there is nothing to weigh.
        const isWeighed = left.size > 0 || byCoupon.length > 0;
        return {
          promoted,
          byCoupon,
          payMinor: isWeighed ? payMinor(promoted.netMinor, amountMinor) : 0,
          methodsMinor,
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
      // At the same price the better placed stays; and what makes another way of shipping cheaper, which can be chosen.
      const mayBeEqual = next !== undefined || used.isShipping && hasDearerMethod(trial);
      const helps = mayBeEqual ? trial.payMinor >= current.payMinor : trial.payMinor > current.payMinor;
      if (!helps && (best === null || trial.payMinor < best.trial.payMinor)) {
        best = { trial, more: [...more] };
      }
      if (next === undefined) return best;
      more.push(next.promotion);
    }
  }

  /** Whether a way of shipping costs more in the trial, or is not there. */
  function hasDearerMethod({ methodsMinor }: Trial): boolean {
    return Array.from(current.methodsMinor).some(([id, costMinor]) =>
      (methodsMinor.get(id) ?? Infinity) > costMinor
    );
  }
}
