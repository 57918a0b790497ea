/** Texts in several languages: which of them a language reads, and how values are put in. */

/** Texts by language (BCP 47, lowercase) and name; English is among them. */
export type Texts<Name extends string> = Readonly<Record<string, Readonly<Record<Name, string>>>>;

/** What stands in a text's braces, by name. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Looks a text up and puts values in. @throws {RangeError} A value that it names is missing: a bug. */
export type Say<Name extends string> = (name: Name, values?: TextValues) => string;

/**
 * The lookup of one language.
 *
 * @param language BCP 47 tag, of any language: see {@linkcode languageOf}.
 */
export function sayIn<Name extends string>(texts: Texts<Name>, language: string): Say<Name> {
  const own = texts[languageOf(texts, language)]!;
  return (name, values = {}) => textTemplate(name, own[name])(values);
}

/** Which texts a language reads: its own, else those of its first subtag, else English. */
export function languageOf(texts: Readonly<Record<string, unknown>>, language: string): string {
  return [language, language.split("-")[0]!].find((tag) => Object.hasOwn(texts, tag)) ?? "en";
}

/**
 * Prepares a text with values in braces, e.g. `Order {number}`. They are put in as they are.
 *
 * @param name The text's, for the error.
 * @returns What fills it. @throws {RangeError} A value that it names is missing: a bug.
 */
export function textTemplate(name: string, text: string): (values: TextValues) => string {
  // Words and names by turns.
  const parts = text.split(/\{(\w+)\}/);
  return (values) => {
    let filled = parts[0]!;
    for (let i = 1; i < parts.length; i += 2) {
      const value = values[parts[i]!];
      if (value === undefined) throw new RangeError(`text "${name}": wanted a value for "${parts[i]}"`);
      filled += value + parts[i + 1]!;
    }
    return filled;
  };
}
