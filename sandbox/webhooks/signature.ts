/** Stripe's signature of a webhook (docs.stripe.com/webhooks#verify-manually). */

/**
 * The header `Stripe-Signature` for a body: `t=…,v1=…`, an HMAC with SHA-256 over time and body.
 *
 * @param at Seconds since 1970, of the clock on the wall: receivers refuse what is older than five minutes.
 */
export async function signatureHeader(body: string, secret: string, at: number): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(`${at}.${body}`));
  return `t=${at},v1=${new Uint8Array(signature).toHex()}`;
}
