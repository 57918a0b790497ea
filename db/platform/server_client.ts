/** A client of a libSQL server that says everything once, and knows when nobody answered. */
import { type Client, createClient } from "@libsql/client";
import { DatabaseUnavailableError } from "./failure.ts";
import { keepStreams } from "./kept_streams.ts";

export interface ServerClientOptions {
  readonly url: string;
  /** The server's bearer token, where it wants one. */
  readonly token?: string | undefined;
  /** An answer that takes longer, in milliseconds, is none; left out: it is waited for. */
  readonly deadlineMs?: number;
}

/**
 * Opens a client whose requests reach the server once or not at all, on streams that stay open.
 *
 * Its calls reject with a {@linkcode DatabaseUnavailableError} when no answer came; a query builder may wrap it.
 */
export function createServerClient({ url, token, deadlineMs }: ServerClientOptions): Client {
  const fetch = fetchOnce(deadlineMs);
  return keepStreams(createClient({ url, authToken: token, fetch }), { url, token, fetch });
}

/**
 * Deno's own `fetch` sends a request again, a `POST` too, when the connection that it reused breaks before an answer
 * (denoland/deno#35610): what the server had done would be done twice, and the answer be that of the second time.
 */
function fetchOnce(deadlineMs: number | undefined) {
  return async ({ url, method, headers, body }: Request): Promise<Response> => {
    try {
      const answer = await fetch(url, {
        method,
        headers,
        // A body that flows through JavaScript cannot be sent again; one that was a string still could.
        body: body?.pipeThrough(new TransformStream()) ?? null,
        ...deadlineMs !== undefined && { signal: AbortSignal.timeout(deadlineMs) },
      });
      // It may break off in its middle: that is no answer either.
      const bytes = await answer.arrayBuffer();
      return new Response(bytes, { status: answer.status, headers: answer.headers });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new DatabaseUnavailableError(`ask the database's server: ${reason}`, { cause: error });
    }
  };
}
