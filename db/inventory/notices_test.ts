import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { setLevels } from "./levels.ts";
import { createLocation } from "./locations.ts";
import { pruneNotices, takeNotice, type UnitFate } from "./notices.ts";
import { commitReservation, reserve } from "./reservations.ts";
import { inventoryFaults } from "./testing/faults.ts";
import { openSmallInventory, type SmallInventory } from "./testing/small_inventory.ts";

const now = Date.UTC(2026, 2, 1);

/** An order of 5 A, 3 of them from `main` and 2 from `second`, and of something that nobody counts. */
describe("notices of sold units", () => {
  let small: SmallInventory;

  beforeEach(async () => {
    small = await openSmallInventory();
    await createLocation(small, "loc_2", {
      code: "second",
      name: "Second",
      country: "FR",
      priority: 1,
      markets: [],
      active: true,
    });
    await setLevels(small, [
      { sku: "A", location: "main", onHand: 3 },
      { sku: "A", location: "second", onHand: 4 },
    ], now);
    const lines = [{ sku: "A", quantity: 5 }, { sku: "GIFT", quantity: 1 }];
    await reserve(small, "ord_1", { market: "us", lines }, now);
  });
  afterEach(async () => {
    expect(await inventoryFaults(small.client)).toEqual([]);
    await small.remove();
  });

  const tell = (fate: UnitFate, key: string, lines: Record<string, number>) =>
    takeNotice(small, {
      orderId: "ord_1",
      fate,
      key,
      lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
    }, now);
  const counts = () => small.rows("SELECT on_hand, to_ship FROM stock_levels ORDER BY id");

  it("are taken of committed orders alone", async () => {
    expect(await tell("shipment", "1", { A: 1 })).toBe("not-committed");
    expect(await counts()).toEqual([[3, 0], [4, 0]]);
    expect(await small.rows("SELECT * FROM notices")).toEqual([]);
  });

  it("go through the locations in their order, each unit once", async () => {
    await commitReservation(small, "ord_1", now);
    expect(await tell("shipment", "1", { A: 4, GIFT: 1 })).toBe("done");
    expect(await counts()).toEqual([[0, 0], [3, 1]]);
    expect(await tell("shipment", "1", { A: 4, GIFT: 1 })).toBe("done");
    expect(await counts()).toEqual([[0, 0], [3, 1]]);
    expect(await tell("cancellation", "1", { A: 2 })).toBe("too-many");
    expect(await tell("cancellation", "1", { A: 1 })).toBe("done");
    expect(await counts()).toEqual([[0, 0], [3, 0]]);
    expect(await tell("return", "1", { A: 5 })).toBe("too-many");
    expect(await tell("return", "1", { A: 4 })).toBe("done");
    expect(await counts()).toEqual([[3, 0], [4, 0]]);
    expect(await tell("return", "2", { A: 1 })).toBe("too-many");
  });

  it("leave a shelf empty that was counted to hold less than was shipped", async () => {
    await commitReservation(small, "ord_1", now);
    await setLevels(small, [{ sku: "A", location: "main", onHand: 1 }], now);
    expect(await tell("shipment", "1", { A: 3 })).toBe("done");
    expect(await counts()).toEqual([[0, 0], [4, 2]]);
  });

  it("are known again until they are forgotten", async () => {
    await commitReservation(small, "ord_1", now);
    await tell("shipment", "1", { A: 1 });
    await pruneNotices(small, now);
    expect(await small.rows("SELECT key FROM notices")).toEqual([["ord_1 shipment 1"]]);
    await pruneNotices(small, now + 1);
    expect(await small.rows("SELECT key FROM notices")).toEqual([]);
  });
});
