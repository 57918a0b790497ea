/**
 * Amounts as Stripe counts them, which is not always as ISO 4217 does.
 *
 * Source: docs.stripe.com/currencies (zero-decimal currencies; special cases; three-decimal currencies).
 */
import { currencyExponent } from "./currency.ts";

/** Decimals of the currencies whose amounts at Stripe have not two. */
const exponents: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  MGA: 0,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** ISK and UGX have no decimals any more and are sent with two, both zero; of three decimals the last must be zero. */
const steps: Readonly<Record<string, number>> = {
  BHD: 10,
  ISK: 100,
  JOD: 10,
  KWD: 10,
  OMR: 10,
  TND: 10,
  UGX: 100,
};

/**
 * An amount for Stripe; null when Stripe cannot take exactly this one, such as 1.999 KWD, of which the last digit must
 * be zero.
 *
 * @param amountMinor Minor units of ISO 4217.
 */
export function toStripeAmount(amountMinor: number, currency: string): number | null {
  const amount = shift(amountMinor, stripeExponent(currency) - currencyExponent(currency));
  return Number.isSafeInteger(amount) && amount % (steps[currency] ?? 1) === 0 ? amount : null;
}

/**
 * What amounts are multiples of that Stripe takes exactly, in minor units of ISO 4217: 10 for KWD, mostly 1.
 */
export function stripeStepMinor(currency: string): number {
  return Math.max(1, shift(steps[currency] ?? 1, currencyExponent(currency) - stripeExponent(currency)));
}

/**
 * An amount of Stripe's in minor units of ISO 4217.
 *
 * @throws {RangeError} when it has decimals that the currency has not: Stripe never gives such.
 */
export function fromStripeAmount(amount: number, currency: string): number {
  const amountMinor = shift(amount, currencyExponent(currency) - stripeExponent(currency));
  if (Number.isSafeInteger(amountMinor)) return amountMinor;
  throw new RangeError(`read amount ${amount} ${currency}: wanted whole minor units`);
}

/** The least that can be charged, in Stripe's units; of other currencies 50. */
const minimums: Readonly<Record<string, number>> = {
  AED: 200,
  BGN: 100,
  CZK: 1_500,
  DKK: 250,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  MXN: 1_000,
  MYR: 200,
  NOK: 300,
  PLN: 200,
  RON: 200,
  SEK: 300,
  THB: 1_000,
};

/** The most that can be charged, in Stripe's units: eight digits. */
const maximum = 99_999_999;

/** Why an amount cannot be charged. */
export type ChargeFault =
  | { readonly kind: "too-small" | "too-large"; readonly boundMinor: number }
  /** The currency's last digits must be zero at Stripe. */
  | { readonly kind: "inexact" };

/**
 * Whether Stripe would charge an amount; null: it would.
 *
 * Source: docs.stripe.com/currencies, minimum and maximum charge amounts.
 *
 * @param amountMinor Minor units of ISO 4217, above zero.
 */
export function chargeFault(amountMinor: number, currency: string): ChargeFault | null {
  const decimals = currencyExponent(currency) - stripeExponent(currency);
  const leastMinor = Math.ceil(shift(minimums[currency] ?? 50, decimals));
  const mostMinor = Math.floor(shift(maximum, decimals));
  if (amountMinor < leastMinor) return { kind: "too-small", boundMinor: leastMinor };
  if (amountMinor > mostMinor) return { kind: "too-large", boundMinor: mostMinor };
  return toStripeAmount(amountMinor, currency) === null ? { kind: "inexact" } : null;
}

function stripeExponent(currency: string): number {
  return exponents[currency] ?? 2;
}

function shift(amount: number, decimals: number): number {
  return decimals >= 0 ? amount * 10 ** decimals : amount / 10 ** -decimals;
}
