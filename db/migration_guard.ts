/** Guards against what drizzle's migrator lets pass in silence. */
import type { Client } from "@libsql/client";

/** A migration that lies in the folder but was never applied. */
export class SkippedMigrationError extends Error {
  override name = "SkippedMigrationError";
}

/**
 * Checks that every migration of the folder stands in the database. The migrator compares times alone, so it
 * passes over a migration that is older than the newest applied one, as a merged branch brings along.
 *
 * @param migrationsFolder Where drizzle-kit wrote them, with their journal.
 * @throws {SkippedMigrationError} naming the migrations.
 */
export async function assertAllApplied(client: Client, migrationsFolder: string): Promise<void> {
  const journal: Journal = JSON.parse(await Deno.readTextFile(`${migrationsFolder}/meta/_journal.json`));
  const { rows } = await client.execute("SELECT created_at FROM __drizzle_migrations");
  const applied = new Set(rows.map((row) => Number(row["created_at"])));
  const skipped = journal.entries.filter((entry) => !applied.has(entry.when)).map((entry) => entry.tag);
  if (skipped.length === 0) return;
  throw new SkippedMigrationError(
    `migrations "${skipped.join('", "')}" were not applied: they are older than the newest applied one; ` +
      "generate them anew, so that they come last",
  );
}

/** drizzle-kit's journal, as far as it matters here. */
interface Journal {
  readonly entries: readonly { readonly tag: string; readonly when: number }[];
}
