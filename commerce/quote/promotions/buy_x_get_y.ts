/** Of every so many matching pieces, the cheapest are free or reduced: "3 for 2", "the second at half price". */
import { multiplyRatio, wholePpm } from "../../money.ts";
import {
  byMostLeft,
  type Cut,
  discount,
  noCut,
  type PieceGroup,
  type RuleOf,
  type RuleResult,
} from "./rule.ts";

/**
 * The pieces are laid out from the dearest to the cheapest and counted off in groups of `buy + get`; the last `get`
 * of each whole group are reduced. So a piece more never makes the discount smaller, which it would if the
 * cheapest of all were taken. Dearest and cheapest are told by the unit price before discounts; of equals those with
 * the most left are reduced first, then those whose SKU sorts first.
 */
export function buyXGetY(
  { buy, get, percentPpm }: RuleOf<"buy-x-get-y">,
  groups: readonly PieceGroup[],
): RuleResult {
  const cuts: Cut[] = groups.map(() => noCut);
  const dearestFirst = [...groups.keys()].sort((one, other) =>
    groups[other]!.unitPriceMinor - groups[one]!.unitPriceMinor ||
    byMostLeft(groups[other]!, groups[one]!) || other - one
  );
  const pieces = dearestFirst.reduce((total, at) => total + groups[at]!.quantity, 0);
  const inGroups = pieces - pieces % (buy + get);
  if (inGroups === 0) return { kind: "nothing", why: "minimum-not-met" };

  let from = 0;
  for (const at of dearestFirst) {
    const { quantity, remainingMinor } = groups[at]!;
    const until = Math.min(from + quantity, inGroups);
    const reduced = Math.max(0, reducedBefore(until, buy, buy + get) - reducedBefore(from, buy, buy + get));
    const amountMinor = multiplyRatio(
      remainingMinor,
      reduced * percentPpm,
      quantity * wholePpm,
      "half-up",
    );
    if (amountMinor > 0) cuts[at] = { pieces: reduced, amountMinor };
    from += quantity;
  }
  return discount(cuts);
}

/** How many of the first `count` pieces are reduced. */
function reducedBefore(count: number, buy: number, group: number): number {
  const inLastGroup = count % group;
  return (count - inLastGroup) / group * (group - buy) + Math.max(0, inLastGroup - buy);
}
