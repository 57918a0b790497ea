/**
 * What only tests and the desk may do, at `/_sandbox/…`: pay without a browser, move the clock, ask for faults. Open to
 * this machine alone, and only to JSON, which a foreign page's form cannot send.
 */
import { z } from "zod";
import type { Account } from "./account.ts";
import { StripeRefusal } from "./api/errors.ts";
import { type Faults, faultsSchema } from "./faults.ts";
import { checkPayForm, emptyForm } from "./page/card_form.ts";
import { instrumentOf } from "./page/serve_pages.tsx";
import { attempt, type AttemptResult, finishChallenge } from "./payments/attempt.ts";
import { closeDispute } from "./payments/disputes.ts";
import type { WebhookEndpoint } from "./state/records.ts";

/** What the control endpoints work. */
export interface Controls {
  readonly account: Account;
  readonly faults: Faults;
  clock(): number;
  advance(seconds: number): void;
  setEndpoint(endpoint: WebhookEndpoint): void;
  resend(event: string): void;
  /** Waits until nothing is due and no webhook is under way. */
  idle(): Promise<void>;
  /** Events that wait for their next delivery. */
  waiting(): number;
}

const payment = z.strictObject({
  card: z.string().optional(),
  iban: z.string().optional(),
  /** What the holder does when their bank asks. */
  authentication: z.enum(["complete", "fail", "leave"]).default("complete"),
});
const clockMove = z.strictObject({ advanceSeconds: z.number().int().min(0).max(400 * 24 * 3600) });
const endpointSchema = z.strictObject({ url: z.url(), secret: z.string().min(8) });
const verdict = z.strictObject({ outcome: z.enum(["won", "lost"]) });
const nothing = z.strictObject({});

/** Answers a request to a control endpoint. */
export async function serveControl(
  request: Request,
  controls: Controls,
  remoteAddress: string,
): Promise<Response> {
  if (!/^(127\.|::1$|::ffff:127\.)/.test(remoteAddress)) return say(403, "Only this machine may do that.");
  const isJson = request.headers.get("content-type")?.startsWith("application/json") ?? false;
  if (request.method !== "GET" && !isJson) return say(415, "Wanted application/json.");
  const given: unknown = request.method === "GET" ? {} : await request.json().catch(() => null);
  const { pathname } = new URL(request.url);
  for (const [method, pattern, act] of actions) {
    const found = method === request.method ? pattern.exec(pathname) : null;
    if (found === null) continue;
    try {
      return Response.json(await act(controls, given, found[1] ?? ""));
    } catch (error) {
      if (error instanceof z.ZodError) return say(422, z.prettifyError(error));
      if (error instanceof StripeRefusal) return say(error.status, error.message);
      throw error;
    }
  }
  return say(404, "There is no such control.");
}

type Act = (controls: Controls, given: unknown, id: string) => object | Promise<object>;

const actions: readonly (readonly [method: string, path: RegExp, act: Act])[] = [
  ["POST", /^\/_sandbox\/sessions\/(\w+)\/pay$/, pay],
  ["GET", /^\/_sandbox\/clock$/, (controls) => ({ now: controls.clock() })],
  ["POST", /^\/_sandbox\/clock$/, (controls, given) => {
    controls.advance(clockMove.parse(given).advanceSeconds);
    return { now: controls.clock() };
  }],
  ["GET", /^\/_sandbox\/faults$/, (controls) => controls.faults.rates()],
  ["PUT", /^\/_sandbox\/faults$/, (controls, given) => {
    controls.faults.set(faultsSchema.parse(given));
    return controls.faults.rates();
  }],
  ["PUT", /^\/_sandbox\/webhook_endpoint$/, (controls, given) => {
    const endpoint = endpointSchema.parse(given);
    controls.setEndpoint(endpoint);
    return { url: endpoint.url };
  }],
  ["GET", /^\/_sandbox\/webhooks$/, (controls) => ({ waiting: controls.waiting() })],
  ["POST", /^\/_sandbox\/idle$/, async (controls, given) => {
    nothing.parse(given);
    await controls.idle();
    return { waiting: controls.waiting() };
  }],
  ["POST", /^\/_sandbox\/events\/(\w+)\/resend$/, (controls, given, id) => {
    nothing.parse(given);
    if (!controls.account.store.has("event", id)) {
      throw new StripeRefusal(404, { type: "invalid_request_error", message: `No such event: '${id}'` });
    }
    controls.resend(id);
    return { event: id };
  }],
  ["POST", /^\/_sandbox\/disputes\/(\w+)\/close$/, ({ account }, given, id) => {
    const { outcome } = verdict.parse(given);
    return account.store.change(() => closeDispute(account, id, outcome));
  }],
];

/** Pays as the page would, with a card of any later year. */
function pay({ account }: Controls, given: unknown, id: string): object {
  const { card, iban, authentication } = payment.parse(given);
  const session = account.store.get("session", id);
  if (session === undefined) {
    throw new StripeRefusal(404, { type: "invalid_request_error", message: `No such session: '${id}'` });
  }
  const year = new Date(account.now() * 1000).getUTCFullYear() + 3;
  const checked = checkPayForm({
    ...emptyForm,
    method: iban === undefined ? "card" : "sepa_debit",
    number: card ?? "4242424242424242",
    iban: iban ?? "",
    name: "Jo Sandbox",
    email: "jo@example.com",
    expiry: `12/${year}`,
    cvc: "1234",
  }, {
    offered: account.store.get("plan", id)!.offered,
    email: session.customer_email,
    now: account.now(),
  });
  if ("wrong" in checked) {
    throw new StripeRefusal(422, {
      type: "invalid_request_error",
      message: `cannot be used: ${checked.wrong.join(", ")}`,
    });
  }
  const result = account.store.change((): AttemptResult => {
    const first = attempt(account, id, instrumentOf(checked.payment), session.url ?? "");
    return first.kind === "challenge" && authentication !== "leave"
      ? finishChallenge(account, id, authentication === "complete")
      : first;
  });
  const after = account.store.get("session", id)!;
  return {
    result: result.kind,
    ...(result.kind === "declined"
      ? { code: result.decline.code, declineCode: result.decline.declineCode }
      : {}),
    session: { status: after.status, payment_status: after.payment_status },
  };
}

function say(status: number, message: string): Response {
  return Response.json({ error: { message } }, { status });
}
