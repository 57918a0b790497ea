/** Opening the backoffice database, a file or a libSQL server, for the catalog service. */
import { type Client, createClient } from "@libsql/client";
import { isFileUrl } from "../platform/file_client.ts";
import { createServerClient } from "../platform/server_client.ts";

/** How long a statement waits for another process's write, in milliseconds. */
const busyTimeoutMs = 5_000;

/**
 * Opens the backoffice. Every write is one `batch`, which libsql runs in one go: no transaction of this process
 * is ever open while another of its statements waits.
 *
 * @param options.url `file:/path/backoffice.db`, or the address of a libSQL server.
 * @param options.token Its bearer token, where it wants one.
 */
export async function openBackoffice(options: { url: string; token?: string }): Promise<Client> {
  if (!isFileUrl(options.url)) return createServerClient(options);
  const client = createClient({ url: options.url, timeout: busyTimeoutMs });
  await client.execute("PRAGMA journal_mode = WAL");
  return client;
}
