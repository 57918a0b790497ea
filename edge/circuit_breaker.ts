/**
 * A circuit breaker per target: where the last calls all failed, the next ones fail at once for a while, so that
 * shoppers are told within a millisecond instead of a deadline, and the centre is not asked by everyone the moment it
 * comes back. After the pause one call goes through to try; its outcome decides.
 */
import { type Backoff, pauseMs } from "../commerce/backoff.ts";

export interface BreakerOptions {
  /** Failures in a row after which a target is left alone. */
  readonly failures: number;
  /** How long, longer each time that the trial failed. */
  readonly pause: Backoff;
  readonly fetch: typeof fetch;
  /** Names the target of an address; what shares a target shares its fate. */
  readonly targetOf: (url: URL) => string;
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
 * A `fetch` that breaks. A call fails when there is no answer, or one of 502, 503 and 504: what a gateway says of a
 * service that is gone. Aborting a call says nothing about the target; nor does a deadline while a body is still being
 * sent, which may be the sender's doing.
 *
 * Rejects with {@linkcode CircuitOpenError}, or as `fetch` does.
 */
export function breakingFetch(options: BreakerOptions): typeof fetch {
  const { failures: limit, pause, targetOf, now, chance } = options;
  const circuits = new Map<string, Circuit>();

  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const target = targetOf(url);
    const circuit = circuits.get(target) ?? { failures: 0, closedUntil: 0, trying: false };
    circuits.set(target, circuit);
    const isTrial = circuit.failures >= limit;
    if (isTrial && (circuit.trying || now() < circuit.closedUntil)) {
      throw new CircuitOpenError(`${target} failed ${circuit.failures} times in a row`);
    }
    circuit.trying = isTrial;
    try {
      const answer = await options.fetch(input, init);
      if (answer.status < 502 || answer.status > 504) circuit.failures = 0;
      else failed();
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

function isTargetsFault(error: unknown, init: RequestInit | undefined): boolean {
  const name = error instanceof Error ? error.name : "";
  if (name === "AbortError") return false;
  return name !== "TimeoutError" || !(init?.body instanceof ReadableStream);
}
