/**
 * The cookie that says which order was placed and waits for its payment, so that whoever comes back from the payment
 * page unpaid is led to it rather than to a second one. It gives no access: that is the order's own cookie.
 */
import { orderId } from "../commerce/wire/order.ts";
import { formatCookie, readCookie } from "./request_facts.ts";

const name = "waiting";
/** No payment page stays open longer. */
const maxAgeSeconds = 24 * 3600;

/** The id of the order that waits in a market, or null. */
export function readWaitingOrder(request: Request, market: string): string | null {
  const [of, id] = readCookie(request, name)?.split("~") ?? [];
  return of === market && orderId.safeParse(id).success ? id! : null;
}

/** @param id Null: none waits any more. */
export function waitingOrderCookie(id: string | null, market: string, https: boolean): string {
  return id === null
    ? formatCookie(name, "", { maxAgeSeconds: 0, https })
    : formatCookie(name, `${market}~${id}`, { maxAgeSeconds, https });
}
