/**
 * Amounts as Stripe counts them, which is not always as ISO 4217 does.
 *
 * Source: Stripe's list of supported currencies (docs.stripe.com/currencies): zero-decimal currencies, the special
 * cases ISK and UGX (two decimals that must be zero), and currencies of three decimals, of which the last must be zero.
 */
import { formatTag } from "../commerce/locale.ts";

const zeroDecimal = new Set([
  "bif",
  "clp",
  "djf",
  "gnf",
  "jpy",
  "kmf",
  "krw",
  "mga",
  "pyg",
  "rwf",
  "vnd",
  "vuv",
  "xaf",
  "xof",
  "xpf",
]);
const threeDecimal = new Set(["bhd", "jod", "kwd", "omr", "tnd"]);
/** Amounts must be a multiple of this. */
const multiples: Readonly<Record<string, number>> = { isk: 100, ugx: 100 };

/** The least that can be charged, in Stripe's units; other currencies: 50. */
const minimums: Readonly<Record<string, number>> = {
  aed: 200,
  bgn: 100,
  czk: 1500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  mxn: 1000,
  myr: 200,
  nok: 300,
  pln: 200,
  ron: 200,
  sek: 300,
  thb: 1000,
};

/** The most that can be charged: eight digits. */
export const maxCharge = 99_999_999;

/** Decimals of a currency in Stripe's amounts. */
export function stripeExponent(currency: string): number {
  return zeroDecimal.has(currency) ? 0 : threeDecimal.has(currency) ? 3 : 2;
}

/** The least amount above zero that can be charged. */
export function minCharge(currency: string): number {
  return minimums[currency] ?? 50;
}

/** What an amount must be a multiple of. */
export function chargeStep(currency: string): number {
  return threeDecimal.has(currency) ? 10 : multiples[currency] ?? 1;
}

/** Whether it can be a currency: three lowercase letters that `Intl` knows. */
export function isCurrency(code: string): boolean {
  return /^[a-z]{3}$/.test(code) && known.has(code.toUpperCase());
}

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** An amount for people, e.g. `12,90 €`. */
export function formatCharge(amount: number, currency: string, language: string): string {
  const exponent = stripeExponent(currency);
  const digits = String(amount).padStart(exponent + 1, "0");
  const decimal = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  const style = new Intl.NumberFormat(formatTag(language, undefined), {
    style: "currency",
    currency: currency.toUpperCase(),
  });
  return style.format(decimal as Intl.StringNumericLiteral);
}
