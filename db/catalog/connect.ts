/** Opening the catalog database, a file or a libSQL server, for the process that owns it. */
import type { Client } from "@libsql/client";
import { drizzle, type LibSQLDatabase } from "drizzle-orm/libsql";
import { createFileClient, isFileUrl } from "../platform/file_client.ts";
import { groupReads } from "../platform/grouped_reads.ts";
import { createServerClient } from "../platform/server_client.ts";

/** How long a statement waits for another process's write, in milliseconds. */
const busyTimeoutMs = 5_000;

/** An open catalog database. */
export interface Catalog {
  readonly client: Client;
  readonly db: LibSQLDatabase;
  /**
   * Runs `work` after all work given before has ended. Writes go through here: two write transactions of one
   * process would block its only thread until the busy timeout, as the waiting one never lets the other finish.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

/**
 * Opens the catalog.
 *
 * A file gets a write-ahead log, so that readers in other processes are never blocked. Foreign keys are on and
 * `synchronous` is FULL on every connection of libSQL's pool by default (an answered write must survive a power
 * cut: a sequence once served may never be given to another change); the busy timeout is set for all of them.
 *
 * @param options.url `file:/path/catalog.db`, or the address of a libSQL server.
 * @param options.token Its bearer token, where it wants one.
 * @throws {Error} The file cannot be opened or written.
 */
export async function openCatalog(options: { url: string; token?: string }): Promise<Catalog> {
  const { url, token } = options;
  const isFile = isFileUrl(url);
  const client = isFile
    ? createFileClient({ url, timeoutMs: busyTimeoutMs })
    : groupReads(createServerClient({ url, token }));
  if (isFile) await client.execute("PRAGMA journal_mode = WAL");
  let last: Promise<unknown> = Promise.resolve();
  return {
    client,
    db: drizzle(client),
    exclusively<T>(work: () => Promise<T>): Promise<T> {
      const result = last.then(work);
      last = result.catch(() => {});
      return result;
    },
    close: () => client.close(),
  };
}
