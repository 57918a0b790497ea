/**
 * Reservations: all lines or none, in one unit each. What decides is SQL alone, in the transaction that acts on it;
 * nothing is read before and decided here.
 */
import type { ResultSet } from "@libsql/client";
import type {
  Allocation,
  Reservation,
  ReservationInput,
  ReservationState,
  Shortage,
  StockLines,
} from "../../commerce/wire/internal_inventory.ts";
import { type KeyedPage, keyedPage } from "./movements.ts";
import type { Inventory } from "./open.ts";
import {
  allocate,
  commit,
  giveBack,
  hold,
  holdAgain,
  readReservation,
  readShortages,
  release,
  type ReservationUnit,
  sell,
} from "./reservation_statements.ts";

type Writes = Pick<Inventory, "queue">;

/** What became of a call about a reservation. */
export type ReservationOutcome =
  | { readonly kind: "done"; readonly reservation: Reservation }
  /** Nothing was taken. */
  | { readonly kind: "out-of-stock"; readonly shortages: readonly Shortage[] }
  /** There is one under this order, with other lines. */
  | { readonly kind: "other-lines" }
  /** It was let go: an order that was given up gets no stock again but by a commit. */
  | { readonly kind: "released" }
  | { readonly kind: "unknown" };

/** Holds stock for an order, or answers what it holds already. */
export async function reserve(
  { queue }: Writes,
  orderId: string,
  { lines, market, country }: ReservationInput,
  now: number,
): Promise<ReservationOutcome> {
  const unit = newUnit(orderId, now);
  const wanted = JSON.stringify(inOrder(lines));
  const [, , , read, short] = await queue.write([
    hold(unit, { lines: wanted, market, country: country ?? null }),
    ...allocate(unit),
    readReservation(orderId),
    readShortages(orderId, wanted),
  ]);
  const found = readFound(read!);
  if (found === null) return { kind: "out-of-stock", shortages: shortagesOf(short!) };
  if (found.lines !== null && found.lines !== wanted) return { kind: "other-lines" };
  if (found.reservation.state === "released") return { kind: "released" };
  return { kind: "done", reservation: found.reservation };
}

/**
 * The order is paid: its stock is sold. One that was let go meanwhile takes its stock again, or answers that it
 * cannot.
 */
export async function commitReservation(
  { queue }: Writes,
  orderId: string,
  now: number,
): Promise<ReservationOutcome> {
  const unit = newUnit(orderId, now);
  const [, , read] = await queue.write([commit(unit), sell(unit), readReservation(orderId)]);
  const found = readFound(read!);
  if (found === null || found.lines === null) return { kind: "unknown" };
  if (found.reservation.state === "committed") return { kind: "done", reservation: found.reservation };

  const again = newUnit(orderId, now);
  const sale = newUnit(orderId, now);
  const results = await queue.write([
    holdAgain(again),
    ...allocate(again),
    commit(sale, again.token),
    sell(sale),
    readReservation(orderId),
    readShortages(orderId, null),
  ]);
  const { reservation } = readFound(results[5]!)!;
  // Another process may have brought it back in between: then there is nothing missing.
  if (reservation.state === "committed") return { kind: "done", reservation };
  return { kind: "out-of-stock", shortages: shortagesOf(results[6]!) };
}

/** The order came to nothing: its stock goes back, unless it is sold already. */
export async function releaseReservation(
  { queue }: Writes,
  orderId: string,
  now: number,
): Promise<Reservation> {
  const unit = newUnit(orderId, now);
  const [, , read] = await queue.write([release(unit), giveBack(unit), readReservation(orderId)]);
  return readFound(read!)!.reservation;
}

/** An order's reservation, if there is one. */
export async function findReservation(
  { client }: Pick<Inventory, "client">,
  orderId: string,
): Promise<Reservation | null> {
  return readFound(await client.execute(readReservation(orderId)))?.reservation ?? null;
}

/** What is held since before `before`, the oldest first. @param query.after The key that the page before ended with. */
export async function listHeld(
  { client }: Pick<Inventory, "client">,
  query: { before: number; after: number | null; limit: number },
): Promise<KeyedPage<{ readonly orderId: string; readonly heldAt: string }>> {
  const { before, after, limit } = query;
  const { rows } = await client.execute({
    sql: `SELECT id, order_id, changed_at FROM reservations
      WHERE state = 'held' AND changed_at < ? AND id > ? ORDER BY id LIMIT ?`,
    args: [before, after ?? 0, limit + 1],
  });
  return keyedPage(rows, limit, (row) => ({
    orderId: String(row["order_id"]),
    heldAt: new Date(Number(row["changed_at"])).toISOString(),
  }));
}

function newUnit(orderId: string, now: number): ReservationUnit {
  return { orderId, token: crypto.randomUUID(), now };
}

/** The same lines in another order are the same. */
function inOrder(lines: StockLines): StockLines {
  return lines.map(({ sku, quantity }) => ({ sku, quantity })).sort((a, b) => a.sku < b.sku ? -1 : 1);
}

interface Found {
  readonly reservation: Reservation;
  /** What was asked for, as it is kept; null: it was given up before it asked. */
  readonly lines: string | null;
}

function readFound({ rows: [row] }: ResultSet): Found | null {
  if (!row) return null;
  const lines = row["lines"] === null ? null : String(row["lines"]);
  const state = String(row["state"]) as ReservationState;
  const allocated = (JSON.parse(String(row["allocations"])) as KeptAllocation[]).map((one): Allocation => ({
    ...one,
    expectedAt: one.backordered > 0 && one.expectedAt !== null
      ? new Date(one.expectedAt).toISOString()
      : null,
  }));
  const wanted = state === "released" ? [] : JSON.parse(lines ?? "[]") as StockLines;
  return {
    lines,
    reservation: {
      orderId: String(row["order_id"]),
      state,
      lines: wanted.flatMap(({ sku, quantity }): Allocation[] => {
        const given = allocated.filter((one) => one.sku === sku);
        return given.length > 0
          ? given
          : [{ sku, quantity, location: null, backordered: 0, expectedAt: null }];
      }),
    },
  };
}

/** As SQL tells it: the time in milliseconds since the epoch. */
type KeptAllocation = Omit<Allocation, "expectedAt"> & { readonly expectedAt: number | null };

function shortagesOf({ rows }: ResultSet): Shortage[] {
  return rows.map((row) => ({
    sku: String(row["sku"]),
    requested: Number(row["requested"]),
    available: Number(row["available"]),
  }));
}
