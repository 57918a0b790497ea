/** Corrections of a count, and the first counts of new variants. */
import type { Availability } from "../../commerce/catalog_view.ts";
import type { StockAdjustment, StockLevel, StockMovement } from "../../commerce/wire/admin_stock.ts";
import type { OpeningInput } from "../../commerce/wire/internal_inventory.ts";
import { countShelves, levelColumns, levelTables, makeLevels, type StockRows, toLevel } from "./levels.ts";
import { movementColumns, movementTables, toMovement } from "./movements.ts";
import { takeKey } from "./notices.ts";
import type { Inventory } from "./open.ts";

/** What became of an adjustment. */
export type AdjustmentOutcome =
  | { readonly kind: "done"; readonly movement: StockMovement; readonly level: StockLevel }
  | { readonly kind: "unknown-location" }
  /** The shelf would hold less than nothing. */
  | { readonly kind: "too-few"; readonly onHand: number };

/**
 * Adds to a count, or takes from it.
 *
 * @param movementId The public id of the movement: with one that is there already nothing is changed, and it is
 * answered.
 */
export async function adjustStock(
  { queue }: Pick<Inventory, "queue">,
  { sku, location, delta, reason }: StockAdjustment,
  movementId: string,
  now: number,
): Promise<AdjustmentOutcome> {
  const results = await queue.write([
    // Taking from where nothing ever stood begins no level.
    ...makeLevels({ sql: ":rows", args: { rows: JSON.stringify(delta > 0 ? [{ sku, location }] : []) } }),
    {
      sql:
        `INSERT INTO movements (public_id, level_id, kind, on_hand_delta, reserved_delta, to_ship_delta, reason, at)
        SELECT :movementId, l.id, 'adjustment', :delta, 0, 0, :reason, :now
        FROM stock_levels l JOIN locations p ON p.id = l.location_id
        WHERE l.sku = :sku AND p.code = :location AND l.on_hand + :delta >= 0
        ON CONFLICT (public_id) DO NOTHING`,
      args: { movementId, delta, reason, now, sku, location },
    },
    { sql: `SELECT ${movementColumns} FROM ${movementTables} WHERE m.public_id = ?`, args: [movementId] },
    {
      sql: `SELECT ${levelColumns} FROM ${levelTables} WHERE l.sku = ? AND p.code = ?`,
      args: [sku, location],
    },
    { sql: "SELECT 1 FROM locations WHERE code = ?", args: [location] },
  ]);
  const [movement, level, place] = results.slice(-3).map(({ rows }) => rows[0]);
  if (movement && level) return { kind: "done", movement: toMovement(movement), level: toLevel(level) };
  if (!place) return { kind: "unknown-location" };
  return { kind: "too-few", onHand: Number(level?.["on_hand"] ?? 0) };
}

/**
 * Sets the first counts of new variants, in the location that sends first. With a key that was used already nothing
 * is changed.
 *
 * @returns What shoppers are to be told of each from now on; null: there is no location whose stock is for sale.
 */
export async function openStock(
  { queue }: Pick<Inventory, "queue">,
  key: string,
  items: OpeningInput["items"],
  now: number,
): Promise<{ readonly sku: string; readonly availability: Availability }[] | null> {
  const token = crypto.randomUUID();
  const name = `opening ${key}`;
  const counted = JSON.stringify(items);
  const first = "(SELECT code FROM locations WHERE active = 1 ORDER BY priority, id LIMIT 1)";
  const rows: StockRows = {
    // Where the key is another write's, no row is left.
    sql: `(SELECT json_group_array(json_object('sku', o.value ->> 'sku', 'onHand', o.value ->> 'onHand',
        'location', ${first})) FROM json_each(:counted) o
      WHERE EXISTS (SELECT 1 FROM notices WHERE key = :name AND token = :token))`,
    args: { counted, name, token },
  };
  const results = await queue.write([
    takeKey({ key: name, token, now, condition: `${first} IS NOT NULL`, args: {} }),
    ...makeLevels(rows),
    countShelves(rows, key, now),
    {
      sql: "SELECT i.sku, i.availability FROM json_each(?) g JOIN stock_items i ON i.sku = g.value ->> 'sku'",
      args: [counted],
    },
    { sql: "SELECT 1 FROM notices WHERE key = ?", args: [name] },
  ]);
  if (results.at(-1)!.rows.length === 0) return null;
  return results.at(-2)!.rows.map((row) => ({
    sku: String(row["sku"]),
    availability: String(row["availability"]) as Availability,
  }));
}
