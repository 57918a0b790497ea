import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { setLevels } from "../../db/inventory/levels.ts";
import { openSmallInventory, type SmallInventory } from "../../db/inventory/testing/small_inventory.ts";
import type { AvailabilityNotice } from "../../commerce/wire/internal_availability.ts";
import { UnreachableError } from "../platform/internal_calls.ts";
import { inventoryChores } from "./chores.ts";

const start = Date.UTC(2026, 2, 1);

describe("telling the catalog what is available", () => {
  let small: SmallInventory;
  let now: number;
  /** What the catalog was told, call by call, as `SKU availability`. */
  let told: string[][];
  /** What happens while the catalog is being told. */
  let meanwhile: () => Promise<void>;

  beforeEach(async () => {
    small = await openSmallInventory();
    now = start;
    told = [];
    meanwhile = () => Promise.resolve();
  });
  afterEach(() => small.remove());

  const chore = (unknown: readonly string[] = []) =>
    inventoryChores({
      inventory: small,
      now: () => now,
      chance: () => 0,
      async call(_service, { body }) {
        const { items } = body as AvailabilityNotice;
        told.push(items.map(({ sku, availability }) => `${sku} ${availability}`));
        await meanwhile();
        return { status: 200, body: { catalogVersion: 1, unknown } };
      },
    })[0]!;
  const stock = (sku: string, onHand: number) => setLevels(small, [{ sku, location: "main", onHand }], now);

  it("tells each crossing once, many SKUs in one call, many crossings as one", async () => {
    const announcing = chore();
    for (const onHand of [9, 0, 3]) await stock("A", onHand);
    await stock("B", 0);
    expect(await announcing.run()).toBe(6 * 3_600_000);
    expect(told).toEqual([["A low_stock", "B out_of_stock"]]);
    await stock("A", 4);
    await announcing.run();
    expect(told).toHaveLength(1);
  });

  it("tells again what changed while it was being told", async () => {
    const announcing = chore();
    await stock("A", 9);
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      await stock("A", 0);
    };
    expect(await announcing.run()).toBeLessThanOrEqual(0);
    await announcing.run();
    expect(told).toEqual([["A in_stock"], ["A out_of_stock"]]);
  });

  it("is done by one process at a time, and by another when that one died", async () => {
    await stock("A", 9);
    const others = chore();
    meanwhile = async () => {
      meanwhile = () => Promise.resolve();
      await others.run();
      now += 30_000;
      await others.run();
    };
    await chore().run();
    expect(told).toEqual([["A in_stock"], ["A in_stock"]]);
  });

  it("comes back later for a catalog that is out of reach, later each time", async () => {
    await stock("A", 9);
    const announcing = chore();
    const due = async () => Number((await small.rows("SELECT announce_at FROM stock_items"))[0]![0]) - now;
    meanwhile = () => Promise.reject(new UnreachableError("no"));
    const pauses = [];
    for (const _ of [1, 2, 3]) {
      await expect(announcing.run()).rejects.toThrow("no");
      pauses.push(await due());
      now += await due();
    }
    expect(pauses).toEqual([100, 200, 400]);
    meanwhile = () => Promise.resolve();
    await announcing.run();
    expect(await due()).toBe(6 * 3_600_000);
  });

  it("asks again after a minute for SKUs that the catalog does not have", async () => {
    await stock("A", 9);
    await stock("B", 9);
    expect(await chore(["B"]).run()).toBe(60_000);
    now += 60_000;
    await chore().run();
    expect(told).toEqual([["A in_stock", "B in_stock"], ["B in_stock"]]);
  });
});
