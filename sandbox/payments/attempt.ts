/** One attempt to pay a session: charged, declined, or first sent to authenticate. */
import type Stripe from "stripe";
import { type Account, emit } from "../account.ts";
import { approved, declined, newCharge } from "../objects/charge.ts";
import { newIntent } from "../objects/payment_intent.ts";
import { newId } from "../state/ids.ts";
import type { CardInstrument, DebitInstrument, Decline, Instrument } from "../state/records.ts";
import { completeSession } from "./sessions.ts";
import { paymentError } from "./declines.ts";
import { disputeAfterwards, withMoney } from "./taken_money.ts";

/** How an attempt ended. */
export type AttemptResult =
  | { readonly kind: "paid" }
  /** Reserved on the card, to be captured later. */
  | { readonly kind: "authorized" }
  /** A delayed method: whether money comes, shows later. */
  | { readonly kind: "processing" }
  /** The holder has to authenticate with their bank. */
  | { readonly kind: "challenge" }
  | { readonly kind: "declined"; readonly decline: Decline }
  /** The session takes no payment: it was paid, or has expired. */
  | { readonly kind: "closed" };

/** How long a reserved amount can be captured, in seconds. */
const authorizationSeconds = 7 * 24 * 3600;
const authenticationFailed: Decline = {
  kind: "declines",
  code: "payment_intent_authentication_failure",
  declineCode: null,
};

/**
 * Tries to pay an open session.
 *
 * @param pageUrl Where the holder authenticates, should the bank ask for it.
 */
export function attempt(
  account: Account,
  sessionId: string,
  instrument: Instrument,
  pageUrl: string,
): AttemptResult {
  const session = account.store.get("session", sessionId);
  if (session === undefined || session.status !== "open") return { kind: "closed" };
  if (session.amount_total === 0) {
    completeSession(account, session, { paid: true, holder: instrument.holder });
    return { kind: "paid" };
  }
  const intent = intentOf(account, session);
  account.store.remove("challenge", intent.id);
  if (instrument.type === "sepa_debit") return debit(account, session, intent, instrument);
  if (instrument.outcome.kind !== "challenges") return charge(account, session, intent, instrument, false);
  return challenge(account, intent, instrument, pageUrl);
}

/** Goes on after the holder came back from their bank. */
export function finishChallenge(
  account: Account,
  sessionId: string,
  authenticated: boolean,
): AttemptResult {
  const session = account.store.get("session", sessionId);
  const intentId = session?.payment_intent;
  const card = typeof intentId === "string" ? account.store.get("challenge", intentId) : undefined;
  if (session?.status !== "open" || card === undefined) return { kind: "closed" };
  const intent = intentOf(account, session);
  account.store.remove("challenge", intent.id);
  if (!authenticated) return decline(account, intent, null, authenticationFailed);
  const { outcome } = card;
  const after = outcome.kind === "challenges" ? outcome.then : outcome;
  return charge(account, session, intent, { ...card, outcome: after }, true);
}

/** The intent of a session; the first attempt makes it. */
function intentOf(account: Account, session: Stripe.Checkout.Session): Stripe.PaymentIntent {
  if (typeof session.payment_intent === "string") {
    return account.store.get("intent", session.payment_intent)!;
  }
  const intent = newIntent(session, account.store.get("plan", session.id)!, account.now());
  account.store.put("intent", intent.id, intent);
  account.store.put("origin", intent.id, session.id);
  account.store.put("session", session.id, { ...session, payment_intent: intent.id });
  emit(account, "payment_intent.created", intent);
  return intent;
}

function challenge(
  account: Account,
  intent: Stripe.PaymentIntent,
  card: CardInstrument,
  pageUrl: string,
): AttemptResult {
  const waiting: Stripe.PaymentIntent = {
    ...intent,
    status: "requires_action",
    payment_method: newId("pm"),
    last_payment_error: null,
    next_action: {
      type: "redirect_to_url",
      redirect_to_url: { return_url: pageUrl, url: `${pageUrl}/authenticate` },
    },
  };
  account.store.put("intent", intent.id, waiting);
  account.store.put("challenge", intent.id, card);
  emit(account, "payment_intent.requires_action", waiting);
  return { kind: "challenge" };
}

