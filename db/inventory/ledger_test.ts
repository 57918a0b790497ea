import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { setLevels } from "./levels.ts";
import { commitReservation, reserve } from "./reservations.ts";
import { inventoryFaults } from "./testing/faults.ts";
import { openSmallInventory, type SmallInventory } from "./testing/small_inventory.ts";

const now = Date.UTC(2026, 2, 1);

/** One held order of 2 of 5 in `main`: level 1, movements 1 (count) and 2 (hold), allocation 1. */
describe("the ledger", () => {
  let small: SmallInventory;

  beforeEach(async () => {
    small = await openSmallInventory();
    await setLevels(small, [{ sku: "A", location: "main", onHand: 5 }], now);
    await reserve(small, "ord_1", { market: "us", lines: [{ sku: "A", quantity: 2 }] }, now);
  });
  afterEach(() => small.remove());

  /** Why a statement is refused; the ledger is whole after it. */
  const refusal = async (statement: string) => {
    const refused = await small.queue.write([statement]).then(() => "done", (error: Error) => error.message);
    expect(await inventoryFaults(small.client)).toEqual([]);
    return refused.replace(/^.*?: /, "");
  };
  const movement = (level: number, onHand: number, reserved: number, toShip: number, id = 0) =>
    `INSERT INTO movements (id, public_id, level_id, kind, on_hand_delta, reserved_delta, to_ship_delta, at)
      VALUES (${id || "NULL"}, 'mov_${id}', ${level}, 'count', ${onHand}, ${reserved}, ${toShip}, 0)`;

  it("is the only way to other counts", async () => {
    const alone = expect.stringContaining("counts change by a movement alone");
    expect(await refusal("UPDATE stock_levels SET on_hand = 6")).toEqual(alone);
    expect(await refusal("UPDATE stock_levels SET reserved = 0")).toEqual(alone);
    expect(await refusal("UPDATE stock_levels SET to_ship = 1, reserved = 1")).toEqual(alone);
    expect(await refusal("UPDATE stock_levels SET on_hand = 5 + 5, last_movement = 1")).toEqual(alone);
    expect(await refusal("UPDATE stock_levels SET location_id = 9")).toEqual(alone);
    expect(await refusal("INSERT INTO stock_levels (sku, location_id, on_hand) VALUES ('A', 1, 1)"))
      .toContain(
        "a stock level begins with nothing",
      );
  });

  it("is never rewritten", async () => {
    expect(await refusal("UPDATE movements SET on_hand_delta = 9 WHERE id = 1")).toContain("never changed");
    expect(await refusal("DELETE FROM movements WHERE id = 2")).toContain("never removed");
    expect(await refusal("DELETE FROM stock_levels")).toContain("never removed");
    for (const id of [1, 2]) {
      expect(await refusal(`REPLACE ${movement(1, 9, 0, 0, id).slice("INSERT".length)}`)).not.toBe("done");
    }
  });

  it("takes no movement that leaves less than nothing, moves nothing or moves nowhere", async () => {
    expect(await refusal(movement(1, -6, 0, 0))).toContain("stock_levels_counts");
    expect(await refusal(movement(1, 0, -3, 0))).toContain("stock_levels_counts");
    expect(await refusal(movement(1, 0, 0, -1))).toContain("stock_levels_counts");
    expect(await refusal(movement(1, 0, 0, 0))).toContain("movements_deltas");
    expect(await refusal(movement(7, 1, 0, 0))).toContain("FOREIGN KEY");
  });

  it("takes no promise that cannot be kept, though a count may be less than what is promised", async () => {
    expect(await refusal(movement(1, 0, 4, 0))).toContain("more would be promised than can be kept");
    expect(await refusal(movement(1, 0, 0, 4))).toContain("more would be promised than can be kept");
    await setLevels(small, [{ sku: "A", location: "main", onHand: 1 }], now);
    expect(await small.rows("SELECT on_hand, reserved FROM stock_levels")).toEqual([[1, 2]]);
  });

  it("belongs to reservations that go one way", async () => {
    const never = "a reservation cannot go from this state into that";
    const into = (state: string) => refusal(`UPDATE reservations SET state = '${state}', token = 'x'`);
    await commitReservation(small, "ord_1", now);
    expect(await into("held")).toContain(never);
    expect(await into("released")).toContain(never);
    expect(
      await refusal(`INSERT INTO reservations (order_id, state, token, lines, held_at, changed_at)
        VALUES ('ord_2', 'committed', 'x', '[]', 0, 0)`),
    ).toContain("held before it is committed");
    expect(await refusal("UPDATE allocations SET shipped = 3")).toContain("allocations_units");
  });
});

describe("the check of faults", () => {
  // Each rule is seen to be broken once, with the triggers gone that would not let it.
  const broken: readonly (readonly [rule: string, statement: string])[] = [
    ["the ledger sums to the counts", "UPDATE stock_levels SET on_hand = on_hand + 1"],
    ["what is reserved is what held orders were given", "UPDATE stock_levels SET reserved = reserved + 1"],
    ["what is to be shipped is what committed orders were given", "UPDATE stock_levels SET to_ship = 1"],
    ["a reservation has all of its lines or none", "UPDATE allocations SET quantity = 3"],
    ["a released reservation has nothing", "UPDATE reservations SET state = 'released'"],
    [
      "an order's units moved as its allocation says",
      "UPDATE movements SET reserved_delta = 1 WHERE kind = 'hold'",
    ],
    ["shoppers are told what is so", "UPDATE stock_items SET availability = 'backorder'"],
  ];
  for (const [rule, statement] of broken) {
    it(`sees that it is not so: ${rule}`, async () => {
      const small = await openSmallInventory();
      await setLevels(small, [{ sku: "A", location: "main", onHand: 5 }], now);
      await reserve(small, "ord_1", { market: "us", lines: [{ sku: "A", quantity: 2 }] }, now);
      expect(await inventoryFaults(small.client)).toEqual([]);
      for (const [trigger] of await small.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'")) {
        await small.client.execute(`DROP TRIGGER ${trigger}`);
      }
      await small.client.execute(statement);
      const faults = await inventoryFaults(small.client);
      expect(faults.some((fault) => fault.startsWith(`not so: ${rule}: `))).toBe(true);
      await small.remove();
    });
  }
});
