/** Checks of migrations: they only add, so that the version still running goes on working (decision 10). */

/** What takes something away, or names it anew. */
const contraction = /\b(DROP\s+(TABLE|COLUMN|VIEW)|RENAME\s+(TO|COLUMN)|DELETE\s+FROM)\b/i;
/** The line that allows it: since when nothing uses what goes. */
const reason = /^-- contract: \S/;

/** Statements that contract the schema without the line above them that says why they may. */
export function contractions(path: string, sql: string): string[] {
  const lines = sql.split("\n");
  return lines.flatMap((line, index) =>
    contraction.test(line) && !line.startsWith("--") && !reason.test(lines[index - 1] ?? "")
      ? [`${path}:${index + 1} takes away what the running version may use`]
      : []
  );
}
