/** Each matching piece costs this much. */
import { discount, offAll, type PieceGroup, type RuleOf, type RuleResult } from "./rule.ts";

/** Pieces that cost less already are left as they are. */
export function fixedPrice(
  { amountMinor }: RuleOf<"fixed-price">,
  groups: readonly PieceGroup[],
): RuleResult {
  return discount(
    groups.map((group) => offAll(group, group.remainingMinor - amountMinor * group.quantity)),
  );
}
