/** Stock levels: set in bulk by warehouse systems, and read. */
import type { InStatement, Row } from "@libsql/client";
import type { Availability } from "../../commerce/catalog_view.ts";
import type {
  BeyondStock,
  StockLevel,
  StockLevelItem,
  StockLevelResult,
} from "../../commerce/wire/admin_stock.ts";
import { type KeyedPage, keyedPage, movementIdSql } from "./movements.ts";
import type { Inventory } from "./open.ts";

/** What `beyond` without a limit means. */
const noLimit = 1_000_000_000;

/** What {@linkcode toLevel} reads. */
export const levelColumns =
  `l.id, l.sku, p.code AS location, l.on_hand, l.reserved, l.to_ship, l.safety_stock,
  l.beyond, l.beyond_limit, l.expected_at, i.low_stock_at, i.availability`;
/** From where. */
export const levelTables = `stock_levels l JOIN locations p ON p.id = l.location_id
  JOIN stock_items i ON i.sku = l.sku`;

/** A level as merchants see it. */
export function toLevel(row: Row): StockLevel {
  const count = (column: string) => Number(row[column]);
  return {
    sku: String(row["sku"]),
    location: String(row["location"]),
    onHand: count("on_hand"),
    reserved: count("reserved"),
    toShip: count("to_ship"),
    safetyStock: count("safety_stock"),
    available: availableOf(row),
    beyond: String(row["beyond"]) as BeyondStock,
    beyondLimit: count("beyond_limit"),
    expectedAt: row["expected_at"] === null ? null : new Date(count("expected_at")).toISOString(),
    lowStockAt: count("low_stock_at"),
    availability: String(row["availability"]) as Availability,
  };
}

/**
 * Sets levels, and says of each item what became of it. A count is what stands on the shelf, whatever is promised of
 * it: one below what is promised makes `available` negative, and nothing more is promised until it is made up for.
 */
export async function setLevels(
  { queue }: Pick<Inventory, "queue">,
  items: readonly StockLevelItem[],
  now: number,
): Promise<StockLevelResult[]> {
  const rows = JSON.stringify(items.map(({ sku, location, onHand, safetyStock, lowStockAt, ...item }) => ({
    sku,
    location,
    onHand,
    safetyStock,
    lowStockAt,
    beyond: item.beyond,
    beyondLimit: item.beyond === undefined
      ? undefined
      : item.beyondLimit ?? (item.beyond === "none" ? 0 : noLimit),
    hasExpectedAt: item.expectedAt === undefined ? 0 : 1,
    expectedAt: typeof item.expectedAt === "string" ? Date.parse(item.expectedAt) : undefined,
  })));
  const results = await queue.write([
    ...makeLevels({ sql: ":rows", args: { rows } }),
    {
      sql: `UPDATE stock_levels SET
          safety_stock = coalesce(g.value ->> 'safetyStock', safety_stock),
          beyond = coalesce(g.value ->> 'beyond', beyond),
          beyond_limit = coalesce(g.value ->> 'beyondLimit', beyond_limit),
          expected_at = iif(g.value ->> 'hasExpectedAt', g.value ->> 'expectedAt', expected_at)
        FROM json_each(:rows) g JOIN locations p ON p.code = g.value ->> 'location'
        WHERE stock_levels.sku = g.value ->> 'sku' AND stock_levels.location_id = p.id
          AND (g.value ->> 'safetyStock' IS NOT NULL OR g.value ->> 'beyond' IS NOT NULL
            OR g.value ->> 'hasExpectedAt')`,
      args: { rows },
    },
    {
      sql: `UPDATE stock_items SET low_stock_at = g.value ->> 'lowStockAt'
        FROM json_each(:rows) g JOIN locations p ON p.code = g.value ->> 'location'
        WHERE stock_items.sku = g.value ->> 'sku' AND g.value ->> 'lowStockAt' IS NOT NULL`,
      args: { rows },
    },
    countShelves({ sql: ":rows", args: { rows } }, null, now),
    {
      sql: `SELECT g.key AS place, l.on_hand, l.reserved, l.to_ship, l.safety_stock FROM json_each(:rows) g
        JOIN locations p ON p.code = g.value ->> 'location'
        JOIN stock_levels l ON l.sku = g.value ->> 'sku' AND l.location_id = p.id`,
      args: { rows },
    },
  ]);
  const available = new Map(results.at(-1)!.rows.map((row) => [Number(row["place"]), availableOf(row)]));
  return items.map(({ sku, location }, place) => {
    const left = available.get(place);
    return left === undefined
      ? { sku, location, status: "refused", reason: "unknown-location" }
      : { sku, location, status: "written", available: left };
  });
}

/** A page of levels, in the order in which they were made. @param query.after The key that the page before ended with. */
export async function listLevels(
  { client }: Pick<Inventory, "client">,
  query: { sku?: string; location?: string; after: number | null; limit: number },
): Promise<KeyedPage<StockLevel>> {
  const { sku, location, after, limit } = query;
  const conditions = ["l.id > ?"];
  const args: (string | number)[] = [after ?? 0];
  if (sku !== undefined) {
    conditions.push("l.sku = ?");
    args.push(sku);
  }
  if (location !== undefined) {
    conditions.push("l.location_id = (SELECT id FROM locations WHERE code = ?)");
    args.push(location);
  }
  const { rows } = await client.execute({
    sql: `SELECT ${levelColumns} FROM ${levelTables} WHERE ${conditions.join(" AND ")} ORDER BY l.id LIMIT ?`,
    args: [...args, limit + 1],
  });
  return keyedPage(rows, limit, toLevel);
}

/** SQL of a JSON array of `{ sku, location, … }`, and its arguments. */
export interface StockRows {
  readonly sql: string;
  readonly args: Readonly<Record<string, string>>;
}

/** The statements that begin levels where there are none, with nothing in them. Unknown locations are passed over. */
export function makeLevels(rows: StockRows): InStatement[] {
  const from = `FROM json_each(${rows.sql}) g JOIN locations p ON p.code = g.value ->> 'location' WHERE true`;
  return [
    {
      sql: `INSERT INTO stock_items (sku) SELECT DISTINCT g.value ->> 'sku' ${from} ON CONFLICT DO NOTHING`,
      args: rows.args,
    },
    {
      sql: `INSERT INTO stock_levels (sku, location_id) SELECT g.value ->> 'sku', p.id ${from}
        ON CONFLICT DO NOTHING`,
      args: rows.args,
    },
  ];
}

/** The statement that makes the shelves what was counted. @param rows With `onHand`; those without are let be. */
export function countShelves(rows: StockRows, reference: string | null, now: number): InStatement {
  return {
    sql:
      `INSERT INTO movements (public_id, level_id, kind, on_hand_delta, reserved_delta, to_ship_delta, reference, at)
      SELECT ${movementIdSql}, l.id, 'count', g.value ->> 'onHand' - l.on_hand, 0, 0, :reference, :now
      FROM json_each(${rows.sql}) g JOIN locations p ON p.code = g.value ->> 'location'
      JOIN stock_levels l ON l.sku = g.value ->> 'sku' AND l.location_id = p.id
      WHERE g.value ->> 'onHand' <> l.on_hand`,
    args: { ...rows.args, now, reference },
  };
}

function availableOf(row: Row): number {
  return Number(row["on_hand"]) - Number(row["reserved"]) - Number(row["to_ship"]) -
    Number(row["safety_stock"]);
}
