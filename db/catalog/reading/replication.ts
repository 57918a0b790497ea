/**
 * Keeping a local copy of the catalog: a libSQL embedded replica, two files that belong together.
 *
 * For the syncer's process alone. Two replicating clients on one file corrupt it, and so do libSQL and
 * `node:sqlite` on one file in one process: whoever reads the copy does so from another process (decision 1).
 * All of this is native code that stops its thread while it works, so it has a thread of its own (decision 17).
 */
import { type Client, createClient } from "@libsql/client";

/** A copy that is being kept. */
export interface Replication {
  /**
   * Fetches and applies everything that is new: one round trip when there is little of it.
   *
   * @returns How many pages were written. @throws {Error} The primary did not answer, or the file is no good.
   */
  sync(): Promise<number>;
  /** The catalog version that the copy holds; null while it holds no catalog. */
  version(): Promise<number | null>;
  close(): void;
}

/**
 * Opens a copy to be kept; an empty folder begins a new one.
 *
 * @param options.path The replica file; its folder exists.
 * @throws {Error} The primary cannot be reached now, or the file is no replica.
 */
export function replicate(options: { path: string; url: string; token: string | undefined }): Replication {
  const client = createClient({
    url: `file:${options.path}`,
    syncUrl: options.url,
    authToken: options.token,
  });
  return {
    sync: async () => (await client.sync())?.frames_synced ?? 0,
    version: () => version(client),
    close: () => client.close(),
  };
}

/**
 * Brings a copy that nobody keeps at this moment into its file: empties its write-ahead log, and looks whether the
 * file is as long as it says.
 *
 * @returns The catalog version; null while it holds no catalog.
 * @throws {Error} It cannot be read, or is cut short.
 */
export async function settleReplica(path: string): Promise<number | null> {
  return await withFile(path, async (client) => {
    const held = await version(client);
    const [log] = (await client.execute("PRAGMA wal_checkpoint(TRUNCATE)")).rows;
    const pages = await scalar(client, "PRAGMA page_count");
    const pageSize = await scalar(client, "PRAGMA page_size");
    const { size } = await Deno.stat(path);
    // While a reader is in an older snapshot, part of the content may still be in the log.
    if (Number(log?.["busy"]) === 0 && size !== pages * pageSize) {
      throw new Error(`settle replica: its file has ${size} bytes, wanted ${pages} pages of ${pageSize}`);
    }
    return held;
  });
}

/** The tables that can be checked one by one. */
export function replicaTables(path: string): Promise<string[]> {
  return withFile(path, async (client) => {
    const { rows } = await client.execute(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name",
    );
    return rows.map((row) => String(row["name"]));
  });
}

/** Reads every page of a table and its indexes. @throws {Error} One of them is damaged. */
export async function checkTable(path: string, table: string): Promise<void> {
  await withFile(path, async (client) => {
    const { rows } = await client.execute(`PRAGMA quick_check('${table.replaceAll("'", "''")}')`);
    const [found] = Object.values(rows[0] ?? {});
    if (found !== "ok") throw new Error(`check replica: table "${table}": ${found}`);
  });
}

/** The time of the newest migration that a copy has, in milliseconds since the epoch. */
export function readSchemaTime(path: string): Promise<number> {
  return withFile(path, (client) => scalar(client, "SELECT max(created_at) FROM __drizzle_migrations"));
}

/** A plain connection: one that replicates would ask the primary to run such statements. */
async function withFile<T>(path: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient({ url: `file:${path}` });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

async function version(client: Client): Promise<number | null> {
  const tables = await client.execute("SELECT 1 FROM sqlite_schema WHERE name = 'changes'");
  if (tables.rows.length === 0) return null;
  const { rows } = await client.execute(
    `SELECT coalesce((SELECT max(sequence) FROM changes),
       (SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) AS version`,
  );
  return Number(rows[0]!["version"]);
}

async function scalar(client: Client, sql: string): Promise<number> {
  return Number(Object.values((await client.execute(sql)).rows[0] ?? {})[0]);
}
