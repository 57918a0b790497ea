/** The payments service's upkeep: what Stripe is to be told, and what it did not tell. */
import { takeDueEvents, takeDuePayments, takeDueRefunds } from "../../db/payments/due.ts";
import { pruneStripeEvents } from "../../db/payments/stripe_events.ts";
import { type Chore, every } from "../platform/upkeep.ts";
import { settleEvent, settlePayment, takeMissedEvents } from "./reconciling.ts";
import { settleRefund } from "./refunds.ts";
import type { PaymentsService } from "./service.ts";
import { failureFields, stripeFailure } from "./stripe/failures.ts";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

/** The name of the chores that ask Stripe: to be woken when there may be something to ask. */
export const askingChore = "what Stripe is to be asked";

/** Questions of one kind that are under way at once. */
const atOnce = 8;

/** What is due is taken for some time, so that of several processes one asks. */
export function paymentsChores(service: PaymentsService): Chore[] {
  const { database, log, now } = service;
  return [
    asking("payment", () => takeDuePayments(database, now(), atOnce), settlePayment),
    asking("refund", () => takeDueRefunds(database, now(), atOnce), settleRefund),
    asking("event", () => takeDueEvents(database, now(), atOnce), settleEvent),
    every("missed events of Stripe", 10 * minuteMs, async () => {
      try {
        await takeMissedEvents(service);
      } catch (error) {
        stripeFailure(error);
        log.warn("missed events not asked for", failureFields(error));
      }
    }),
    every("old events of Stripe", 60 * minuteMs, () => pruneStripeEvents(database, now())),
  ];

  function asking<Due extends { readonly id: string }>(
    kind: string,
    take: () => Promise<Due[]>,
    settle: (service: PaymentsService, due: Due) => Promise<void>,
  ): Chore {
    return {
      name: askingChore,
      everyMs: 2 * secondMs,
      async run() {
        const due = await take();
        await Promise.all(due.map(async (one) => {
          try {
            await settle(service, one);
          } catch (error) {
            // It is due again later, whatever it was.
            log.warn("Stripe not asked", { kind, id: one.id, ...failureFields(error) });
          }
        }));
        return due.length === 0 ? null : 0;
      },
    };
  }
}
