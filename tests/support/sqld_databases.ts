/** A libSQL server for each of a shop's databases, as in production, which can be killed and started again in place. */
import { join } from "node:path";
import { startSqld } from "./sqld.ts";

/** The databases of the central API. */
export const databaseNames = ["catalog", "backoffice", "inventory", "orders", "payments"] as const;
export type DatabaseName = typeof databaseNames[number];

/** A server of one database, on its port and its folder. */
export interface DatabaseServer {
  readonly name: DatabaseName;
  readonly url: string;
  /** Ends it at once and without a warning. */
  kill(): Promise<void>;
  /** Starts it again and waits until it answers. */
  start(): Promise<void>;
}

/** The file that a database without a server is. */
export function databaseFile(folder: string, name: DatabaseName): string {
  return join(folder, `${name}.db`);
}

/** The file that a server of {@linkcode serveDatabases} keeps a database in. */
export function servedFile(folder: string, name: DatabaseName): string {
  return join(folder, "servers", name, "primary", "dbs", "default", "data");
}

/**
 * Gives a shop's database files to servers, each of which begins with what its file holds. Nobody may have them open.
 *
 * @param sqld The server's program.
 */
export async function serveDatabases(sqld: string, folder: string): Promise<DatabaseServer[]> {
  return await Promise.all(databaseNames.map(async (name) => {
    const home = join(folder, "servers", name);
    const data = servedFile(folder, name);
    await Deno.mkdir(join(data, ".."), { recursive: true });
    await copyDatabase(databaseFile(folder, name), data);
    let server = await startSqld({ path: sqld, folder: home });
    const { url, port } = server;
    return {
      name,
      url,
      kill: () => server.kill(),
      async start() {
        server = await startSqld({ path: sqld, folder: home, port });
      },
    };
  }));
}

/** Copies a database's file, to which nobody writes, with what has not found its way into it yet. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await Deno.copyFile(from, to);
  await Deno.copyFile(`${from}-wal`, `${to}-wal`).catch(ignoreMissing);
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
