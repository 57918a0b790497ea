/** The payments service as a process runs it. */
import type Stripe from "stripe";
import type { Payments } from "../../db/payments/open.ts";
import { outboxState } from "../../db/platform/outbox.ts";
import { register } from "../platform/register.ts";
import { relay, relayName } from "../platform/relay.ts";
import type { RunningService } from "../platform/running_service.ts";
import type { Shared } from "../platform/shared.ts";
import { askingChore, paymentsChores } from "./chores.ts";
import { paymentsHandlers } from "./handlers.ts";
import { paymentsOperations } from "./operations.ts";
import type { PaymentsService } from "./service.ts";

export interface PaymentsOptions {
  readonly database: Payments;
  readonly stripe: Stripe;
  /** By which Stripe signs its events; left out: none is taken. */
  readonly webhookSecret: string | undefined;
  readonly declineLimit: number | null;
  readonly shared: Pick<Shared, "platform" | "call" | "wake">;
}

/** Makes the service of an open, migrated database, which it closes with itself. */
export function runPayments(
  { database, stripe, webhookSecret, declineLimit, shared }: PaymentsOptions,
): RunningService {
  const { platform, call, wake } = shared;
  const { log, now } = platform;
  const service: PaymentsService = {
    database,
    stripe,
    webhookSecret,
    declineLimit,
    log,
    now,
    written() {
      wake(relayName("payments"));
      wake(askingChore);
    },
  };
  return {
    name: "payments",
    operations: paymentsOperations,
    routes: (api) =>
      register(api, paymentsOperations, paymentsHandlers(service), { ...platform, idempotency: noKeys }),
    chores: [...paymentsChores(service), ...relay({ service: "payments", database, call, log, now })],
    async probe() {
      database.queue.check();
      return { outbox: await outboxState(database.client) };
    },
    close: () => database.close(),
  };
}

/** Its calls have keys of their own: the order's id, or a refund's key. */
const noKeys = {
  claim: () => Promise.reject(new Error("the calls of payments take no idempotency keys")),
  finish: () => Promise.resolve(true),
  release: () => Promise.resolve(),
};
