/** Contents and screens that things come in, and how they are written. */
import type { Words } from "./words/words.ts";

/** Contents in millilitres. */
export const volumesMl = [250, 330, 500, 750, 1000, 1500, 2000, 3000, 5000, 10000] as const;

/** Diagonals of screens in inches. */
export const diagonalsInch = [11, 13, 14, 15.6, 16, 17, 22, 24, 27, 32] as const;

/** Pieces in a pack. */
export const packs = [1, 2, 3, 4, 6, 8, 10, 12] as const;

/** E.g. `500 ml`, `1,5 l`. */
export function volumeText(ml: number, words: Words): string {
  return ml < 1000 ? `${ml}${words.units.ml}` : numberText(ml / 1000, words) + words.units.l;
}

/** E.g. `17"`, `15,6"`. */
export function diagonalText(inches: number, words: Words): string {
  return numberText(inches, words) + words.units.in;
}

/** E.g. `40 cm`. */
export function widthText(cm: number, words: Words): string {
  return `${cm}${words.units.cm}`;
}

function numberText(number: number, { decimal }: Words): string {
  return String(number).replace(".", decimal);
}
