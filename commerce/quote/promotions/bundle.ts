/** Certain things together cost a certain amount, as often as the set fits into the basket. */
import { allocate, sum } from "../../money.ts";
import {
  byMostLeft,
  type Cut,
  discount,
  leftOf,
  noCut,
  type PieceGroup,
  type RuleOf,
  type RuleResult,
} from "./rule.ts";

/** One of the things of a set: how many pieces of it, and where they are, those with the most left first. */
interface Item {
  readonly pieces: number;
  readonly places: readonly number[];
}

/**
 * Sets are made of the pieces that have the most left; those that cost less already stay. The pieces of the sets
 * are reduced in proportion to what is left of each. Pieces that are in a set of another bundle are used up.
 */
export function bundle({ items, amountMinor }: RuleOf<"bundle">, groups: readonly PieceGroup[]): RuleResult {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of items) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  const found: Item[] = Array.from(wanted, ([sku, pieces]) => ({
    pieces,
    places: [...groups.keys()].filter((at) => groups[at]!.sku === sku && !groups[at]!.isInSet)
      .sort((one, other) => byMostLeft(groups[one]!, groups[other]!) || one - other),
  }));
  if (found.length === 0 || found.some(({ places }) => places.length === 0)) {
    return { kind: "nothing", why: "no-matching-item" };
  }
  const fitting = Math.min(
    ...found.map(({ pieces, places }) =>
      Math.floor(places.reduce((total, at) => total + groups[at]!.quantity, 0) / pieces)
    ),
  );
  if (fitting === 0) return { kind: "nothing", why: "minimum-not-met" };

  // Each set has no more left than the one before it: the first that costs no more than the bundle is one too many.
  let sets = 0;
  let worthMinor = 0;
  for (; sets < fitting; sets++) {
    const moreMinor = sum(takenBy(found, sets + 1, groups).map((cut) => cut.amountMinor));
    if (moreMinor - worthMinor <= amountMinor) break;
    worthMinor = moreMinor;
  }
  const cuts = groups.map(() => noCut);
  const taken = takenBy(found, sets, groups);
  const off = allocate(worthMinor - amountMinor * sets, taken.map((cut) => cut.amountMinor));
  taken.forEach(({ at, pieces }, index) => cuts[at] = { pieces, amountMinor: off[index]! });
  return discount(cuts);
}

/** Where so many sets take how many pieces, with what is left of these; in the order of the groups. */
function takenBy(
  items: readonly Item[],
  sets: number,
  groups: readonly PieceGroup[],
): (Cut & { readonly at: number })[] {
  const taken: (Cut & { readonly at: number })[] = [];
  for (const { pieces, places } of items) {
    let wanted = pieces * sets;
    for (const at of places) {
      const some = Math.min(wanted, groups[at]!.quantity);
      if (some === 0) break;
      taken.push({ at, pieces: some, amountMinor: leftOf(groups[at]!, some) });
      wanted -= some;
    }
  }
  return taken.sort((one, other) => one.at - other.at);
}
