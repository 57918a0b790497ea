/** Values as a statement takes them. */
import type { InArgs, InStatement, InValue } from "@libsql/client";

/**
 * The statement with arguments that mean the same everywhere: whole numbers as integers, since libsql binds every
 * JavaScript number as REAL.
 *
 * @throws {TypeError} An argument that libsql does not survive or cannot keep: a boolean and half of a surrogate pair
 * end the whole process, NaN becomes NULL.
 */
export function bindable(statement: InStatement): InStatement {
  if (typeof statement === "string" || statement.args === undefined) return statement;
  return { sql: statement.sql, args: boundArgs(statement.sql, statement.args) };
}

function boundArgs(sql: string, args: InArgs): InArgs {
  if (Array.isArray(args)) return args.map((value, index) => bound(sql, `${index + 1}`, value));
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, bound(sql, name, value)]));
}

function bound(sql: string, name: string, value: InValue): InValue {
  if (Number.isSafeInteger(value)) return BigInt(value as number);
  const fits = value === null || typeof value === "bigint" || value instanceof Uint8Array ||
    (typeof value === "string" ? value.isWellFormed() : Number.isFinite(value));
  if (fits) return value;
  const what = typeof value === "string" ? "half of a surrogate pair" : `${typeof value} ${String(value)}`;
  throw new TypeError(`bind argument ${name} of "${sql.slice(0, 80)}": ${what} cannot be bound`);
}
