/** Opening the payments database and bringing it to the newest schema. */
import { fileURLToPath } from "node:url";
import { migrateDatabase } from "../platform/migrate.ts";
import { type Database, openDatabase } from "../platform/open_database.ts";

/** The open payments. Writes go through its queue. */
export type Payments = Database;

/** Where the migrations lie. */
export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/**
 * Opens the payments, a file or a libSQL server.
 *
 * @throws {Error} The file cannot be opened or written.
 */
export const openPayments: (options: { url: string; token?: string }) => Promise<Payments> = openDatabase;

/** Applies the migrations that the database lacks, in one transaction. */
export function migratePayments({ client }: Payments): Promise<void> {
  return migrateDatabase(client, migrationsFolder);
}
