/** The dictionary of search: terms and their keys. */
import { sql } from "drizzle-orm";
import type { TermMemo } from "../../../commerce/search/terms.ts";
import { writesCompounds } from "../../../commerce/search/word_forms.ts";
import { countPostings } from "../posting_block.ts";
import { first, readRows } from "./rows.ts";
import type { Writer } from "./transaction.ts";
import { blocksPerTerm } from "./write_postings.ts";

interface Term {
  readonly id: number;
  /** Null: it is new, and its row is yet to be written. */
  readonly level: number | null;
}

/** The terms of texts in one language. */
export interface LanguageTerms {
  readonly language: string;
  readonly terms: ReadonlySet<string>;
}

/** Gives terms their keys, and writes those that are new once it is known how frequent they are. */
export class TermKeys {
  readonly #terms = new Map<number, Map<string, Term>>();
  readonly #languages = new Map<number, string>();
  #nextId = 1;

  /** Looks up the terms of texts, by language. */
  async find(
    w: Writer,
    terms: ReadonlyMap<number, { readonly language: string; readonly terms: ReadonlySet<string> }>,
  ) {
    const row = await first<{ last: number | null }>(w.tx, sql`SELECT max(id) AS last FROM search_terms`);
    this.#nextId = (row?.last ?? 0) + 1;
    for (const [languageId, { language, terms: wanted }] of terms) {
      const rows = await readRows<[string, number, number]>(
        w.tx,
        sql`t.term, t.id, t.level`,
        sql`FROM json_each(${JSON.stringify([...wanted])}) j
          CROSS JOIN search_terms t ON t.language_id = ${sql.raw(String(languageId))} AND t.term = j.value`,
      );
      this.#languages.set(languageId, language);
      this.#terms.set(languageId, new Map(rows.map(([term, id, level]) => [term, { id, level }])));
    }
  }

  /** The key of a term that was among those looked up. */
  keyOf(languageId: number, term: string): number {
    const terms = this.#terms.get(languageId)!;
    const known = terms.get(term);
    if (known) return known.id;
    const id = this.#nextId++;
    terms.set(term, { id, level: null });
    return id;
  }

  /**
   * Writes new terms, and those that have become more frequent by a power of two.
   *
   * @param fullest How many products the fullest block of a term has.
   * @param memo With which the terms were made.
   */
  async write(w: Writer, fullest: ReadonlyMap<number, number>, memo: TermMemo): Promise<void> {
    const fresh: [number, string, number, number, string | null, string][] = [];
    const risen: TermLevel[] = [];
    for (const [languageId, terms] of this.#terms) {
      const language = this.#languages.get(languageId)!;
      const reverses = writesCompounds(language);
      for (const [term, { id, level }] of terms) {
        const now = levelOf(fullest.get(id) ?? 0);
        if (level === null) {
          const reversed = reverses && /^\p{L}+$/u.test(term) ? backwards(term) : null;
          fresh.push([languageId, term, id, now, reversed, memo.of(language).spokenFor(term)]);
        } else if (now > level) risen.push([languageId, term, now]);
      }
    }
    if (fresh.length > 0) {
      await w.tx.run(sql`INSERT INTO search_terms (language_id, term, id, level, reversed, spoken)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
        FROM json_each(${JSON.stringify(fresh)})`);
    }
    await setLevels(w, risen);
  }
}

/** Takes terms out of the dictionary that are in no product any more; those in fewer than before are less frequent. */
export async function forgetTerms(w: Writer, ids: Iterable<number>): Promise<void> {
  const blocks = sql.raw(String(blocksPerTerm));
  const kept = await readRows<[number, string, number, number]>(
    w.tx,
    sql`t.language_id, t.term, t.level, (SELECT coalesce(max(length(p.postings)), 0) FROM search_postings p
      WHERE p.id BETWEEN t.id * ${blocks} AND t.id * ${blocks} + ${blocks} - 1)`,
    sql`FROM json_each(${JSON.stringify([...ids])}) j
      CROSS JOIN search_terms t ON t.id = j.value AND t.level > 0`,
  );
  await setLevels(
    w,
    kept.flatMap(([languageId, term, level, longest]): TermLevel[] => {
      const now = levelOf(countPostings(longest));
      return now < level ? [[languageId, term, now]] : [];
    }),
  );
  await w.tx.run(sql`DELETE FROM search_terms WHERE id IN (
    SELECT j.value FROM json_each(${JSON.stringify([...ids])}) j WHERE NOT EXISTS (
      SELECT 1 FROM search_postings p WHERE p.id BETWEEN j.value * ${blocks} AND j.value * ${blocks} + ${blocks} - 1))`);
}

type TermLevel = [languageId: number, term: string, level: number];

async function setLevels(w: Writer, levels: readonly TermLevel[]): Promise<void> {
  if (levels.length === 0) return;
  await w.tx.run(
    sql`UPDATE search_terms SET level = j.value ->> 2 FROM json_each(${JSON.stringify(levels)}) j
      WHERE search_terms.language_id = j.value ->> 0 AND search_terms.term = j.value ->> 1`,
  );
}

/** @param count How many products the fullest block of a term has. */
function levelOf(count: number): number {
  return Math.floor(Math.log2(Math.max(1, count)));
}

function backwards(term: string): string {
  return Array.from(term).reverse().join("");
}
