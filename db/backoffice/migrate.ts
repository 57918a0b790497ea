/** Bringing a backoffice database to the newest schema. */
import { fileURLToPath } from "node:url";
import type { Client } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";

/** Where the migrations lie. */
export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/** Applies the migrations that the database lacks, in one transaction. */
export async function migrateBackoffice(backoffice: Client): Promise<void> {
  await migrate(drizzle(backoffice), { migrationsFolder });
}
