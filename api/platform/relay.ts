/** The relay: delivers what waits in a service's outbox, at least once, in the order of each stream. */
import { type Backoff, pauseMs } from "../../commerce/backoff.ts";
import type { Log } from "../../commerce/log.ts";
import type { ServiceName } from "../../commerce/settings.ts";
import type { Database } from "../../db/platform/open_database.ts";
import {
  finishEvent,
  type LeasedEvent,
  leaseEvents,
  nextDueAt,
  postponeEvent,
} from "../../db/platform/outbox.ts";
import type { CallService } from "./internal_calls.ts";
import type { Chore } from "./upkeep.ts";

const leaseMs = 30_000;
const batchSize = 32;
const backoff: Backoff = { firstMs: 200, ceilingMs: 60_000 };
/** A delivery that failed so often waits for an operator: with this backoff, after about a day. */
const maxAttempts = 1_500;
/** A refusal will not turn into something else soon: fewer tries. */
const maxRefusals = 20;
/** Another process may have written an event: it waits so long at most. */
const lookAgainMs = 2_000;

export interface RelayOptions {
  /** The service whose outbox it is. */
  readonly service: ServiceName;
  readonly database: Pick<Database, "client" | "queue">;
  readonly call: CallService;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Targets that are not services: what delivers to them. Rejects when it could not. */
  readonly others?: Readonly<Record<string, (event: LeasedEvent) => Promise<void>>>;
}

/** The name of a service's relay among its chores: to be woken when an event was written. */
export const relayName = (service: ServiceName): string => `relay of ${service}`;

/** The relay as a chore. Any number of processes may run it. */
export function relay({ service, database, call, log, now, others = {} }: RelayOptions): Chore {
  const { client, queue } = database;
  return {
    name: relayName(service),
    everyMs: lookAgainMs,
    async run() {
      for (;;) {
        const events = await leaseEvents(queue, { now: now(), leaseMs, limit: batchSize });
        if (events.length === 0) break;
        await Promise.all(events.map(deliver));
      }
      const next = await nextDueAt(client);
      return next === null ? null : Math.max(next - now(), 10);
    },
  };

  async function deliver(event: LeasedEvent): Promise<void> {
    let refused = false;
    try {
      const other = others[event.target];
      if (other) {
        await other(event);
      } else {
        const answer = await call(event.target as ServiceName, {
          method: event.method,
          path: event.path,
          body: event.body,
        });
        refused = answer.status >= 400;
        if (refused) {
          throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`);
        }
      }
    } catch (error) {
      const attempts = event.attempts + 1;
      const park = attempts >= (refused ? maxRefusals : maxAttempts);
      const dueAt = now() + pauseMs(Math.min(attempts, 20), backoff, Math.random());
      const message = error instanceof Error ? error.message : String(error);
      log[park ? "error" : "warn"](park ? "event given up" : "event not delivered", {
        service,
        event: event.id,
        target: event.target,
        path: event.path,
        attempts,
        reason: message,
      });
      return await postponeEvent(queue, event, { dueAt, error: message, park });
    }
    await finishEvent(queue, event);
  }
}
