/** An amount off the matching lines together. */
import { type PieceGroup, type RuleOf, type RuleResult, spread } from "./rule.ts";

/** Never more than is left of the lines. */
export function fixedAmount(
  { amountMinor }: RuleOf<"fixed-amount">,
  groups: readonly PieceGroup[],
): RuleResult {
  return spread(amountMinor, groups);
}
