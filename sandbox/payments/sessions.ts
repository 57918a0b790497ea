/** The life of a Checkout Session: created, completed or expired. */
import type Stripe from "stripe";
import { type Account, emit } from "../account.ts";
import { noSuch, refused } from "../api/errors.ts";
import { lineItem, type WantedLine } from "../objects/price.ts";
import { customerDetails, type NewSession, newSession } from "../objects/session.ts";
import { newId } from "../state/ids.ts";
import type { Holder, SessionPlan } from "../state/records.ts";
import { cancelIntent } from "./cancel_intent.ts";

/** What a session is created from, checked. */
export interface WantedSession {
  readonly session: Omit<NewSession, "id" | "created" | "url" | "amount" | "currency">;
  readonly plan: Omit<SessionPlan, "cancelUrl" | "successUrl">;
  readonly lines: readonly WantedLine[];
}

/** @param origin Where the sandbox is reached, e.g. `http://127.0.0.1:8002`. */
export function createSession(
  account: Account,
  wanted: WantedSession,
  origin: string,
): Stripe.Checkout.Session {
  const created = account.now();
  const id = newId("cs_test", 58);
  const lines = wanted.lines.map((line) => lineItem(line, created));
  const session = newSession({
    ...wanted.session,
    id,
    created,
    url: `${origin}/c/pay/${id}`,
    amount: lines.reduce((total, line) => total + line.amount_total, 0),
    currency: wanted.lines[0]!.currency,
  });
  account.store.put("session", id, session);
  account.store.put("lines", id, lines);
  account.store.put("plan", id, {
    ...wanted.plan,
    cancelUrl: wanted.session.cancelUrl,
    successUrl: wanted.session.successUrl,
  });
  account.schedule(
    `expire-session:${id}`,
    { kind: "expire-session", session: id },
    session.expires_at - created,
  );
  return session;
}

/** Closes a session that was paid, or whose money is on its way. */
export function completeSession(
  account: Account,
  session: Stripe.Checkout.Session,
  { paid, holder }: { readonly paid: boolean; readonly holder: Holder },
): void {
  const complete: Stripe.Checkout.Session = {
    ...session,
    status: "complete",
    payment_status: session.amount_total === 0 ? "no_payment_required" : paid ? "paid" : "unpaid",
    customer_details: customerDetails(holder.email ?? session.customer_email, holder.name),
    url: null,
  };
  account.store.put("session", session.id, complete);
  account.cancel(`expire-session:${session.id}`);
  emit(account, "checkout.session.completed", complete);
}

/** The money of a delayed method or of a reserved card arrived: the session is paid. */
export function markPaid(account: Account, session: Stripe.Checkout.Session): Stripe.Checkout.Session {
  const paid: Stripe.Checkout.Session = { ...session, payment_status: "paid" };
  account.store.put("session", session.id, paid);
  return paid;
}

/**
 * Expires an open session; what was begun of a payment is canceled.
 *
 * @throws {StripeRefusal} when there is no such session, or it is not open.
 */
export function expireSession(account: Account, id: string): Stripe.Checkout.Session {
  const session = account.store.get("session", id);
  if (session === undefined) throw noSuch("checkout.session", id, "session");
  if (session.status !== "open") {
    throw refused(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status ` +
        `of \`${session.status}\`.`,
      { param: "session" },
    );
  }
  const expired: Stripe.Checkout.Session = { ...session, status: "expired", url: null };
  account.store.put("session", id, expired);
  account.cancel(`expire-session:${id}`);
  if (typeof session.payment_intent === "string") {
    cancelIntent(account, account.store.get("intent", session.payment_intent)!, "expired");
  }
  emit(account, "checkout.session.expired", expired);
  return expired;
}
