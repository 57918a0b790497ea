/** Codes and numbers that people type in the digits of their own script. */

/**
 * A code or a telephone number as every check reads it and every record keeps it: digits of any script and characters
 * of any width in ASCII (Unicode's NFKC, then its decimal digits), any dash as a hyphen, and without the mark that
 * Japanese postal codes begin with.
 *
 * @param text E.g. `٢٢٠٠٠`, `〒１００−０００１`.
 */
export function plainCode(text: string): string {
  return text.normalize("NFKC")
    .replaceAll(/\p{Nd}/gu, (digit) => String(valueOf(digit)))
    .replaceAll(/\p{Dash}/gu, "-")
    .replace(/^\s*〒\s*/, "");
}

/** Digits of a script stand in a row, from zero to nine (The Unicode Standard, section 4.6). */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0)!;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
  // Rows of some scripts follow each other.
  return before % 10;
}
