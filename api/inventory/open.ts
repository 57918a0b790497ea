/** Opening the inventory service from the settings. */
import { readSettings } from "../../commerce/settings.ts";
import { migrateInventory, openInventory } from "../../db/inventory/open.ts";
import type { OpenService } from "../platform/shared.ts";
import { announcingChore } from "./chores.ts";
import { runInventory } from "./running.ts";

export const openInventoryService: OpenService = async ({ platform, call, wake, environment }) => {
  const settings = readSettings(environment, ["DATA_DIR", "DEMO", "INVENTORY_URL", "INVENTORY_TOKEN"]);
  const inventory = await openInventory({
    url: settings.INVENTORY_URL ?? `file:${settings.DATA_DIR}/inventory.db`,
    token: settings.INVENTORY_TOKEN,
  });
  // A server's database is migrated by the release command, before any process of the release starts.
  if (inventory.client.protocol === "file") {
    await migrateInventory(inventory);
    if (settings.DEMO) {
      // The demo's code is loaded only where it is wanted.
      const { loadDemoStock } = await import("../../db/demo/demo_stock.ts");
      platform.log.info("demo stock", { ...await loadDemoStock(inventory, platform.now()) });
    }
  }
  return runInventory({ inventory, platform, call, written: () => wake(announcingChore) });
};
