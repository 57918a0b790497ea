/** What is made with the secrets of the orders service: links for guests, and hashes by which people are counted. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { addressKey } from "../../commerce/rate_limits.ts";

export interface OrderSecrets {
  /** What lets a guest read an order; the same each time. */
  token(orderId: string): string;
  /** Whether it is that order's, in the same time for every wrong one, and whether or not there is such an order. */
  isToken(orderId: string, token: string): boolean;
  /** Names whoever has an e-mail address, without telling it. */
  emailKey(email: string): string;
  /** Names a network address (of IPv6: a household) without telling it; null where none is known. */
  addressKey(address: string | null): string | null;
}

/** @param keys.tokens Made with it tokens cannot be guessed. @param keys.people Likewise hashes cannot be tried out. */
export function orderSecrets(
  keys: { readonly tokens: Uint8Array; readonly people: Uint8Array },
): OrderSecrets {
  const tokenBytes = (orderId: string) => createHmac("sha256", keys.tokens).update(orderId).digest();
  const hashed = (kind: string, value: string) =>
    createHmac("sha256", keys.people).update(`${kind} ${value}`).digest("hex").slice(0, 32);
  return {
    token: (orderId) => tokenBytes(orderId).toString("base64url"),
    isToken(orderId, token) {
      const given = createHmac("sha256", keys.people).update(token).digest();
      const wanted = createHmac("sha256", keys.people).update(tokenBytes(orderId).toString("base64url"))
        .digest();
      return timingSafeEqual(given, wanted);
    },
    emailKey: (email) => hashed("email", email.normalize("NFKC").trim().toLowerCase()),
    addressKey: (address) => address === null ? null : hashed("address", addressKey(address)),
  };
}
