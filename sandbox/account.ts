/** The account whose payments the sandbox takes: its memory, its clock, and what it tells the shop. */
import type Stripe from "stripe";
import { apiVersion } from "./api/version.ts";
import { newId } from "./state/ids.ts";
import type { Task } from "./state/records.ts";
import type { Store } from "./state/store.ts";

/** How long what takes time takes, in seconds of the sandbox's clock. */
export interface Delays {
  /** Direct debits, and refunds that take time. */
  readonly soon: number;
  /** Direct debits of the accounts that take longer: three minutes at Stripe. */
  readonly later: number;
}

/** The API request that caused an event. */
export interface Cause {
  readonly id: string | null;
  readonly idempotencyKey: string | null;
}

/** What the rules of payment work with. All of it belongs to one change of the store. */
export interface Account {
  readonly store: Store;
  readonly delays: Delays;
  readonly cause: Cause;
  /** Seconds since 1970 by the sandbox's clock. */
  now(): number;
  /** Runs a task at a time; the same id again moves it. */
  schedule(id: string, task: Task, afterSeconds: number): void;
  cancel(id: string): void;
  /** Hands an event to the webhooks. */
  announce(event: string): void;
  /** Whether an event is still to be delivered. */
  isWaiting(event: string): boolean;
}

/** Says that something happened, with a picture of the object as it is now. */
export function emit(account: Account, type: Stripe.Event["type"], object: object): void {
  const event = {
    id: newId("evt"),
    object: "event",
    api_version: apiVersion,
    created: account.now(),
    data: { object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: account.cause.id, idempotency_key: account.cause.idempotencyKey },
    type,
    // The type of an event says which object it carries; here the caller does.
  } as Stripe.Event;
  account.store.put("event", event.id, event);
  account.announce(event.id);
}
