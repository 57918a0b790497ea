/**
 * A circuit breaker per target: where the last calls all failed, the next ones fail at once for a while, so that
 * shoppers are told within a millisecond instead of a deadline, and the centre is not asked by everyone the moment it
 * comes back. After the pause one call goes through to try; its outcome decides.
 */
import { type Backoff, pauseMs } from "../commerce/backoff.ts";
import { serviceAwayHeader } from "../commerce/wire/service_away.ts";

export interface BreakerOptions {
  /** Failures in a row after which a target is left alone. */
  readonly failures: number;
  /** How long, longer each time that the trial failed. */
  readonly pause: Backoff;
  readonly fetch: typeof fetch;
  /** Names the target of a call; what shares a target shares its fate. */
  readonly targetOf: (url: URL, method: string) => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly chance: () => number;
}

/** The target failed too often: it was not asked. */
export class CircuitOpenError extends Error {
  override name = "CircuitOpenError";
}

interface Circuit {
  /** In a row. */
  failures: number;
  /** Until when nothing is asked. */
  closedUntil: number;
  /** A trial is under way. */
  trying: boolean;
}

/**
 * A `fetch` that breaks. A call fails when there is no answer, or one that says that the target is away for everybody:
 * of a gateway (502, 504, a 503 that is no problem of ours), or a 503 marked so ({@linkcode serviceAwayHeader}). Any
 * other 503 is about what was asked, and anyone could cause it. Aborting a call says nothing about the target; nor does a deadline while a body is still being
 * sent, which may be the sender's doing.
 *
 * Rejects with {@linkcode CircuitOpenError}, or as `fetch` does.
 */
export function breakingFetch(options: BreakerOptions): typeof fetch {
  const { failures: limit, pause, targetOf, now, chance } = options;
  const circuits = new Map<string, Circuit>();

  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const target = targetOf(url, init?.method ?? (input instanceof Request ? input.method : "GET"));
    const circuit = circuits.get(target) ?? { failures: 0, closedUntil: 0, trying: false };
    circuits.set(target, circuit);
    const isTrial = circuit.failures >= limit;
    if (isTrial && (circuit.trying || now() < circuit.closedUntil)) {
      throw new CircuitOpenError(`${target} failed ${circuit.failures} times in a row`);
    }
    circuit.trying = isTrial;
    try {
      const answer = await options.fetch(input, init);
      if (isAway(answer)) failed();
      else circuit.failures = 0;
      return answer;
    } catch (error) {
      if (isTargetsFault(error, init)) failed();
      throw error;
    } finally {
      if (isTrial) circuit.trying = false;
    }

    function failed(): void {
      circuit.failures++;
      const over = circuit.failures - limit;
      if (over >= 0) circuit.closedUntil = now() + pauseMs(Math.min(over, 20) + 1, pause, chance());
    }
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
