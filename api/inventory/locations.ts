/** The calls about locations. */
import {
  createLocation,
  deleteLocation,
  findLocation,
  listLocations,
  type LocationOutcome,
  patchLocation,
  readLocation,
  type VersionedLocation,
} from "../../db/inventory/locations.ts";
import { type Answer, isRefusal, type Refusal } from "../platform/answer.ts";
import { claimedIds } from "../platform/claimed_ids.ts";
import type { Handlers } from "../platform/operation.ts";
import { etag, staleVersion } from "../platform/precondition.ts";
import type { inventoryOperations } from "./operations.ts";
import { type InventoryService, readCursor, shownPage } from "./service.ts";

type LocationCalls =
  | "createLocation"
  | "listLocations"
  | "readLocation"
  | "findLocation"
  | "patchLocation"
  | "deleteLocation";

export function locationHandlers(
  { inventory, written }: InventoryService,
): Pick<Handlers<typeof inventoryOperations>, LocationCalls> {
  return {
    createLocation: async ({ body, claim }) =>
      outcomeOf(201, await createLocation(inventory, claimedIds(claim)("loc"), body)),

    async listLocations({ query: { limit, cursor } }) {
      const page = readCursor(cursor, "stock-locations");
      if (isRefusal(page)) return page;
      return shownPage(await listLocations(inventory, { after: page.key, limit }), "stock-locations");
    },

    async readLocation({ params: { id } }) {
      const found = await readLocation(inventory, id);
      return found ? shown(200, found) : { problem: "not-found" };
    },

    async findLocation({ params: { code } }) {
      const found = await findLocation(inventory, code);
      return found ? { status: 200, body: found } : { problem: "not-found" };
    },

    async patchLocation({ params: { id }, body, expected }) {
      const outcome = await patchLocation(inventory, id, body, expected);
      written();
      return outcomeOf(200, outcome);
    },

    async deleteLocation({ params: { id }, expected }) {
      const kind = await deleteLocation(inventory, id, expected);
      return kind === "done" ? { status: 200, body: {} } : refusals[kind];
    },
  };
}

const refusals: Readonly<Record<Exclude<LocationOutcome["kind"], "done">, Refusal>> = {
  "not-found": { problem: "not-found" },
  "stale": staleVersion(),
  "code-taken": {
    problem: "conflict",
    detail: "There is a location with this code.",
    errors: [{ path: "code", message: "there is a location with this code" }],
  },
  "in-use": { problem: "conflict", detail: "It has stock levels: set it to active: false instead." },
};

function outcomeOf(status: 200 | 201, outcome: LocationOutcome): Answer | Refusal {
  return outcome.kind === "done" ? shown(status, outcome.found) : refusals[outcome.kind];
}

function shown(status: 200 | 201, { location, revision }: VersionedLocation): Answer {
  return { status, body: location, headers: { etag: etag(`${revision}`) } };
}
