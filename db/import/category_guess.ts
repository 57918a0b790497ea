/** Categories for products whose feed names none (docs/import.md tells the rule). */
import { stopWords } from "../../commerce/search/stop_words.ts";
import { learnSignatures, matchSignature, type Signature } from "./category_signatures.ts";
import { foldName } from "./category_book.ts";
import type { FeedRow } from "./feed_row.ts";
import type { SampledRow } from "./sampled_row.ts";
import { findKinds } from "./title_phrases.ts";
import { phrasesOf, titleWords } from "./title_words.ts";

/** So many rows are learned from: every one, or evenly spread ones of a longer feed. */
const maxSample = 20_000;
/** No more attributes are told apart. */
const maxDetails = 20_000;

/** So many categories that come without one above them stand at the top, beside "Other". */
const maxRoots = 20;

/** "Other", in the languages of shops. */
const others: Readonly<Record<string, string>> = {
  ar: "أخرى",
  de: "Sonstiges",
  en: "Other",
  es: "Otros",
  fr: "Autres",
  it: "Altro",
  ja: "その他",
  pt: "Outros",
};

/** What a feed taught. */
interface Rule {
  readonly signatures: readonly Signature[];
  readonly kinds: ReadonlyMap<string, number>;
}

/** Looks at every row, then decides. The same feed gives the same decisions. */
export class CategoryGuess {
  readonly #other: string;
  readonly #stopWords: ReadonlySet<string>;
  readonly #details = new Map<string, number>();
  #sample: SampledRow[] = [];
  #step = 1;
  #rows = 0;
  #learned: (Rule & { /** Folded name → rank. */ readonly roots: ReadonlyMap<string, number> }) | null = null;

  /** @param language BCP 47, of the feed. */
  constructor(language: string) {
    const primary = language.split("-")[0]!;
    this.#other = others[primary] ?? others.en!;
    this.#stopWords = stopWords[primary] ?? new Set();
  }

  /** Takes a row in. */
  add(row: FeedRow): void {
    if (this.#rows++ % this.#step !== 0) return;
    const one = { ...this.#look(row, true), category: row.category.join(" > ") };
    // The round trip copies every text: a piece of the feed's would keep the whole chunk it was cut from.
    this.#sample.push(JSON.parse(JSON.stringify(one)));
    if (this.#sample.length <= maxSample) return;
    this.#sample = this.#sample.filter((_, i) => i % 2 === 0);
    this.#step *= 2;
  }

  /** The path of a category for rows that name none. To be called when all rows have been taken in. */
  decide(rows: readonly FeedRow[]): readonly string[] {
    return this.#decide(this.#look(rows[0]!, false), this.#learned ??= this.#learn());
  }

  /**
   * Where a category of this path is to be made: a path of one step goes below "Other" unless it is one of those with
   * the most rows. To be called when all rows have been taken in.
   */
  place(path: readonly string[]): readonly string[] {
    const { roots } = this.#learned ??= this.#learn();
    return path.length !== 1 || roots.has(foldName(path[0]!)) ? path : [this.#other, path[0]!];
  }

  /** The place of a category at the top among those of the feed, 1 and up, by rows; "Other" is the last. */
  rank(name: string): number {
    const { roots } = this.#learned ??= this.#learn();
    return roots.get(foldName(name)) ?? roots.size;
  }

  #decide(seen: Omit<SampledRow, "category">, { signatures, kinds }: Rule): readonly string[] {
    const category = matchSignature(signatures, seen);
    if (category !== null) return category.split(" > ");
    let best: string | null = null;
    for (const { text, isLast } of phrasesOf(seen.words)) {
      if (isLast && kinds.has(text) && (best === null || kinds.get(text)! > kinds.get(best)!)) best = text;
    }
    return [best === null ? this.#other : best.charAt(0).toUpperCase() + best.slice(1)];
  }

  #learn() {
    // Rows that name their category need no guess, nor a second name for what they are.
    const unnamed = this.#sample.filter(({ category }) => category === "");
    const learned = { signatures: learnSignatures(this.#sample), kinds: findKinds(unnamed, this.#stopWords) };
    const roots = this.#rootsOf(
      this.#sample.map((row) => row.category === "" ? this.#decide(row, learned) : row.category.split(" > ")),
    );
    this.#sample = [];
    return { ...learned, roots };
  }

  /** The names that stand at the top: those that others hang below, the most frequent alone, and "Other". */
  #rootsOf(paths: readonly (readonly string[])[]): Map<string, number> {
    const other = foldName(this.#other);
    const counts = new Map<string, number>();
    const parents = new Set<string>();
    for (const [name = "", ...below] of paths) {
      const folded = foldName(name);
      counts.set(folded, (counts.get(folded) ?? 0) + 1);
      if (below.length > 0) parents.add(folded);
    }
    const names = [...counts].filter(([name]) => name !== other)
      .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1)).map(([name]) => name);
    const alone = new Set(names.filter((name) => !parents.has(name)).slice(0, maxRoots));
    const roots = [...names.filter((name) => parents.has(name) || alone.has(name)), other];
    return new Map(roots.map((name, i) => [name, i + 1]));
  }

  #look(row: FeedRow, isNew: boolean): Omit<SampledRow, "category"> {
    const details = new Set<number>();
    for (const [name] of row.details) {
      let number = this.#details.get(name);
      if (number === undefined && isNew && this.#details.size < maxDetails) {
        number = this.#details.size;
        this.#details.set(JSON.parse(JSON.stringify(name)), number);
      }
      if (number !== undefined) details.add(number);
    }
    return { words: titleWords(row), brand: row.brand ?? "", details: [...details] };
  }
}
