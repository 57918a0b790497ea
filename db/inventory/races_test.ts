import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { findSqld, startSqld } from "../../tests/support/sqld.ts";
import { adjustStock } from "./adjustments.ts";
import { setLevels } from "./levels.ts";
import { createLocation } from "./locations.ts";
import { takeNotice, type UnitFate } from "./notices.ts";
import type { Inventory } from "./open.ts";
import { commitReservation, releaseReservation, reserve } from "./reservations.ts";
import { inventoryFaults } from "./testing/faults.ts";
import { openSmallInventory, type SmallInventory } from "./testing/small_inventory.ts";

const now = Date.UTC(2026, 2, 1);
const one = { market: "us", lines: [{ sku: "A", quantity: 1 }] };

/**
 * 200 orders at once for 50 units in two locations, through two queues as two processes have them. Each second winner
 * pays, the others give up and pay at the same moment. (Seen to fail: with a `hold` whose condition is left out, all
 * 200 are told yes.)
 */
async function sellOut(small: SmallInventory, another: Inventory): Promise<void> {
  await createLocation(small, "loc_2", {
    code: "second",
    name: "Second",
    country: "FR",
    priority: 1,
    markets: [],
    active: true,
  });
  await setLevels(small, [
    { sku: "A", location: "main", onHand: 30 },
    { sku: "A", location: "second", onHand: 20 },
  ], now);
  const orders = Array.from({ length: 200 }, (_, i) => `ord_${i}`);
  const side = (i: number) => i % 2 === 0 ? small : another;
  const outcomes = await Promise.all(orders.map((id, i) => reserve(side(i), id, one, now)));
  const winners = orders.filter((_, i) => outcomes[i]!.kind === "done");
  expect(winners).toHaveLength(50);
  expect(outcomes.filter(({ kind }) => kind === "out-of-stock")).toHaveLength(150);

  await Promise.all(winners.map(async (id, i) => {
    if (i % 2 === 0) await commitReservation(side(i), id, now);
    // The clock and a late payment meet, each through a process of its own: one of them wins.
    else await Promise.all([releaseReservation(small, id, now), commitReservation(another, id, now)]);
  }));
  const counts = await small.rows("SELECT sum(on_hand), sum(reserved), sum(to_ship) FROM stock_levels");
  expect(counts).toEqual([[50, 0, 50]]);
  expect(await inventoryFaults(small.client)).toEqual([]);
}

describe("200 orders at once for 50 units", () => {
  it("get exactly 50, in a file", async () => {
    const small = await openSmallInventory();
    const another = await small.another();
    await sellOut(small, another);
    await another.close();
    await small.remove();
  });
});

const sqld = await findSqld();
const skip = "missing" in sqld ? sqld.missing : "";

describe(`200 orders at once on a server${skip && ` (left out: ${skip})`}`, { skip: skip !== "" }, () => {
  it("get exactly 50", async () => {
    const folder = await Deno.makeTempDir();
    const server = await startSqld({ path: "path" in sqld ? sqld.path : "", folder });
    const small = await openSmallInventory(server.url);
    const another = await small.another();
    await sellOut(small, another);
    await another.close();
    await small.remove();
    await server.kill();
    await Deno.remove(folder, { recursive: true });
  });
});

describe("whatever is done in whatever order", () => {
  let small: SmallInventory;
  beforeEach(async () => {
    small = await openSmallInventory();
  });
  afterEach(() => small.remove());

  type Step = readonly [what: string, ...arguments_: number[]];
  const skus = ["A", "B"];
  const locations = ["main", "second"];
  const number = (max: number) => fc.nat({ max });
  const step = fc.oneof<fc.Arbitrary<Step>[]>(
    fc.tuple(fc.constant("level"), number(1), number(1), number(8)),
    fc.tuple(fc.constant("settings"), number(1), number(1), number(2), number(3)),
    fc.tuple(fc.constant("adjust"), number(1), number(1), fc.integer({ min: -4, max: 4 })),
    fc.tuple(fc.constant("open"), number(1), number(1)),
    fc.tuple(fc.constant("reserve"), number(1), number(2), number(2)),
    fc.tuple(fc.constant("commit"), number(1)),
    fc.tuple(fc.constant("release"), number(1)),
    fc.tuple(fc.constant("shipment"), number(1), number(1), number(1), number(3)),
    fc.tuple(fc.constant("cancellation"), number(1), number(1), number(1), number(3)),
    fc.tuple(fc.constant("return"), number(1), number(1), number(1), number(3)),
  );

  async function take(round: string, [what, a = 0, b = 0, c = 0, d = 0]: Step): Promise<void> {
    const orderId = `ord_${round}_${a}`;
    const sku = `${skus[a]}_${round}`;
    const location = locations[b]!;
    if (what === "level") await setLevels(small, [{ sku, location, onHand: c }], now);
    if (what === "settings") {
      const beyond = (["none", "backorder", "preorder"] as const)[c]!;
      const item = { sku, location, safetyStock: d, beyond, beyondLimit: beyond === "none" ? 0 : d };
      await setLevels(small, [item], now);
    }
    if (what === "adjust" && c !== 0) {
      await adjustStock(
        small,
        { sku, location, delta: c, reason: "counted" },
        `mov_${crypto.randomUUID()}`,
        now,
      );
    }
    if (what === "open") {
      await small.queue.write([{
        sql: "UPDATE locations SET active = ? WHERE code = ?",
        args: [a, location],
      }]);
    }
    if (what === "reserve") {
      const lines = skus.map((name, i) => ({ sku: `${name}_${round}`, quantity: i === 0 ? b : c }))
        .filter(({ quantity }) => quantity > 0);
      if (lines.length > 0) await reserve(small, orderId, { market: "us", lines }, now);
    }
    if (what === "commit") await commitReservation(small, orderId, now);
    if (what === "release") await releaseReservation(small, orderId, now);
    if (what === "shipment" || what === "cancellation" || what === "return") {
      const lines = [{ sku: `${skus[b]}_${round}`, quantity: c + 1 }];
      await takeNotice(small, { orderId, fate: what as UnitFate, key: `${d}`, lines }, now);
    }
  }

  it("keeps the ledger, the promises and the availability true", async () => {
    await createLocation(small, "loc_2", {
      code: "second",
      name: "Second",
      country: "FR",
      priority: 1,
      markets: [],
      active: true,
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60, size: "max" }), async (steps) => {
        // Stock first, so that there is something to do with it; every SKU is counted from the beginning.
        const here = `${round++}`;
        for (const i of [0, 1]) await take(here, ["open", 1, i]);
        await take(here, ["level", 0, 0, 6]);
        await take(here, ["level", 1, 1, 4]);
        await take(here, ["reserve", 0, 2, 1]);
        await take(here, ["commit", 0]);
        for (const one of steps) await take(here, one);
        expect(await inventoryFaults(small.client)).toEqual([]);
      }),
      { numRuns: 15, seed: 20_260_301 },
    );
    const happened = await small.rows("SELECT count(DISTINCT kind) FROM movements");
    expect(happened).toEqual([[8]]);
  });
});
