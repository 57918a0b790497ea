/**
 * Prepared statements that a connection keeps: reading the SQL of a write and planning it costs several times what
 * doing it does, and a service has the same few dozen statements all day.
 *
 * SQLite prepares a kept statement anew by itself when the schema changes, and libsql resets it before each use.
 * What neither does is looked after here: values bound before, columns that change, statements that raised.
 */
import type { ConnectionPool } from "@libsql/client/sqlite3";

/** A connection of libSQL's native client. */
export type Connection = ReturnType<ConnectionPool["acquireSync"]>;
type Statement = ReturnType<Connection["prepare"]>;

/** Enough for every statement of a service; what was not used for longest makes room. */
const maxKept = 256;

/** What comes again and again: not DDL, not PRAGMA. */
const keepable = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|BEGIN|COMMIT|ROLLBACK)\b/i;
/** Its columns may be others after a migration: `SELECT *`, `RETURNING *`, `o.*`. */
const hasStar = /(?:\bSELECT|\bRETURNING|,|\.)\s*\*/i;

interface Kept {
  readonly statement: Statement;
  /** The schema that its columns are of; null: they follow from its text. */
  readonly schema: bigint | null;
}

/**
 * Makes a connection keep its statements. What it answers stays the same.
 *
 * @param max How many it keeps.
 */
export function keepStatements(connection: Connection, max = maxKept): void {
  const prepare = (sql: string): Statement => Object.getPrototypeOf(connection).prepare.call(connection, sql);
  const close = connection.close.bind(connection);
  const schemaVersion = reusable(prepare("PRAGMA schema_version"), {
    anew: () => prepare("PRAGMA schema_version"),
    forget() {},
  });
  let known: bigint | null = null;
  // In the order of their last use.
  const kept = new Map<string, Kept>();

  function prepareOnce(sql: string): Statement {
    if (!keepable.test(sql)) return prepare(sql);
    const found = kept.get(sql);
    const schema = hasStar.test(sql) ? schemaNow() : null;
    kept.delete(sql);
    if (found?.schema === schema) {
      kept.set(sql, found);
      return found.statement;
    }
    const statement = reusable(prepare(sql), { anew: () => prepare(sql), forget: () => kept.delete(sql) });
    kept.set(sql, { statement, schema });
    if (kept.size > max) kept.delete(kept.keys().next().value!);
    return statement;
  }

  /** The version of the schema, which the connection knows thereafter. */
  function schemaNow(): bigint {
    const [[version]] = schemaVersion.all([]) as [[bigint]];
    // Another process's change is only noticed by a statement that runs, too late for the names of its columns.
    if (version !== known) prepare("SELECT 1 FROM sqlite_schema LIMIT 1").all([]);
    known = version;
    return version;
  }

  Object.defineProperties(connection, {
    prepare: { value: prepareOnce },
    close: {
      value: () => {
        // The file is let go when the last of them is collected.
        kept.clear();
        return close();
      },
    },
  });
}

/** Lets a statement be run again and again, in the modes of libSQL's client: raw rows and big integers. */
function reusable(
  statement: Statement,
  { anew, forget }: { anew: () => Statement; forget: () => void },
): Statement {
  const isReader = statement.reader;
  const columns = isReader ? statement.columns() : [];
  const noData = new TypeError("raw: the statement gives no data");
  inMode(statement, isReader);
  /** How many parameters hold values of earlier uses: nothing unbinds them. */
  let bound = 0;

  /** What the method of that name does, with the values of this use alone. */
  const using = (method: "run" | "all") => {
    const use = statement[method].bind(statement);
    return (values: unknown[] = []) => {
      // By name, all of them are bound each time.
      const count = Array.isArray(values) ? values.length : Infinity;
      if (count < bound) return inMode(anew(), isReader)[method](values);
      bound = count;
      try {
        return use(values);
      } catch (error) {
        forget();
        throw error;
      }
    };
  };
  return Object.defineProperties(statement, {
    safeIntegers: { value: () => statement },
    raw: {
      value: () => {
        if (!isReader) throw noData;
        return statement;
      },
    },
    columns: { value: () => columns },
    run: { value: using("run") },
    all: { value: using("all") },
  });
}

function inMode(statement: Statement, isReader: boolean): Statement {
  statement.safeIntegers(true);
  if (isReader) statement.raw(true);
  return statement;
}
