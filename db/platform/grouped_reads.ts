/**
 * Reads of a libSQL server put together: a request of its own costs both sides more than a small read does. What is
 * asked for while others are under way goes with the next request.
 */
import type { Client, InArgs, InStatement, ResultSet, TransactionMode } from "@libsql/client";
import { failureOf } from "./failure.ts";

/** Requests under way at once: more than one, so that a long read does not hold up all others. */
const maxRequests = 2;
/** Statements of a request, so that its answer stays small. */
const maxStatements = 64;

interface Waiting {
  readonly statements: readonly InStatement[];
  readonly resolve: (results: ResultSet[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The same client, whose reads (`SELECT …` by `execute`, and `batch` in the mode `read`) go together. Each read sees
 * what was written before it was asked for; statements of one batch see the same state.
 */
export function groupReads(client: Client): Client {
  const waiting: Waiting[] = [];
  let requests = 0;

  function read(statements: readonly InStatement[]): Promise<ResultSet[]> {
    return new Promise((resolve, reject) => {
      waiting.push({ statements, resolve, reject });
      if (requests >= maxRequests) return;
      requests++;
      // What is asked for in this turn goes along.
      queueMicrotask(run);
    });
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) await request(takeGroup());
    requests--;
  }

  function takeGroup(): Waiting[] {
    let statements = 0;
    let count = 0;
    while (count < waiting.length) {
      statements += waiting[count]!.statements.length;
      if (count > 0 && statements > maxStatements) break;
      count++;
    }
    return waiting.splice(0, count);
  }

  async function request(group: readonly Waiting[]): Promise<void> {
    try {
      const results = await client.batch(group.flatMap(({ statements }) => statements), "read");
      let at = 0;
      for (const { statements, resolve } of group) resolve(results.slice(at, at += statements.length));
    } catch (error) {
      const failure = failureOf(error);
      if (group.length > 1 && failure.kind === "raised") {
        // Whoever is at fault, the others are not hurt.
        for (const one of group) await request([one]);
      } else {
        for (const { reject } of group) reject(failure.error);
      }
    }
  }

  async function execute(statement: InStatement, args?: InArgs): Promise<ResultSet> {
    const whole = typeof statement === "string" && args !== undefined ? { sql: statement, args } : statement;
    const text = typeof whole === "string" ? whole : whole.sql;
    if (!/^\s*SELECT\b/i.test(text)) return await client.execute(whole);
    const [result] = await read([whole]);
    return result!;
  }

  return {
    execute,
    batch: (statements, mode) => {
      const isRead = mode === "read" && !statements.some(Array.isArray);
      return isRead ? read(statements as InStatement[]) : client.batch(statements, mode);
    },
    migrate: (statements) => client.migrate(statements),
    transaction: (mode?: TransactionMode) => client.transaction(mode),
    executeMultiple: (sql) => client.executeMultiple(sql),
    sync: () => client.sync(),
    close: () => client.close(),
    reconnect: () => client.reconnect(),
    get closed() {
      return client.closed;
    },
    get protocol() {
      return client.protocol;
    },
  };
}
