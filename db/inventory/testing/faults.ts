/** What can be wrong in an inventory, though its triggers and checks should not let it: for tests after faults. */
import type { Client } from "@libsql/client";

/** What must hold, and a statement that finds where it does not. */
const checks: readonly (readonly [rule: string, statement: string])[] = [
  [
    "the ledger sums to the counts",
    `SELECT l.sku || ' in ' || l.location_id FROM stock_levels l LEFT JOIN movements m ON m.level_id = l.id
      GROUP BY l.id HAVING l.on_hand <> total(m.on_hand_delta) OR l.reserved <> total(m.reserved_delta)
        OR l.to_ship <> total(m.to_ship_delta)`,
  ],
  [
    "what is reserved is what held orders were given",
    `SELECT l.sku || ' in ' || l.location_id FROM stock_levels l WHERE l.reserved <> (
      SELECT total(a.quantity) FROM allocations a JOIN reservations r ON r.id = a.reservation_id
      WHERE a.level_id = l.id AND a.released = 0 AND r.state = 'held')`,
  ],
  [
    "what is to be shipped is what committed orders were given",
    `SELECT l.sku || ' in ' || l.location_id FROM stock_levels l WHERE l.to_ship <> (
      SELECT total(a.quantity - a.shipped - a.canceled) FROM allocations a
      JOIN reservations r ON r.id = a.reservation_id
      WHERE a.level_id = l.id AND a.released = 0 AND r.state = 'committed')`,
  ],
  [
    "a reservation has all of its lines or none",
    // Of SKUs that are counted, as they were when it was held: nobody begins to count one in between.
    `SELECT r.order_id FROM reservations r, json_each(r.lines) w JOIN stock_items i ON i.sku = w.value ->> 'sku'
      WHERE r.state <> 'released' AND w.value ->> 'quantity' <> (
        SELECT total(a.quantity) FROM allocations a JOIN stock_levels l ON l.id = a.level_id
        WHERE a.reservation_id = r.id AND a.released = 0 AND l.sku = i.sku)`,
  ],
  [
    "a released reservation has nothing",
    `SELECT r.order_id FROM reservations r JOIN allocations a ON a.reservation_id = r.id
      WHERE r.state = 'released' AND a.released = 0`,
  ],
  [
    "an order's units moved as its allocation says",
    `SELECT a.id FROM allocations a JOIN reservations r ON r.id = a.reservation_id
      LEFT JOIN movements m ON m.allocation_id = a.id GROUP BY a.id
      HAVING total(m.reserved_delta) <> iif(a.released = 0 AND r.state = 'held', a.quantity, 0)
        OR total(m.to_ship_delta) <>
          iif(a.released = 0 AND r.state = 'committed', a.quantity - a.shipped - a.canceled, 0)`,
  ],
  [
    "shoppers are told what is so",
    `SELECT i.sku FROM stock_items i JOIN sku_availability a ON a.sku = i.sku
      WHERE i.availability IS NOT a.availability`,
  ],
];

/** A sentence for each thing that is wrong; none: all is well. */
export async function inventoryFaults(client: Client): Promise<string[]> {
  const found = await Promise.all(checks.map(async ([rule, statement]) => {
    const { rows } = await client.execute(statement);
    return rows.map((row) => `not so: ${rule}: ${row[0]}`);
  }));
  return found.flat();
}
