/**
 * Streams of a libSQL server that stay open from one request to the next (Hrana over HTTP,
 * https://github.com/tursodatabase/libsql/blob/main/docs/HRANA_3_SPEC.md). A stream is a connection to the database
 * with the schema read and the texts of statements known: opening one for each request, as libSQL's client does, costs
 * the server four times what a small request does.
 */
import * as hrana from "@libsql/hrana-client";
import {
  type Client,
  type InArgs,
  type InStatement,
  LibsqlBatchError,
  LibsqlError,
  type ResultSet,
  type TransactionMode,
} from "@libsql/client";

/** Streams that wait for their next request; the server forgets one after ten seconds. */
const maxIdle = 8;
/** What a server remembers for a stream: it takes texts below 5,000 characters, and 150 of them. */
const maxTexts = 100;
const maxTextLength = 4_999;

interface Kept {
  readonly stream: hrana.HttpStream;
  /** Texts of statements that the server knows. */
  readonly texts: Map<string, hrana.Sql>;
  /** Something was asked on it before. */
  isUsed: boolean;
}

export interface KeptStreamsOptions {
  /** Of a scheme other than `http:` and `https:`: the client is answered as it is. */
  readonly url: string;
  readonly token?: string | undefined;
  /** Left out: the global one. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * The same client, whose `execute` and `batch` go over kept streams. A batch is one request, with its transaction in
 * it: nothing is held on a stream that waits.
 *
 * @param client Of that server.
 */
export function keepStreams(client: Client, { url, token, fetch }: KeptStreamsOptions): Client {
  if (!/^https?:/.test(url)) return client;
  let opener = hrana.openHttp(url, token, fetch);
  const idle: Kept[] = [];

  /** Lets `use` have a stream. One that the server forgot did nothing: it is done on another. */
  async function onStream<T>(use: (kept: Kept) => Promise<T>): Promise<T> {
    for (;;) {
      if (client.closed) throw new LibsqlError("the client is closed", "CLIENT_CLOSED");
      const kept = idle.pop() ?? { stream: opener.openStream(), texts: new Map(), isUsed: false };
      try {
        return await use(kept);
      } catch (error) {
        if (!kept.isUsed || !isForgotten(error)) throw libsqlError(error);
      } finally {
        kept.isUsed = true;
        // It closes itself where there was no answer. What nobody keeps is left to the server, which forgets it: told
        // to close a stream, it takes half a minute to end when it is asked to.
        if (!kept.stream.closed && idle.length < maxIdle) idle.push(kept);
      }
    }
  }

  async function execute(statement: InStatement, args?: InArgs): Promise<ResultSet> {
    const whole = typeof statement === "string" ? { sql: statement, args: args ?? [] } : statement;
    return await onStream(async (kept) => resultSet(await kept.stream.query(statementOn(kept, whole))));
  }

  async function batch(
    statements: (InStatement | [string, InArgs?])[],
    mode: TransactionMode = "deferred",
  ): Promise<ResultSet[]> {
    const whole = statements.map((each) =>
      Array.isArray(each) ? { sql: each[0], args: each[1] ?? [] } : each
    );
    return await onStream((kept) => transact(kept, whole, mode));
  }

  return {
    execute,
    batch,
    migrate: (statements) => client.migrate(statements),
    transaction: (mode?: TransactionMode) => client.transaction(mode),
    executeMultiple: (sql) => client.executeMultiple(sql),
    sync: () => client.sync(),
    close() {
      idle.length = 0;
      client.close();
    },
    async reconnect() {
      idle.length = 0;
      opener = hrana.openHttp(url, token, fetch);
      await client.reconnect();
    },
    get closed() {
      return client.closed;
    },
    get protocol() {
      return client.protocol;
    },
  };
}

const beginnings: Readonly<Record<TransactionMode, string>> = {
  write: "BEGIN IMMEDIATE",
  read: "BEGIN TRANSACTION READONLY",
  deferred: "BEGIN DEFERRED",
};

/** Runs a transaction as one request: each statement after the one before it succeeded, and all or none. */
async function transact(
  kept: Kept,
  statements: readonly InStatement[],
  mode: TransactionMode,
): Promise<ResultSet[]> {
  const { ok, not } = hrana.BatchCond;
  const request = kept.stream.batch(false);
  const begin = request.step();
  const begun = settled(begin.run(beginnings[mode]));
  let last = begin;
  const answers = statements.map((statement) => {
    const step = request.step().condition(ok(last));
    last = step;
    return settled(step.query(statementOn(kept, statement)));
  });
  const commit = request.step().condition(ok(last));
  const committed = settled(commit.run("COMMIT"));
  const undone = settled(request.step().condition(not(ok(commit))).run("ROLLBACK"));
  try {
    await request.execute();
  } catch (error) {
    // What was begun may not be undone, as after an answer above the server's 10 MB: it ends with the stream.
    kept.stream.close();
    throw error;
  }
  await undone.catch((error) => {
    // Nothing was begun; else nobody may find it half done.
    if (!/no transaction is active/.test(String(error))) kept.stream.close();
  });
  await begun;
  const results: ResultSet[] = [];
  for (const [index, answer] of answers.entries()) {
    const rows = await answer.catch((error) => {
      const { message, code, cause } = libsqlError(error) as LibsqlError;
      throw new LibsqlBatchError(message, index, code, undefined, undefined, cause as Error);
    });
    if (rows === undefined) {
      throw new LibsqlBatchError("it was not executed: the transaction ended", index, "TRANSACTION_CLOSED");
    }
    results.push(resultSet(rows));
  }
  await committed;
  return results;
}

/** One that is looked at later, or never: until then its rejection is nobody's fault. */
function settled<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => {});
  return answer;
}

