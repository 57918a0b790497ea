/**
 * The cookie that lets a guest read one order: its token, only ever sent to that order's own pages. Beside it, until
 * the order is paid, the basket it was made of, so that this basket and no later one is emptied then.
 */
import { formatCookie, readCookie } from "./request_facts.ts";

export interface OrderAccess {
  readonly token: string;
  /** The basket cookie's value when the order was placed; null: there is none to be emptied any more. */
  readonly basket: string | null;
}

const name = "order";
/** An order can be looked at with its link from the mail after that, too. */
const maxAgeSeconds = 90 * 24 * 3600;

/** What a token can look like: anything else never came from us. */
export function isToken(text: string): boolean {
  return /^[\w.=-]{8,256}$/.test(text);
}

/** The access that a request to an order's page brings along, or null. */
export function readOrderAccess(request: Request): OrderAccess | null {
  const [token = "", basket = ""] = readCookie(request, name)?.split("~") ?? [];
  return isToken(token) ? { token, basket: /^[\w.-]{1,4000}$/.test(basket) ? basket : null } : null;
}

/**
 * Gives access to an order, in each of the locales its pages have.
 *
 * @param locales E.g. `fr-ch`.
 */
export function orderCookies(
  id: string,
  { token, basket }: OrderAccess,
  locales: readonly string[],
  https: boolean,
): string[] {
  const value = basket === null ? token : `${token}~${basket}`;
  return locales.map((locale) =>
    formatCookie(name, value, { maxAgeSeconds, https, path: `/${locale}/orders/${id}` })
  );
}
