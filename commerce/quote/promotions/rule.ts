/**
 * What every promotion rule is: a pure function from the pieces that count to what it gives. Each kind of rule is one
 * file of this folder, and one entry of `rules.ts`.
 */
import { allocate, multiplyRatio } from "../../money.ts";
import type { PromotionRule } from "../view.ts";

/**
 * Pieces of one line that all promotions so far have treated alike. A line begins as one group; a rule that takes
 * something off some of its pieces splits it, so that what is free or reduced stays so piece by piece.
 */
export interface PieceGroup {
  readonly sku: string;
  /** Pieces, at least one. */
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** What is left of the price of all its pieces after the discounts of promotions before this one. */
  readonly remainingMinor: number;
  /** Whether they are things that must be sent. */
  readonly ships: boolean;
  /** Whether they are in a set of a bundle already: a piece is in one set at most. */
  readonly isInSet: boolean;
}

/** Something off so many pieces of a group, never more than is left of them. */
export interface Cut {
  readonly pieces: number;
  /** Of all these pieces together. */
  readonly amountMinor: number;
}

/** Why a rule gives nothing. */
export type NothingGiven = "no-matching-item" | "minimum-not-met";

/** What a rule gives. */
export type RuleResult =
  /** Off each group, in the order the groups were given. */
  | { readonly kind: "discount"; readonly cuts: readonly Cut[] }
  /** These methods cost nothing; empty: all. */
  | { readonly kind: "free-shipping"; readonly methods: readonly string[] }
  /** A piece of this SKU would be free, were it in the basket. */
  | { readonly kind: "gift-offer"; readonly sku: string }
  | { readonly kind: "nothing"; readonly why: NothingGiven };

/** The rows of one kind. */
export type RuleOf<Kind extends PromotionRule["kind"]> = Extract<PromotionRule, { readonly kind: Kind }>;

/**
 * A rule of one kind. `groups` are the pieces of the basket that it may reduce, ordered by SKU: at least one, but for
 * a gift that is not in the basket.
 */
export type Rule<Kind extends PromotionRule["kind"]> = (
  rule: RuleOf<Kind>,
  groups: readonly PieceGroup[],
) => RuleResult;

type Worth = Pick<PieceGroup, "quantity" | "remainingMinor">;

/** Nothing off any piece. */
export const noCut: Cut = { pieces: 0, amountMinor: 0 };

/** The answer of a rule that makes these cuts: nothing when none takes anything off. */
export function discount(cuts: readonly Cut[], otherwise: NothingGiven = "no-matching-item"): RuleResult {
  return cuts.some(({ amountMinor }) => amountMinor > 0)
    ? { kind: "discount", cuts }
    : { kind: "nothing", why: otherwise };
}

/** Something off all pieces of a group, or nothing. */
export function offAll({ quantity }: PieceGroup, amountMinor: number): Cut {
  return amountMinor > 0 ? { pieces: quantity, amountMinor } : noCut;
}

/** What is left of so many pieces of a group, rounded half-up. */
export function leftOf({ remainingMinor, quantity }: Worth, pieces: number): number {
  return multiplyRatio(remainingMinor, pieces, quantity, "half-up");
}

/** Orders groups by what is left of each of their pieces, the most first. */
export function byMostLeft(one: Worth, other: Worth): number {
  // Up to 10^12 × 999: exact in a double.
  return other.remainingMinor * one.quantity - one.remainingMinor * other.quantity;
}

/** What is left of the pieces together. */
export function remainingOf(groups: readonly PieceGroup[]): number {
  let total = 0;
  for (const { remainingMinor } of groups) total += remainingMinor;
  return total;
}

/** An amount, or all that is left if that is less, taken off the pieces in proportion to what is left of them. */
export function spread(amountMinor: number, groups: readonly PieceGroup[]): RuleResult {
  const weights = groups.map(({ remainingMinor }) => remainingMinor);
  const amounts = allocate(Math.min(amountMinor, remainingOf(groups)), weights);
  return discount(groups.map((group, at) => offAll(group, amounts[at]!)));
}
