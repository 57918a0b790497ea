/**
 * The basket cookie: which variants, how many, never prices (design decision 5).
 *
 * `1.` and then lines of base-36 numbers, `{ref}-{quantity}`, joined by dots; a quantity of one is left out:
 * `1.2s-2.1k` is two of variant 100 and one of variant 56. A hundred lines of the largest references stay
 * below 1,200 bytes, made of characters that RFC 6265 allows unquoted.
 */
import type { BasketRef } from "./catalog_view.ts";
import { maxBasketLines, maxLineQuantity } from "./wire/shop.ts";

/** References are SQLite row ids of variants; more than this was never given out. */
const maxRef = 2 ** 40;

/** Writes lines as a cookie's value. */
export function formatBasket(lines: readonly BasketRef[]): string {
  return "1." +
    lines.map(({ ref, quantity }) => ref.toString(36) + (quantity === 1 ? "" : "-" + quantity.toString(36)))
      .join(".");
}

/**
 * Reads a cookie's value. What is not a basket that {@linkcode formatBasket} wrote is left out, line by line:
 * `intact` is false then, so that the shopper can be told.
 */
export function parseBasket(value: string): { lines: BasketRef[]; intact: boolean } {
  if (value === "" || value === "1.") return { lines: [], intact: true };
  if (!value.startsWith("1.") || value.length > 4096) return { lines: [], intact: false };
  const quantities = new Map<number, number>();
  let intact = true;
  for (const part of value.slice(2).split(".")) {
    const match = /^([1-9a-z][0-9a-z]{0,8})(?:-([1-9a-z][0-9a-z]?))?$/.exec(part);
    const ref = match ? parseInt(match[1]!, 36) : NaN;
    const quantity = match?.[2] ? parseInt(match[2], 36) : 1;
    if (
      !(ref <= maxRef) || quantity > maxLineQuantity || quantities.has(ref) ||
      quantities.size === maxBasketLines
    ) {
      intact = false;
    } else quantities.set(ref, quantity);
  }
  return { lines: Array.from(quantities, ([ref, quantity]) => ({ ref, quantity })), intact };
}

/** Pieces in all lines together. */
export function countPieces(lines: readonly BasketRef[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** What a change of the basket came to. */
export type BasketChange =
  | { readonly kind: "changed"; readonly lines: BasketRef[] }
  /** The basket holds as many lines as one can. */
  | { readonly kind: "full" };

/** Adds pieces to a line, or a new line at the end; a line's pieces end at the limit. */
export function addToBasket(lines: readonly BasketRef[], ref: number, quantity: number): BasketChange {
  const present = lines.find((line) => line.ref === ref);
  if (present) return setQuantity(lines, ref, Math.min(present.quantity + quantity, maxLineQuantity));
  if (lines.length >= maxBasketLines) return { kind: "full" };
  return { kind: "changed", lines: [...lines, { ref, quantity }] };
}

/** Sets a line's pieces; 0 takes the line out. A line that is not there is left out. */
export function setQuantity(lines: readonly BasketRef[], ref: number, quantity: number): BasketChange {
  return {
    kind: "changed",
    lines: lines.flatMap((line) => line.ref !== ref ? [line] : quantity > 0 ? [{ ref, quantity }] : []),
  };
}
