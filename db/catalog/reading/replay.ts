/**
 * Reads that are synchronous over rows that are not: a read is run over the rows that have come so far, and what it
 * asks beyond them is noted and answered with no rows. Then these are fetched, all at once, and the read is run
 * again from its beginning, until nothing is missing. What a run with missing rows answers or throws is never used.
 */
import type { Param, Run, Statements } from "./statement.ts";

/** A statement's text with what it is to be run with. */
export interface Question {
  readonly sql: string;
  readonly args: readonly Param[];
}

export type Rows = readonly (readonly unknown[])[];

interface Asked {
  readonly question: Question;
  /** Null until they have come. */
  rows: Rows | null;
}

/** What one read asked so far, each question once, and the rows that came. */
export class Answers {
  /** The catalog version of the rows; null while there are none. */
  version: number | null = null;
  readonly #asked = new Map<string, Asked>();
  /** Whether the catalog changed while this was being read. */
  #isRestless = false;

  get size(): number {
    return this.#asked.size;
  }

  /** The rows for a question; null, and noted, when they are not there. */
  rows(key: string, question: () => Question): Rows | null {
    const asked = this.#asked.get(key);
    if (asked) return asked.rows;
    this.#asked.set(key, { question: question(), rows: null });
    return null;
  }

  /** The rows are of a version that is over. */
  forgetRows(): void {
    if (this.version !== null) this.#isRestless = true;
    this.version = null;
    for (const asked of this.#asked.values()) asked.rows = null;
  }

  /**
   * What to ask next: what is missing; or everything, once the catalog changed while this was being read, so that
   * each batch is whole by itself and a busy writer cannot keep a reader from its end.
   *
   * @param limit No more than these at once.
   */
  wanted(limit: number): Asked[] {
    const all = Array.from(this.#asked.values());
    return this.#isRestless && all.length <= limit
      ? all
      : all.filter(({ rows }) => rows === null).slice(0, limit);
  }

  /** Takes the rows of a batch in which `asked` were asked; of two versions only one can be kept. */
  take(version: number, asked: readonly Asked[], rows: readonly Rows[]): void {
    const hasRows = this.version !== null;
    if (hasRows && this.version !== version && asked.length < this.#asked.size) return this.forgetRows();
    this.version = version;
    asked.forEach((one, at) => one.rows = rows[at]!);
  }
}

/** What a run of a read came to. */
export type Outcome<T> =
  | { readonly kind: "answered"; readonly value: T }
  | { readonly kind: "threw"; readonly error: unknown }
  /** Rows were missing. */
  | { readonly kind: "unfinished" };

/** Statements that are answered from the rows of the read that is being run. */
export class Replay<S extends Statements> {
  readonly run: Run<S>;
  #answers: Answers | null = null;
  #unanswered = 0;

  constructor(statements: S) {
    this.run = Object.fromEntries(
      Object.entries(statements).map(([name, { sql }]) => [
        name,
        (...args: Param[]) => this.#rows(name, { sql, args }),
      ]),
    ) as Run<S>;
  }

  /** How many statements so far were answered without their rows. */
  get unanswered(): number {
    return this.#unanswered;
  }

  /** Runs a read over the rows that have come for it. */
  play<T>(answers: Answers, read: () => T): Outcome<T> {
    const before = this.#unanswered;
    const isUnfinished = () => this.#unanswered > before;
    this.#answers = answers;
    try {
      const value = read();
      return isUnfinished() ? { kind: "unfinished" } : { kind: "answered", value };
    } catch (error) {
      return isUnfinished() ? { kind: "unfinished" } : { kind: "threw", error };
    } finally {
      this.#answers = null;
    }
  }

  /** A list of its own for every call: a read may sort it or add to it. */
  #rows(name: string, question: Question): (readonly unknown[])[] {
    if (this.#answers === null) throw new Error(`run "${name}": wanted a read that is being played`);
    const rows = this.#answers.rows(name + JSON.stringify(question.args), () => question);
    if (rows === null) this.#unanswered++;
    return rows === null ? [] : [...rows];
  }
}
