/** The relay: delivers what waits in a service's outbox, at least once, in the order of each stream. */
import { type Backoff, pauseMs } from "../../commerce/backoff.ts";
import type { Log } from "../../commerce/log.ts";
import { type ServiceName, serviceNames } from "../../commerce/settings.ts";
import { DatabaseUnavailableError } from "../../db/platform/failure.ts";
import type { Database } from "../../db/platform/open_database.ts";
import {
  finishEvent,
  type LeasedEvent,
  leaseEvents,
  nextDueAt,
  postponeEvent,
  retryParkedEvents,
} from "../../db/platform/outbox.ts";
import type { CallService } from "./internal_calls.ts";
import type { Chore } from "./upkeep.ts";

/** Calls of one service that are under way at once. */
const callsAtOnce = 32;
/**
 * What goes elsewhere has less of the process, which has orders to place: in a rush it waits and is made good later.
 * Servers of mail, besides, take few connections from one sender.
 */
const othersAtOnce = 8;
/** A delivery that takes longer failed; the lease outlasts it, so that no other process tries meanwhile. */
const deadlineMs = 10_000;
const leaseMs = 30_000;
const backoff: Backoff = { firstMs: 200, ceilingMs: 30_000 };
/** A target that could not be reached so often, for about half a day, is given up. */
const maxFailures = 2_000;
/** A refusal will hardly turn into something else: given up after some minutes. */
const maxRefusals = 20;
/** Another process may have written an event: it waits so long at most. */
const lookAgainMs = 2_000;

/** Delivers an event to what is not a service. Rejects when it could not; a {@linkcode RefusedError} is tried fewer times. */
export type Deliver = (event: LeasedEvent) => Promise<void>;

/** The target understood the event and does not want it. */
export class RefusedError extends Error {
  override name = "RefusedError";

  /** @param isFinal It never will want it: the event is given up at once. */
  constructor(message: string, readonly isFinal: boolean = false) {
    super(message);
  }
}

export interface RelayOptions {
  /** The service whose outbox it is. */
  readonly service: ServiceName;
  readonly database: Pick<Database, "client" | "queue">;
  readonly call: CallService;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Targets that are not services, e.g. `mail`, by their names. */
  readonly others?: Readonly<Record<string, Deliver>>;
  /**
   * Draws the consequences of what a service refused, where the sender has some: answers whether it did, and the event
   * is done. Any other is tried again.
   */
  readonly refused?: (event: LeasedEvent) => Promise<boolean>;
  /** Between 0 and 1, as `Math.random`. */
  readonly chance?: () => number;
}

/** The name of a service's relay among its chores: to be woken when an event was written. */
export const relayName = (service: ServiceName): string => `relay of ${service}`;

/**
 * The relay as chores, one for each target, so that none waits for another's fault. Any number of processes may run
 * it.
 */
export function relay({ others = {}, ...options }: RelayOptions): Chore[] {
  const toService = (target: ServiceName): Deliver => async (event) => {
    const { method, path, body, trace } = event;
    const answer = await options.call(target, { method, path, body, trace, deadlineMs });
    if (answer.status >= 400) {
      if (await options.refused?.(event)) return;
      throw new RefusedError(`answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`);
    }
  };
  return [
    ...serviceNames.map((target) => relayTo(target, toService(target), callsAtOnce, options)),
    ...Object.entries(others).map(([target, deliver]) => relayTo(target, deliver, othersAtOnce, options)),
  ];
}

function relayTo(
  target: string,
  deliver: Deliver,
  atOnce: number,
  options: Omit<RelayOptions, "others">,
): Chore {
  const { service, database, log, now, chance = Math.random } = options;
  const { client, queue } = database;
  let isFirstRun = true;
  return {
    name: relayName(service),
    everyMs: lookAgainMs,
    async run() {
      // What was given up may have waited for this very version of the program.
      if (isFirstRun) await retryParkedEvents(database, target, now());
      isFirstRun = false;
      const next = await nextDueAt(client, target);
      if (next === null || next > now()) return next === null ? null : next - now();
      const events = await leaseEvents(queue, { target, now: now(), leaseMs, limit: atOnce });
      await Promise.all(events.map(tryOnce));
      return 0;
    },
  };

  async function tryOnce(event: LeasedEvent): Promise<void> {
    try {
      await deliver(event);
    } catch (error) {
      return await postpone(event, error);
    }
    await finish(event);
  }

  /** What was received is said to be until that is heard, since not everything can be received twice: a mail cannot. */
  async function finish(event: LeasedEvent): Promise<void> {
    for (let tries = 1;; tries++) {
      try {
        return await finishEvent(queue, event);
      } catch (error) {
        const pause = pauseMs(tries, backoff, chance());
        if (!(error instanceof DatabaseUnavailableError) || now() + pause >= event.leasedUntil) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  async function postpone(event: LeasedEvent, error: unknown): Promise<void> {
    const attempts = event.attempts + 1;
    const isRefusal = error instanceof RefusedError;
    const park = isRefusal && error.isFinal || attempts >= (isRefusal ? maxRefusals : maxFailures);
    const reason = error instanceof Error ? error.message : String(error);
    log[park ? "error" : "warn"](park ? "event given up" : "event not delivered", {
      service,
      target,
      eventId: event.id,
      path: event.path,
      attempts,
      reason,
      ...event.trace,
    });
    const dueAt = now() + pauseMs(Math.min(attempts, 20), backoff, chance());
    await postponeEvent(queue, event, { dueAt, error: reason, park });
  }
}
