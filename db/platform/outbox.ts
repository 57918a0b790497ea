/** The outbox: calls of other services, written in the transaction of what they follow from. */
import type { Client, InStatement } from "@libsql/client";
import { always, type Guard } from "./guard.ts";
import type { Database } from "./open_database.ts";
import type { WriterQueue } from "./writer_queue.ts";

/** A call to be made. */
export interface OutboxEvent {
  readonly id: string;
  readonly target: string;
  readonly method?: "POST" | "PUT";
  readonly path: string;
  readonly body: unknown;
  /** Events of one stream to one target go one after the other. */
  readonly stream: string;
  /** Of the request that it follows from. */
  readonly trace?: EventTrace;
}

/** What ties the log lines of an event's maker and of its receiver together. */
export interface EventTrace {
  readonly requestId: string;
  readonly traceparent: string;
}

/** A call that a relay holds the lease of. */
export interface LeasedEvent extends OutboxEvent {
  readonly method: "POST" | "PUT";
  readonly leaseToken: string;
  /** Milliseconds since the epoch: until then nobody else tries. */
  readonly leasedUntil: number;
  /** Tries before this one. */
  readonly attempts: number;
}

/**
 * The statement that writes an event. An event whose id waits already is left as it is.
 *
 * @param guard The event is written where it holds, with the rest of its unit.
 */
export function outboxStatement(event: OutboxEvent, now: number, guard: Guard = always): InStatement {
  const { id, target, method = "POST", path, body, stream, trace } = event;
  return {
    sql: `INSERT INTO outbox
        (id, target, method, path, body, stream, request_id, traceparent, created_at, due_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE ${guard.sql} ON CONFLICT (id) DO NOTHING`,
    args: [
      id,
      target,
      method,
      path,
      JSON.stringify(body),
      stream,
      trace?.requestId ?? null,
      trace?.traceparent ?? null,
      now,
      now,
      ...guard.args,
    ],
  };
}

/** Nothing else of its stream stands before it. */
const isNext = `o.parked = 0 AND NOT EXISTS (SELECT 1 FROM outbox e
  WHERE e.target = o.target AND e.stream = o.stream AND e.sequence < o.sequence AND e.parked = 0)`;

/**
 * Takes the lease of events to a target that are due: of each stream the oldest only. What is not finished when the
 * lease ends is due again. Any number of processes may do so at once.
 */
export async function leaseEvents(
  queue: WriterQueue,
  options: { target: string; now: number; leaseMs: number; limit: number },
): Promise<LeasedEvent[]> {
  const { target, now, leaseMs, limit } = options;
  const token = crypto.randomUUID();
  const [taken] = await queue.write([{
    sql: `UPDATE outbox SET lease_token = ?, due_at = ? WHERE sequence IN (
        SELECT o.sequence FROM outbox o WHERE o.target = ? AND o.due_at <= ? AND ${isNext}
        ORDER BY o.due_at, o.sequence LIMIT ?)
      RETURNING id, method, path, body, stream, request_id, traceparent, attempts`,
    args: [token, now + leaseMs, target, now, limit],
  }]);
  return taken!.rows.map((row) => ({
    id: String(row["id"]),
    target,
    method: String(row["method"]) as "POST" | "PUT",
    path: String(row["path"]),
    body: JSON.parse(String(row["body"])) as unknown,
    stream: String(row["stream"]),
    ...row["request_id"] !== null &&
      { trace: { requestId: String(row["request_id"]), traceparent: String(row["traceparent"]) } },
    attempts: Number(row["attempts"]),
    leaseToken: token,
    leasedUntil: now + leaseMs,
  }));
}

/** It was received: it need not be kept. */
export async function finishEvent(queue: WriterQueue, event: LeasedEvent): Promise<void> {
  await queue.write([{
    sql: "DELETE FROM outbox WHERE id = ? AND lease_token = ?",
    args: [event.id, event.leaseToken],
  }]);
}

/**
 * It was not: to be tried again at `dueAt`, or parked. What stands behind it waits as long, so that it is not looked
 * at in vain.
 */
export async function postponeEvent(
  queue: WriterQueue,
  event: LeasedEvent,
  next: { readonly dueAt: number; readonly error: string; readonly park: boolean },
): Promise<void> {
  const { id, leaseToken, target, stream } = event;
  const { dueAt, error, park } = next;
  await queue.write([
    {
      sql: `UPDATE outbox SET due_at = max(due_at, ?) WHERE target = ? AND stream = ? AND parked = 0
        AND EXISTS (SELECT 1 FROM outbox e WHERE e.id = ? AND e.lease_token = ? AND e.sequence < outbox.sequence)`,
      args: [dueAt, target, stream, id, leaseToken],
    },
    {
      sql:
        `UPDATE outbox SET attempts = attempts + 1, due_at = ?, last_error = ?, parked = ?, lease_token = NULL
        WHERE id = ? AND lease_token = ?`,
      args: [dueAt, error.slice(0, 500).toWellFormed(), park ? 1 : 0, id, leaseToken],
    },
  ]);
}

/** Lets the parked events of a target be tried once more: one failure parks them again. */
export async function retryParkedEvents(
  { client, queue }: Pick<Database, "client" | "queue">,
  target: string,
  now: number,
): Promise<void> {
  const { rows } = await client.execute({
    sql: "SELECT 1 FROM outbox WHERE target = ? AND parked = 1 LIMIT 1",
    args: [target],
  });
  if (rows.length === 0) return;
  await queue.write([{
    sql: "UPDATE outbox SET parked = 0, due_at = ? WHERE target = ? AND parked = 1",
    args: [now, target],
  }]);
}

/** When the next event to a target can be leased, in milliseconds since the epoch; null: none waits. */
export async function nextDueAt(client: Client, target: string): Promise<number | null> {
  const { rows } = await client.execute({
    sql: `SELECT o.due_at FROM outbox o WHERE o.target = ? AND ${isNext} ORDER BY o.due_at LIMIT 1`,
    args: [target],
  });
  return rows.length === 0 ? null : Number(rows[0]!["due_at"]);
}

/** What an outbox holds, for an operator. */
export interface OutboxState {
  readonly waiting: number;
  /** Given up after too many tries. */
  readonly parked: number;
}

/** Rejects when the database is out of reach or not migrated. */
export async function outboxState(client: Client): Promise<OutboxState> {
  const { rows } = await client.execute(
    "SELECT count(*) FILTER (WHERE parked = 0) AS waiting, count(*) FILTER (WHERE parked = 1) AS parked FROM outbox",
  );
  return { waiting: Number(rows[0]!["waiting"]), parked: Number(rows[0]!["parked"]) };
}
