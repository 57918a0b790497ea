/** The catalog service's upkeep: what the clock changes, and what has been kept long enough. */
import type { Client } from "@libsql/client";
import { pruneIdempotencyKeys } from "../../db/backoffice/idempotency_keys.ts";
import type { Catalog } from "../../db/catalog/connect.ts";
import { pruneChanges } from "../../db/catalog/writing/prune_changes.ts";
import { refreshBoundaries } from "../../db/catalog/writing/refresh_boundaries.ts";
import type { Chore } from "../platform/upkeep.ts";
import { settleDrafts } from "./drafts.ts";
import { catalogService } from "./handlers.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

/** Every chore looks for what is due in the transaction that does it: several processes get in no one's way. */
export function catalogChores(
  { catalog, backoffice, now }: { catalog: Catalog; backoffice: Client; now: () => number },
): Chore[] {
  const service = catalogService({ catalog, backoffice, now });
  return [
    {
      name: "price boundaries",
      everyMs: secondMs,
      run: async () => void await refreshBoundaries(catalog, now()),
    },
    { name: "unfinished moves of drafts", everyMs: minuteMs, run: () => settleDrafts(service) },
    {
      name: "old changes",
      everyMs: 60 * minuteMs,
      run: async () => void await pruneChanges(catalog, now()),
    },
    {
      name: "old idempotency keys",
      everyMs: 60 * minuteMs,
      run: () => pruneIdempotencyKeys(backoffice, now()),
    },
  ];
}
