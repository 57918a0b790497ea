/** What every request of the API carries along. */
import type { Hono } from "hono";
import type { Authenticate, Caller } from "./bearer.ts";
import type { IdempotencyStore } from "./idempotency.ts";
import type { Answer, Refusal } from "./answer.ts";
import type { Operation, Sender } from "./operation.ts";
import type { Log } from "../../commerce/log.ts";
import type { Trace } from "./trace.ts";

export interface Environment {
  Variables: {
    trace: Trace;
    /** Set where the operation is not public. */
    caller?: Caller;
  };
}
export type Api = Hono<Environment>;

/** What the platform needs to serve a service's operations. */
export interface Platform {
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly authenticate: Authenticate;
  /** Knows other services and edges. */
  readonly authenticateService: Authenticate;
  /**
   * Asked of calls that are open to everybody, before anything is kept of them: who it is that shows a proof of their
   * own, such as an order's token (idempotency keys are kept by that), null for anyone, or why they may not. Left out:
   * all are anyone.
   */
  readonly admit?: (
    operation: Operation,
    request: PublicRequest,
  ) => Promise<Caller | Refusal | null> | Caller | Refusal | null;
  /** The service's own store of idempotency keys. */
  readonly idempotency: IdempotencyStore;
  /**
   * Makes of an answer as it is stored with an idempotency key the one that is sent, the first time and on every
   * replay: secrets are never stored, and what may have changed since is read anew. Left out: they are the same.
   */
  readonly complete?: (
    operation: Operation,
    stored: Answer,
    request: PublicRequest,
  ) => Promise<Answer | Refusal>;
}

/** What is known of a request whose sender is asked after, or whose answer is completed. */
export interface PublicRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly from: Sender;
}
