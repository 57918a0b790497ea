/**
 * What happened to sold goods: shipped, canceled, returned. Each notice has a key, by which the same one told again
 * changes nothing.
 */
import type { InStatement } from "@libsql/client";
import type { MovementKind } from "../../commerce/wire/admin_stock.ts";
import type { StockLines } from "../../commerce/wire/internal_inventory.ts";
import { movementIdSql } from "./movements.ts";
import type { Inventory } from "./open.ts";

/** What can happen to units of a committed reservation. */
export type UnitFate = Extract<MovementKind, "shipment" | "cancellation" | "return">;

/** Which of an allocation's units it can happen to, and what it does to the counts for each that is taken. */
const fates: Readonly<
  Record<UnitFate, { readonly left: string; readonly onHand: string; readonly toShip: string }>
> = {
  // A shelf cannot hold less than nothing: a shipment of what was never counted leaves it empty.
  shipment: { left: "a.quantity - a.shipped - a.canceled", onHand: "-min(units, on_hand)", toShip: "-units" },
  cancellation: { left: "a.quantity - a.shipped - a.canceled", onHand: "0", toShip: "-units" },
  return: { left: "a.shipped - a.returned", onHand: "units", toShip: "0" },
};

export interface UnitNotice {
  readonly orderId: string;
  readonly fate: UnitFate;
  /** Names the notice among those of the order and fate. */
  readonly key: string;
  readonly lines: StockLines;
}

/** What became of a notice: refused ones changed nothing. */
export type NoticeOutcome =
  | "done"
  /** There is no committed reservation of this order. */
  | "not-committed"
  /** It names more units than there are left. */
  | "too-many";

/** Takes a notice, all of its lines or none. SKUs of which nobody keeps count are passed over. */
export async function takeNotice(
  { queue }: Pick<Inventory, "queue">,
  notice: UnitNotice,
  now: number,
): Promise<NoticeOutcome> {
  const { orderId, fate } = notice;
  const { left, onHand, toShip } = fates[fate];
  const key = `${orderId} ${fate} ${notice.key}`;
  const token = crypto.randomUUID();
  const lines = JSON.stringify(notice.lines);
  const [, , taken, committed] = await queue.write([
    takeKey({
      key,
      token,
      now,
      condition: `EXISTS (SELECT 1 FROM reservations WHERE order_id = :orderId AND state = 'committed')
        AND NOT EXISTS (
          SELECT 1 FROM json_each(:lines) w WHERE w.value ->> 'quantity' > (
            SELECT sum(${left}) FROM reservations r JOIN allocations a ON a.reservation_id = r.id AND a.released = 0
            JOIN stock_levels l ON l.id = a.level_id WHERE r.order_id = :orderId AND l.sku = w.value ->> 'sku'))`,
      args: { orderId, lines },
    }),
    {
      sql:
        `INSERT INTO movements (public_id, level_id, allocation_id, kind, on_hand_delta, reserved_delta, to_ship_delta,
          reference, at)
        WITH place AS (
          SELECT a.id, a.level_id, l.on_hand, w.value ->> 'quantity' AS quantity, ${left} AS room,
            coalesce(sum(${left}) OVER (PARTITION BY l.sku ORDER BY a.id
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
          FROM reservations r JOIN allocations a ON a.reservation_id = r.id AND a.released = 0
          JOIN stock_levels l ON l.id = a.level_id JOIN json_each(:lines) w ON w.value ->> 'sku' = l.sku
          WHERE r.order_id = :orderId AND EXISTS (SELECT 1 FROM notices WHERE key = :key AND token = :token)
        ), part AS (
          SELECT *, min(room, quantity - before) AS units FROM place WHERE room > 0 AND before < quantity
        )
        SELECT ${movementIdSql}, level_id, id, '${fate}', ${onHand}, 0, ${toShip}, :orderId, :now FROM part`,
      args: { key, token, orderId, lines, now },
    },
    { sql: "SELECT 1 FROM notices WHERE key = ?", args: [key] },
    { sql: "SELECT 1 FROM reservations WHERE order_id = ? AND state = 'committed'", args: [orderId] },
  ]);
  if (taken!.rows.length > 0) return "done";
  return committed!.rows.length > 0 ? "too-many" : "not-committed";
}

/** The statement that takes a key: the first of a unit, whose others ask for its token. */
export function takeKey(
  { key, token, now, condition, args }: {
    readonly key: string;
    readonly token: string;
    readonly now: number;
    /** SQL, and its arguments. */
    readonly condition: string;
    readonly args: Readonly<Record<string, string | number>>;
  },
): InStatement {
  return {
    sql: `INSERT INTO notices (key, token, received_at) SELECT :key, :token, :now WHERE ${condition}
      ON CONFLICT (key) DO NOTHING`,
    args: { key, token, now, ...args },
  };
}

/** Forgets keys that nobody will tell again. May run in several processes at once. */
export async function pruneNotices({ queue }: Pick<Inventory, "queue">, before: number): Promise<void> {
  await queue.write([{ sql: "DELETE FROM notices WHERE received_at < ?", args: [before] }]);
}
