/** The hosted payment page over HTTP: `/c/pay/{session}` and the bank's challenge below it. */
import type Stripe from "stripe";
import type { Account } from "../account.ts";
import { attempt, type AttemptResult, finishChallenge } from "../payments/attempt.ts";
import { cardInstrument, debitInstrument } from "../payments/instruments.ts";
import type { SessionPlan } from "../state/records.ts";
import { formatCharge } from "../stripe_currency.ts";
import {
  checkPayForm,
  emptyForm,
  type PayField,
  type PayForm,
  type Payment,
  readPayForm,
} from "./card_form.ts";
import { pageAnswer } from "./document.tsx";
import { type MessageKey, messagesIn, pageLanguage, type Say } from "./messages.ts";
import { PayPage } from "./pay_page.tsx";
import { ChallengePage, ClosedPage } from "./short_pages.tsx";

/** The largest form that is read. */
const maxFormBytes = 16 * 1024;

/** Answers a request for a page; null when it is for none. */
export async function servePages(request: Request, account: Account): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  const found = /^\/c\/pay\/(\w+)(\/authenticate)?$/.exec(pathname);
  if (found === null) return null;
  if (request.method !== "GET" && request.method !== "POST") {
    return new Response(null, { status: 405, headers: { allow: "GET, POST" } });
  }
  const session = account.store.get("session", found[1]!);
  const language = pageLanguage(session?.locale ?? null, request.headers.get("accept-language"));
  const say = messagesIn(language);
  if (session === undefined) {
    return pageAnswer(ClosedPage({ language, say, message: "unknown", leadsTo: null }), 404, []);
  }
  const visit: Visit = {
    account,
    session,
    plan: account.store.get("plan", session.id)!,
    language,
    say,
    pageUrl: `${new URL(request.url).origin}/c/pay/${session.id}`,
  };
  if (session.status !== "open") return closedPage(visit);
  const form = request.method === "POST" ? await formOf(request) : null;
  if (found[2] !== undefined) return challengePage(visit, form);
  return form === null ? payPage(visit, emptyFormFor(visit), [], 200) : pay(visit, readPayForm(form));
}

interface Visit {
  readonly account: Account;
  readonly session: Stripe.Checkout.Session;
  readonly plan: SessionPlan;
  readonly language: string;
  readonly say: Say;
  readonly pageUrl: string;
}

/** Where the shopper goes once the session is done with. */
export function successAddress(plan: SessionPlan, session: string): string {
  return plan.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session);
}

function pay(visit: Visit, form: PayForm): Response {
  const { account, session, plan } = visit;
  const checked = checkPayForm(form, {
    offered: plan.offered,
    email: session.customer_email,
    now: account.now(),
  });
  if ("wrong" in checked) return payPage(visit, form, checked.wrong, 422);
  const result = account.store.change(() =>
    attempt(account, session.id, instrumentOf(checked.payment), visit.pageUrl)
  );
  return after(visit, result, form);
}

function challengePage(visit: Visit, form: FormData | null): Response {
  const { account, session, language, say } = visit;
  const intent = typeof session.payment_intent === "string"
    ? account.store.get("intent", session.payment_intent)
    : undefined;
  if (intent?.status !== "requires_action") return redirect(visit.pageUrl);
  if (form === null) {
    const amount = formatCharge(intent.amount, intent.currency, language);
    return pageAnswer(ChallengePage({ language, say, amount }), 200, leads(visit));
  }
  const authenticated = form.get("outcome") === "complete";
  const result = account.store.change(() => finishChallenge(account, session.id, authenticated));
  return result.kind === "declined" ? redirect(visit.pageUrl) : after(visit, result, emptyFormFor(visit));
}

/** Where an attempt leads. */
function after(visit: Visit, result: AttemptResult, form: PayForm): Response {
  switch (result.kind) {
    case "paid":
    case "authorized":
    case "processing":
      return redirect(successAddress(visit.plan, visit.session.id));
    case "challenge":
      return redirect(`${visit.pageUrl}/authenticate`);
    case "declined":
      return payPage(visit, form, [], 402);
    case "closed":
      return redirect(visit.pageUrl);
  }
}

function payPage(visit: Visit, form: PayForm, wrong: readonly PayField[], status: number): Response {
  const { account, session, plan, language, say } = visit;
  const lines = account.store.get("lines", session.id)!;
  const decline = lastDecline(account, session.id);
  return pageAnswer(
    PayPage({ session, plan, lines, language, say, form, wrong, decline }),
    status,
    leads(visit),
  );
}

function closedPage({ session, plan, language, say }: Visit): Response {
  const isPaid = session.status === "complete";
  const leadsTo = isPaid ? successAddress(plan, session.id) : plan.cancelUrl;
  return pageAnswer(
    ClosedPage({ language, say, message: isPaid ? "paid" : "expired", leadsTo }),
    isPaid ? 200 : 410,
    [],
  );
}

/** Why the last attempt failed, in words for the shopper. */
function lastDecline(account: Account, sessionId: string): MessageKey | null {
  const intentId = account.store.get("session", sessionId)?.payment_intent;
  if (typeof intentId !== "string") return null;
  const error = account.store.get("intent", intentId)?.last_payment_error;
  if (!error) return null;
  return declineTexts[error.decline_code ?? ""] ?? declineTexts[error.code ?? ""] ?? "card_declined";
}

const declineTexts: Readonly<Record<string, MessageKey>> = {
  insufficient_funds: "insufficient_funds",
  expired_card: "expired_card",
  incorrect_cvc: "incorrect_cvc",
  processing_error: "processing_error",
  payment_intent_authentication_failure: "not_authenticated",
};

/** What a form is charged with; the numbers themselves are kept nowhere. */
export function instrumentOf(payment: Payment) {
  const holder = { name: payment.name, email: payment.email };
  return payment.method === "card" ? cardInstrument(payment, holder) : debitInstrument(payment.iban, holder);
}

function emptyFormFor({ plan }: Visit): PayForm {
  return { ...emptyForm, method: plan.offered[0]! };
}

function leads({ plan }: Visit): string[] {
  return [plan.successUrl, ...(plan.cancelUrl === null ? [] : [plan.cancelUrl])];
}

async function formOf(request: Request): Promise<FormData> {
  const empty = new FormData();
  if (Number(request.headers.get("content-length") ?? maxFormBytes + 1) > maxFormBytes) return empty;
  return await request.formData().catch(() => empty);
}

function redirect(to: string): Response {
  return new Response(null, { status: 303, headers: { location: to, "cache-control": "no-store" } });
}
