/** The more is spent, or the more pieces are taken, the more per cent off. */
import { sum } from "../../money.ts";
import { percentage } from "./percentage.ts";
import type { PieceGroup, RuleOf, RuleResult } from "./rule.ts";

/** The highest step reached counts for all matching lines. Spend is measured before any discount. */
export function tiered({ basis, steps }: RuleOf<"tiered">, groups: readonly PieceGroup[]): RuleResult {
  const reached = sum(
    groups.map(({ quantity, unitPriceMinor }) => basis === "quantity" ? quantity : unitPriceMinor * quantity),
  );
  const step = steps.filter(({ from }) => from <= reached).reduce<(typeof steps)[number] | null>(
    (highest, each) => highest === null || each.from > highest.from ? each : highest,
    null,
  );
  if (step === null) return { kind: "nothing", why: "minimum-not-met" };
  return percentage({ kind: "percentage", percentPpm: step.percentPpm }, groups);
}
