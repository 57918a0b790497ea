/** The calls of merchants and warehouse systems about counts. */
import { adjustStock } from "../../db/inventory/adjustments.ts";
import { listLevels, setLevels } from "../../db/inventory/levels.ts";
import { listMovements } from "../../db/inventory/movements.ts";
import { invalid, isRefusal } from "../platform/answer.ts";
import { claimedIds } from "../platform/claimed_ids.ts";
import type { Handlers } from "../platform/operation.ts";
import type { inventoryOperations } from "./operations.ts";
import { type InventoryService, readCursor, shownPage } from "./service.ts";

type LevelCalls = "setStockLevels" | "listStockLevels" | "adjustStock" | "listStockMovements";

export function levelHandlers(
  { inventory, now, written }: InventoryService,
): Pick<Handlers<typeof inventoryOperations>, LevelCalls> {
  return {
    async setStockLevels({ body: { items } }) {
      const results = await setLevels(inventory, items, now());
      written();
      return { status: 200, body: { items: results } };
    },

    async listStockLevels({ query: { sku, location, limit, cursor } }) {
      const page = readCursor(cursor, "stock-levels");
      if (isRefusal(page)) return page;
      return shownPage(
        await listLevels(inventory, { sku, location, after: page.key, limit }),
        "stock-levels",
      );
    },

    async adjustStock({ body, claim }) {
      const outcome = await adjustStock(inventory, body, claimedIds(claim)("mov"), now());
      written();
      switch (outcome.kind) {
        case "done":
          return { status: 201, body: { movement: outcome.movement, level: outcome.level } };
        case "unknown-location":
          return invalid([{ path: "location", message: `there is no location "${body.location}"` }]);
        case "too-few":
          return {
            problem: "conflict",
            detail: `There are ${outcome.onHand} on hand, which is less than what is to be taken.`,
          };
      }
    },

    async listStockMovements({ query: { sku, location, limit, cursor } }) {
      const page = readCursor(cursor, "stock-movements");
      if (isRefusal(page)) return page;
      const movements = await listMovements(inventory, { sku, location, before: page.key, limit });
      return shownPage(movements, "stock-movements");
    },
  };
}
