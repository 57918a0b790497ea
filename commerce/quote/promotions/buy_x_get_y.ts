/** Of every so many matching pieces, the cheapest are free or reduced: "3 for 2", "the second at half price". */
import { multiplyRatio, wholePpm } from "../../money.ts";
import { discount, type RuleLine, type RuleOf, type RuleResult } from "./rule.ts";

/**
 * The pieces are laid out from the dearest to the cheapest and counted off in groups of `buy + get`; the last `get`
 * of each whole group are reduced. So a piece more never makes the discount smaller, which it would if the
 * cheapest of all were taken. Dearest and cheapest are told by the unit price before discounts; of equals, the one whose
 * SKU sorts first is reduced first.
 */
export function buyXGetY(
  { buy, get, percentPpm }: RuleOf<"buy-x-get-y">,
  lines: readonly RuleLine[],
): RuleResult {
  const reduced = lines.map(() => 0);
  const dearestFirst = lines.map((line, at) => ({ line, at })).filter(({ line }) => line.matches).sort((
    one,
    other,
  ) => other.line.unitPriceMinor - one.line.unitPriceMinor || other.at - one.at);
  const pieces = dearestFirst.reduce((total, { line }) => total + line.quantity, 0);
  const group = buy + get;
  const inGroups = pieces - pieces % group;
  if (inGroups === 0) return { kind: "nothing", why: "minimum-not-met" };

  let from = 0;
  for (const { line, at } of dearestFirst) {
    const until = Math.min(from + line.quantity, inGroups);
    reduced[at] = Math.max(0, reducedBefore(until, buy, group) - reducedBefore(from, buy, group));
    from += line.quantity;
  }
  return discount(lines.map((line, at) =>
    Math.min(
      line.remainingMinor,
      multiplyRatio(line.remainingMinor, reduced[at]! * percentPpm, line.quantity * wholePpm, "half-up"),
    )
  ));
}

/** How many of the first `count` pieces are reduced. */
function reducedBefore(count: number, buy: number, group: number): number {
  const inLastGroup = count % group;
  return (count - inLastGroup) / group * (group - buy) + Math.max(0, inLastGroup - buy);
}
