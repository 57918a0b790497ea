/** The inventory service as a process runs it. */
import type { Inventory } from "../../db/inventory/open.ts";
import { idempotencyKeys } from "../../db/platform/idempotency_keys.ts";
import type { Answer, Refusal } from "../platform/answer.ts";
import type { Platform } from "../platform/environment.ts";
import type { CallService } from "../platform/internal_calls.ts";
import { register } from "../platform/register.ts";
import type { RunningService } from "../platform/running_service.ts";
import { inventoryChores } from "./chores.ts";
import { inventoryHandlers } from "./handlers.ts";
import { inventoryOperations } from "./operations.ts";

export interface InventoryOptions {
  readonly inventory: Inventory;
  readonly platform: Omit<Platform, "idempotency">;
  readonly call: CallService;
  /** Called after each write that may change what shoppers are told. */
  readonly written: () => void;
}

/** Makes the service of an open, migrated database, which it closes with itself. */
export function runInventory({ inventory, platform, call, written }: InventoryOptions): RunningService {
  const { now } = platform;
  const handlers = inventoryHandlers({ inventory, now, written });
  const idempotency = idempotencyKeys<Answer | Refusal>(inventory.queue);
  return {
    name: "inventory",
    operations: inventoryOperations,
    routes: (api) => register(api, inventoryOperations, handlers, { ...platform, idempotency }),
    chores: inventoryChores({ inventory, call, now }),
    async probe() {
      inventory.queue.check();
      const { rows } = await inventory.client.execute({
        sql: "SELECT count(*) AS waiting FROM (SELECT 1 FROM stock_items WHERE announce_at <= ? LIMIT 1000)",
        args: [now()],
      });
      return { availabilityToTell: Number(rows[0]!["waiting"]) };
    },
    close: () => inventory.close(),
  };
}
