/** The slice of Stripe's API that the sandbox answers: method, path, parameters, and what is done. */
import { z } from "zod";
import type { Account } from "../account.ts";
import { confirm } from "../payments/confirm.ts";
import { cancelByShop, capture } from "../payments/captures.ts";
import { createRefund } from "../payments/refunds.ts";
import { createSession, expireSession } from "../payments/sessions.ts";
import type { RecordKind, Records } from "../state/records.ts";
import { noSuch } from "./errors.ts";
import { lineItems } from "./expand.ts";
import { list, type ListAnswer, within } from "./lists.ts";
import { created, expand, flag, metadata, paging, positive, text, url } from "./parameters.ts";
import { sessionParameters, wantedSession } from "./session_parameters.ts";

/** What an endpoint works with. */
export interface Call {
  readonly account: Account;
  /** The id in the path; empty where there is none. */
  readonly id: string;
  /** Where the sandbox was reached. */
  readonly origin: string;
}

export interface Endpoint {
  readonly method: "GET" | "POST";
  /** As in Stripe's OpenAPI description, e.g. `/v1/charges/{charge}`. */
  readonly path: string;
  readonly parameters: z.ZodType;
  readonly answer: (call: Call, parameters: never) => object;
}

const nothing = z.strictObject({ expand });

/** Every endpoint. */
export const endpoints: readonly Endpoint[] = [
  endpoint("POST", "/v1/checkout/sessions", sessionParameters, ({ account, origin }, given) => {
    return createSession(account, wantedSession(given, account.now()), origin);
  }),
  endpoint(
    "GET",
    "/v1/checkout/sessions",
    z.strictObject({
      ...paging,
      created,
      customer_details: z.strictObject({ email: text() }).optional(),
      payment_intent: text().optional(),
      status: z.enum(["complete", "expired", "open"]).optional(),
    }),
    ({ account }, given) =>
      list(account.store, "session", {
        url: "/v1/checkout/sessions",
        page: given,
        having: [given.payment_intent, given.customer_details?.email, given.status],
        matches: (session) =>
          (given.payment_intent ?? session.payment_intent) === session.payment_intent &&
          (given.status ?? session.status) === session.status &&
          (given.customer_details === undefined ||
            session.customer_details?.email === given.customer_details.email) &&
          within(session.created, given.created),
      }),
  ),
  retrieve("/v1/checkout/sessions/{session}", "session", "checkout.session"),
  endpoint(
    "GET",
    "/v1/checkout/sessions/{session}/line_items",
    z.strictObject(paging),
    ({ account, id }) => {
      if (!account.store.has("session", id)) throw noSuch("checkout.session", id, "session");
      return lineItems(account.store, id);
    },
  ),
  endpoint("POST", "/v1/checkout/sessions/{session}/expire", nothing, ({ account, id }) => {
    return expireSession(account, id);
  }),

  endpoint(
    "GET",
    "/v1/payment_intents",
    z.strictObject({ ...paging, created }),
    ({ account }, given) =>
      list(account.store, "intent", {
        url: "/v1/payment_intents",
        page: given,
        matches: (intent) => within(intent.created, given.created),
      }),
  ),
  retrieve("/v1/payment_intents/{intent}", "intent", "payment_intent"),
  endpoint(
    "POST",
    "/v1/payment_intents/{intent}/confirm",
    z.strictObject({
      error_on_requires_action: flag.optional(),
      expand,
      payment_method: text(),
      return_url: url.optional(),
    }),
    ({ account, id, origin }, given) => confirm(account, id, given.payment_method, origin),
  ),
  endpoint(
    "POST",
    "/v1/payment_intents/{intent}/capture",
    z.strictObject({
      amount_to_capture: positive.optional(),
      expand,
      metadata: metadata.optional(),
      statement_descriptor: text(22).optional(),
      statement_descriptor_suffix: text(22).optional(),
    }),
    ({ account, id }, given) =>
      capture(account, id, { amount: given.amount_to_capture, metadata: given.metadata }),
  ),
  endpoint(
    "POST",
    "/v1/payment_intents/{intent}/cancel",
    z.strictObject({
      cancellation_reason: z.enum(["abandoned", "duplicate", "fraudulent", "requested_by_customer"])
        .optional(),
      expand,
    }),
    ({ account, id }, given) => cancelByShop(account, id, given.cancellation_reason ?? null),
  ),

  endpoint(
    "GET",
    "/v1/charges",
    z.strictObject({ ...paging, created, payment_intent: text().optional() }),
    ({ account }, given) =>
      list(account.store, "charge", {
        url: "/v1/charges",
        page: given,
        having: [given.payment_intent],
        matches: (charge) =>
          (given.payment_intent ?? charge.payment_intent) === charge.payment_intent &&
          within(charge.created, given.created),
      }),
  ),
  retrieve("/v1/charges/{charge}", "charge", "charge"),

  endpoint(
    "POST",
    "/v1/refunds",
    z.strictObject({
      amount: positive.optional(),
      charge: text().optional(),
      expand,
      metadata: metadata.optional(),
      payment_intent: text().optional(),
      reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).optional(),
    }),
    ({ account }, given) =>
      createRefund(account, {
        charge: given.charge,
        paymentIntent: given.payment_intent,
        amount: given.amount,
        reason: given.reason ?? null,
        metadata: given.metadata ?? {},
      }),
  ),
  listOfPayments("/v1/refunds", "refund"),
  retrieve("/v1/refunds/{refund}", "refund", "refund"),

  listOfPayments("/v1/disputes", "dispute"),
  retrieve("/v1/disputes/{dispute}", "dispute", "dispute"),

  endpoint(
    "GET",
    "/v1/events",
    z.strictObject({
      ...paging,
      created,
      delivery_success: flag.optional(),
      type: text().optional(),
      types: z.array(text()).max(20).optional(),
    }),
    ({ account }, given) => {
      const page = list(account.store, "event", {
        url: "/v1/events",
        page: given,
        having: [given.type],
        matches: (event) =>
          (given.type ?? event.type) === event.type &&
          (given.types?.includes(event.type) ?? true) &&
          (given.delivery_success === undefined ||
            given.delivery_success === !account.isWaiting(event.id)) &&
          within(event.created, given.created),
      });
      return { ...page, data: (page.data as Records["event"][]).map((event) => delivered(account, event)) };
    },
  ),
  endpoint("GET", "/v1/events/{id}", nothing, ({ account, id }) => {
    const event = account.store.get("event", id);
    if (event === undefined) throw noSuch("event", id, "id");
    return delivered(account, event);
  }),

  endpoint(
    "GET",
    "/v1/balance_transactions",
    z.strictObject({ ...paging, created, source: text().optional(), type: text().optional() }),
    ({ account }, given): ListAnswer =>
      list(account.store, "balance", {
        url: "/v1/balance_transactions",
        page: given,
        having: [given.source, given.type],
        matches: (balance) =>
          (given.source ?? balance.source) === balance.source &&
          (given.type ?? balance.type) === balance.type && within(balance.created, given.created),
      }),
  ),
  retrieve("/v1/balance_transactions/{id}", "balance", "balance_transaction"),
];

