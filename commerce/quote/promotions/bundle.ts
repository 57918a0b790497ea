/** Certain things together cost a certain amount, as often as the set fits into the basket. */
import { allocate, multiplyRatio, sum } from "../../money.ts";
import { discount, type RuleLine, type RuleOf, type RuleResult } from "./rule.ts";

/** The pieces of the sets are reduced in proportion to what is left of each; a set that costs less already stays. */
export function bundle({ items, amountMinor }: RuleOf<"bundle">, lines: readonly RuleLine[]): RuleResult {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of items) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  const piecesOfSet = lines.map((line) => line.matches ? wanted.get(line.sku) ?? 0 : 0);
  if (piecesOfSet.filter((pieces) => pieces > 0).length < wanted.size || wanted.size === 0) {
    return { kind: "nothing", why: "no-matching-item" };
  }
  const sets = Math.min(
    ...lines.map((line, at) =>
      piecesOfSet[at]! > 0 ? Math.floor(line.quantity / piecesOfSet[at]!) : Infinity
    ),
  );
  if (sets === 0) return { kind: "nothing", why: "minimum-not-met" };

  const inSets = lines.map((line, at) =>
    multiplyRatio(line.remainingMinor, piecesOfSet[at]! * sets, line.quantity, "half-up")
  );
  return discount(allocate(Math.max(0, sum(inSets) - amountMinor * sets), inSets));
}
