/** Locations: the places that send goods. */
import type { InStatement, Row } from "@libsql/client";
import type { LocationInput, LocationPatch, StockLocation } from "../../commerce/wire/admin_stock.ts";
import { type KeyedPage, keyedPage } from "./movements.ts";
import type { Inventory } from "./open.ts";

/** A location and its version, for optimistic locking. */
export interface VersionedLocation {
  readonly location: StockLocation;
  readonly revision: number;
}

/** What became of a change of a location: refused ones changed nothing. */
export type LocationOutcome =
  | { readonly kind: "done"; readonly found: VersionedLocation }
  | { readonly kind: "code-taken" }
  /** Somebody changed it since it was read. */
  | { readonly kind: "stale" }
  /** It has stock levels, whose ledger stays. */
  | { readonly kind: "in-use" }
  | { readonly kind: "not-found" };

/** Adds a location. @param id Its public id: one that is there already is answered as it is. */
export async function createLocation(
  { queue }: Pick<Inventory, "queue">,
  id: string,
  { code, name, country, priority, markets, active }: LocationInput,
): Promise<LocationOutcome> {
  const [, found] = await queue.write([
    {
      sql: `INSERT INTO locations (public_id, code, name, country, priority, markets, active)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      args: [id, code, name, country, priority, JSON.stringify(markets), active ? 1 : 0],
    },
    readById(id),
  ]);
  const row = found!.rows[0];
  return row ? { kind: "done", found: toVersioned(row) } : { kind: "code-taken" };
}

/** Changes a location: what is left out stays. @param revision The version that the caller saw. */
export async function patchLocation(
  { queue }: Pick<Inventory, "queue">,
  id: string,
  { name, country, priority, markets, active }: LocationPatch,
  revision: string,
): Promise<LocationOutcome> {
  const values = JSON.stringify({
    name,
    country,
    priority,
    markets: markets && JSON.stringify(markets),
    active: active === undefined ? undefined : Number(active),
  });
  const given = (column: string) => `${column} = coalesce(:values ->> '${column}', ${column})`;
  const [changed, found] = await queue.write([
    {
      sql: `UPDATE locations SET ${
        ["name", "country", "priority", "markets", "active"].map(given).join(", ")
      },
          revision = revision + (:values <> '{}')
        WHERE public_id = :id AND revision || '' = :revision`,
      args: { values, id, revision },
    },
    readById(id),
  ]);
  const row = found!.rows[0];
  if (!row) return { kind: "not-found" };
  return changed!.rowsAffected > 0 ? { kind: "done", found: toVersioned(row) } : { kind: "stale" };
}

/** Removes a location that never had stock. @param revision The version that the caller saw. */
export async function deleteLocation(
  { queue }: Pick<Inventory, "queue">,
  id: string,
  revision: string,
): Promise<Exclude<LocationOutcome["kind"], "code-taken">> {
  const [before, gone] = await queue.write([
    readById(id),
    {
      sql: `DELETE FROM locations WHERE public_id = ? AND revision || '' = ?
        AND NOT EXISTS (SELECT 1 FROM stock_levels WHERE location_id = locations.id)`,
      args: [id, revision],
    },
  ]);
  const row = before!.rows[0];
  if (!row) return "not-found";
  if (gone!.rowsAffected > 0) return "done";
  return toVersioned(row).revision === Number(revision) ? "in-use" : "stale";
}

/** A location by its public id. */
export async function readLocation(
  { client }: Pick<Inventory, "client">,
  id: string,
): Promise<VersionedLocation | null> {
  const { rows } = await client.execute(readById(id));
  return rows[0] ? toVersioned(rows[0]) : null;
}

/** A location by its code. */
export async function findLocation(
  { client }: Pick<Inventory, "client">,
  code: string,
): Promise<StockLocation | null> {
  const { rows } = await client.execute({ sql: "SELECT * FROM locations WHERE code = ?", args: [code] });
  return rows[0] ? toLocation(rows[0]) : null;
}

/** A page of locations, the oldest first. @param query.after The key that the page before ended with. */
export async function listLocations(
  { client }: Pick<Inventory, "client">,
  { after, limit }: { after: number | null; limit: number },
): Promise<KeyedPage<StockLocation>> {
  const { rows } = await client.execute({
    sql: "SELECT * FROM locations WHERE id > ? ORDER BY id LIMIT ?",
    args: [after ?? 0, limit + 1],
  });
  return keyedPage(rows, limit, toLocation);
}

function readById(id: string): InStatement {
  return { sql: "SELECT * FROM locations WHERE public_id = ?", args: [id] };
}

function toVersioned(row: Row): VersionedLocation {
  return { location: toLocation(row), revision: Number(row["revision"]) };
}

function toLocation(row: Row): StockLocation {
  return {
    id: String(row["public_id"]),
    code: String(row["code"]),
    name: String(row["name"]),
    country: row["country"] === null ? null : String(row["country"]),
    priority: Number(row["priority"]),
    markets: JSON.parse(String(row["markets"])) as string[],
    active: Number(row["active"]) === 1,
  };
}
