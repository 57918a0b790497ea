/** Statements prepared once on a node:sqlite database. */
import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Param, Run, Statements } from "./statement.ts";

/** In node:sqlite since Node 24, in Deno 2.9 too, whose types do not name it yet. */
type ArrayStatement = StatementSync & { setReturnArrays(enabled: boolean): void };

/** Prepares all of them. @throws {Error} The database lacks a table or column that one of them names. */
export function prepareAll<S extends Statements>(database: DatabaseSync, statements: S): Run<S> {
  const run: Record<string, (...params: Param[]) => unknown> = {};
  for (const [name, { sql }] of Object.entries(statements)) {
    const prepared = database.prepare(sql) as ArrayStatement;
    prepared.setReturnArrays(true);
    run[name] = (...params) => prepared.all(...params);
  }
  return run as Run<S>;
}
