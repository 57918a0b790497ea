/** An amount off the matching lines together. */
import { type RuleLine, type RuleOf, type RuleResult, spread } from "./rule.ts";

/** Never more than is left of the lines. */
export function fixedAmount({ amountMinor }: RuleOf<"fixed-amount">, lines: readonly RuleLine[]): RuleResult {
  return spread(amountMinor, lines);
}