function statementOn({ stream, texts }: Kept, statement: InStatement): hrana.Stmt {
  const { sql, args = [] } = typeof statement === "string" ? { sql: statement } : statement;
  let known = texts.get(sql);
  if (known === undefined && sql.length <= maxTextLength && texts.size < maxTexts) {
    known = stream.storeSql(sql);
    texts.set(sql, known);
  }
  const bound = new hrana.Stmt(known ?? sql);
  if (Array.isArray(args)) return bound.bindIndexes(args);
  for (const [name, value] of Object.entries(args)) bound.bindName(name, value);
  return bound;
}

function resultSet(answer: hrana.RowsResult): ResultSet {
  const { rows, affectedRowCount: rowsAffected, lastInsertRowid } = answer;
  const columns = answer.columnNames.map((name) => name ?? "");
  const columnTypes = answer.columnDecltypes.map((type) => type ?? "");
  return {
    columns,
    columnTypes,
    rows: rows as ResultSet["rows"],
    rowsAffected,
    lastInsertRowid,
    toJSON: () => ({
      columns,
      columnTypes,
      rows: rows.map((row) => Array.from(row)),
      rowsAffected,
      lastInsertRowid: lastInsertRowid?.toString() ?? null,
    }),
  };
}

/** The server knows nothing of the stream, so that nothing was done: too much time went by, or it is another server. */
function isForgotten(error: unknown): boolean {
  return error instanceof hrana.ResponseError && error.code === "STREAM_EXPIRED" ||
    error instanceof hrana.HttpServerError && error.status === 400 && /invalid baton/i.test(error.message);
}

/** As libSQL's client would have thrown it. */
function libsqlError(error: unknown): unknown {
  if (error instanceof LibsqlError || !(error instanceof hrana.ClientError)) return error;
  const code = error instanceof hrana.ResponseError
    ? error.code
    : error instanceof hrana.ClosedError
    ? "HRANA_CLOSED_ERROR"
    : "SERVER_ERROR";
  return new LibsqlError(error.message, code ?? "UNKNOWN", undefined, undefined, error);
}
