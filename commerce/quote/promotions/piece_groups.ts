/** The pieces of a basket, in groups that all promotions so far have treated alike. */
import type { PricedLine } from "../prices.ts";
import { byMostLeft, type Cut, leftOf, type PieceGroup, remainingOf } from "./rule.ts";

/** The groups of each line, in the order of the lines. */
export class PieceGroups {
  readonly #ofLines: (readonly PieceGroup[])[];

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

  /** The groups of some lines, given by their places in ascending order. */
  of(lines: readonly number[]): PieceGroup[] {
    return lines.flatMap((line) => this.#ofLines[line]!);
  }

  /**
   * Takes cuts, as rules make them, off the groups of these lines.
   *
   * @param isSet Whether the pieces that are cut, by nothing even, make the sets of a bundle.
   * @returns what was taken off each of the lines.
   */
  cut(lines: readonly number[], cuts: readonly Cut[], isSet: boolean): number[] {
    let next = 0;
    return lines.map((line) => {
      const groups = this.#ofLines[line]!;
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
    return this.#ofLines.map(remainingOf);
  }
}

function split(group: PieceGroup, { pieces, amountMinor }: Cut, isSet: boolean): PieceGroup[] {
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
function merged(groups: readonly PieceGroup[]): PieceGroup[] {
  const kept: PieceGroup[] = [];
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
