/**
 * The catalog's libSQL server as the remote reader asks it: a batch is one read transaction and one round trip,
 * with a deadline. Where the last batches all failed it is left alone for a moment, so that a page is refused within
 * a millisecond instead of a deadline.
 */
import { type Client, createClient, LibsqlError } from "@libsql/client/web";
import { CatalogUnavailableError } from "../../../commerce/catalog_reader.ts";
import { Circuit, type Judge } from "../../../commerce/circuit.ts";
import type { Question, Rows } from "./replay.ts";

export interface RemoteServerOptions {
  /** Of a libSQL server: `http:`, `https:` or `libsql:`. */
  readonly url: string;
  /** What lets one read; left out for a server that is open. */
  readonly token: string | undefined;
  readonly fetch: typeof fetch;
  /** Milliseconds, of any epoch. */
  readonly now: () => number;
  /** Milliseconds after which an unanswered batch is given up. */
  readonly deadlineMs: number;
}

export interface RemoteServer {
  /**
   * The rows of each question, all of one snapshot.
   *
   * @throws {CatalogUnavailableError}
   * @throws {AnswerTooLargeError}
   */
  batch(questions: readonly Question[]): Promise<Rows[]>;
  close(): void;
}

/** The server does not send that much at once (10 MB, unless it was told otherwise); fewer rows may do. */
export class AnswerTooLargeError extends Error {
  override name = "AnswerTooLargeError";
}

/** Batches in a row that fail before the server is left alone. */
const failures = 3;
const pause = { firstMs: 1_000, ceilingMs: 5_000 };

const judge: Judge<Rows[]> = {
  answer: () => false,
  // A server that refuses a statement is there.
  error: (error) =>
    !(error instanceof LibsqlError && (isTooLarge(error) || /^(SQLITE|SQL_)/.test(error.code))),
};

/** Opens the way to a server, which is first asked by the first batch. */
export function openServer({ url, token, now, deadlineMs, fetch }: RemoteServerOptions): RemoteServer {
  const client = createClient({
    url,
    ...(token === undefined ? {} : { authToken: token }),
    // The signal ends the reading of the answer, too.
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(deadlineMs) }),
  });
  const circuit = new Circuit({ target: "the catalog's server", failures, pause, now, chance: Math.random });
  return {
    async batch(questions) {
      try {
        return await circuit.call(() => fetchRows(client, questions), judge);
      } catch (error) {
        if (isTooLarge(error)) {
          throw new AnswerTooLargeError(`read catalog: ${questions.length} statements answer too much`, {
            cause: error,
          });
        }
        throw new CatalogUnavailableError("read catalog: its server did not answer as it should", {
          cause: error,
        });
      }
    },
    close: () => client.close(),
  };
}

/** A question for some of its rows, in the order in which they come. */
export function partOf({ sql, args }: Question, from: number, count: number): Question {
  const [limit, offset] = [args.length + 1, args.length + 2];
  return { sql: `SELECT * FROM (${sql}) LIMIT +?${limit} OFFSET +?${offset}`, args: [...args, count, from] };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof LibsqlError && error.code === "RESPONSE_TOO_LARGE";
}

async function fetchRows(client: Client, questions: readonly Question[]): Promise<Rows[]> {
  const statements = questions.map(({ sql, args }) => ({
    sql,
    // The protocol sends a number as a float, and a whole one must stay whole.
    args: args.map((arg) => Number.isSafeInteger(arg) ? BigInt(arg as number) : arg),
  }));
  const results = await client.batch(statements, "read");
  return results.map(({ rows, columns }) =>
    rows.map((row) =>
      columns.map((_, at) => row[at] instanceof ArrayBuffer ? new Uint8Array(row[at]) : row[at])
    )
  );
}
