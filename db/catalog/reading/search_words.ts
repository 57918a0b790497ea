/** From the words of a query to the terms of the dictionary that they are met by. */
import { type Alternative, endsSpoken, type QueryWord } from "../../../commerce/search/query.ts";
import type { SearchRun, TermRow } from "./search_statements.ts";

/** How good it is to meet a word in another than the one typed. */
const weights = { beginning: 0.7, ending: 0.75, head: 0.5 } as const;

/** Terms that begin as a word does are looked at up to this number; of all words' the most frequent are taken. */
const beginningsRead = 2_000;
const beginningsTaken = 24;

/** Longer words that end as the words of a query do: as many of all words together. */
const endingsTaken = 96;

/** The greatest character there is: behind every term that begins with what stands before it. */
const last = "\u{10ffff}";

/** The keys of terms that are in the dictionary. */
export class Dictionary {
  readonly #run: SearchRun;
  readonly #languageId: number;
  readonly #known = new Map<string, TermRow>();

  constructor(run: SearchRun, languageId: number) {
    this.#run = run;
    this.#languageId = languageId;
  }

  /** Looks terms up, all at once. */
  learn(terms: Iterable<string>): void {
    const wanted = [...new Set(terms)].filter((term) => term !== "");
    if (wanted.length === 0) return;
    this.#take(this.#run.searchTerms(this.#languageId, JSON.stringify(wanted)));
  }

  /** The most frequent terms that begin so, the most frequent first. */
  beginningWith(beginning: string, limit: number): string[] {
    const rows = this.#run.searchBeginnings(
      this.#languageId,
      beginning,
      beginning + last,
      beginningsRead,
      limit,
    );
    return this.#take(rows);
  }

  /** The most frequent terms with a head before one of the endings, by ending. */
  endingWith(endings: readonly string[]): Map<string, string[]> {
    if (endings.length === 0) return new Map();
    const backwards = endings.map((ending) => {
      const reversed = Array.from(ending).reverse().join("");
      return [ending, reversed, reversed + last];
    });
    const rows = this.#run.searchEndings(this.#languageId, JSON.stringify(backwards), endingsTaken);
    this.#take(rows.map(([, ...row]): TermRow => row));
    const found = new Map<string, string[]>();
    for (const [ending, term] of rows) found.set(ending, [...found.get(ending) ?? [], term]);
    return found;
  }

  has(term: string): boolean {
    return this.#known.has(term);
  }

  /** The key of a term that is there. */
  idOf(term: string): number {
    return this.#known.get(term)![1];
  }

  /** A word for a term that is there, as one may write it. */
  spokenFor(term: string): string {
    return this.#known.get(term)![3];
  }

  /** How frequent a term is, roughly: 0 when it is in no product. */
  roughFrequency(term: string): number {
    const row = this.#known.get(term);
    return row === undefined ? 0 : 2 ** row[2];
  }

  #take(rows: readonly TermRow[]): string[] {
    for (const row of rows) this.#known.set(row[0], row);
    return rows.map(([term]) => term);
  }
}

/** A word of a query with the ways to meet it that lead to a product. */
export interface MetWord {
  readonly word: QueryWord;
  readonly alternatives: readonly Alternative[];
  /** Whether it is some product's identifier. */
  readonly isIdentified: boolean;
  /** Whether a merchant has said what it means. */
  readonly hasSynonym: boolean;
  /** Whether longer words end with it. */
  readonly isCompoundEnd: boolean;
}

/**
 * Finds how the words of a query can be met.
 *
 * @param language BCP 47 tag.
 * @param synonyms More ways to meet each word.
 * @param isIdentified Whether a plain identifier is some product's.
 * @param isBeingTyped Whether the last word may be no more than a beginning even where it is a word.
 */
export function meetWords(
  dictionary: Dictionary,
  language: string,
  words: readonly QueryWord[],
  synonyms: readonly (readonly Alternative[])[],
  isIdentified: (identifier: string) => boolean,
  isBeingTyped: boolean,
): MetWord[] {
  const ways = words.map((word, at) => [...word.alternatives, ...synonyms[at]!]);
  dictionary.learn(ways.flat().flatMap(({ terms }) => terms));
  const endings = dictionary.endingWith(words.flatMap(({ ending }) => ending ?? []));
  const taken = Math.ceil(beginningsTaken / Math.max(1, words.length));
  return words.map((word, at): MetWord => {
    const alternatives = ways[at]!.filter(({ terms }) =>
      terms.length > 0 && terms.every((term) => dictionary.has(term))
    );
    const compounds = (endings.get(word.ending ?? "") ?? []).filter((term) =>
      endsSpoken(word, term, dictionary.spokenFor(term), language)
    );
    for (const term of compounds) alternatives.push({ terms: [term], weight: weights.ending });
    if (word.head !== null) {
      for (const term of dictionary.beginningWith(word.head, taken)) {
        alternatives.push({ terms: [term], weight: weights.head });
      }
    }
    if (word.beginning !== null && (isBeingTyped || alternatives.length === 0)) {
      for (const term of dictionary.beginningWith(word.beginning, taken)) {
        alternatives.push({ terms: [term], weight: weights.beginning });
      }
    }
    return {
      word,
      alternatives,
      isIdentified: word.identifier !== null && isIdentified(word.identifier),
      hasSynonym: synonyms[at]!.length > 0,
      isCompoundEnd: compounds.length > 0,
    };
  });
}
