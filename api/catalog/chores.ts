/** The catalog service's upkeep: what the clock changes, and what has been kept long enough. */
import type { Client } from "@libsql/client";
import type { Catalog } from "../../db/catalog/connect.ts";
import { catchUpCards } from "../../db/catalog/writing/catch_up_cards.ts";
import { pruneChanges } from "../../db/catalog/writing/prune_changes.ts";
import { nextBoundary, refreshBoundaries } from "../../db/catalog/writing/refresh_boundaries.ts";
import { pruneIdempotencyKeys } from "../../db/platform/idempotency_keys.ts";
import type { WriterQueue } from "../../db/platform/writer_queue.ts";
import { type Chore, every } from "../platform/upkeep.ts";
import { settleDrafts } from "./drafts.ts";
import { catalogService } from "./handlers.ts";
import { goneAfterMs } from "./regions.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

/** The name of the chore that follows the boundaries of price windows: to be woken when one may have been written. */
export const boundariesChore = "price boundaries";

/** Every chore looks for what is due in the transaction that does it: several processes get in no one's way. */
export function catalogChores(
  { catalog, backoffice, queue, now }: {
    catalog: Catalog;
    backoffice: Client;
    /** Of the backoffice. */
    queue: WriterQueue;
    now: () => number;
  },
): Chore[] {
  const service = catalogService({ catalog, backoffice, now, written() {} });
  return [
    {
      name: boundariesChore,
      // A boundary that another process plans waits so long at most; lists are right without (reading/overdue.ts).
      everyMs: 10 * secondMs,
      async run() {
        await refreshBoundaries(catalog, now());
        const next = await nextBoundary(catalog);
        return next === null ? null : next - now();
      },
    },
    every("cards of an older release", 10 * minuteMs, () => catchUpCards(catalog, now())),
    every("unfinished moves of drafts", minuteMs, () => settleDrafts(service)),
    every("old changes", 60 * minuteMs, () => pruneChanges(catalog, now())),
    every("machines that are gone", 10 * minuteMs, () => service.reports.prune(now() - goneAfterMs)),
    every("old idempotency keys", 60 * minuteMs, () => pruneIdempotencyKeys(queue, now())),
  ];
}
