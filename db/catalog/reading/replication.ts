/**
 * Keeping a local copy of the catalog: a libSQL embedded replica.
 *
 * For the syncer's process alone. Two replicating clients on one file corrupt it, and so do libSQL and
 * `node:sqlite` on one file in one process: whoever reads the copy does so from another process (decision 1).
 */
import { type Client, createClient } from "@libsql/client";

/** A copy that is being kept. */
export interface Replication {
  /** The catalog version that the copy holds; null before the first copy is complete. */
  version(): Promise<number | null>;
  close(): void;
}

/**
 * Begins to keep the copy. The work is done on a thread of its own, which goes on through outages of the
 * primary; the first contact is not: it must succeed.
 *
 * @param options.path The replica file; its folder exists.
 * @param options.intervalMs How often the primary is asked for news.
 * @throws {Error} The primary cannot be reached now, even where the file holds a complete copy.
 */
export function replicate(
  options: { path: string; url: string; token: string | undefined; intervalMs: number },
): Replication {
  const client = createClient({
    url: `file:${options.path}`,
    syncUrl: options.url,
    authToken: options.token,
    syncInterval: options.intervalMs / 1000,
  });
  return { version: () => version(client), close: () => client.close() };
}

async function version(client: Client): Promise<number | null> {
  const tables = await client.execute("SELECT 1 FROM sqlite_schema WHERE name = 'changes'");
  if (tables.rows.length === 0) return null;
  const { rows } = await client.execute("SELECT coalesce(max(sequence), 0) AS version FROM changes");
  return Number(rows[0]!["version"]);
}
