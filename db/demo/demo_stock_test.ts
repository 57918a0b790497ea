import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { inventoryFaults } from "../inventory/testing/faults.ts";
import { openSmallInventory, type SmallInventory } from "../inventory/testing/small_inventory.ts";
import { demoAvailability } from "./demo_product.ts";
import { type DemoStockLoad, loadDemoStock } from "./demo_stock.ts";

const now = Date.UTC(2026, 10, 20);

describe("loadDemoStock", () => {
  let small: SmallInventory;
  let load: DemoStockLoad;
  before(async () => {
    small = await openSmallInventory();
    load = await loadDemoStock(small, now);
  });
  after(() => small.remove());

  it("has as much of every variant as its pages say there is", async () => {
    if (!load.loaded) throw new Error(load.reason);
    expect(load.skus).toBeGreaterThan(1_000);
    const told = await small.rows("SELECT sku, availability FROM stock_items");
    expect(told).toHaveLength(load.skus);
    expect(told.filter(([sku, availability]) => demoAvailability(String(sku)) !== availability)).toEqual([]);
    expect(new Set(told.map(([, availability]) => availability)).size).toBe(5);
    expect(await inventoryFaults(small.client)).toEqual([]);
  });

  it("sends from four places", async () => {
    expect(await small.rows("SELECT code, name, country FROM locations ORDER BY priority")).toEqual([
      ["main", "Lyon", "FR"],
      ["newark", "Newark", "US"],
      ["yokohama", "Yokohama", "JP"],
      ["dubai", "Dubai", "AE"],
    ]);
  });

  it("leaves an inventory alone that has something in it", async () => {
    expect(await loadDemoStock(small, now)).toEqual({ loaded: false, reason: "the inventory is not empty" });
  });
});
