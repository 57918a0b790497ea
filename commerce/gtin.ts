/** Global Trade Item Numbers (GS1 General Specifications, section 7.9: check digit calculation). */

/**
 * Whether `text` is a GTIN of 8, 12, 13 or 14 digits with a right check digit.
 *
 * @example
 * ```ts
 * isGtin("4006381333931"); // true
 * isGtin("4006381333932"); // false: the check digit is wrong
 * ```
 */
export function isGtin(text: string): boolean {
  return /^(\d{8}|\d{12,14})$/.test(text) && gtinCheckDigit(text.slice(0, -1)) === Number(text.at(-1));
}

/** The check digit for a GTIN's digits without it: weights 3 and 1 alternate from the right. */
export function gtinCheckDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const weight = (digits.length - i) % 2 === 1 ? 3 : 1;
    sum += Number(digits[i]) * weight;
  }
  return (10 - sum % 10) % 10;
}
