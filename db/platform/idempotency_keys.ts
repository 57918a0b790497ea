/** The store of idempotency keys: who may run a request, and what it was answered. */
import type { InStatement, Row } from "@libsql/client";
import { always, type Guard } from "./guard.ts";
import type { WriterQueue } from "./writer_queue.ts";

/** How long an outcome is kept; the contract asks for 24 hours at least. */
export const keepMs = 48 * 3_600_000;

/** The right to run a request, until it is finished or its lease ends. */
export interface Claim {
  readonly requestHash: string;
  readonly startedAt: number;
  readonly token: string;
}

/** What a claim found. `Outcome` is whatever JSON the caller stores. */
export type Claimed<Outcome> =
  | { readonly kind: "claimed"; readonly claim: Claim }
  | { readonly kind: "finished"; readonly outcome: Outcome }
  | { readonly kind: "reused" }
  | { readonly kind: "in-progress" };

/** A store in the database of the queue, whose outcomes are JSON of the given type. */
export function idempotencyKeys<Outcome>(queue: Pick<WriterQueue, "write">) {
  return {
    /**
     * Claims a request for `leaseMs`, in one transaction: an unknown one, or one whose last try ended without an
     * outcome. A retry keeps the time of the first try.
     */
    async claim(
      request: { requestHash: string; bodyHash: string; now: number; leaseMs: number },
    ): Promise<Claimed<Outcome>> {
      const { requestHash, bodyHash, now, leaseMs } = request;
      const token = crypto.randomUUID();
      const [, , found] = await queue.write([
        {
          sql: "DELETE FROM idempotency_keys WHERE request_hash = ? AND kept_until <= ?",
          args: [requestHash, now],
        },
        {
          sql: `INSERT INTO idempotency_keys
              (request_hash, body_hash, token, started_at, claimed_until, kept_until)
            VALUES (:requestHash, :bodyHash, :token, :now, :until, :keptUntil)
            ON CONFLICT (request_hash) DO UPDATE SET token = excluded.token, claimed_until = excluded.claimed_until
            WHERE outcome IS NULL AND claimed_until <= :now AND body_hash = excluded.body_hash`,
          args: { requestHash, bodyHash, token, now, until: now + leaseMs, keptUntil: now + keepMs },
        },
        { sql: "SELECT * FROM idempotency_keys WHERE request_hash = ?", args: [requestHash] },
      ]);
      return read<Outcome>(found!.rows[0]!, bodyHash, token);
    },

    /** Stores an outcome, if the claim still holds; answers whether it did. */
    async finish(claim: Claim, outcome: Outcome, now: number): Promise<boolean> {
      const [stored] = await queue.write([finishStatement(claim, outcome, now)]);
      return stored!.rowsAffected === 1;
    },

    /** Ends the lease without an outcome. The row stays, for the time of the first try. */
    async release(claim: Claim): Promise<void> {
      await queue.write([{
        sql:
          "UPDATE idempotency_keys SET claimed_until = 0 WHERE request_hash = ? AND token = ? AND outcome IS NULL",
        args: [claim.requestHash, claim.token],
      }]);
    },
  };
}

/**
 * The statement that stores an outcome, if the claim still holds: for a call that answers in the very transaction that
 * does its work.
 *
 * @param guard The outcome is stored where it holds, with the rest of its unit.
 */
export function finishStatement(
  claim: Claim,
  outcome: unknown,
  now: number,
  guard: Guard = always,
): InStatement {
  return {
    sql: `UPDATE idempotency_keys SET outcome = ?, kept_until = ?
      WHERE request_hash = ? AND token = ? AND outcome IS NULL AND ${guard.sql}`,
    args: [JSON.stringify(outcome), now + keepMs, claim.requestHash, claim.token, ...guard.args],
  };
}

/** Removes what was kept long enough. May run in several processes at once. */
export async function pruneIdempotencyKeys(queue: Pick<WriterQueue, "write">, now: number): Promise<void> {
  await queue.write([{ sql: "DELETE FROM idempotency_keys WHERE kept_until <= ?", args: [now] }]);
}

function read<Outcome>(row: Row, bodyHash: string, token: string): Claimed<Outcome> {
  if (row.token === token) {
    return {
      kind: "claimed",
      claim: { requestHash: String(row.request_hash), startedAt: Number(row.started_at), token },
    };
  }
  if (row.body_hash !== bodyHash) return { kind: "reused" };
  if (row.outcome === null) return { kind: "in-progress" };
  return { kind: "finished", outcome: JSON.parse(String(row.outcome)) as Outcome };
}
