/** A catalog file behind a real libSQL server, so that one test can read it both ways. */
import { join } from "node:path";
import { type LibsqlServer, startSqld } from "./sqld.ts";

/**
 * Serves a file where it lies. Whoever has the file open through another SQLite, in another process than the
 * server's, may go on writing it: each sees what the other committed.
 *
 * @param options.sqld The server's program.
 * @param options.port Left out: a free one.
 */
export async function serveCatalogFile(
  options: { sqld: string; file: string; port?: number },
): Promise<LibsqlServer> {
  const folder = await Deno.makeTempDir({ prefix: "comptoir-server-" });
  // Where a server keeps its one database; without a log of its own beside it, it begins one from the file.
  const home = join(folder, "primary", "dbs", "default");
  await Deno.mkdir(home, { recursive: true });
  await Deno.symlink(options.file, join(home, "data"));
  const { port } = options;
  const server = await startSqld({ path: options.sqld, folder, ...(port === undefined ? {} : { port }) });
  return {
    ...server,
    async stop() {
      // Asked to stop it would wait half a minute for connections that are kept open; the file is not its own.
      await server.kill();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
