/** Bearer authentication (RFC 6750) of the admin API. */
import { timingSafeEqual } from "node:crypto";

/** Who calls: what idempotency keys and audit rows are kept by. Never a secret. */
export type Caller = string;

/** Answers who sent the `Authorization` header, or null for nobody we know. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller | null>;

/** Knows one caller, the holder of the bootstrap key `ADMIN_API_KEY`; nobody when there is none. */
export function bootstrapKeyOnly(adminApiKey: string | undefined): Authenticate {
  const isKnown = knownToken(adminApiKey);
  return async (authorization) => await isKnown(authorization) ? "admin-api-key" : null;
}

/**
 * Tells whether an `Authorization` header holds the one token there is; none does when there is none.
 *
 * Digests are compared, in constant time, so that neither the token's length nor its beginning can be found out
 * by measuring.
 */
export function knownToken(
  known: string | undefined,
): (authorization: string | undefined) => Promise<boolean> {
  const expected = known === undefined ? null : sha256(known);
  return async (authorization) => {
    const token = /^bearer +([^\s]+) *$/i.exec(authorization ?? "")?.[1];
    if (expected === null || token === undefined) return false;
    return timingSafeEqual(await sha256(token), await expected);
  };
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
