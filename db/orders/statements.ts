/** Statements of a unit that are done where its first one decided so. */
import type { InStatement, InValue } from "@libsql/client";
import type { Guard } from "../platform/guard.ts";

/** Columns by their names in SQL. */
export type Columns = Readonly<Record<string, InValue>>;

/** Inserts a row where the guard holds. */
export function insertWhere(table: string, row: Columns, guard: Guard): InStatement {
  const names = Object.keys(row);
  return {
    sql: `INSERT INTO ${table} (${names.join(", ")}) SELECT ${
      names.map(() => "?").join(", ")
    } WHERE ${guard.sql}`,
    args: [...Object.values(row), ...guard.args],
  };
}

/** What travels as JSON. */
export type JsonColumns = Readonly<Record<string, string | number | null>>;

/** Inserts rows of the same columns, one or more, in one statement, where the guard holds. */
export function insertAllWhere(table: string, rows: readonly JsonColumns[], guard: Guard): InStatement {
  const names = Object.keys(rows[0]!);
  return {
    sql: `INSERT INTO ${table} (${names.join(", ")}) SELECT ${
      names.map((_, at) => `value ->> ${at}`).join(", ")
    }
      FROM json_each(?) WHERE ${guard.sql}`,
    args: [JSON.stringify(rows.map((row) => names.map((name) => row[name]!))), ...guard.args],
  };
}

/** Changes the rows that a condition names where the guard holds. */
export function updateWhere(table: string, set: Columns, where: Guard, guard: Guard): InStatement {
  const names = Object.keys(set);
  return {
    sql: `UPDATE ${table} SET ${
      names.map((name) => `${name} = ?`).join(", ")
    } WHERE ${where.sql} AND ${guard.sql}`,
    args: [...Object.values(set), ...where.args, ...guard.args],
  };
}

/** Holds after a write of this token made an order's newest version. */
export function wrote(orderId: string, token: string): Guard {
  return { sql: "EXISTS (SELECT 1 FROM orders WHERE id = ? AND write_token = ?)", args: [orderId, token] };
}
