/**
 * The inventory database: what stands where, what of it is promised to whom, and every movement that led there.
 *
 * Counts change by a movement alone: inserting one applies it, and triggers (migrations/0001_ledger.sql) refuse every
 * other way, so that the ledger always sums to the counts. Times are milliseconds since the epoch.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { availabilities } from "../../commerce/catalog_view.ts";
import { beyondStock, movementKinds } from "../../commerce/wire/admin_stock.ts";
import { reservationStates } from "../../commerce/wire/internal_inventory.ts";
import { idempotencyKeysTable } from "../platform/tables.ts";

/** A key that is never given twice. */
const lastingId = () => integer("id").primaryKey({ autoIncrement: true });

export const idempotencyKeys = idempotencyKeysTable();

/** Places that send goods. */
export const locations = sqliteTable("locations", {
  id: lastingId(),
  publicId: text("public_id").notNull().unique(),
  code: text("code").notNull().unique(),
  name: text("name").notNull(),
  /** ISO 3166-1 alpha-2; null until somebody says it. */
  country: text("country"),
  /** Lower ones send first. */
  priority: integer("priority").notNull(),
  /** Codes of the markets whose orders it sends before other locations do, as a JSON array. */
  markets: text("markets").notNull().default("[]"),
  /** Whether its stock is for sale. */
  active: integer("active").notNull().default(1),
  /** Counts its changes, for optimistic locking. */
  revision: integer("revision").notNull().default(1),
}, (t) => [
  check("locations_country", sql`${t.country} IS NULL OR length(${t.country}) = 2`),
  check("locations_priority", sql`${t.priority} >= 0`),
  check("locations_markets", sql`json_valid(${t.markets})`),
  check("locations_active", sql`${t.active} IN (0, 1)`),
]);

/** SKUs of which somebody keeps count. There is always enough of any other. */
export const stockItems = sqliteTable("stock_items", {
  sku: text("sku").primaryKey(),
  /** Up to so many units that can be sold it is `low_stock`. */
  lowStockAt: integer("low_stock_at").notNull().default(5),
  /** What shoppers are to be told; null: not known yet. Triggers keep it. */
  availability: text("availability", { enum: availabilities }),
  /** When `availability` changed, always rising: whoever knows a later one ignores an older one. */
  version: integer("version").notNull().default(0),
  /** When the catalog is to be told (again). */
  announceAt: integer("announce_at").notNull().default(0),
}, (t) => [
  index("stock_items_announce_at").on(t.announceAt),
  check("stock_items_low_stock_at", sql`${t.lowStockAt} >= 0`),
]);

/** The counts of a SKU in a location. */
export const stockLevels = sqliteTable("stock_levels", {
  id: lastingId(),
  sku: text("sku").notNull().references(() => stockItems.sku),
  locationId: integer("location_id").notNull().references(() => locations.id),
  /** What stands on the shelf, the units of the next two among them. */
  onHand: integer("on_hand").notNull().default(0),
  /** Held for orders that are not paid yet. */
  reserved: integer("reserved").notNull().default(0),
  /** Sold and not shipped yet. */
  toShip: integer("to_ship").notNull().default(0),
  /** The movement that made the three what they are; 0: none yet. */
  lastMovement: integer("last_movement").notNull().default(0),
  /** Units that are kept back from the shop. */
  safetyStock: integer("safety_stock").notNull().default(0),
  /** What shoppers are told where units are sold that are not there yet. */
  beyond: text("beyond", { enum: beyondStock }).notNull().default("none"),
  /** How many of those. */
  beyondLimit: integer("beyond_limit").notNull().default(0),
  /** When they are expected. */
  expectedAt: integer("expected_at"),
}, (t) => [
  uniqueIndex("stock_levels_sku_location").on(t.sku, t.locationId),
  index("stock_levels_location").on(t.locationId),
  check("stock_levels_counts", sql`${t.onHand} >= 0 AND ${t.reserved} >= 0 AND ${t.toShip} >= 0`),
  check("stock_levels_safety_stock", sql`${t.safetyStock} >= 0`),
  check("stock_levels_beyond", sql`${t.beyond} IN ('none', 'backorder', 'preorder')`),
  check(
    "stock_levels_beyond_limit",
    sql`${t.beyondLimit} >= 0 AND (${t.beyond} <> 'none' OR ${t.beyondLimit} = 0)`,
  ),
]);

