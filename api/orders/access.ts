/** Who may do something with one order: whoever shows its token. */
import { addressKey, type RateLimiter } from "../../commerce/rate_limits.ts";
import type { orderAccessQuery } from "../../commerce/wire/order.ts";
import type { z } from "zod";
import type { Platform } from "../platform/environment.ts";
import type { OrderSecrets } from "./order_secrets.ts";

/** The public calls of one order begin with this; their queries hold its token. */
const oneOrder = "/v1/orders/{id}";

/**
 * Asks for the token before any order is looked for and before anything is kept of the call: an order that is somebody
 * else's and one that does not exist are refused alike, and a stranger's idempotency keys are not the holder's.
 *
 * @param strangers Of those who show a wrong token, by address.
 */
export function admitHolders(
  { isToken }: Pick<OrderSecrets, "isToken">,
  strangers: RateLimiter,
): NonNullable<Platform["admit"]> {
  return ({ access, path }, { params, query, from }) => {
    if (access !== "public" || !path.startsWith(oneOrder)) return null;
    const { id } = params as { readonly id: string };
    const { token = "" } = query as z.output<typeof orderAccessQuery>;
    if (isToken(id, token)) return `holder of ${id}`;
    const waitSeconds = strangers.take(addressKey(from.address));
    return waitSeconds === 0 ? { problem: "not-found" } : {
      problem: "rate-limited",
      detail: "Too many orders were asked for without their token from here.",
      headers: { "retry-after": `${waitSeconds}` },
    };
  };
}
