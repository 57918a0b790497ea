/** Opening the inventory database and bringing it to the newest schema. */
import { fileURLToPath } from "node:url";
import { migrateDatabase } from "../platform/migrate.ts";
import { type Database, openDatabase } from "../platform/open_database.ts";

/** The open inventory. Writes go through its queue. */
export type Inventory = Database;

/** Where the migrations lie. */
export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/**
 * Opens the inventory, a file or a libSQL server.
 *
 * @throws {Error} The file cannot be opened or written.
 */
export const openInventory: (options: { url: string; token?: string }) => Promise<Inventory> = openDatabase;

/** Applies the migrations that the database lacks, in one transaction. */
export function migrateInventory({ client }: Inventory): Promise<void> {
  return migrateDatabase(client, migrationsFolder);
}
