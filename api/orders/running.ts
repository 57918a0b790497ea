/** The orders service as a process runs it. */
import { idempotencyKeys } from "../../db/platform/idempotency_keys.ts";
import { outboxState } from "../../db/platform/outbox.ts";
import type { Answer, Refusal } from "../platform/answer.ts";
import type { IdempotencyStore } from "../platform/idempotency.ts";
import { register } from "../platform/register.ts";
import { relay, relayName } from "../platform/relay.ts";
import type { RunningService } from "../platform/running_service.ts";
import type { Shared } from "../platform/shared.ts";
import { settleRefused } from "./changes/refused_calls.ts";
import { dueChore, orderChores } from "./chores.ts";
import { admitHolders } from "./access.ts";
import { completeAnswer } from "./completing.ts";
import { orderHandlers } from "./handlers.ts";
import type { Mail } from "./mail/open_mail.ts";
import { orderOperations } from "./operations.ts";
import type { OrdersService } from "./service.ts";
import { watchingChore, watchOrders } from "./watching.ts";

/** A try takes less than its two calls together; after this another may take its place. */
const claimMs = 12_000;

/** Orders are tried so often from one address, streams opened, and orders asked for without their token. */
const placingRate = { burst: 20, secondsEach: 10 };
const watchingRate = { burst: 60, secondsEach: 2 };
const strangersRate = { burst: 30, secondsEach: 20 };

export interface OrdersOptions
  extends Pick<OrdersService, "orders" | "secrets" | "publicUrl" | "capture" | "openLimits"> {
  readonly mail: Pick<Mail, "deliver" | "routes">;
  readonly shared: Pick<Shared, "platform" | "call" | "wake" | "limitRate" | "stopping">;
}

/** Makes the service of an open, migrated database, which it closes with itself. */
export function runOrders(options: OrdersOptions): RunningService {
  const { orders, mail, shared } = options;
  const { platform, call, wake, limitRate, stopping } = shared;
  const { log, now } = platform;
  const service: OrdersService = {
    ...options,
    call,
    log,
    now,
    placingRate: limitRate(placingRate),
    written() {
      for (const chore of [relayName("orders"), dueChore, watchingChore]) wake(chore);
    },
    stored: new WeakMap(),
  };
  const watch = watchOrders({ orders, now, stopping, rate: limitRate(watchingRate) });
  const serving = {
    ...platform,
    admit: admitHolders(options.secrets, limitRate(strangersRate)),
    idempotency: storeOf(service),
    complete: completeAnswer(service),
  };
  return {
    name: "orders",
    operations: orderOperations,
    routes(api) {
      register(api, orderOperations, orderHandlers(service, watch), serving);
      mail.routes(api);
    },
    chores: [
      ...orderChores(service),
      watch.chore,
      ...relay({
        service: "orders",
        database: orders,
        call,
        log,
        now,
        others: { mail: mail.deliver },
        refused: (event) => settleRefused(service, event),
      }),
    ],
    async probe() {
      orders.queue.check();
      return { outbox: await outboxState(orders.client) };
    },
    close: () => orders.close(),
  };
}

/** The keys of requests. An answer that was written with what it tells of is not written again. */
function storeOf({ orders, stored }: OrdersService): IdempotencyStore {
  const keys = idempotencyKeys<Answer | Refusal>(orders.queue);
  return {
    claim: (request) => keys.claim({ ...request, leaseMs: claimMs }),
    release: keys.release,
    async finish(claim, outcome, now) {
      return stored.has(outcome) || await keys.finish(claim, outcome, now);
    },
  };
}
