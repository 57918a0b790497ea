/** A client of a libSQL server that says everything once, and knows when nobody answered. */
import { type Client, createClient } from "@libsql/client";
import { DatabaseUnavailableError } from "./failure.ts";
import { keepStreams } from "./kept_streams.ts";

/**
 * How long an answer is waited for, in milliseconds. A server that is gone without a word, as a machine that lost its
 * power, would otherwise hold up everybody who waits behind. A server lets nobody hold its database for more than
 * five seconds while others want it.
 */
const answerMs = 10_000;
/** Migrations and transactions of several requests, such as imports and derived tables made anew, have long statements. */
const longAnswerMs = 600_000;

/**
 * Opens a client whose requests reach the server once or not at all, on streams that stay open.
 *
 * Its calls reject with a {@linkcode DatabaseUnavailableError} when no answer came; a query builder may wrap it.
 *
 * @param options.token The server's bearer token, where it wants one.
 * @param options.deadlineMs How long `execute` and `batch` wait for an answer; left out: ten seconds.
 */
export function createServerClient(
  { url, token, deadlineMs = answerMs }: { url: string; token?: string; deadlineMs?: number },
): Client {
  const client = createClient({ url, authToken: token, fetch: fetchOnce(longAnswerMs) });
  return keepStreams(client, { url, token, fetch: fetchOnce(deadlineMs) });
}

/**
 * Deno's own `fetch` sends a request again, a `POST` too, when the connection that it reused breaks before an answer
 * (denoland/deno#35610): what the server had done would be done twice, and the answer be that of the second time.
 */
function fetchOnce(deadlineMs: number) {
  return async (request: Request): Promise<Response> => {
    try {
      const { url, method, headers } = request;
      const question = await request.bytes();
      const answer = await fetch(url, {
        method,
        headers,
        // Bytes could be sent again; a stream that JavaScript fills cannot.
        body: new ReadableStream({
          start(controller) {
            controller.enqueue(question);
            controller.close();
          },
        }),
        signal: AbortSignal.timeout(deadlineMs),
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
