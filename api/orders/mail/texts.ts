/** The texts of mails: one file for each language in `texts/`, with values in braces. */
import ar from "./texts/ar.json" with { type: "json" };
import de from "./texts/de.json" with { type: "json" };
import en from "./texts/en.json" with { type: "json" };
import es from "./texts/es.json" with { type: "json" };
import fr from "./texts/fr.json" with { type: "json" };
import it from "./texts/it.json" with { type: "json" };
import ja from "./texts/ja.json" with { type: "json" };
import pt from "./texts/pt.json" with { type: "json" };

/** The name of a text, e.g. `label.total`. */
export type TextKey = keyof typeof en;

/** Every text, by language and key. */
export const texts: Readonly<Record<string, Readonly<Record<TextKey, string>>>> = {
  ar,
  de,
  en,
  es,
  fr,
  it,
  ja,
  pt,
};

/** Looks a text up and puts values in. @throws {RangeError} A value that it names is missing: a bug. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string>>) => string;

/**
 * A language without a file of its own reads as its first subtag, else in English.
 *
 * @param language BCP 47 tag.
 */
export function mailTexts(language: string): Say {
  const tag = [language, language.split("-")[0]!].find((each) => Object.hasOwn(texts, each)) ?? "en";
  const found = texts[tag]!;
  return (key, values = {}) =>
    found[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new RangeError(`text "${key}": wanted a value for "${name}"`);
      return value;
    });
}

/**
 * Keeps a value from changing the direction of the words around it, and they its (Unicode TR 9, isolates); for texts
 * that are written from right to left.
 */
export function isolated(value: string): string {
  return `\u2068${value}\u2069`;
}
