/** Bearer authentication (RFC 6750): of the admin API, and between services and edges. */
import { createHash, timingSafeEqual } from "node:crypto";

/** Who calls: what idempotency keys and audit rows are kept by. Never a secret. */
export type Caller = string;

/** Answers who sent the `Authorization` header, or null for nobody we know. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller | null>;

/** Knows one caller, the holder of the bootstrap key `ADMIN_API_KEY`; nobody when there is none. */
export function bootstrapKeyOnly(adminApiKey: string | undefined): Authenticate {
  return holderOf([adminApiKey], "admin-api-key");
}

/**
 * Knows whoever shows `SERVICE_TOKEN`: a service or an edge. Nobody when there is none.
 *
 * @param before `SERVICE_TOKEN_BEFORE`: another that some show while it is changed.
 */
export function serviceTokenOnly(serviceToken: string | undefined, before?: string): Authenticate {
  return holderOf([serviceToken, before], "service");
}

/** Digests are compared, in constant time, so that neither the secret's length nor its beginning can be measured. */
function holderOf(secrets: readonly (string | undefined)[], caller: Caller): Authenticate {
  const expected = secrets.filter((secret) => secret !== undefined).map(sha256);
  return (authorization) => {
    const token = /^bearer +([^\s]+) *$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) return Promise.resolve(null);
    const shown = sha256(token);
    // All are compared, whichever it is.
    const isKnown = expected.map((digest) => timingSafeEqual(shown, digest)).includes(true);
    return Promise.resolve(isKnown ? caller : null);
  };
}

/** Done at once: that of Web Crypto goes to another thread, which takes many times as long for so little. */
function sha256(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
