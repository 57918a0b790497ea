/** Countries by their names (Unicode CLDR through `Intl`). */

/** `Intl` constructors take tens of microseconds, so one per language is kept. */
const names = new Map<string, Intl.DisplayNames>();

/**
 * A country's name in a language: `countryName("PT", "fr")` is `Portugal`.
 *
 * @param country ISO 3166-1 alpha-2; an unknown code is its own name.
 */
export function countryName(country: string, language: string): string {
  let known = names.get(language);
  if (!known) names.set(language, known = new Intl.DisplayNames(language, { type: "region" }));
  return known.of(country) ?? country;
}
