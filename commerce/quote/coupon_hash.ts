/**
 * Keyed hashes of coupon codes (design decision 11): copies of the catalog are everywhere, and whoever has one can
 * neither read the codes from it nor try out words, for the key is not in it.
 */

/** The hash of each code, in their order: HMAC-SHA-256 (RFC 2104), 64 hex digits. */
export type HashCoupons = (codes: readonly string[]) => Promise<string[]>;

/** The key where none is set: it hides nothing, and is meant for the demo shop. */
export const demoCouponKey = "the coupons of the demo shop";

/** Makes the function for a key, the setting `COUPON_KEY`: the centre and every edge have the same. */
export function couponHashing(key: string): HashCoupons {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  let imported: Promise<CryptoKey> | null = null;
  return async (codes) => {
    if (codes.length === 0) return [];
    const cryptoKey =
      await (imported ??= crypto.subtle.importKey("raw", encoder.encode(key), algorithm, false, [
        "sign",
      ]));
    return await Promise.all(codes.map(async (code) => {
      const hash = await crypto.subtle.sign(algorithm, cryptoKey, encoder.encode(normalizeCoupon(code)));
      return new Uint8Array(hash).toHex();
    }));
  };
}

/** A code as it counts: people type capitals, blanks and full-width letters as they like. */
export function normalizeCoupon(code: string): string {
  return code.normalize("NFKC").replace(/\s+/gu, "").toUpperCase();
}
