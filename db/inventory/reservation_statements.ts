/**
 * The statements that reservations are made of. Each unit's first one decides, by a condition of its own, and leaves
 * its token in the reservation; the others do something only where that token stands.
 */
import type { InStatement } from "@libsql/client";
import { movementIdSql } from "./movements.ts";

/** What a unit about a reservation carries along. */
export interface ReservationUnit {
  readonly orderId: string;
  /** New for each unit. */
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Whether a line of `lines` (SQL) asks for more than there is of a SKU that is counted. */
const shortOf = (lines: string) =>
  `EXISTS (SELECT 1 FROM json_each(${lines}) w JOIN sku_room r ON r.sku = w.value ->> 'sku'
    WHERE r.room < w.value ->> 'quantity')`;

/** Decides whether a new reservation can be held. */
export function hold(
  { orderId, token, now }: ReservationUnit,
  wanted: { readonly lines: string; readonly market: string; readonly country: string | null },
): InStatement {
  return {
    sql: `INSERT INTO reservations (order_id, state, token, lines, market, country, held_at, changed_at)
      SELECT :orderId, 'held', :token, :lines, :market, :country, :now, :now WHERE NOT ${shortOf(":lines")}
      ON CONFLICT (order_id) DO NOTHING`,
    args: { orderId, token, now, ...wanted },
  };
}

/** Decides whether a released one can be held once more. */
export function holdAgain({ orderId, token, now }: ReservationUnit): InStatement {
  return {
    sql: `UPDATE reservations SET state = 'held', token = :token, changed_at = :now
      WHERE order_id = :orderId AND state = 'released' AND lines IS NOT NULL
        AND NOT ${shortOf("reservations.lines")}`,
    args: { orderId, token, now },
  };
}

/**
 * Chooses where the stock comes from, and takes it. Of each line first what is there, then what may be sold beyond;
 * from a location that has the whole line before several that share it, from one that has most of the order's lines
 * (fewer parcels), that serves the market, that stands in the country, by priority.
 */
export function allocate({ orderId, token, now }: ReservationUnit): InStatement[] {
  return [
    {
      sql: `INSERT INTO allocations (reservation_id, level_id, quantity, backordered)
      WITH reservation AS (SELECT * FROM reservations WHERE order_id = :orderId AND token = :token),
      place AS (
        SELECT s.*, w.value ->> 'quantity' AS quantity FROM reservation r, json_each(r.lines) w
        JOIN stock_room s ON s.sku = w.value ->> 'sku' WHERE s.room > 0
      ),
      complete AS (SELECT location_id, count(*) AS lines FROM place WHERE free >= quantity GROUP BY location_id),
      part AS (
        SELECT level_id, location_id, sku, quantity, 0 AS is_beyond, free AS units FROM place WHERE free > 0
        UNION ALL
        SELECT level_id, location_id, sku, quantity, 1, room - free FROM place WHERE room > free
      ),
      lined_up AS (
        SELECT part.*, coalesce(sum(units) OVER (
          PARTITION BY sku
          ORDER BY is_beyond, units >= quantity DESC, coalesce(complete.lines, 0) DESC,
            EXISTS (SELECT 1 FROM json_each(p.markets) m WHERE m.value = r.market) DESC,
            p.country IS r.country DESC, p.priority, p.id
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0) AS before
        FROM part JOIN reservation r JOIN locations p ON p.id = part.location_id
        LEFT JOIN complete ON complete.location_id = part.location_id
      )
      SELECT (SELECT id FROM reservation), level_id, sum(min(units, quantity - before)),
        sum(is_beyond * min(units, quantity - before))
      FROM lined_up WHERE before < quantity GROUP BY level_id`,
      args: { orderId, token },
    },
    move({ orderId, token, now }, { kind: "hold", reserved: "a.quantity", toShip: "0" }),
  ];
}

/** Decides whether a held one is sold. @param heldBy Only if the unit of this token holds it. */
export function commit({ orderId, token, now }: ReservationUnit, heldBy: string | null = null): InStatement {
  return {
    sql: `UPDATE reservations SET state = 'committed', token = :token, changed_at = :now
      WHERE order_id = :orderId AND state = 'held' AND (:heldBy IS NULL OR token = :heldBy)`,
    args: { orderId, token, now, heldBy },
  };
}

/** Its stock is sold, and stands on the shelf until it is shipped. */
export function sell(unit: ReservationUnit): InStatement {
  return move(unit, { kind: "sale", reserved: "-a.quantity", toShip: "a.quantity" });
}

/** Decides whether a held one is let go; one that never was is from then on refused. */
export function release({ orderId, token, now }: ReservationUnit): InStatement {
  return {
    sql: `INSERT INTO reservations (order_id, state, token, held_at, changed_at)
      VALUES (:orderId, 'released', :token, :now, :now)
      ON CONFLICT (order_id) DO UPDATE SET state = 'released', token = :token, changed_at = :now
      WHERE state = 'held'`,
    args: { orderId, token, now },
  };
}

/** Its stock goes back. */
export function giveBack(unit: ReservationUnit): InStatement {
  return move(unit, { kind: "release", reserved: "-a.quantity", toShip: "0" });
}

/** Moves all of a reservation's stock. */
function move(
  { orderId, token, now }: ReservationUnit,
  deltas: { readonly kind: "hold" | "sale" | "release"; readonly reserved: string; readonly toShip: string },
): InStatement {
  const { kind, reserved, toShip } = deltas;
  return {
    sql:
      `INSERT INTO movements (public_id, level_id, allocation_id, kind, on_hand_delta, reserved_delta, to_ship_delta,
        reference, at)
      SELECT ${movementIdSql}, a.level_id, a.id, '${kind}', 0, ${reserved}, ${toShip}, :orderId, :now
      FROM reservations r JOIN allocations a ON a.reservation_id = r.id AND a.released = 0
      WHERE r.order_id = :orderId AND r.token = :token ORDER BY a.id`,
    args: { orderId, token, now },
  };
}

/** Reads a reservation as it is in this transaction: one row, or none. */
export function readReservation(orderId: string): InStatement {
  return {
    sql: `SELECT r.order_id, r.state, r.token, r.lines, coalesce((
        SELECT json_group_array(json_object('sku', l.sku, 'quantity', a.quantity, 'location', p.code,
          'backordered', a.backordered, 'expectedAt', l.expected_at))
        FROM allocations a JOIN stock_levels l ON l.id = a.level_id JOIN locations p ON p.id = l.location_id
        WHERE a.reservation_id = r.id AND a.released = 0
      ), '[]') AS allocations
      FROM reservations r WHERE r.order_id = ?`,
    args: [orderId],
  };
}

/** Reads what is missing for lines, or for those of the order's reservation where none are given. */
export function readShortages(orderId: string, lines: string | null): InStatement {
  return {
    sql: `SELECT w.value ->> 'sku' AS sku, w.value ->> 'quantity' AS requested, r.room AS available
      FROM json_each(coalesce(:lines, (SELECT lines FROM reservations WHERE order_id = :orderId), '[]')) w
      JOIN sku_room r ON r.sku = w.value ->> 'sku' WHERE r.room < w.value ->> 'quantity' ORDER BY w.key`,
    args: { orderId, lines },
  };
}
