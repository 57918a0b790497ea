/**
 * Keyed hashes of coupon codes (design decision 11): copies of the catalog are everywhere, and whoever has one can
 * neither read the codes from it nor try out words, for the key is not in it.
 */
import { createHmac } from "node:crypto";

/** The hash of each code, in their order: HMAC-SHA-256 (RFC 2104), 64 hex digits. */
export type HashCoupons = (codes: readonly string[]) => string[];

/** The key where none is set: it hides nothing, and is meant for the demo shop. */
export const demoCouponKey = "the coupons of the demo shop";

/** Makes the function for a key, the setting `COUPON_KEY`: the centre and every edge have the same. */
export function couponHashing(key: string): HashCoupons {
  // Not Web Crypto: its way over another thread took longer than the rest of a quote of five lines.
  return (codes) =>
    codes.map((code) => createHmac("sha256", key).update(normalizeCoupon(code)).digest("hex"));
}

/** A code as it counts: people type capitals, blanks and full-width letters as they like. */
export function normalizeCoupon(code: string): string {
  return code.normalize("NFKC").replace(/\s+/gu, "").toUpperCase();
}
