/** A database file, opened by a client that keeps its prepared statements. */
import type { Client } from "@libsql/client";
import { ConnectionPool, Sqlite3Client } from "@libsql/client/sqlite3";
import { type Connection, keepStatements } from "./kept_statements.ts";

/** As libSQL's own client has it. Connections are borrowed for one call each, so that one is nearly always enough. */
const maxConnections = 20;

/**
 * @param url `file:/path/orders.db`.
 * @param timeoutMs How long a statement waits for another process.
 * @throws {Error} The file cannot be opened.
 */
export function createFileClient({ url, timeoutMs }: { url: string; timeoutMs: number }): Client {
  const pool = new KeepingPool(pathOf(url), { timeout: timeoutMs }, maxConnections);
  // A file that cannot be opened is found out now rather than by the first query.
  const connection = pool.acquireSync();
  try {
    connection.prepare("SELECT 1").all([]);
  } catch (error) {
    pool.close();
    throw error;
  }
  pool.release(connection);
  return new Sqlite3Client(pool, "number");
}

/** Whether a URL names a database file: anything else is a server, or a database that is nowhere. */
export function isFileUrl(url: string): boolean {
  return url.startsWith("file:") && !url.includes(":memory:");
}

/** Connections of one file, each of which keeps its statements. */
class KeepingPool extends ConnectionPool {
  readonly #seen = new WeakSet<Connection>();

  override acquireSync(forTransaction?: boolean): Connection {
    const connection = super.acquireSync(forTransaction);
    if (!this.#seen.has(connection)) {
      keepStatements(connection);
      this.#seen.add(connection);
    }
    return connection;
  }
}

function pathOf(url: string): string {
  const [path] = url.replace(/^file:(?:\/\/(?=\/))?/, "").split(/[?#]/);
  return decodeURIComponent(path!);
}
