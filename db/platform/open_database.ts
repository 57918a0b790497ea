/** Opening a service's database, a file or a libSQL server, for the process that owns it. */
import type { Client } from "@libsql/client";
import { drizzle, type LibSQLDatabase } from "drizzle-orm/libsql";
import { createFileClient, isFileUrl } from "./file_client.ts";
import { groupReads } from "./grouped_reads.ts";
import { createServerClient } from "./server_client.ts";
import { createWriterQueue, type WriterQueue } from "./writer_queue.ts";

/**
 * How long a statement waits for another process, in milliseconds. It waits without giving way, so nobody else of this
 * process is served: reads hardly ever wait, writes do and have a pause of their own in the queue.
 */
const readTimeoutMs = 5_000;
const writeTimeoutMs = 5;
/** An open database. Reads go to `client` or `db` (at a server they go together), every write through `queue`. */
export interface Database {
  readonly client: Client;
  readonly db: LibSQLDatabase;
  readonly queue: WriterQueue;
  /** Lets the waiting writes end, then closes. */
  close(): Promise<void>;
}

/**
 * Opens a database. A file gets a write-ahead log; foreign keys are on and `synchronous` is FULL on libSQL's
 * connections by default.
 *
 * @param options.url `file:/path/orders.db`, or the address of a libSQL server.
 * @param options.token Its bearer token, where it wants one.
 * @throws {Error} The file cannot be opened or written.
 */
export async function openDatabase(options: { url: string; token?: string }): Promise<Database> {
  const { url, token } = options;
  const isFile = isFileUrl(url);
  const writer = isFile
    ? createFileClient({ url, timeoutMs: writeTimeoutMs })
    : createServerClient({ url, token });
  const client = isFile ? createFileClient({ url, timeoutMs: readTimeoutMs }) : groupReads(writer);
  if (isFile) await client.execute("PRAGMA journal_mode = WAL");
  const queue = createWriterQueue(writer);
  return {
    client,
    db: drizzle(client),
    queue,
    async close() {
      await queue.drain();
      client.close();
      if (isFile) writer.close();
    },
  };
}
