/**
 * Idempotent POSTs: the same key and body gives the first answer again (docs/contract, "Idempotency").
 *
 * A key is claimed for a while, the call runs, its answer is stored. Only successes and definite refusals are:
 * after a passing failure the claim is let go, so that a retry runs the call anew. What a call leaves behind
 * when its process dies before the answer is stored, the call itself finds again, by the claim's request hash.
 */
import { createHash } from "node:crypto";
import { type Answer, isRefusal, type Refusal } from "./answer.ts";
import type { Caller } from "./bearer.ts";
import type { Log } from "../../commerce/log.ts";

/** The right to run a request, held until it is finished or until its lease ends. */
export interface Claim {
  /** SHA-256 of caller, route and key: names the request for good, whoever retries it. */
  readonly requestHash: string;
  /** Milliseconds since the epoch of the first try; a retry has the same. */
  readonly startedAt: number;
  /** Distinguishes this try from every other. */
  readonly token: string;
}

export type Claimed =
  | { readonly kind: "claimed"; readonly claim: Claim }
  | { readonly kind: "finished"; readonly outcome: Answer | Refusal }
  | { readonly kind: "reused" }
  | { readonly kind: "in-progress" };

/** Where one service keeps its keys: its own database. */
export interface IdempotencyStore {
  /** Claims a request in one transaction, unless it is finished, running, or had another body. */
  claim(request: { requestHash: string; bodyHash: string; now: number; leaseMs: number }): Promise<Claimed>;
  /** Stores the outcome, if the claim still holds; answers whether it did. */
  finish(claim: Claim, outcome: Answer | Refusal, now: number): Promise<boolean>;
  /** Ends the lease without an outcome: the next try may run. */
  release(claim: Claim): Promise<void>;
}

/** How long a try may run before another may take its place. */
export const leaseMs = 30_000;

/** Refusals that a retry could see turned into something else: they are not stored. */
const passing: ReadonlySet<string> = new Set([
  "internal-error",
  "upstream-unavailable",
  "rate-limited",
  "idempotency-in-progress",
]);

export interface IdempotentRequest {
  readonly caller: Caller;
  /** Method and path. */
  readonly route: string;
  readonly key: string | undefined;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Refusals of this call that say how things stand now, and are not stored either. */
  readonly passing: readonly string[];
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Runs a call once for its key, or answers what it answered before.
 */
export async function answerOnce(
  store: IdempotencyStore,
  request: IdempotentRequest,
  run: (claim: Claim) => Promise<Answer | Refusal>,
): Promise<Answer | Refusal> {
  const { key } = request;
  if (key === undefined || key === "") return { problem: "idempotency-key-missing" };
  if (!/^[\x21-\x7e]{8,128}$/.test(key)) {
    return {
      problem: "validation-failed",
      errors: [{ path: "Idempotency-Key", message: "wanted 8 to 128 visible ASCII characters" }],
    };
  }
  const claimed = await store.claim({
    requestHash: sha256(`${request.caller}\n${request.route}\n${key}`),
    bodyHash: sha256(request.body),
    now: request.now(),
    leaseMs,
  });
  switch (claimed.kind) {
    case "finished":
      return {
        ...claimed.outcome,
        headers: { ...claimed.outcome.headers, "idempotent-replayed": "true" },
      };
    case "reused":
      return { problem: "idempotency-key-reused", detail: "Send a new key with a new body." };
    case "in-progress":
      return inProgress;
    case "claimed":
      return await runClaimed(store, claimed.claim, request, run);
  }
}

/**
 * Runs the call. When its success cannot be stored the caller gets it all the same: the call happened, and a retry finds
 * what it made as after a crash. Of a refusal nothing is found, and a retry could see it turned into something else: the
 * caller is told of one that is stored, or to ask again.
 */
async function runClaimed(
  store: IdempotencyStore,
  claim: Claim,
  { now, log, passing: ofThisCall }: IdempotentRequest,
  run: (claim: Claim) => Promise<Answer | Refusal>,
): Promise<Answer | Refusal> {
  const notStored = (error: unknown) =>
    log.error("idempotency key not stored", { requestHash: claim.requestHash, error });
  const release = () => store.release(claim).catch(notStored);
  let outcome: Answer | Refusal;
  try {
    outcome = await run(claim);
  } catch (error) {
    await release();
    throw error;
  }
  if (isRefusal(outcome) && (passing.has(outcome.problem) || ofThisCall.includes(outcome.problem))) {
    await release();
    return outcome;
  }
  try {
    const isStored = await store.finish(claim, outcome, now());
    // The try took so long that another has taken its place.
    return isStored || !isRefusal(outcome) ? outcome : inProgress;
  } catch (error) {
    notStored(error);
    if (!isRefusal(outcome)) return outcome;
    await release();
    throw error;
  }
}

/** Another try of the same request runs, whose outcome counts. */
const inProgress: Refusal = {
  problem: "idempotency-in-progress",
  detail: "Ask again with the same key in a moment.",
  headers: { "retry-after": "1" },
};

function sha256(data: string | Uint8Array<ArrayBuffer>): string {
  return createHash("sha256").update(data).digest("hex");
}
