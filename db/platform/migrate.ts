/** Bringing a service's database to the newest schema. */
import type { Client } from "@libsql/client";
import { drizzle } from "drizzle-orm/libsql";
import { migrate } from "drizzle-orm/libsql/migrator";

/** Two processes may start at once: the one that comes second finds done what it set out to do, and looks again. */
const tries = 3;

/**
 * Applies the migrations that the database lacks, in one transaction. Several processes may do so at once.
 *
 * @param migrationsFolder Where drizzle-kit wrote them.
 */
export async function migrateDatabase(client: Client, migrationsFolder: string): Promise<void> {
  for (let left = tries;; left--) {
    try {
      return await migrate(drizzle(client), { migrationsFolder });
    } catch (error) {
      if (left === 1) throw error;
      // A connection that met another's transaction cannot be trusted with the next (see writer_queue.ts).
      if (client.protocol === "file") await client.reconnect();
    }
  }
}
