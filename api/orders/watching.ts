/**
 * Orders watched live: server-sent events (WHATWG HTML, section 9.2). One look at the database serves all watchers of
 * this process, whichever process made the change; a change made here is told at once.
 */
import type { OrderStatusEvent } from "../../commerce/wire/order.ts";
import { type OrderStanding, readStandings } from "../../db/orders/list_orders.ts";
import type { Orders } from "../../db/orders/open.ts";
import type { Answer, Refusal } from "../platform/answer.ts";
import type { Sender } from "../platform/operation.ts";
import { addressKey, type RateLimiter } from "../../commerce/rate_limits.ts";
import type { Chore } from "../platform/upkeep.ts";
import { paymentStatusOf } from "./standing.ts";

/** The name of the chore that looks for changes: to be woken when one was made here. */
export const watchingChore = "watched orders";

/** Changes of other processes are seen so late at most. */
const lookMs = 1_000;
/** A line goes out so often, that nothing between takes the silence for the end. */
const heartbeatMs = 15_000;
/** A stream ends by itself, and the browser opens the next one. */
const longestMs = 10 * 60_000;
const maxWatchers = 2_000;
/** How soon a browser opens the next stream, in milliseconds. */
const retryMs = 2_000;

export interface OrderWatch {
  /** A stream of an order's standings, for whoever may read it. */
  open(orderId: string, from: Pick<Sender, "address">): Promise<Answer | Refusal>;
  readonly chore: Chore;
}

export interface WatchOptions {
  readonly orders: Pick<Orders, "client">;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Ends all streams. */
  readonly stopping: AbortSignal;
  /** Of streams, by address. */
  readonly rate: Pick<RateLimiter, "take">;
}

interface Watcher {
  readonly orderId: string;
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  readonly openedAt: number;
  saidAt: number;
  version: number;
}

export function watchOrders({ orders, now, stopping, rate }: WatchOptions): OrderWatch {
  const watchers = new Set<Watcher>();
  const encoder = new TextEncoder();
  stopping.addEventListener("abort", () => {
    for (const watcher of watchers) end(watcher);
  });

  return {
    async open(orderId, { address }): Promise<Answer | Refusal> {
      const waitSeconds = rate.take(addressKey(address));
      if (waitSeconds > 0 || watchers.size >= maxWatchers || stopping.aborted) {
        return { problem: "rate-limited", headers: { "retry-after": `${Math.max(waitSeconds, 5)}` } };
      }
      const [standing] = await readStandings(orders.client, [orderId]);
      if (standing === undefined) return { problem: "not-found" };
      return {
        status: 200,
        body: streamOf(standing),
        headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" },
      };
    },
    chore: {
      name: watchingChore,
      everyMs: lookMs,
      async run() {
        if (watchers.size > 0) await look();
        return null;
      },
    },
  };

  function streamOf(standing: OrderStanding): ReadableStream<Uint8Array> {
    let watcher: Watcher | undefined;
    return new ReadableStream<Uint8Array>({
      start(controller) {
        watcher = { orderId: standing.id, controller, openedAt: now(), saidAt: now(), version: 0 };
        watchers.add(watcher);
        controller.enqueue(encoder.encode(`retry: ${retryMs}\n\n`));
        tell(watcher, standing);
      },
      cancel() {
        if (watcher) watchers.delete(watcher);
      },
    });
  }

  async function look(): Promise<void> {
    const ids = [...new Set([...watchers].map(({ orderId }) => orderId))];
    const standings = new Map((await readStandings(orders.client, ids)).map((each) => [each.id, each]));
    for (const watcher of watchers) {
      const standing = standings.get(watcher.orderId);
      if (standing === undefined || now() - watcher.openedAt >= longestMs) end(watcher);
      else if (standing.version > watcher.version) tell(watcher, standing);
      else if (now() - watcher.saidAt >= heartbeatMs) say(watcher, ":\n\n");
    }
  }

  function tell(watcher: Watcher, standing: OrderStanding): void {
    watcher.version = standing.version;
    const { id, version, state: status } = standing;
    const data: OrderStatusEvent = { id, version, status, paymentStatus: paymentStatusOf(standing) };
    say(watcher, `event: status\nid: ${version}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  function say(watcher: Watcher, text: string): void {
    watcher.saidAt = now();
    // Whoever does not read what is sent is gone, or means harm.
    if ((watcher.controller.desiredSize ?? 0) < -64) return end(watcher);
    watcher.controller.enqueue(encoder.encode(text));
  }

  function end(watcher: Watcher): void {
    watchers.delete(watcher);
    watcher.controller.close();
  }
}