/** Stock that an order asked for, by the order's id. */
export const reservations = sqliteTable("reservations", {
  id: lastingId(),
  orderId: text("order_id").notNull().unique(),
  state: text("state", { enum: reservationStates }).notNull(),
  /** Of the write that brought it into this state: the rest of that write asks for it. */
  token: text("token").notNull(),
  /** What was asked for, as JSON: `[{ sku, quantity }]`; null: it was given up before it asked. */
  lines: text("lines"),
  market: text("market"),
  /** Where the order goes, ISO 3166-1 alpha-2. */
  country: text("country"),
  heldAt: integer("held_at").notNull(),
  changedAt: integer("changed_at").notNull(),
}, (t) => [
  index("reservations_held").on(t.state, t.id),
  check("reservations_state", sql`${t.state} IN ('held', 'committed', 'released')`),
  check(
    "reservations_lines",
    sql`CASE WHEN ${t.lines} IS NULL THEN ${t.state} = 'released'
    ELSE json_valid(${t.lines}) END`,
  ),
]);

/** What a level gives of a reservation. Movements keep the counts. */
export const allocations = sqliteTable("allocations", {
  id: lastingId(),
  reservationId: integer("reservation_id").notNull().references(() => reservations.id),
  levelId: integer("level_id").notNull().references(() => stockLevels.id),
  quantity: integer("quantity").notNull(),
  /** So many of them were not there when they were promised. */
  backordered: integer("backordered").notNull().default(0),
  /** 1: it went back, and is part of the reservation no more. */
  released: integer("released").notNull().default(0),
  shipped: integer("shipped").notNull().default(0),
  /** Given up after the sale and before the shipment. */
  canceled: integer("canceled").notNull().default(0),
  /** Came back after the shipment. */
  returned: integer("returned").notNull().default(0),
}, (t) => [
  index("allocations_reservation").on(t.reservationId),
  index("allocations_level").on(t.levelId),
  check("allocations_quantity", sql`${t.quantity} >= 1 AND ${t.backordered} BETWEEN 0 AND ${t.quantity}`),
  check("allocations_released", sql`${t.released} IN (0, 1)`),
  check(
    "allocations_units",
    sql`${t.shipped} >= 0 AND ${t.canceled} >= 0 AND ${t.shipped} + ${t.canceled} <= ${t.quantity}
      AND ${t.returned} BETWEEN 0 AND ${t.shipped}`,
  ),
]);

/** The ledger: why counts changed. Rows are added and never changed or removed. */
export const movements = sqliteTable("movements", {
  id: lastingId(),
  publicId: text("public_id").notNull().unique(),
  levelId: integer("level_id").notNull().references(() => stockLevels.id),
  /** Where it is an order's: whose units moved. */
  allocationId: integer("allocation_id").references(() => allocations.id),
  kind: text("kind", { enum: movementKinds }).notNull(),
  onHandDelta: integer("on_hand_delta").notNull(),
  reservedDelta: integer("reserved_delta").notNull(),
  toShipDelta: integer("to_ship_delta").notNull(),
  /** The merchant's words. */
  reason: text("reason"),
  /** The order's id, or what else it follows from. */
  reference: text("reference"),
  at: integer("at").notNull(),
}, (t) => [
  index("movements_level").on(t.levelId, t.id),
  index("movements_allocation").on(t.allocationId),
  check(
    "movements_kind",
    sql`${t.kind} IN ('count', 'adjustment', 'hold', 'release', 'sale', 'shipment',
    'cancellation', 'return')`,
  ),
  check(
    "movements_deltas",
    sql`${t.onHandDelta} <> 0 OR ${t.reservedDelta} <> 0 OR ${t.toShipDelta} <> 0`,
  ),
]);

/** Keys of what was told by others (shipments, returns, first counts), so that the same told again changes nothing. */
export const notices = sqliteTable("notices", {
  key: text("key").primaryKey(),
  /** Of the write that took it. */
  token: text("token").notNull(),
  receivedAt: integer("received_at").notNull(),
}, (t) => [index("notices_received_at").on(t.receivedAt)]);
