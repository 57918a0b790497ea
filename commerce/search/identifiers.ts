/** SKUs, GTINs and manufacturers' part numbers as shoppers type them: with or without dashes, in any case. */

/** Shorter ones are sought only when nothing else was typed. */
export const shortestIdentifier = 3;

/**
 * An identifier without the signs and the case that people leave out. Of ASCII, as SQLite's `upper` has it: the
 * catalog's indexes `variants_sku_plain` and `variants_mpn_plain` do the same.
 */
export function plainIdentifier(text: string): string {
  return text.replace(/[- ./_]/g, "").replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

/** The lengths in which a GTIN is written: GTIN-8, -12 (UPC), -13 (EAN) and -14 (GS1 General Specifications, 3.3). */
const gtinLengths = [8, 12, 13, 14];

/** All spellings of a GTIN of these digits, with and without leading zeros; none when they can be no GTIN. */
export function gtinSpellings(plain: string): string[] {
  if (!/^\d{8,14}$/.test(plain)) return [];
  const digits = plain.replace(/^0+/, "");
  return gtinLengths.filter((length) => length >= digits.length).map((length) =>
    digits.padStart(length, "0")
  );
}
