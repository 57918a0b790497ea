/** The demo shop's stock: as much of everything as its pages say there is. */
import type { LocationInput, StockLevelItem } from "../../commerce/wire/admin_stock.ts";
import { setLevels } from "../inventory/levels.ts";
import { createLocation, listLocations, patchLocation, readLocation } from "../inventory/locations.ts";
import type { Inventory } from "../inventory/open.ts";
import { mintId } from "../../commerce/ids.ts";
import { bytesOf, hashOf } from "./chance.ts";
import { readDemoFiles } from "./demo_files.ts";
import { demoAvailability, demoSkus } from "./demo_product.ts";
import { demoLanguages } from "./markets.ts";

const dayMs = 86_400_000;

/** The place that every shop has, as this one has it. */
const home = {
  name: "Lyon",
  country: "FR",
  markets: ["fr", "de", "es", "it", "eu", "ch", "gb"],
} satisfies Partial<LocationInput>;

/** The others, which send to those who live near them. */
const others: readonly LocationInput[] = [
  { code: "newark", name: "Newark", country: "US", priority: 10, markets: ["us", "br"], active: true },
  { code: "yokohama", name: "Yokohama", country: "JP", priority: 20, markets: ["jp"], active: true },
  { code: "dubai", name: "Dubai", country: "AE", priority: 30, markets: ["ae", "kw"], active: true },
];

/** What loading did. */
export type DemoStockLoad =
  | { readonly loaded: false; readonly reason: "the inventory is not empty" }
  | { readonly loaded: true; readonly locations: number; readonly skus: number };

/**
 * Loads stock for every variant of the demo shop into an inventory that has none, the same on every machine. An
 * inventory that has a level is left as it is.
 *
 * @param now Milliseconds since the epoch: what is not there is expected in the weeks after it.
 */
export async function loadDemoStock(inventory: Inventory, now: number): Promise<DemoStockLoad> {
  const { rows } = await inventory.client.execute("SELECT 1 FROM stock_items LIMIT 1");
  if (rows.length > 0) return { loaded: false, reason: "the inventory is not empty" };
  await openLocations(inventory);
  const { products } = await readDemoFiles(demoLanguages.map((language) => language.tag));
  const skus = products.flatMap(demoSkus);
  const items = skus.flatMap((sku) => levelsOf(sku, now));
  // In one transaction: all or nothing.
  await setLevels(inventory, items, now);
  return { loaded: true, locations: others.length + 1, skus: skus.length };
}

async function openLocations(inventory: Inventory): Promise<void> {
  const day = Date.UTC(2026, 0, 5);
  for (const one of others) {
    await createLocation(inventory, mintId("loc", day, bytesOf(`location ${one.code}`)), one);
  }
  const { items: [main] } = await listLocations(inventory, { after: null, limit: 1 });
  const found = main && await readLocation(inventory, main.id);
  // Changed by somebody already: it is theirs.
  if (found?.revision === 1) await patchLocation(inventory, found.location.id, home, "1");
}

/** The levels of a SKU in all locations: what `demoAvailability` says, as counts. */
function levelsOf(sku: string, now: number): StockLevelItem[] {
  const some = (what: string, most: number) => hashOf(`${sku} ${what}`) % (most + 1);
  const availability = demoAvailability(sku);
  switch (availability) {
    case "in_stock":
      return [
        { sku, location: "main", onHand: 24 + some("main", 60) },
        ...others.map(({ code }) => ({ sku, location: code, onHand: some(code, 30) })),
      ];
    case "low_stock":
      return [{ sku, location: "main", onHand: 2 + some("main", 3) }];
    case "out_of_stock":
      return [{ sku, location: "main", onHand: 0 }];
    case "backorder":
    case "preorder":
      return [{
        sku,
        location: "main",
        onHand: 0,
        beyond: availability,
        beyondLimit: 50,
        expectedAt: new Date(now + (14 + some("expected", 30)) * dayMs).toISOString(),
      }];
  }
}
