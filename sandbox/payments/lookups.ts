/** Ways from one object to another that the objects themselves do not hold. */
import type Stripe from "stripe";
import type { Store } from "../state/store.ts";

/** The session that an intent belongs to. */
export function sessionOf(store: Store, intentId: string): Stripe.Checkout.Session | undefined {
  const id = store.get("origin", intentId);
  return id === undefined ? undefined : store.get("session", id);
}
