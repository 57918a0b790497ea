/** The inbox: which events were acted on. */
import type { InStatement } from "@libsql/client";

/**
 * The first statement of the unit that acts on an event: it marks it as received, and tells by its row count (1 or 0)
 * whether it is new. Each later statement of the unit carries {@linkcode isNewEvent} as its condition.
 */
export function receiveEvent(id: string, now: number, token: string): InStatement {
  return {
    sql: "INSERT INTO inbox (id, received_at, token) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
    args: [id, now, token],
  };
}

/** The condition that this very unit received the event first. */
export function isNewEvent(
  id: string,
  token: string,
): { readonly sql: string; readonly args: readonly string[] } {
  return { sql: "EXISTS (SELECT 1 FROM inbox WHERE id = ? AND token = ?)", args: [id, token] };
}
