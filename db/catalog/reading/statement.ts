/**
 * SQL as data: a statement's text with the types of what it takes and gives. Nothing here or in the statements
 * knows which driver runs them, so that a reader over a file and one over HTTP can share them.
 */

/** What can be bound. Lists travel as JSON text, so that one statement serves any number of values. */
export type Param = number | string | null;

/** One statement. Rows are arrays in the order of its columns: half the cost of objects. */
export interface Statement<Params extends readonly Param[], Row extends readonly unknown[]> {
  readonly sql: string;
  /** Never there: it only carries the types. */
  readonly types?: (...params: Params) => Row;
}

/**
 * Declares a statement. Its parameters are numbered, `?1`.
 *
 * A limit is written `LIMIT +?1`: SQLite peeks at a bare parameter there to plan better, and so prepares the
 * statement anew on every run, which made a product page five times slower.
 */
export function statement<Params extends readonly Param[], Row extends readonly unknown[]>(
  sql: string,
): Statement<Params, Row> {
  return { sql };
}

/** Statements by name. */
export type Statements = Readonly<Record<string, Statement<never, readonly unknown[]>>>;

/** The same names as functions: parameters in, all rows out, at once. */
export type Run<S> = {
  readonly [Name in keyof S]: S[Name] extends Statement<infer Params, infer Row>
    ? (...params: Params) => Row[]
    : never;
};
