/** Orders that something is to be done about by itself. */
import type { Client } from "@libsql/client";
import type { Orders } from "./open.ts";
import type { Due } from "./records.ts";

export interface DueOrder {
  readonly id: string;
  readonly due: Due;
}

/** Takes orders that are due, for `leaseMs`: after that they are due again. Any number of processes may do so at once. */
export async function leaseDueOrders(
  { client, queue }: Pick<Orders, "client" | "queue">,
  { now, leaseMs, limit }: { now: number; leaseMs: number; limit: number },
): Promise<DueOrder[]> {
  // Mostly nothing is, and a look costs less than a write.
  const next = await nextDueOrder(client);
  if (next === null || next > now) return [];
  const [taken] = await queue.write([{
    sql: `UPDATE orders SET due_at = ? WHERE sequence IN (
        SELECT sequence FROM orders WHERE due_at <= ? ORDER BY due_at LIMIT ?) RETURNING id, due`,
    args: [now + leaseMs, now, limit],
  }]);
  return taken!.rows.map((row) => ({ id: String(row["id"]), due: String(row["due"]) as Due }));
}

/** When the next order is due, in milliseconds since the epoch; null: none is. */
export async function nextDueOrder(client: Client): Promise<number | null> {
  const { rows } = await client.execute("SELECT min(due_at) AS at FROM orders WHERE due_at IS NOT NULL");
  return rows[0]!["at"] === null ? null : Number(rows[0]!["at"]);
}

/** Looks again later, if it is still due for the same. */
export async function postponeDue(
  { queue }: Pick<Orders, "queue">,
  { id, due }: DueOrder,
  dueAt: number,
): Promise<void> {
  await queue.write([{
    sql: "UPDATE orders SET due_at = ? WHERE id = ? AND due = ?",
    args: [dueAt, id, due],
  }]);
}
