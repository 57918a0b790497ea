/** The pieces of a basket, in groups that all promotions so far have treated alike. */
import type { PricedLine } from "../prices.ts";
import { byMostLeft, type Cut, leftOf, type PieceGroup } from "./rule.ts";

/** A group without what a single promotion says of it. */
type Pieces = Omit<PieceGroup, "matches">;

/** The groups of each line, in the order of the lines. */
export class PieceGroups {
  readonly #ofLines: Pieces[][];

  constructor(lines: readonly PricedLine[]) {
    this.#ofLines = lines.map(({ variant, quantity, price, totalMinor }) => [{
      sku: variant.sku,
      quantity,
      unitPriceMinor: price.amountMinor,
      remainingMinor: totalMinor,
      ships: variant.kind === "physical",
      isInSet: false,
    }]);
  }

  /** All groups, with what a promotion is about: for each line, whether it matches. */
  seenBy(matches: readonly boolean[]): PieceGroup[] {
    const seen: PieceGroup[] = [];
    this.#ofLines.forEach((groups, line) => {
      for (const { sku, quantity, unitPriceMinor, remainingMinor, ships, isInSet } of groups) {
        seen.push({ sku, quantity, unitPriceMinor, remainingMinor, matches: matches[line]!, ships, isInSet });
      }
    });
    return seen;
  }

  /**
   * Takes cuts, as rules make them, off the groups.
   *
   * @param isSet Whether the pieces that are cut, by nothing even, make the sets of a bundle.
   * @returns what was taken off each line.
   */
  cut(cuts: readonly Cut[], isSet: boolean): number[] {
    let next = 0;
    return this.#ofLines.map((groups, line) => {
      const first = next;
      next += groups.length;
      let takenMinor = 0;
      let isCut = false;
      for (let at = first; at < next; at++) {
        takenMinor += cuts[at]!.amountMinor;
        isCut ||= cuts[at]!.pieces > 0;
      }
      if (isCut) {
        const parts = groups.flatMap((group, at) => split(group, cuts[first + at]!, isSet));
        this.#ofLines[line] = parts.length === 1 ? parts : merged(parts);
      }
      return takenMinor;
    });
  }

  /** What is left of each line. */
  netMinor(): number[] {
    return this.#ofLines.map((groups) => groups.reduce((total, each) => total + each.remainingMinor, 0));
  }
}

function split(group: Pieces, { pieces, amountMinor }: Cut, isSet: boolean): Pieces[] {
  if (pieces === 0) return [group];
  const leftMinor = pieces === group.quantity ? group.remainingMinor : leftOf(group, pieces);
  const cut = {
    ...group,
    quantity: pieces,
    remainingMinor: leftMinor - amountMinor,
    isInSet: group.isInSet || isSet,
  };
  if (pieces === group.quantity) return [cut];
  const rest = {
    ...group,
    quantity: group.quantity - pieces,
    remainingMinor: group.remainingMinor - leftMinor,
  };
  return [cut, rest];
}

/** Of pieces with equally much left it does not matter how they came to it. */
function merged(groups: readonly Pieces[]): Pieces[] {
  const kept: Pieces[] = [];
  for (const group of groups) {
    const at = kept.findIndex((each) => each.isInSet === group.isInSet && byMostLeft(each, group) === 0);
    if (at < 0) kept.push(group);
    else {
      kept[at] = {
        ...group,
        quantity: kept[at]!.quantity + group.quantity,
        remainingMinor: kept[at]!.remainingMinor + group.remainingMinor,
      };
    }
  }
  return kept;
}
