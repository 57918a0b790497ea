/** The inventory service's upkeep: telling the catalog what is available, and forgetting what was kept long enough. */
import { type Backoff, pauseMs } from "../../commerce/backoff.ts";
import {
  type AvailabilityAnswer,
  availabilityAnswer,
  maxAvailabilityItems,
} from "../../commerce/wire/internal_availability.ts";
import {
  type Announcement,
  finishAnnouncements,
  leaseAnnouncements,
  nextAnnouncementAt,
} from "../../db/inventory/announcements.ts";
import { pruneNotices } from "../../db/inventory/notices.ts";
import type { Inventory } from "../../db/inventory/open.ts";
import { pruneIdempotencyKeys } from "../../db/platform/idempotency_keys.ts";
import type { CallService } from "../platform/internal_calls.ts";
import { type Chore, every } from "../platform/upkeep.ts";

const secondMs = 1_000;
const hourMs = 3_600 * secondMs;

/** The name of the chore that tells the catalog: to be woken after writes. */
export const announcingChore = "availability to tell";

/** A call takes less; when its process died, another tries after this. */
const leaseMs = 30 * secondMs;
/** What is told already is told again after this, and to this be added half as much by chance. */
const againMs = 6 * hourMs;
/** A SKU that the catalog does not have may be one of a product to come. */
const unknownMs = 60 * secondMs;
/** Another process may have written something: it waits so long at most. */
const lookAgainMs = 2 * secondMs;
const backoff: Backoff = { firstMs: 200, ceilingMs: 30 * secondMs };
/** Nobody repeats a notice after so long. */
const noticesKeptMs = 90 * 24 * hourMs;

export interface ChoresOptions {
  readonly inventory: Inventory;
  readonly call: CallService;
  readonly now: () => number;
  /** Between 0 and 1, as `Math.random`. */
  readonly chance?: () => number;
}

/** Any number of processes may do them at once. */
export function inventoryChores({ inventory, call, now, chance = Math.random }: ChoresOptions): Chore[] {
  let failures = 0;
  return [
    {
      name: announcingChore,
      everyMs: lookAgainMs,
      async run() {
        const due = await leaseAnnouncements(inventory, { now: now(), leaseMs, limit: maxAvailabilityItems });
        if (due.length > 0) await announce(due);
        const next = await nextAnnouncementAt(inventory);
        return next === null ? null : next - now();
      },
    },
    every("old stock notices and idempotency keys", hourMs, async () => {
      await pruneNotices(inventory, now() - noticesKeptMs);
      await pruneIdempotencyKeys(inventory.queue, now());
    }),
  ];

  async function announce(due: readonly Announcement[]): Promise<void> {
    let answer: AvailabilityAnswer;
    try {
      answer = await tell(due);
    } catch (error) {
      failures++;
      await finishAnnouncements(inventory, due, now() + pauseMs(failures, backoff, chance()));
      throw error;
    }
    failures = 0;
    const unknown = new Set(answer.unknown);
    const told = Object.groupBy(due, ({ sku }) => unknown.has(sku) ? "unknown" : "known");
    await finishAnnouncements(inventory, told.known ?? [], now() + againMs * (1 + chance() / 2));
    await finishAnnouncements(inventory, told.unknown ?? [], now() + unknownMs);
  }

  async function tell(items: readonly Announcement[]): Promise<AvailabilityAnswer> {
    const { status, body } = await call("catalog", {
      method: "POST",
      path: "/internal/catalog/availability",
      body: { items },
    });
    if (status !== 200) throw new Error(`tell the catalog of ${items.length} SKUs: it answered ${status}`);
    return availabilityAnswer.parse(body);
  }
}
