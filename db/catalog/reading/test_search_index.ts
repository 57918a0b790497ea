/** The search index of a test's catalog, written without libSQL: the two must not share a file in one process. */
import type { DatabaseSync } from "node:sqlite";
import { impactsOf, type SearchTexts } from "../../../commerce/search/relevance.ts";
import { TermMemo } from "../../../commerce/search/terms.ts";
import { writesCompounds } from "../../../commerce/search/word_forms.ts";
import { encodePostings, postingBits, postingBlockSize } from "../posting_block.ts";

export class TestSearchIndex {
  /** Language key → term → product key → impact. */
  readonly #postings = new Map<number, Map<string, Map<number, number>>>();
  readonly #languages = new Map<number, string>();
  readonly #memo = new TermMemo();

  put(productId: number, languageId: number, language: string, texts: Partial<SearchTexts>): void {
    const terms = this.#postings.get(languageId) ?? new Map<string, Map<number, number>>();
    const whole = {
      title: "",
      brand: "",
      categories: "",
      values: "",
      features: "",
      description: "",
      ...texts,
    };
    for (const [term, impact] of impactsOf(whole, language, this.#memo)) {
      terms.set(term, (terms.get(term) ?? new Map()).set(productId, impact));
    }
    this.#postings.set(languageId, terms);
    this.#languages.set(languageId, language);
  }

  /** Writes everything anew. */
  write(database: DatabaseSync): void {
    database.exec("DELETE FROM search_terms; DELETE FROM search_postings");
    const term = database.prepare(
      "INSERT INTO search_terms (language_id, term, id, level, reversed, spoken) VALUES (?, ?, ?, ?, ?, ?)",
    );
    const posting = database.prepare("INSERT INTO search_postings VALUES (?, ?)");
    let id = 0;
    for (const [languageId, terms] of this.#postings) {
      const language = this.#languages.get(languageId)!;
      for (const [name, products] of terms) {
        const reversed = writesCompounds(language) ? Array.from(name).reverse().join("") : null;
        const level = Math.floor(Math.log2(products.size));
        term.run(languageId, name, ++id, level, reversed, this.#memo.of(language).spokenFor(name));
        const sorted = [...products].sort(([one], [other]) => one - other);
        for (const [block, rows] of Map.groupBy(sorted, ([productId]) => productId >> postingBits)) {
          posting.run(
            id * 65_536 + block,
            encodePostings({
              offsets: Uint16Array.from(rows, ([productId]) => productId % postingBlockSize),
              impacts: Uint8Array.from(rows, ([, impact]) => impact),
            }),
          );
        }
      }
    }
  }
}
