/** Some shipping methods, or all, cost nothing. */
import type { PieceGroup, RuleOf, RuleResult } from "./rule.ts";

/** What it takes off is known when the destination is: see `shipping_choice.ts`. */
export function freeShipping(
  { methods }: RuleOf<"free-shipping">,
  groups: readonly PieceGroup[],
): RuleResult {
  if (!groups.some((group) => group.ships)) return { kind: "nothing", why: "no-matching-item" };
  return { kind: "free-shipping", methods };
}
