/** Whose address a request comes from, as the centre's limits count it. */

/** Longer than any address of IPv6 with a zone. */
const longest = 64;

/**
 * The shopper's address.
 *
 * @param trustedHeader In which the proxy before this edge names it, e.g. `fly-client-ip`; null: there is no proxy, and
 * a header would be the shopper's own invention.
 * @param peer The other end of the connection; null where it is not known.
 */
export function shopperAddress(
  headers: Headers,
  trustedHeader: string | null,
  peer: string | null,
): string | null {
  const named = trustedHeader === null ? null : headers.get(trustedHeader);
  const address = named ?? peer;
  return address !== null && address.length <= longest && /^[0-9A-Fa-f.:%\w]+$/.test(address)
    ? address
    : null;
}
