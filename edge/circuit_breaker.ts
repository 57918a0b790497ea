/**
 * A `fetch` with a circuit breaker per target, so that shoppers are told within a millisecond instead of a deadline
 * that a service of the centre is away.
 */
import { Circuit, type CircuitOptions, type Judge } from "../commerce/circuit.ts";
import { serviceAwayHeader } from "../commerce/wire/service_away.ts";

export interface BreakerOptions extends Omit<CircuitOptions, "target"> {
  readonly fetch: typeof fetch;
  /** Names the target of a call; what shares a target shares its fate. */
  readonly targetOf: (url: URL, method: string) => string;
}

/**
 * A `fetch` that breaks. A call fails when there is no answer, or one that says that the target is away for everybody:
 * of a gateway (502, 504, a 503 that is no problem of ours), or a 503 marked so ({@linkcode serviceAwayHeader}). Any
 * other 503 is about what was asked, and anyone could cause it. Aborting a call says nothing about the target; nor does a deadline while a body is still being
 * sent, which may be the sender's doing.
 *
 * Rejects with `CircuitOpenError`, or as `fetch` does.
 */
export function breakingFetch({ targetOf, ...options }: BreakerOptions): typeof fetch {
  const circuits = new Map<string, Circuit>();

  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const target = targetOf(url, init?.method ?? (input instanceof Request ? input.method : "GET"));
    const circuit = circuits.get(target) ?? new Circuit({ ...options, target });
    circuits.set(target, circuit);
    const isFailure: Judge<Response> = { answer: isAway, error: (error) => isTargetsFault(error, init) };
    return circuit.call(() => options.fetch(input, init), isFailure);
  };
}

function isAway({ status, headers }: Response): boolean {
  if (status !== 503) return status === 502 || status === 504;
  const isProblem = headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  return !isProblem || headers.has(serviceAwayHeader);
}

function isTargetsFault(error: unknown, init: RequestInit | undefined): boolean {
  const name = error instanceof Error ? error.name : "";
  if (name === "AbortError") return false;
  return name !== "TimeoutError" || !(init?.body instanceof ReadableStream);
}
