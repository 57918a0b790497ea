import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLocation } from "./locations.ts";
import { setLevels } from "./levels.ts";
import { commitReservation, listHeld, releaseReservation, reserve } from "./reservations.ts";
import { inventoryFaults } from "./testing/faults.ts";
import { openSmallInventory, type SmallInventory } from "./testing/small_inventory.ts";

const now = Date.UTC(2026, 2, 1);

describe("reservations", () => {
  let small: SmallInventory;

  beforeEach(async () => {
    small = await openSmallInventory();
    const place = { priority: 200, markets: [], active: true };
    await createLocation(small, "loc_fr", {
      ...place,
      code: "lyon",
      name: "Lyon",
      country: "FR",
      markets: ["ch"],
    });
    await createLocation(small, "loc_jp", { ...place, code: "osaka", name: "Osaka", country: "JP" });
  });
  afterEach(async () => {
    // After every one of these cases.
    expect(await inventoryFaults(small.client)).toEqual([]);
    await small.remove();
  });

  const stock = (sku: string, location: string, onHand: number, more = {}) =>
    setLevels(small, [{ sku, location, onHand, ...more }], now);
  const ask = (orderId: string, lines: Record<string, number>, country?: string, market = "us") =>
    reserve(small, orderId, {
      market,
      country,
      lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
    }, now);
  /** Where each line comes from, as `SKU quantity location`. */
  const sources = async (...args: Parameters<typeof ask>) => {
    const outcome = await ask(...args);
    if (outcome.kind !== "done") return outcome.kind;
    return outcome.reservation.lines.map(({ sku, quantity, location, backordered }) =>
      `${sku} ${quantity} ${location}${backordered > 0 ? ` (${backordered} beyond)` : ""}`
    );
  };
  const counts = (sku: string) =>
    small.rows(
      `SELECT p.code, l.on_hand, l.reserved, l.to_ship FROM stock_levels l JOIN locations p ON p.id = l.location_id
        WHERE l.sku = '${sku}' ORDER BY p.id`,
    );

  it("holds all lines or none, and says what is missing", async () => {
    await stock("A", "main", 5);
    await stock("B", "main", 1);
    expect(await ask("ord_1", { A: 2, B: 2 })).toEqual({
      kind: "out-of-stock",
      shortages: [{ sku: "B", requested: 2, available: 1 }],
    });
    expect([await counts("A"), await counts("B")]).toEqual([[["main", 5, 0, 0]], [["main", 1, 0, 0]]]);
    expect(await small.rows("SELECT count(*) FROM reservations")).toEqual([[0]]);

    expect(await ask("ord_1", { A: 2, B: 1 })).toEqual({
      kind: "done",
      reservation: {
        orderId: "ord_1",
        state: "held",
        lines: [
          { sku: "A", quantity: 2, location: "main", backordered: 0, expectedAt: null },
          { sku: "B", quantity: 1, location: "main", backordered: 0, expectedAt: null },
        ],
      },
    });
    expect([await counts("A"), await counts("B")]).toEqual([[["main", 5, 2, 0]], [["main", 1, 1, 0]]]);
  });

  it("answers the same again, and refuses other lines under the same order", async () => {
    await stock("A", "main", 5);
    await stock("B", "main", 5);
    const first = await ask("ord_1", { A: 2, B: 1 });
    expect(await ask("ord_1", { B: 1, A: 2 })).toEqual(first);
    expect(await counts("A")).toEqual([["main", 5, 2, 0]]);
    expect(await ask("ord_1", { A: 3, B: 1 })).toEqual({ kind: "other-lines" });
    expect(await counts("A")).toEqual([["main", 5, 2, 0]]);
  });

  it("answers the same again when the stock is gone since", async () => {
    await stock("A", "main", 2);
    const first = await ask("ord_1", { A: 2 });
    expect(await ask("ord_1", { A: 2 })).toEqual(first);
  });

  it("holds what nobody counts without counting", async () => {
    await stock("A", "main", 1);
    expect(await sources("ord_1", { A: 1, GIFT: 3 })).toEqual(["A 1 main", "GIFT 3 null"]);
  });

  it("takes a line from the location that stands in the country, or else from the first", async () => {
    for (const location of ["main", "lyon", "osaka"]) await stock("A", location, 10);
    expect(await sources("ord_1", { A: 1 }, "JP")).toEqual(["A 1 osaka"]);
    expect(await sources("ord_2", { A: 1 }, "BR")).toEqual(["A 1 main"]);
    expect(await sources("ord_3", { A: 1 }, "CH", "ch")).toEqual(["A 1 lyon"]);
  });

  it("takes a line whole from farther away rather than in two parcels", async () => {
    await stock("A", "osaka", 2);
    await stock("A", "lyon", 3);
    expect(await sources("ord_1", { A: 3 }, "JP")).toEqual(["A 3 lyon"]);
  });

  it("takes an order from the location that has most of its lines", async () => {
    await stock("A", "main", 9);
    await stock("A", "lyon", 9);
    await stock("B", "lyon", 9);
    expect(await sources("ord_1", { A: 1, B: 1 })).toEqual(["A 1 lyon", "B 1 lyon"]);
  });

  it("splits a line over locations where one alone has not enough", async () => {
    await stock("A", "osaka", 2);
    await stock("A", "lyon", 3);
    await stock("A", "main", 4);
    expect(await sources("ord_1", { A: 8 }, "JP")).toEqual(["A 2 osaka", "A 2 lyon", "A 4 main"]);
    expect(await ask("ord_2", { A: 2 })).toMatchObject({ shortages: [{ requested: 2, available: 1 }] });
  });

  it("keeps safety stock back, and does not sell what stands in a closed location", async () => {
    await stock("A", "main", 5, { safetyStock: 2 });
    await stock("A", "lyon", 5);
    await small.queue.write(["UPDATE locations SET active = 0 WHERE code = 'lyon'"]);
    expect(await ask("ord_1", { A: 4 })).toEqual({
      kind: "out-of-stock",
      shortages: [{ sku: "A", requested: 4, available: 3 }],
    });
    expect(await sources("ord_1", { A: 3 })).toEqual(["A 3 main"]);
  });

  it("sells beyond the stock up to the limit, after what is there, and says when it is expected", async () => {
    const expectedAt = "2026-04-01T00:00:00.000Z";
    await stock("A", "main", 0, { beyond: "backorder", beyondLimit: 4, expectedAt });
    await stock("A", "lyon", 2);
    expect(await sources("ord_1", { A: 3 })).toEqual(["A 1 main (1 beyond)", "A 2 lyon"]);
    const second = await ask("ord_2", { A: 3 });
    expect(second.kind === "done" && second.reservation.lines).toEqual([
      { sku: "A", quantity: 3, location: "main", backordered: 3, expectedAt },
    ]);
    expect(await ask("ord_3", { A: 1 })).toEqual({
      kind: "out-of-stock",
      shortages: [{ sku: "A", requested: 1, available: 0 }],
    });
  });

  it("promises nothing more where a warehouse counted less than is promised, elsewhere neither", async () => {
    await stock("A", "main", 5);
    await stock("A", "lyon", 3);
    expect(await sources("ord_1", { A: 5 })).toEqual(["A 5 main"]);
    expect(await stock("A", "main", 3)).toEqual([
      { sku: "A", location: "main", status: "written", available: -2 },
    ]);
    // Two of Lyon's three make up for what is missing.
    expect(await ask("ord_2", { A: 2 })).toEqual({
      kind: "out-of-stock",
      shortages: [{ sku: "A", requested: 2, available: 1 }],
    });
    expect(await sources("ord_2", { A: 1 })).toEqual(["A 1 lyon"]);
  });

  it("sells what was held when the order is paid, once", async () => {
    await stock("A", "main", 5);
    await ask("ord_1", { A: 2 });
    const sold = await commitReservation(small, "ord_1", now);
    expect(sold).toMatchObject({ kind: "done", reservation: { state: "committed" } });
    expect(await commitReservation(small, "ord_1", now)).toEqual(sold);
    expect(await counts("A")).toEqual([["main", 5, 0, 2]]);
    expect((await releaseReservation(small, "ord_1", now)).state).toBe("committed");
    expect(await counts("A")).toEqual([["main", 5, 0, 2]]);
    expect(await commitReservation(small, "ord_9", now)).toEqual({ kind: "unknown" });
  });

  it("lets go of what was held, once", async () => {
    await stock("A", "main", 5);
    await ask("ord_1", { A: 2 });
    const gone = await releaseReservation(small, "ord_1", now);
    expect(gone).toEqual({ orderId: "ord_1", state: "released", lines: [] });
    expect(await releaseReservation(small, "ord_1", now)).toEqual(gone);
    expect(await counts("A")).toEqual([["main", 5, 0, 0]]);
    expect(await ask("ord_1", { A: 2 })).toEqual({ kind: "released" });
  });

  it("holds nothing for an order that was given up before it asked", async () => {
    await stock("A", "main", 5);
    expect((await releaseReservation(small, "ord_1", now)).state).toBe("released");
    expect(await ask("ord_1", { A: 2 })).toEqual({ kind: "released" });
    expect(await commitReservation(small, "ord_1", now)).toEqual({ kind: "unknown" });
    expect(await counts("A")).toEqual([["main", 5, 0, 0]]);
  });

  it("takes the stock again of an order that is paid after it was let go, if there is enough", async () => {
    await stock("A", "main", 2);
    await ask("ord_1", { A: 2 });
    await releaseReservation(small, "ord_1", now);
    await ask("ord_2", { A: 1 });
    expect(await commitReservation(small, "ord_1", now)).toEqual({
      kind: "out-of-stock",
      shortages: [{ sku: "A", requested: 2, available: 1 }],
    });
    expect(await counts("A")).toEqual([["main", 2, 1, 0]]);

    await releaseReservation(small, "ord_2", now);
    expect(await commitReservation(small, "ord_1", now)).toMatchObject({
      kind: "done",
      reservation: { state: "committed", lines: [{ sku: "A", quantity: 2, location: "main" }] },
    });
    expect(await counts("A")).toEqual([["main", 2, 0, 2]]);
  });

  it("lists what is held for long, page by page", async () => {
    await stock("A", "main", 9);
    for (const id of ["ord_1", "ord_2", "ord_3", "ord_4"]) await ask(id, { A: 1 });
    await commitReservation(small, "ord_2", now);
    expect(await listHeld(small, { before: now, after: null, limit: 2 })).toEqual({ items: [], next: null });
    const first = await listHeld(small, { before: now + 1, after: null, limit: 2 });
    expect(first.items.map(({ orderId }) => orderId)).toEqual(["ord_1", "ord_3"]);
    const second = await listHeld(small, { before: now + 1, after: first.next, limit: 2 });
    expect([second.items.map(({ orderId }) => orderId), second.next]).toEqual([["ord_4"], null]);
  });
});
