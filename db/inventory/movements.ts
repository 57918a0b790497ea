/** Reading the ledger of movements, and what every statement that adds to it shares. */
import type { InValue, Row } from "@libsql/client";
import type { MovementKind, StockMovement } from "../../commerce/wire/admin_stock.ts";
import type { Inventory } from "./open.ts";

/** A public id (UUIDv7, RFC 9562) for each row that a statement inserts; `:now` is its time. */
export const movementIdSql = `printf('mov_%s-%s-7%s-a%s-%s', substr(printf('%012x', :now), 1, 8),
  substr(printf('%012x', :now), 9), substr(lower(hex(randomblob(2))), 2), substr(lower(hex(randomblob(2))), 2),
  lower(hex(randomblob(6))))`;

/** What {@linkcode toMovement} reads. */
export const movementColumns = `m.id, m.public_id, l.sku, p.code AS location, m.kind, m.on_hand_delta,
  m.reserved_delta, m.to_ship_delta, m.reason, m.reference, m.at`;
/** From where. */
export const movementTables = `movements m JOIN stock_levels l ON l.id = m.level_id
  JOIN locations p ON p.id = l.location_id`;

/** A movement as merchants see it. */
export function toMovement(row: Row): StockMovement {
  return {
    id: String(row["public_id"]),
    sku: String(row["sku"]),
    location: String(row["location"]),
    kind: String(row["kind"]) as MovementKind,
    onHandDelta: Number(row["on_hand_delta"]),
    reservedDelta: Number(row["reserved_delta"]),
    toShipDelta: Number(row["to_ship_delta"]),
    reason: textOf(row["reason"]),
    reference: textOf(row["reference"]),
    at: new Date(Number(row["at"])).toISOString(),
  };
}

/** A page of a list that is ordered by an integer key; `next` is the last row's, null on the last page. */
export interface KeyedPage<T> {
  readonly items: readonly T[];
  readonly next: number | null;
}

/** Cuts the row beyond the limit, which says that there is another page. */
export function keyedPage<T>(rows: readonly Row[], limit: number, toItem: (row: Row) => T): KeyedPage<T> {
  const shown = rows.slice(0, limit);
  return { items: shown.map(toItem), next: rows.length > limit ? Number(shown.at(-1)!["id"]) : null };
}

/** The movements of a SKU, the newest first. @param query.before The key that the page before ended with. */
export async function listMovements(
  { client }: Pick<Inventory, "client">,
  query: { sku: string; location?: string; before: number | null; limit: number },
): Promise<KeyedPage<StockMovement>> {
  const { sku, location, before, limit } = query;
  const { rows } = await client.execute({
    sql: `SELECT ${movementColumns} FROM ${movementTables}
      WHERE l.sku = ? AND (? IS NULL OR p.code = ?) AND m.id < ? ORDER BY m.id DESC LIMIT ?`,
    args: [sku, location ?? null, location ?? null, before ?? Number.MAX_SAFE_INTEGER, limit + 1],
  });
  return keyedPage(rows, limit, toMovement);
}

function textOf(value: InValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
