/**
 * What every promotion rule is: a pure function from the lines that count to what it gives. Each kind of rule is one
 * file of this folder, and one entry of `rules.ts`.
 */
import { allocate, sum } from "../../money.ts";
import type { PromotionRule } from "../view.ts";

/** A line as a rule sees it. */
export interface RuleLine {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** What is left of the line's total after the discounts of promotions before this one. */
  readonly remainingMinor: number;
  /** Whether its pieces count for this promotion and may be reduced. */
  readonly matches: boolean;
  /** Whether it is a thing that must be sent. */
  readonly ships: boolean;
}

/** Why a rule gives nothing. */
export type NothingGiven = "no-matching-item" | "minimum-not-met";

/** What a rule gives. */
export type RuleResult =
  /** So much off each line, in the order the lines were given, never more than its `remainingMinor`. */
  | { readonly kind: "discount"; readonly amountsMinor: readonly number[] }
  /** These methods cost nothing; empty: all. */
  | { readonly kind: "free-shipping"; readonly methods: readonly string[] }
  /** A piece of this SKU would be free, were it in the basket. */
  | { readonly kind: "gift-offer"; readonly sku: string }
  | { readonly kind: "nothing"; readonly why: NothingGiven };

/** The rows of one kind. */
export type RuleOf<Kind extends PromotionRule["kind"]> = Extract<PromotionRule, { readonly kind: Kind }>;

/**
 * A rule of one kind. `lines` are all lines of the basket, ordered by SKU, at least one of which matches.
 */
export type Rule<Kind extends PromotionRule["kind"]> = (
  rule: RuleOf<Kind>,
  lines: readonly RuleLine[],
) => RuleResult;

/** The answer of a rule that takes these amounts off the lines: nothing when they are all zero. */
export function discount(
  amountsMinor: readonly number[],
  otherwise: NothingGiven = "no-matching-item",
): RuleResult {
  return amountsMinor.some((amount) => amount > 0)
    ? { kind: "discount", amountsMinor }
    : { kind: "nothing", why: otherwise };
}

/** What is left of the matching lines together. */
export function remainingOf(lines: readonly RuleLine[]): number {
  return sum(lines.map(matchingRemainder));
}

/** An amount, or all that is left if that is less, taken off the matching lines in proportion to what is left of each. */
export function spread(amountMinor: number, lines: readonly RuleLine[]): RuleResult {
  return discount(allocate(Math.min(amountMinor, remainingOf(lines)), lines.map(matchingRemainder)));
}

function matchingRemainder(line: RuleLine): number {
  return line.matches ? line.remainingMinor : 0;
}
