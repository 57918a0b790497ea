/** So many per cent off what is left of the matching lines. */
import { multiplyRate } from "../../money.ts";
import { remainingOf, type RuleLine, type RuleOf, type RuleResult, spread } from "./rule.ts";

/** The percentage is taken of the matching lines together, rounded once, half-up, and spread over them. */
export function percentage({ percentPpm }: RuleOf<"percentage">, lines: readonly RuleLine[]): RuleResult {
  return spread(multiplyRate(remainingOf(lines), percentPpm, "half-up"), lines);
}
