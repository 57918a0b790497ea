/** What a call's handler gives back: an answer, or a refusal as a value with a name. */
import { type FieldError, type ProblemName, problemResponse } from "../../commerce/problem.ts";

/** A finished answer. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; a text or a stream as it is when `headers` name another content type. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal: becomes problem+json (RFC 9457). */
export interface Refusal {
  readonly problem: ProblemName;
  /** A sentence for the caller, which says what was wrong and what was wanted. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Members that the problem's name defines. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Tells a refusal from whatever was wanted. */
export function isRefusal<T extends object>(outcome: T | Refusal): outcome is Refusal {
  return "problem" in outcome;
}

/** A refusal of fields: `validation-failed` with one sentence for each. */
export function invalid(errors: readonly FieldError[]): Refusal {
  return { problem: "validation-failed", errors };
}

/** Turns either into an HTTP response. */
export function toResponse(outcome: Answer | Refusal): Response {
  if (isRefusal(outcome)) {
    const { problem, headers, ...more } = outcome;
    return problemResponse(problem, { ...more, headers: { ...headers } });
  }
  const { body } = outcome;
  const isText = typeof body === "string" && outcome.headers?.["content-type"] !== undefined;
  return new Response(isText || body instanceof ReadableStream ? body : JSON.stringify(body), {
    status: outcome.status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...outcome.headers },
  });
}