function charge(
  account: Account,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  card: CardInstrument,
  authenticated: boolean,
): AttemptResult {
  const { outcome } = card;
  const paymentMethod = intent.next_action === null || typeof intent.payment_method !== "string"
    ? newId("pm")
    : intent.payment_method;
  const made = newCharge(intent, card, paymentMethod, account.now(), authenticated);
  if (outcome.kind !== "succeeds") {
    const why = outcome.kind === "declines" ? outcome : authenticationFailed;
    return decline(account, intent, declined(made, why), why);
  }
  account.store.put("instrument", made.id, card);
  const isReserved = intent.capture_method === "manual";
  const reserved: Stripe.Charge = { ...made, status: "succeeded", paid: true, outcome: approved };
  const kept = isReserved ? reserved : withMoney(account, reserved, reserved.amount);
  account.store.put("charge", kept.id, kept);
  const settled: Stripe.PaymentIntent = {
    ...intent,
    status: isReserved ? "requires_capture" : "succeeded",
    amount_capturable: isReserved ? intent.amount : 0,
    amount_received: isReserved ? 0 : intent.amount,
    latest_charge: kept.id,
    payment_method: paymentMethod,
    next_action: null,
    last_payment_error: null,
  };
  account.store.put("intent", intent.id, settled);
  emit(account, "charge.succeeded", kept);
  emit(
    account,
    isReserved ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded",
    settled,
  );
  completeSession(account, account.store.get("session", session.id)!, {
    paid: !isReserved,
    holder: card.holder,
  });
  if (isReserved) {
    account.schedule(
      `end-authorization:${intent.id}`,
      { kind: "end-authorization", intent: intent.id },
      authorizationSeconds,
    );
  } else {
    disputeAfterwards(account, kept, card);
  }
  return { kind: isReserved ? "authorized" : "paid" };
}

function debit(
  account: Account,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  instrument: DebitInstrument,
): AttemptResult {
  const paymentMethod = newId("pm");
  const pending = newCharge(intent, instrument, paymentMethod, account.now(), false);
  account.store.put("instrument", pending.id, instrument);
  account.store.put("charge", pending.id, pending);
  const processing: Stripe.PaymentIntent = {
    ...intent,
    status: "processing",
    latest_charge: pending.id,
    payment_method: paymentMethod,
    next_action: null,
    last_payment_error: null,
  };
  account.store.put("intent", intent.id, processing);
  emit(account, "charge.pending", pending);
  emit(account, "payment_intent.processing", processing);
  completeSession(account, account.store.get("session", session.id)!, {
    paid: false,
    holder: instrument.holder,
  });
  account.schedule(
    `settle-debit:${pending.id}`,
    { kind: "settle-debit", charge: pending.id },
    account.delays[instrument.outcome.when],
  );
  return { kind: "processing" };
}

/** Notes a decline; the session stays open for another attempt. */
function decline(
  account: Account,
  intent: Stripe.PaymentIntent,
  failed: Stripe.Charge | null,
  why: Decline,
): AttemptResult {
  if (failed !== null) {
    account.store.put("charge", failed.id, failed);
    emit(account, "charge.failed", failed);
  }
  const again: Stripe.PaymentIntent = {
    ...intent,
    status: "requires_payment_method",
    payment_method: null,
    next_action: null,
    latest_charge: failed?.id ?? intent.latest_charge,
    last_payment_error: paymentError(why, failed?.id),
  };
  account.store.put("intent", intent.id, again);
  emit(account, "payment_intent.payment_failed", again);
  return { kind: "declined", decline: why };
}
