/** The inbox: which events were acted on. */
import type { InStatement } from "@libsql/client";
import type { Guard } from "./guard.ts";
import type { WriterQueue } from "./writer_queue.ts";

/** How long an event is known; relays give up long before, and try once more at each start of a process. */
const keepMs = 90 * 24 * 3_600_000;

/**
 * The first statement of the unit that acts on an event: it marks it as received, and tells by its row count (1 or 0)
 * whether it is new. Each later statement of the unit carries {@linkcode isNewEvent} as its condition.
 *
 * @param token Of this very try, e.g. a random UUID.
 */
export function receiveEvent(id: string, now: number, token: string): InStatement {
  return {
    sql: "INSERT INTO inbox (id, received_at, token) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
    args: [id, now, token],
  };
}

/** The condition that this very unit received the event first. */
export function isNewEvent(id: string, token: string): Guard {
  return { sql: "EXISTS (SELECT 1 FROM inbox WHERE id = ? AND token = ?)", args: [id, token] };
}

/** Forgets events that were received long ago. May run in several processes at once. */
export async function pruneInbox(queue: WriterQueue, now: number): Promise<void> {
  await queue.write([{ sql: "DELETE FROM inbox WHERE received_at <= ?", args: [now - keepMs] }]);
}
