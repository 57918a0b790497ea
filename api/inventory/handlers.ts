/** The inventory service: what answers its calls. */
import type { Handlers } from "../platform/operation.ts";
import { levelHandlers } from "./levels.ts";
import { locationHandlers } from "./locations.ts";
import type { inventoryOperations } from "./operations.ts";
import { reservationHandlers } from "./reservations.ts";
import type { InventoryService } from "./service.ts";

/** The handlers of all its operations. */
export function inventoryHandlers(service: InventoryService): Handlers<typeof inventoryOperations> {
  return { ...locationHandlers(service), ...levelHandlers(service), ...reservationHandlers(service) };
}
