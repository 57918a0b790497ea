/** Columns that tables of the catalog have in common. */
import { type SQL, sql } from "drizzle-orm";
import { integer, type SQLiteColumn } from "drizzle-orm/sqlite-core";

/** A table's own key. */
export const id = () => integer("id").primaryKey();

/** A key that is never given twice: basket cookies, old slugs and cached pages outlive the row they name. */
export const lastingId = () => integer("id").primaryKey({ autoIncrement: true });

/** An identifier without the signs and the case that people leave out: as commerce/search/identifiers.ts. */
export function plainIdentifier(column: SQLiteColumn): SQL {
  return sql`replace(replace(replace(replace(replace(upper(${column}), '-', ''), ' ', ''), '.', ''), '/', ''), '_', '')`;
}
