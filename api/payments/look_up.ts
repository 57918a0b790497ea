/** Asking Stripe how a payment stands. */
import type Stripe from "stripe";
import type { PaymentFacts } from "../../db/payments/facts.ts";
import type { PaymentsService } from "./service.ts";
import { factsOfDispute, factsOfRefund, factsOfSession } from "./stripe/facts.ts";

export interface Asked {
  readonly facts: readonly PaymentFacts[];
  /** Where the shopper pays; null: the session is over. */
  readonly url: string | null;
  readonly isOpen: boolean;
}

/** Everything that Stripe knows: the session, its intent and fee, refunds and disputes where there are any. */
export async function askAboutPayment({ stripe }: PaymentsService, sessionId: string): Promise<Asked> {
  const session = await stripe.checkout.sessions.retrieve(sessionId, {
    expand: ["payment_intent.latest_charge.balance_transaction"],
  });
  const intent = expanded(session.payment_intent);
  const charge = expanded(intent?.latest_charge);
  const ofIntent = { payment_intent: intent?.id, limit: 100 };
  const [refunds, disputes] = await Promise.all([
    intent && charge?.captured && charge.amount_refunded > 0 ? stripe.refunds.list(ofIntent) : none,
    intent && charge?.disputed ? stripe.disputes.list(ofIntent) : none,
  ]);
  return {
    facts: [
      factsOfSession(session),
      ...refunds.data.map(factsOfRefund),
      ...disputes.data.map(factsOfDispute),
    ],
    url: session.url,
    isOpen: session.status === "open",
  };
}

const none: { readonly data: never[] } = { data: [] };

function expanded<T extends Stripe.PaymentIntent | Stripe.Charge>(
  reference: string | T | null | undefined,
): T | null {
  return typeof reference === "object" ? reference : null;
}
