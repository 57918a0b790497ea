/**
 * Many rows in one statement. They travel as one JSON text: the statement stays the same for any number of rows,
 * no limit on parameters is met, and whole numbers stay INTEGER (libsql binds a JavaScript number as REAL).
 */
import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Catalog } from "../connect.ts";

/** A drizzle transaction on the catalog. */
export type Tx = Parameters<Parameters<Catalog["db"]["transaction"]>[0]>[0];

/** A whole row: every column named, `null` where there is nothing. */
export type Row<T extends SQLiteTable> = { readonly [K in keyof T["$inferSelect"]]: T["$inferSelect"][K] };

/**
 * Inserts rows.
 *
 * @param conflict What happens to a row whose key is there already; `fail` by default.
 */
export async function insertRows<T extends SQLiteTable>(
  tx: Tx,
  table: T,
  rows: readonly Row<T>[],
  conflict: "fail" | "ignore" | "replace" = "fail",
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.entries(getTableColumns(table));
  const values = rows.map((row) => columns.map(([key]) => row[key as keyof Row<T>]));
  const verb = { fail: "INSERT", ignore: "INSERT OR IGNORE", replace: "INSERT OR REPLACE" }[conflict];
  const names = sql.join(columns.map(([, column]) => sql.identifier(column.name)), sql`, `);
  const picks = sql.raw(columns.map((_, i) => `value ->> ${i}`).join(", "));
  await tx.run(
    sql`${sql.raw(verb)} INTO ${sql.identifier(getTableName(table))} (${names})
      SELECT ${picks} FROM json_each(${JSON.stringify(values)})`,
  );
}

/** `column IN (…)` for any number of values, none included. */
export function among(column: SQL, values: Iterable<number | string>): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify([...values])}))`;
}

/**
 * Reads many narrow rows as one JSON text, several times faster than one by one.
 *
 * @param columns What a row holds, in order, as SQL.
 * @param from The rest of the query, from `FROM` on.
 */
export async function readRows<T extends readonly unknown[]>(
  tx: Reads,
  columns: SQL,
  from: SQL,
): Promise<T[]> {
  const row = await first<{ rows: string }>(
    tx,
    sql`SELECT json_group_array(json_array(${columns})) AS rows ${from}`,
  );
  return JSON.parse(row?.rows ?? "[]");
}

/** What can be read from: a transaction or the database. */
export type Reads = Pick<Tx, "all">;

/** The first row of an answer, if any. (Drizzle's own `get` fails where there is none.) */
export async function first<T>(tx: Reads, query: SQL): Promise<T | undefined> {
  return (await tx.all<T>(query))[0];
}

/**
 * Keys for new rows of a table whose keys are never given twice.
 *
 * @param wanted For each row the key that it had before, if that is free, or null for a new one.
 */
export async function takeLastingIds(
  tx: Tx,
  table: "products" | "variants" | "categories" | "promotions" | "synonyms",
  wanted: readonly (number | null)[],
): Promise<number[]> {
  const row = await first<{ seq: number }>(tx, sql`SELECT seq FROM sqlite_sequence WHERE name = ${table}`);
  const had = wanted.filter((id) => id !== null);
  const taken = new Set(
    had.length === 0 ? [] : (await readRows<[number]>(
      tx,
      sql`id`,
      sql`FROM ${sql.identifier(table)} WHERE ${among(sql`id`, had)}`,
    )).map(([id]) => id),
  );
  let last = Math.max(row?.seq ?? 0, ...had);
  return wanted.map((id) => {
    if (id === null || taken.has(id)) return ++last;
    taken.add(id);
    return id;
  });
}

/** The first of the free keys of any other table. */
export async function nextId(tx: Tx, table: SQLiteTable): Promise<number> {
  const row = await first<{ last: number | null }>(
    tx,
    sql`SELECT max(id) AS last FROM ${sql.identifier(getTableName(table))}`,
  );
  return (row?.last ?? 0) + 1;
}
