/**
 * Currencies as ISO 4217 has them: a code and the number of decimals of its minor unit.
 */

/** Minor-unit exponents that differ from 2 (ISO 4217, list one, 2026-01). */
const exponents: Record<string, number> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/**
 * The number of decimals of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
 *
 * `Intl` is not asked: CLDR rounds some currencies for display, ISO 4217 decides what a minor unit is.
 */
export function currencyExponent(currency: string): number {
  return exponents[currency] ?? 2;
}

/** An amount in minor units as a plain decimal string, as schema.org's `price` wants it: 1999 EUR is "19.99". */
export function decimalAmount(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, "0");
  const sign = amountMinor < 0 ? "-" : "";
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
