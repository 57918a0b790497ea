/** The words of a title that may name what a thing is, as guesses of categories look at them. */
import type { FeedRow } from "./feed_row.ts";

const token = /[^\s,;:()[\]/|"]+|[,;:()[\]/|"]/gu;
const word = /^\p{L}{3,}(?:[-'’]\p{L}+)*$/u;
const number = /^[\d.,]+$/;

/**
 * The title in lower case, its words in their order, with a null wherever something else stands: a number and the
 * unit behind it, a mark, a word of the brand or of one of the row's own attribute values. Those tell one thing from
 * another of its kind.
 *
 * @example
 * ```ts
 * titleWords(row); // "Xerox 006R90321 toner cartridge Black" → [null, null, "toner", "cartridge", null]
 * ```
 */
export function titleWords(row: Pick<FeedRow, "title" | "brand" | "options" | "details">): (string | null)[] {
  let values = row.brand ?? "";
  for (const value of Object.values(row.options)) values += ` ${value}`;
  for (const [, value] of row.details) values += ` ${value}`;
  values = ` ${values.toLowerCase().replaceAll(/[,;:()[\]/|"\s]+/g, " ")} `;
  let isAfterNumber = false;
  return (row.title.toLowerCase().match(token) ?? []).map((part) => {
    const isWord = !isAfterNumber && word.test(part) && !values.includes(` ${part} `);
    isAfterNumber = number.test(part);
    return isWord ? part : null;
  });
}

/** One or two words that stand together, and whether something else than a word follows. */
export interface Phrase {
  readonly text: string;
  readonly isLast: boolean;
}

/** The phrases in a title, each once. */
export function phrasesOf(words: readonly (string | null)[]): Phrase[] {
  const found = new Map<string, boolean>();
  for (let i = 0; i < words.length; i++) {
    const one = words[i], next = words[i + 1], third = words[i + 2];
    if (!one) continue;
    found.set(one, (found.get(one) ?? false) || !next);
    if (next) found.set(`${one} ${next}`, (found.get(`${one} ${next}`) ?? false) || !third);
  }
  return Array.from(found, ([text, isLast]) => ({ text, isLast }));
}
