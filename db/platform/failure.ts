/** What a failed transaction leaves behind, told from libSQL's error. */
import { LibsqlBatchError, LibsqlError } from "@libsql/client";

/** The database could not be reached, or stayed busy: whether something was done is not known. */
export class DatabaseUnavailableError extends Error {
  override name = "DatabaseUnavailableError";
}

export type Failure =
  /** Another process held the database: nothing was done, and the same may be tried again. */
  | { readonly kind: "busy"; readonly statement: null; readonly error: Error }
  /** A statement raised and nothing was done; `statement` counts from 0, null where it is not known which. */
  | { readonly kind: "raised"; readonly statement: number | null; readonly error: unknown }
  /** No answer came: it may have been done. */
  | { readonly kind: "unknown"; readonly statement: null; readonly error: Error };

/** @param error What `batch` rejected with. */
export function failureOf(error: unknown): Failure {
  const code = error instanceof LibsqlError ? error.code : "";
  const message = error instanceof Error ? error.message : String(error);
  if (/SQLITE_BUSY|SQLITE_LOCKED|database is locked/.test(`${code} ${message}`)) {
    return { kind: "busy", statement: null, error: unavailable(error) };
  }
  if (error instanceof LibsqlBatchError && code !== "TRANSACTION_CLOSED") {
    return { kind: "raised", statement: error.statementIndex, error };
  }
  if (/^(SQLITE_|SQL_|TRANSACTION_CLOSED|CLIENT_CLOSED)/.test(code)) {
    return { kind: "raised", statement: null, error };
  }
  return { kind: "unknown", statement: null, error: unavailable(error) };
}

function unavailable(error: unknown): DatabaseUnavailableError {
  if (error instanceof DatabaseUnavailableError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new DatabaseUnavailableError(`write: ${message}`, { cause: error });
}
