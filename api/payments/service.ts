/** What the payments service works with, and the one way in which it learns something. */
import type Stripe from "stripe";
import type { Log } from "../../commerce/log.ts";
import type { PaymentFacts } from "../../db/payments/facts.ts";
import { observe } from "../../db/payments/observe.ts";
import type { Payments } from "../../db/payments/open.ts";

export interface PaymentsService {
  readonly database: Payments;
  readonly stripe: Stripe;
  /** By which Stripe signs its events; left out: none is taken. */
  readonly webhookSecret: string | undefined;
  /** Declines after which a checkout is closed: whoever goes on is trying cards out. Null: never. */
  readonly declineLimit: number | null;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Called when there may be something to tell orders or to ask Stripe. */
  readonly written: () => void;
}

/** Adds what Stripe says to an order's payment. What does not fit it is logged, for somebody to look into. */
export async function record(
  service: PaymentsService,
  orderId: string,
  facts: readonly PaymentFacts[],
): Promise<void> {
  const { database, log, now, written } = service;
  const fits = await observe(database, orderId, facts, now());
  if (!fits) log.error("facts do not fit the payment", { orderId, facts });
  written();
}
