/** Problem details (RFC 9457): the names of everything that can go wrong on the wire, with their status. */

/** Each problem's HTTP status and title. The `type` of a problem is `/problems/{name}`. */
export const problems = {
  "malformed-json": { status: 400, title: "The body is not valid JSON" },
  "idempotency-key-missing": { status: 400, title: "This call needs an Idempotency-Key header" },
  "unauthenticated": { status: 401, title: "Sign in or send a valid key" },
  "forbidden": { status: 403, title: "This key may not do that" },
  "not-found": { status: 404, title: "There is nothing at this address" },
  "method-not-allowed": { status: 405, title: "This address does not take this method" },
  "request-timeout": { status: 408, title: "The request took too long to arrive" },
  "conflict": { status: 409, title: "The request contradicts what is stored" },
  "idempotency-in-progress": { status: 409, title: "The first request with this key is still running" },
  "out-of-stock": { status: 409, title: "There is not enough of something" },
  "price-changed": { status: 409, title: "The order comes to another total than expected" },
  "version-mismatch": { status: 412, title: "The record was changed by someone else" },
  "too-large": { status: 413, title: "The body is too large" },
  "unsupported-media-type": { status: 415, title: "This call takes application/json" },
  "validation-failed": { status: 422, title: "Some fields are not valid" },
  "idempotency-key-reused": { status: 422, title: "This key was used with another body" },
  "precondition-required": { status: 428, title: "This call needs an If-Match header" },
  "rate-limited": { status: 429, title: "Too many requests" },
  "internal-error": { status: 500, title: "Something went wrong on our side" },
  "upstream-unavailable": { status: 503, title: "The central API cannot be reached" },
} as const satisfies Record<string, { status: number; title: string }>;

/** The name of a problem, the last part of its `type`. */
export type ProblemName = keyof typeof problems;

/** One invalid field: a dotted path into the body (or the parameter's name), and a sentence. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** A problem as it goes over the wire (RFC 9457, section 3). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Extension members that the problem's name defines (RFC 9457, section 3.2). */
  readonly [extension: string]: unknown;
}

/** What a problem says beyond its name. */
export interface ProblemMore {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Members that the problem's name defines, e.g. `shortages` of `out-of-stock`. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Builds the wire form of a problem. */
export function problem(
  name: ProblemName,
  more: ProblemMore = {},
): Problem {
  const { status, title } = problems[name];
  const { extensions, ...rest } = more;
  return { type: `/problems/${name}`, title, status, ...rest, ...extensions };
}

/** Answers a problem as an HTTP response. */
export function problemResponse(
  name: ProblemName,
  more: ProblemMore & { readonly headers?: Record<string, string> } = {},
): Response {
  const { headers, ...rest } = more;
  const body = problem(name, rest);
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
  });
}
