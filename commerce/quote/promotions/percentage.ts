/** So many per cent off what is left of the matching lines. */
import { multiplyRate } from "../../money.ts";
import { type PieceGroup, remainingOf, type RuleOf, type RuleResult, spread } from "./rule.ts";

/** The percentage is taken of the matching lines together, rounded once, half-up, and spread over them. */
export function percentage({ percentPpm }: RuleOf<"percentage">, groups: readonly PieceGroup[]): RuleResult {
  return spread(multiplyRate(remainingOf(groups), percentPpm, "half-up"), groups);
}
