/**
 * What the catalog is still to be told of availability.
 *
 * The outbox here is the SKU itself: triggers note, in the transaction that crosses a threshold, what shoppers are to
 * be told and that it is due. So many crossings between two deliveries are one, thousands of SKUs are a few calls,
 * and what the catalog lost (a restored copy, a product made anew) it is told again in its turn.
 */
import type { Availability } from "../../commerce/catalog_view.ts";
import type { Inventory } from "./open.ts";

/** What is to be told of a SKU; of two versions the higher one is right. */
export interface Announcement {
  readonly sku: string;
  readonly availability: Availability;
  readonly version: number;
}

/**
 * Takes what is due, for `leaseMs`: nobody else is given it meanwhile, and what is not finished then is due again.
 * Any number of processes may do so at once.
 */
export async function leaseAnnouncements(
  { client, queue }: Pick<Inventory, "client" | "queue">,
  { now, leaseMs, limit }: { now: number; leaseMs: number; limit: number },
): Promise<Announcement[]> {
  const next = await nextAnnouncementAt({ client });
  if (next === null || next > now) return [];
  const [taken] = await queue.write([{
    sql: `UPDATE stock_items SET announce_at = :until WHERE sku IN (
        SELECT sku FROM stock_items WHERE announce_at <= :now AND availability IS NOT NULL
        ORDER BY announce_at LIMIT :limit)
      RETURNING sku, availability, version`,
    args: { until: now + leaseMs, now, limit },
  }]);
  return taken!.rows.map((row) => ({
    sku: String(row["sku"]),
    availability: String(row["availability"]) as Availability,
    version: Number(row["version"]),
  }));
}

/** Notes when these are due again. One that changed meanwhile is due already, and stays so. */
export async function finishAnnouncements(
  { queue }: Pick<Inventory, "queue">,
  announcements: readonly Announcement[],
  dueAt: number,
): Promise<void> {
  if (announcements.length === 0) return;
  await queue.write([{
    sql: `UPDATE stock_items SET announce_at = :dueAt FROM json_each(:told) t
      WHERE stock_items.sku = t.value ->> 'sku' AND stock_items.version = t.value ->> 'version'`,
    args: { dueAt, told: JSON.stringify(announcements) },
  }]);
}

/** When the next one is due, in milliseconds since the epoch; null: there is none. */
export async function nextAnnouncementAt({ client }: Pick<Inventory, "client">): Promise<number | null> {
  const { rows } = await client.execute(
    "SELECT min(announce_at) AS at FROM stock_items WHERE availability IS NOT NULL",
  );
  const at = rows[0]?.["at"];
  return at === null || at === undefined ? null : Number(at);
}
