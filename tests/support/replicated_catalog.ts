/**
 * A catalog on a libSQL server, with a writer whose every transaction writes two rows to one value, and readers that
 * notice when they see one without the other, or a version below one that they saw before.
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Catalog, openCatalog } from "../../db/catalog/connect.ts";
import { migrateCatalog } from "../../db/catalog/migrate.ts";
import { freePort } from "../../tasks/free_port.ts";
import { type LibsqlServer, startSqld } from "./sqld.ts";
import { currentFile } from "./syncer_process.ts";

export interface ReplicatedCatalog extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly catalog: Catalog;
  /** The version that the last write made. */
  readonly version: number;
  /** Writes one transaction. */
  write(): Promise<void>;
  /** Adds rows of this many bytes in all, which nothing reads. */
  grow(bytes: number): Promise<void>;
  stop(): Promise<void>;
  /** Ends the server without a warning. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Starts it, migrated and written once. @param path The server's program. @param folder Its data. */
export async function openReplicatedCatalog(path: string, folder: string): Promise<ReplicatedCatalog> {
  const port = freePort();
  await Deno.mkdir(folder, { recursive: true });
  let server: LibsqlServer = await startSqld({ path, folder, port });
  const catalog = await openCatalog({ url: server.url });
  await migrateCatalog(catalog);
  await catalog.client.batch([
    "INSERT INTO languages (tag, name) VALUES ('fr', '0'), ('en', '0')",
    "CREATE TABLE ballast (id INTEGER PRIMARY KEY, bytes BLOB)",
  ], "write");
  let version = 0;
  const self: ReplicatedCatalog = {
    url: server.url,
    port,
    catalog,
    get version() {
      return version;
    },
    async write() {
      const next = version + 1;
      await catalog.client.batch([
        { sql: "UPDATE languages SET name = ? WHERE tag = 'fr'", args: [`${next}`] },
        {
          sql: "INSERT INTO changes (sequence, tag, at) VALUES (?, 'markets', 0)",
          args: [BigInt(next)],
        },
        { sql: "UPDATE languages SET name = ? WHERE tag = 'en'", args: [`${next}`] },
      ], "write");
      version = next;
    },
    async grow(bytes) {
      await catalog.client.execute({
        sql: `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
          INSERT INTO ballast (bytes) SELECT randomblob(3000) FROM n`,
        args: [BigInt(Math.ceil(bytes / 3000))],
      });
    },
    stop: () => server.stop(),
    kill: () => server.kill(),
    async start() {
      server = await startSqld({ path, folder, port });
    },
    async [Symbol.asyncDispose]() {
      catalog.close();
      await server.stop();
    },
  };
  await self.write();
  return self;
}

/** What one look at a copy found. */
export interface Look {
  readonly version: number;
  /** Whether both rows of the last transaction are there. */
  readonly isWhole: boolean;
}

/** Looks at the current copy, in one statement; null while there is none, or none that can be read. */
export function lookAt(replicas: string): Look | null {
  try {
    using file = new DatabaseSync(currentFile(replicas), { readOnly: true, timeout: 2000 });
    const row = file.prepare(
      `SELECT (SELECT max(sequence) FROM changes) AS version,
        (SELECT name FROM languages WHERE tag = 'fr') AS fr, (SELECT name FROM languages WHERE tag = 'en') AS en`,
    ).get()!;
    const version = Number(row["version"]);
    return { version, isWhole: row["fr"] === row["en"] && row["fr"] === `${version}` };
  } catch {
    return null;
  }
}

/** Looks again and again until it is stopped, and answers every breach as a sentence. */
export function watch(replicas: string): { stop(): Promise<{ looks: number; breaches: string[] }> } {
  const breaches: string[] = [];
  let looks = 0;
  let highest = -1;
  let isStopped = false;
  const watching = (async () => {
    while (!isStopped) {
      const seen = lookAt(replicas);
      if (seen) {
        looks++;
        if (!seen.isWhole) breaches.push(`torn at version ${seen.version}`);
        if (seen.version < highest) breaches.push(`version ${seen.version} after ${highest}`);
        highest = Math.max(highest, seen.version);
      }
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  })();
  return {
    async stop() {
      isStopped = true;
      await watching;
      return { looks, breaches };
    },
  };
}

/** The folder of the copies below an edge's data. */
export const replicasOf = (data: string): string => join(data, "replica");
