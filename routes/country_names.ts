/** Countries by their names (Unicode CLDR through `Intl`). */

/** By `{country} {language}`: there are some 250 countries, and asking `Intl` takes microseconds. */
const names = new Map<string, string>();

/**
 * A country's name in a language: `countryName("PT", "fr")` is `Portugal`.
 *
 * @param country ISO 3166-1 alpha-2; an unknown code is its own name.
 */
export function countryName(country: string, language: string): string {
  const key = `${country} ${language}`;
  let name = names.get(key);
  if (name === undefined) {
    name = new Intl.DisplayNames(language, { type: "region" }).of(country) ?? country;
    names.set(key, name);
  }
  return name;
}
