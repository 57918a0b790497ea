/** Stripe's API over HTTP: who calls, which version, idempotency keys, faults, and answers. */
import type { Account, Cause } from "../account.ts";
import type { Faults } from "../faults.ts";
import { newId } from "../state/ids.ts";
import type { KeptAnswer } from "../state/records.ts";
import type { Store } from "../state/store.ts";
import { type Endpoint, endpoints } from "./endpoints.ts";
import { type ErrorBody, StripeRefusal } from "./errors.ts";
import { expandPaths } from "./expand.ts";
import { parseForm } from "./form.ts";
import { readParameters } from "./parameters.ts";
import { apiVersion } from "./version.ts";

/** How long an answer is kept for its idempotency key: a day, as at Stripe. */
export const answerSeconds = 24 * 3600;
/** The largest form that is read. */
const maxFormBytes = 512 * 1024;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * Answers requests to `/v1/…`.
 *
 * @param secretKey The only key that is let in; null lets in every test key.
 * @param accountFor The account as one request sees it.
 */
export function serveApi(
  { store, secretKey, accountFor, faults, pause }: {
    store: Store;
    secretKey: string | null;
    accountFor: (cause: Cause) => Account;
    faults: Faults;
    pause: (ms: number) => Promise<void>;
  },
): (request: Request) => Promise<Response> {
  /** Keys whose first request is being answered. */
  const inProgress = new Set<string>();

  return async (request) => {
    const requestId = newId("req", 14);
    const key = request.method === "POST" ? request.headers.get("idempotency-key") : null;
    const headers = new Headers({
      "content-type": "application/json",
      "request-id": requestId,
      "stripe-version": apiVersion,
    });
    if (key !== null) headers.set("idempotency-key", key);
    const send = ({ status, body }: Answer) => new Response(body, { status, headers });
    try {
      const { endpoint, id } = match(request);
      authenticate(request, secretKey);
      checkVersion(request);
      const text = await formText(request);
      const form = parseForm(text);
      if (form === null) throw badForm();
      const call: Call = { request, requestId, endpoint, id, key, text, form };
      if (key === null) return await faulty(() => carryOut(call, null));

      const kept = store.get("answer", key);
      const { now } = accountFor({ id: null, idempotencyKey: null });
      if (kept !== undefined && kept.created > now() - answerSeconds) {
        return send(replay(kept, call, headers));
      }
      if (inProgress.has(key)) {
        headers.set("stripe-should-retry", "true");
        throw keyInUse();
      }
      inProgress.add(key);
      try {
        return await faulty((status) => carryOut(call, status));
      } finally {
        inProgress.delete(key);
      }
    } catch (error) {
      if (error instanceof StripeRefusal) return send(errorAnswer(error));
      throw error;
    }

    /** Does the work with whatever fault is drawn for it. */
    async function faulty(work: (instead: Answer | null) => Answer): Promise<Response> {
      const fault = faults.request();
      if (fault.latencyMs > 0) await pause(fault.latencyMs);
      switch (fault.kind) {
        case "error-before":
          return send(internalError());
        case "error-after": {
          work(internalError());
          // Asking again is no use: the same key gets the same answer.
          headers.set("stripe-should-retry", "false");
          return send(internalError());
        }
        case "cut-after": {
          const { status, body } = work(null);
          return cutShort(status, body, headers);
        }
        case "none":
          return send(work(null));
      }
    }
  };

  /** Carries a request out, and keeps its answer (or what is said instead of it) for its key. */
  function carryOut(call: Call, instead: Answer | null): Answer {
    const { key, endpoint } = call;
    const parameters = readParameters(endpoint.parameters, call.form) as { readonly expand?: string[] };
    try {
      return store.change(() => {
        const account = accountFor({ id: call.requestId, idempotencyKey: key });
        const result = endpoint.answer(
          { account, id: call.id, origin: new URL(call.request.url).origin },
          parameters as never,
        );
        const answer = result instanceof StripeRefusal
          ? errorAnswer(result)
          : { status: 200, body: expanded(result, parameters.expand ?? []) };
        if (key !== null) store.put("answer", key, kept(call, instead ?? answer, account.now()));
        return answer;
      });
    } catch (error) {
      if (!(error instanceof StripeRefusal)) throw error;
      const answer = errorAnswer(error);
      if (key !== null && error.hadBegun) {
        const { now } = accountFor({ id: null, idempotencyKey: null });
        store.put("answer", key, kept(call, instead ?? answer, now()));
      }
      return answer;
    }
  }

  function expanded(result: object, paths: readonly string[]): string {
    expandPaths(store, result, paths);
    return JSON.stringify(result);
  }
}

