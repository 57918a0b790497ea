/**
 * A locale in Comptoir is a language (BCP 47) and a market, written `{language}-{market}` in addresses:
 * `fr-fr`, `pt-br`, `en-eu` (design decision 3).
 */

/** The language that texts are in and the market that prices, availability and law come from. */
export interface Locale {
  /** BCP 47 language tag, lowercase, e.g. `fr`, `zh-hant`. */
  readonly language: string;
  /** Market code, lowercase, e.g. `fr`, `eu`. */
  readonly market: string;
}

const pattern = /^([a-z]{2,3}(?:-[a-z0-9]{2,8})*)-([a-z0-9]{2,8})$/;

/**
 * Reads a locale as it stands in an address. It is split at the *last* hyphen, so that `zh-hant-hk` is the
 * language `zh-hant` in the market `hk`. Answers `null` for anything else; says nothing about whether the
 * market exists.
 */
export function parseLocale(text: string): Locale | null {
  const match = pattern.exec(text);
  return match ? { language: match[1]!, market: match[2]! } : null;
}

/** The inverse of {@linkcode parseLocale}. */
export function formatLocale(locale: Locale): string {
  return `${locale.language}-${locale.market}`;
}

/**
 * The tag by which `Intl` writes numbers, money and dates: `formatTag("fr", "CH")` is `fr-CH`. Arabic keeps the
 * digits 0 to 9 in every country: prices then agree with sizes, quantities and legal texts, which have them (Unicode
 * TR 35, key `nu`).
 *
 * @param language BCP 47 tag.
 * @param country ISO 3166-1 alpha-2; without one the language's own customs count.
 */
export function formatTag(language: string, country: string | undefined): string {
  const tag = country ? `${language}-${country}` : language;
  return /^ar(?:-|$)/.test(language) ? `${tag}-u-nu-latn` : tag;
}
