/** What a failed transaction leaves behind, told from libSQL's error. */
import { LibsqlBatchError, LibsqlError } from "@libsql/client";

/** The database could not be reached, or stayed busy: whether something was done is not known. */
export class DatabaseUnavailableError extends Error {
  override name = "DatabaseUnavailableError";
}

/** The disk under a database is full, or fails: nothing was done. */
export class DiskError extends DatabaseUnavailableError {
  override name = "DiskError";
  readonly reason: "disk-full" | "disk-failing";

  constructor(cause: LibsqlError) {
    super(`write: ${cause.message}`, { cause });
    this.reason = cause.code.startsWith("SQLITE_FULL") ? "disk-full" : "disk-failing";
  }
}

/**
 * Whether an error says that a database cannot be used now, rather than that something was wrong with what was asked;
 * or was caused by one that does: query builders wrap what they catch.
 */
export function isUnavailable(error: unknown): boolean {
  return error instanceof DatabaseUnavailableError || isOfDisk(error) ||
    error instanceof Error && isUnavailable(error.cause);
}

function isOfDisk(error: unknown): error is LibsqlError {
  return error instanceof LibsqlError && /^SQLITE_(FULL|IOERR)/.test(error.code);
}

/**
 * Whether a server refused to answer, because the answer, or one value of it, would be above its 10 or 5 MB; or an error was
 * caused by that.
 */
export function isTooLarge(error: unknown): boolean {
  return error instanceof LibsqlError && /^(RESPONSE_TOO_LARGE|SQLITE_TOOBIG)/.test(error.code) ||
    error instanceof Error && isTooLarge(error.cause);
}

export type Failure =
  /** Another process held the database: nothing was done, and the same may be tried again. */
  | { readonly kind: "busy"; readonly statement: null; readonly error: Error }
  /** A statement raised and nothing was done; `statement` counts from 0, null where it is not known which. */
  | { readonly kind: "raised"; readonly statement: number | null; readonly error: unknown }
  /** No answer came: it may have been done. Or the disk failed ({@linkcode DiskError}). */
  | { readonly kind: "unknown"; readonly statement: null; readonly error: Error };

/** @param error What `batch` rejected with. */
export function failureOf(error: unknown): Failure {
  const code = error instanceof LibsqlError ? error.code : "";
  const message = error instanceof Error ? error.message : String(error);
  // A server ends a transaction that held its database too long, and nothing of it was done.
  if (/SQLITE_BUSY|SQLITE_LOCKED|database is locked|TRANSACTION_TIMEOUT/.test(`${code} ${message}`)) {
    return { kind: "busy", statement: null, error: unavailable(error) };
  }
  if (isOfDisk(error)) return { kind: "unknown", statement: null, error: new DiskError(error) };
  if (error instanceof LibsqlBatchError && code !== "TRANSACTION_CLOSED") {
    return { kind: "raised", statement: error.statementIndex, error };
  }
  if (/^(SQLITE_|SQL_|TRANSACTION_CLOSED|CLIENT_CLOSED|RESPONSE_TOO_LARGE)/.test(code)) {
    return { kind: "raised", statement: null, error };
  }
  return { kind: "unknown", statement: null, error: unavailable(error) };
}

function unavailable(error: unknown): DatabaseUnavailableError {
  if (error instanceof DatabaseUnavailableError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new DatabaseUnavailableError(`write: ${message}`, { cause: error });
}
