/**
 * A circuit breaker: where the last calls of something all failed, the next ones fail at once for a while, so that
 * nobody waits for what does not answer, and it is not asked by everyone the moment it comes back. After the pause
 * one call goes through to try; its outcome decides.
 */
import { type Backoff, pauseMs } from "./backoff.ts";

export interface CircuitOptions {
  /** What is called, for the message of the error. */
  readonly target: string;
  /** Failures in a row after which it is left alone. */
  readonly failures: number;
  /** How long, longer each time that the trial failed. */
  readonly pause: Backoff;
  /** Milliseconds, of any epoch. */
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly chance: () => number;
}

/** The target failed too often: it was not asked. */
export class CircuitOpenError extends Error {
  override name = "CircuitOpenError";
}

/** Which ends of a call are failures of the target: only these are counted. */
export interface Judge<T> {
  answer(answer: T): boolean;
  error(error: unknown): boolean;
}

/** A circuit: what shares it shares its fate. */
export class Circuit {
  readonly #options: CircuitOptions;
  /** In a row. */
  #failures = 0;
  /** Until when nothing is asked. */
  #closedUntil = -Infinity;
  /** A trial is under way. */
  #isTrying = false;

  constructor(options: CircuitOptions) {
    this.#options = options;
  }

  /** Makes the call. Rejects with {@linkcode CircuitOpenError} when it was not made, or as the call does. */
  async call<T>(make: () => Promise<T>, isFailure: Judge<T>): Promise<T> {
    const { target, failures, now } = this.#options;
    const isTrial = this.#failures >= failures;
    if (isTrial && (this.#isTrying || now() < this.#closedUntil)) {
      throw new CircuitOpenError(`${target} failed ${this.#failures} times in a row`);
    }
    this.#isTrying = isTrial;
    try {
      const answer = await make();
      if (isFailure.answer(answer)) this.#fail();
      else this.#failures = 0;
      return answer;
    } catch (error) {
      if (isFailure.error(error)) this.#fail();
      throw error;
    } finally {
      if (isTrial) this.#isTrying = false;
    }
  }

  #fail(): void {
    const { failures, pause, now, chance } = this.#options;
    const over = ++this.#failures - failures;
    if (over >= 0) this.#closedUntil = now() + pauseMs(Math.min(over, 20) + 1, pause, chance());
  }
}