interface Call {
  readonly request: Request;
  readonly requestId: string;
  readonly endpoint: Endpoint;
  /** The id in the path. */
  readonly id: string;
  readonly key: string | null;
  readonly text: string;
  readonly form: NonNullable<ReturnType<typeof parseForm>>;
}

function endpointName(call: Call): string {
  return `${call.request.method} ${new URL(call.request.url).pathname}`;
}

function kept(call: Call, answer: Answer, created: number): KeptAnswer {
  return {
    created,
    request: call.requestId,
    endpoint: endpointName(call),
    form: call.text,
    status: answer.status,
    body: answer.body,
  };
}

/** The first answer again, if the request is the same again. */
function replay(first: KeptAnswer, call: Call, headers: Headers): Answer {
  if (first.endpoint !== endpointName(call) || first.form !== call.text) {
    throw new StripeRefusal(400, {
      type: "idempotency_error",
      message:
        "Keys for idempotent requests can only be used with the same parameters they were first used " +
        `with. Try using a key other than '${call.key}' if you meant to execute a different request.`,
    });
  }
  headers.set("idempotent-replayed", "true");
  headers.set("original-request", first.request);
  return { status: first.status, body: first.body };
}

const routes = endpoints.map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, "([^/]+)")}$`),
}));

function match(request: Request): { endpoint: Endpoint; id: string } {
  const { pathname } = new URL(request.url);
  for (const { endpoint, pattern } of routes) {
    const found = endpoint.method === request.method ? pattern.exec(pathname) : null;
    if (found !== null) return { endpoint, id: decodeURIComponent(found[1] ?? "") };
  }
  throw new StripeRefusal(404, {
    type: "invalid_request_error",
    message:
      `Unrecognized request URL (${request.method}: ${pathname}). The sandbox answers only the slice of ` +
      "Stripe's API that the shop uses.",
  });
}

function authenticate(request: Request, secretKey: string | null): void {
  const [scheme, value = ""] = (request.headers.get("authorization") ?? "").split(" ");
  const key = scheme === "Bearer" ? value : scheme === "Basic" ? userOf(value) : "";
  if (key === "") throw unauthorized("You did not provide an API key.");
  const isLetIn = secretKey === null ? /^(sk|rk)_test_\w+$/.test(key) : key === secretKey;
  if (!isLetIn) {
    throw unauthorized(`Invalid API Key provided: ${key.slice(0, 7)}${"*".repeat(8)}`);
  }
}

/** The name in Basic credentials; the password is empty at Stripe. */
function userOf(credentials: string): string {
  try {
    return atob(credentials).split(":")[0]!;
  } catch {
    return "";
  }
}

function checkVersion(request: Request): void {
  const version = request.headers.get("stripe-version");
  if (version === null || version === apiVersion) return;
  throw new StripeRefusal(400, {
    type: "invalid_request_error",
    message: `Invalid Stripe API version: ${version}. The sandbox speaks ${apiVersion}.`,
  });
}

async function formText(request: Request): Promise<string> {
  if (request.method === "GET") return new URL(request.url).search.slice(1);
  const length = Number(request.headers.get("content-length") ?? 0);
  const text = length > maxFormBytes ? null : await request.text();
  if (text === null || text.length > maxFormBytes) {
    throw new StripeRefusal(413, { type: "invalid_request_error", message: "The request is too large." });
  }
  return text;
}

function unauthorized(message: string): StripeRefusal {
  return new StripeRefusal(401, { type: "invalid_request_error", message });
}

function badForm(): StripeRefusal {
  return new StripeRefusal(400, {
    type: "invalid_request_error",
    message: "Invalid request: cannot be parsed.",
  });
}

function keyInUse(): StripeRefusal {
  return new StripeRefusal(409, {
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message:
      "There is currently another in-progress request using this Idempotent Key (that probably means " +
      "you submitted twice, and the other request is still going through). Please try again later.",
  });
}

function internalError(): Answer {
  const error: ErrorBody = {
    type: "api_error",
    message: "Sorry! There was an error while talking to one of our backends.",
  };
  return { status: 500, body: JSON.stringify({ error }) };
}

function errorAnswer({ status, body }: StripeRefusal): Answer {
  return { status, body: JSON.stringify({ error: body }) };
}

/** An answer that breaks off half way: the server can cut no earlier than after the head. */
function cutShort(status: number, body: string, headers: Headers): Response {
  const bytes = new TextEncoder().encode(body);
  headers.set("content-length", String(bytes.length));
  const half = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(bytes.subarray(0, bytes.length >> 1)),
    pull: (controller) => controller.error(new ConnectionCut()),
  });
  return new Response(half, { status, headers });
}

/** What the server is told when a connection is cut on purpose. */
export class ConnectionCut extends Error {
  override name = "ConnectionCut";
}
