/** Opening the orders database and bringing it to the newest schema. */
import { fileURLToPath } from "node:url";
import { migrateDatabase } from "../platform/migrate.ts";
import { type Database, openDatabase } from "../platform/open_database.ts";

/** The open orders. Writes go through its queue. */
export type Orders = Database;

/** Where the migrations lie. */
export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/**
 * Opens the orders, a file or a libSQL server.
 *
 * @throws {Error} The file cannot be opened or written.
 */
export const openOrders: (options: { url: string; token?: string }) => Promise<Orders> = openDatabase;

/** Applies the migrations that the database lacks, in one transaction. */
export function migrateOrders({ client }: Orders): Promise<void> {
  return migrateDatabase(client, migrationsFolder);
}
