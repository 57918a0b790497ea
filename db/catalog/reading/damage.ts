/** Telling damage of a catalog file from all else that may go wrong while it is read. */

/** SQLite's result codes (sqlite3.h), the primary ones. */
const sqlite = { error: 1, ioError: 10, corrupt: 11, cannotOpen: 14, notADatabase: 26 };

/** Whether an error of `node:sqlite` says that the file itself is damaged, cut short, emptied or gone. */
export function isFileDamage(error: unknown): boolean {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return false;
  const code = error.errcode & 0xff;
  // All statements were prepared once: a table that is not there any more was there.
  if (code === sqlite.error) return /^no such (table|column)/.test(error.message);
  return code === sqlite.corrupt || code === sqlite.notADatabase || code === sqlite.ioError ||
    code === sqlite.cannotOpen;
}
