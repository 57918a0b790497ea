/**
 * Passes `/api/v1/*` to the central API, as the bytes received (webhook signatures hang on them).
 *
 * What could hurt the centre is left here: hop-by-hop headers (RFC 9110, section 7.6.1), the shop's own cookies,
 * and whatever a stranger may have forged of ours.
 */
import { problemResponse } from "../commerce/problem.ts";
import { serviceAwayHeader } from "../commerce/wire/service_away.ts";
import { tooSlow } from "../commerce/wire/json_body.ts";
import { addressHeaders, shopperAddressHeader, voucherHeader } from "../commerce/wire/shopper_address.ts";

export interface ForwardOptions {
  /** Origin of the central API; null: there is none, and every call is answered 503. */
  readonly apiUrl: string | null;
  /** By which the centre knows an edge; null: it will not believe whose request it is. */
  readonly serviceToken: string | null;
  readonly fetch: typeof fetch;
  /** Milliseconds until an unanswered call is given up, or one whose body has not arrived. */
  readonly deadlineMs: number;
  readonly onError: (error: unknown) => void;
}

const notForwarded = [
  "connection",
  "cookie",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  shopperAddressHeader,
  voucherHeader,
];
const notReturned = [
  "connection",
  "keep-alive",
  "set-cookie",
  "transfer-encoding",
  "upgrade",
  serviceAwayHeader,
];

/** Seconds after which a client should ask again. */
const retryAfterSeconds = "5";

/** @param address The shopper's, for the centre's limits. */
export async function forward(
  request: Request,
  path: string,
  options: ForwardOptions,
  address: string | null = null,
): Promise<Response> {
  if (options.apiUrl === null) return unavailable();
  // Dot segments are gone from a parsed address: what leads out of the public API is not forwarded.
  const target = new URL(path, options.apiUrl);
  if (!/^\/(v1|problems)(\/|$)/.test(target.pathname)) return problemResponse("not-found");
  const headers = new Headers(request.headers);
  for (const name of notForwarded) headers.delete(name);
  for (const [name, value] of Object.entries(addressHeaders(address, options.serviceToken))) {
    headers.set(name, value);
  }
  let isSent = request.body === null;
  const body = request.body?.pipeThrough(new TransformStream({ flush: () => void (isSent = true) })) ?? null;
  try {
    const answer = await options.fetch(target, {
      method: request.method,
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(options.deadlineMs),
    });
    const returned = new Headers(answer.headers);
    for (const name of notReturned) returned.delete(name);
    // What the centre has at /v1/ is at /api/v1/ here.
    const location = returned.get("location");
    if (location?.startsWith("/v1/")) returned.set("location", `/api${location}`);
    // The body arrives decoded, so these no longer describe it.
    if (answer.headers.has("content-encoding")) {
      returned.delete("content-encoding");
      returned.delete("content-length");
    }
    return new Response(answer.body, { status: answer.status, headers: returned });
  } catch (error) {
    // The time was up before the shopper had sent everything.
    if (!isSent && error instanceof DOMException && error.name === "TimeoutError") return tooLate();
    options.onError(error);
    return unavailable();
  }
}

function tooLate(): Response {
  const { problem, detail, headers } = tooSlow;
  return problemResponse(problem, { detail, headers: { ...headers } });
}

function unavailable(): Response {
  return problemResponse("upstream-unavailable", { headers: { "retry-after": retryAfterSeconds } });
}