/** An event with the number of endpoints that still wait for it. */
function delivered(account: Account, event: Records["event"]): Records["event"] {
  return { ...event, pending_webhooks: account.isWaiting(event.id) ? 1 : 0 };
}

/** Listing what names a charge and a payment intent. */
function listOfPayments(path: string, kind: "refund" | "dispute"): Endpoint {
  return endpoint(
    "GET",
    path,
    z.strictObject({ ...paging, charge: text().optional(), created, payment_intent: text().optional() }),
    ({ account }, given) =>
      list(account.store, kind, {
        url: path,
        page: given,
        having: [given.charge, given.payment_intent],
        matches: (record) => within(record.created, given.created),
      }),
  );
}

/** Reading one object by its id. */
function retrieve(
  path: string,
  kind: Extract<RecordKind, "session" | "intent" | "charge" | "refund" | "dispute" | "balance">,
  name: string,
): Endpoint {
  return endpoint("GET", path, nothing, ({ account, id }) => {
    const record = account.store.get(kind, id);
    if (record === undefined) throw noSuch(name, id, /\{(\w+)\}/.exec(path)![1]!);
    return record;
  });
}

function endpoint<S extends z.ZodType>(
  method: "GET" | "POST",
  path: string,
  parameters: S,
  answer: (call: Call, parameters: z.infer<S>) => object,
): Endpoint {
  return { method, path, parameters, answer };
}
