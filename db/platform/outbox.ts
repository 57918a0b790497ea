/** The outbox: calls of other services, written in the transaction of what they follow from. */
import type { Client, InStatement } from "@libsql/client";
import type { WriterQueue } from "./writer_queue.ts";

/** A call to be made. */
export interface OutboxEvent {
  readonly id: string;
  readonly target: string;
  readonly method?: "POST" | "PUT";
  readonly path: string;
  readonly body: unknown;
  /** Events of one stream go one after the other. */
  readonly stream: string;
}

/** A call that a relay holds the lease of. */
export interface LeasedEvent extends Required<OutboxEvent> {
  readonly leaseToken: string;
  /** Tries before this one. */
  readonly attempts: number;
}

/**
 * The statement that writes an event.
 *
 * @param guard A condition (SQL, after `WHERE`) and its arguments: the event is written where it holds, with the
 *   rest of its unit.
 */
export function outboxStatement(
  event: OutboxEvent,
  now: number,
  guard: { readonly sql: string; readonly args: readonly (string | number)[] } = { sql: "1", args: [] },
): InStatement {
  const { id, target, method = "POST", path, body, stream } = event;
  return {
    sql: `INSERT INTO outbox (id, target, method, path, body, stream, created_at, due_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE ${guard.sql} ON CONFLICT (id) DO NOTHING`,
    args: [id, target, method, path, JSON.stringify(body), stream, now, now, ...guard.args],
  };
}

/**
 * Takes the lease of events that are due: of each stream the oldest only, and only while no other of it is leased.
 * Any number of processes may do so at once.
 */
export async function leaseEvents(
  queue: WriterQueue,
  options: { now: number; leaseMs: number; limit: number },
): Promise<LeasedEvent[]> {
  const { now, leaseMs, limit } = options;
  const token = crypto.randomUUID();
  const [taken] = await queue.write([{
    sql: `UPDATE outbox SET lease_token = ?, leased_until = ? WHERE id IN (
        SELECT o.id FROM outbox o WHERE o.parked = 0 AND o.due_at <= ? AND o.leased_until <= ?
          AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.stream = o.stream AND e.id < o.id AND e.parked = 0)
        ORDER BY o.due_at LIMIT ?)
      RETURNING id, target, method, path, body, stream, attempts`,
    args: [token, now + leaseMs, now, now, limit],
  }]);
  return taken!.rows.map((row) => ({
    id: String(row["id"]),
    target: String(row["target"]),
    method: String(row["method"]) as "POST" | "PUT",
    path: String(row["path"]),
    body: JSON.parse(String(row["body"])) as unknown,
    stream: String(row["stream"]),
    attempts: Number(row["attempts"]),
    leaseToken: token,
  }));
}

/** It was received: it need not be kept. */
export async function finishEvent(queue: WriterQueue, event: LeasedEvent): Promise<void> {
  await queue.write([{
    sql: "DELETE FROM outbox WHERE id = ? AND lease_token = ?",
    args: [event.id, event.leaseToken],
  }]);
}

/** It was not: to be tried again at `dueAt`, or parked. */
export async function postponeEvent(
  queue: WriterQueue,
  event: LeasedEvent,
  next: { readonly dueAt: number; readonly error: string; readonly park: boolean },
): Promise<void> {
  await queue.write([{
    sql: `UPDATE outbox SET attempts = attempts + 1, due_at = ?, last_error = ?, parked = ?,
      lease_token = NULL, leased_until = 0 WHERE id = ? AND lease_token = ?`,
    args: [next.dueAt, next.error.slice(0, 500), next.park ? 1 : 0, event.id, event.leaseToken],
  }]);
}

/** When the next event is due, in milliseconds since the epoch; null: none waits. */
export async function nextDueAt(client: Client): Promise<number | null> {
  const { rows } = await client.execute(
    "SELECT min(max(due_at, leased_until)) AS at FROM outbox WHERE parked = 0",
  );
  const at = rows[0]?.["at"];
  return at === null || at === undefined ? null : Number(at);
}
