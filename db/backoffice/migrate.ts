/** Bringing a backoffice database to the newest schema. */
import { fileURLToPath } from "node:url";
import type { Client } from "@libsql/client";
import { migrateDatabase } from "../platform/migrate.ts";

/** Where the migrations lie. */
export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/** Applies the migrations that the database lacks, in one transaction. */
export function migrateBackoffice(backoffice: Client): Promise<void> {
  return migrateDatabase(backoffice, migrationsFolder);
}
