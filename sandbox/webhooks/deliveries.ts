/**
 * Delivering events: at least once, in no promised order, tried again with growing pauses. Stripe tries for three
 * days; here the pauses begin at a second, so that a desk sees its webhooks again soon after the shop does.
 */
import type { Log } from "../../commerce/log.ts";
import type { Faults } from "../faults.ts";
import type { Timer, WebhookEndpoint } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { signatureHeader } from "./signature.ts";

/** How a delivery is tried again. */
export interface RetryPlan {
  /** The pause after the first failure; each further one is twice as long. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** Tries in all; then the event is given up, as Stripe does after three days. */
  readonly tries: number;
}

export interface Deliveries {
  /** Has an event sent; part of the change that made it. */
  announce(event: string): void;
  isWaiting(event: string): boolean;
  /** Sends an event now, again, whatever became of it before. */
  resend(event: string): void;
  /** Begins a delivery whose time has come. */
  begin(id: string, timer: Timer): void;
  /** Deliveries under way. */
  running(): number;
  close(): Promise<void>;
}

/** Deliveries under way at once. */
const concurrency = 16;
const timeoutMs = 10_000;

export function createDeliveries(
  { store, endpoint, retry, faults, schedule, nowMs, wallClock, fetch, log }: {
    store: Store;
    endpoint: () => WebhookEndpoint | null;
    retry: RetryPlan;
    faults: Faults;
    schedule: (id: string, timer: Timer) => void;
    /** The sandbox's clock. */
    nowMs: () => number;
    wallClock: () => number;
    fetch: typeof globalThis.fetch;
    log: Log;
  },
): Deliveries {
  const waiting: { readonly id: string; readonly timer: Timer }[] = [];
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  function pump(): void {
    while (underWay.size < concurrency && waiting.length > 0 && !stopping.signal.aborted) {
      const { id, timer } = waiting.shift()!;
      const done: Promise<void> = deliver(id, timer).finally(() => {
        underWay.delete(done);
        pump();
      });
      underWay.add(done);
    }
  }

  async function deliver(id: string, { task }: Timer): Promise<void> {
    if (task.kind !== "deliver") return;
    const to = endpoint();
    const body = store.text("event", task.event);
    if (to === null || body === undefined) return store.remove("timer", id);
    const failure = await post(to, body);
    if (stopping.signal.aborted) return;
    if (failure === null) return store.remove("timer", id);
    const attempt = task.attempt + 1;
    log.warn("webhook not taken", { event: task.event, attempt, reason: failure });
    if (attempt >= retry.tries) return store.remove("timer", id);
    const pause = Math.min(retry.firstMs * 2 ** (attempt - 1), retry.longestMs);
    schedule(id, { at: nowMs() + pause, task: { ...task, attempt } });
  }

  /** Null when it was taken, else why not. */
  async function post({ url, secret }: WebhookEndpoint, body: string): Promise<string | null> {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": await signatureHeader(body, secret, Math.floor(wallClock() / 1000)),
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
        body,
        // A redirect is a failure, as at Stripe.
        redirect: "manual",
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await answer.body?.cancel();
      return answer.ok ? null : `status ${answer.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  return {
    announce(event) {
      if (endpoint() === null) return;
      faults.webhook().forEach((afterMs, copy) =>
        schedule(timerId(event, copy), {
          at: nowMs() + afterMs,
          task: { kind: "deliver", event, attempt: 0 },
        })
      );
    },
    isWaiting: (event) => store.has("timer", timerId(event, 0)) || store.has("timer", timerId(event, 1)),
    resend: (event) =>
      schedule(timerId(event, 0), { at: nowMs(), task: { kind: "deliver", event, attempt: 0 } }),
    begin(id, timer) {
      waiting.push({ id, timer });
      pump();
    },
    running: () => underWay.size + waiting.length,
    async close() {
      stopping.abort();
      await Promise.allSettled(underWay);
    },
  };
}

function timerId(event: string, copy: number): string {
  return `deliver:${event}:${copy}`;
}
