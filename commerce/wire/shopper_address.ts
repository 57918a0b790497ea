/** How an edge, or a service, tells the centre whose request it passes on. */

/** The shopper's network address. Whatever a shopper sends in it is dropped by edges. */
export const shopperAddressHeader = "x-shopper-address";

/** `Bearer {SERVICE_TOKEN}`, without which no address is believed; `authorization` is the shopper's own. */
export const voucherHeader = "x-service-authorization";

/**
 * The headers that tell an address and vouch for it.
 *
 * @param address Null: nobody knows it, and nothing is told.
 * @param serviceToken Null: there is none, and the centre will not believe it.
 */
export function addressHeaders(address: string | null, serviceToken: string | null): Record<string, string> {
  if (address === null) return {};
  return {
    [shopperAddressHeader]: address,
    ...serviceToken !== null && { [voucherHeader]: `Bearer ${serviceToken}` },
  };
}
