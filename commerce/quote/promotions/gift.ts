/** One piece of a certain thing is free once it is in the basket. */
import { multiplyRatio } from "../../money.ts";
import { discount, type RuleLine, type RuleOf, type RuleResult } from "./rule.ts";

/** The gift itself need not be among the lines that count. */
export function gift({ sku }: RuleOf<"gift">, lines: readonly RuleLine[]): RuleResult {
  if (!lines.some((line) => line.sku === sku)) return { kind: "gift-offer", sku };
  return discount(
    lines.map((line) =>
      line.sku === sku ? multiplyRatio(line.remainingMinor, 1, line.quantity, "half-up") : 0
    ),
  );
}
