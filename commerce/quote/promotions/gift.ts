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

/** The groups are those of the gift, wherever it stands in the basket; the piece of which the most is left is free. */
export function gift({ sku }: RuleOf<"gift">, groups: readonly PieceGroup[]): RuleResult {
  const [given] = groups.toSorted(byMostLeft);
  if (given === undefined) return { kind: "gift-offer", sku };
  return discount(
    groups.map((group) => group === given ? { pieces: 1, amountMinor: leftOf(group, 1) } : noCut),
  );
}
