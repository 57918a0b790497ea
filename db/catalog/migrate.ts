/** Bringing a catalog database to the newest schema. */
import { fileURLToPath } from "node:url";
import { migrate } from "drizzle-orm/libsql/migrator";
import type { Catalog } from "./connect.ts";

/** Where the migrations lie. */
export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/** Applies the migrations that the database lacks, in one transaction. */
export async function migrateCatalog(catalog: Catalog): Promise<void> {
  await catalog.exclusively(() => migrate(catalog.db, { migrationsFolder }));
}
