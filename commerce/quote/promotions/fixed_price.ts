/** Each matching piece costs this much. */
import { discount, type RuleLine, type RuleOf, type RuleResult } from "./rule.ts";

/** A line that costs less already is left as it is. */
export function fixedPrice({ amountMinor }: RuleOf<"fixed-price">, lines: readonly RuleLine[]): RuleResult {
  return discount(
    lines.map((line) => line.matches ? Math.max(0, line.remainingMinor - amountMinor * line.quantity) : 0),
  );
}
