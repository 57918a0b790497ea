/** One piece of a certain thing is free once it is in the basket. */
import {
  byMostLeft,
  discount,
  leftOf,
  noCut,
  type PieceGroup,
  type RuleOf,
  type RuleResult,
} from "./rule.ts";

/** The gift itself need not be among the pieces that count. It is the one of which the most is left. */
export function gift({ sku }: RuleOf<"gift">, groups: readonly PieceGroup[]): RuleResult {
  const [given] = groups.filter((group) => group.sku === sku).sort(byMostLeft);
  if (given === undefined) return { kind: "gift-offer", sku };
  return discount(
    groups.map((group) => group === given ? { pieces: 1, amountMinor: leftOf(group, 1) } : noCut),
  );
}
