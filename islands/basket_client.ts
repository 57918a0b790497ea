/** The basket page as scripts see it: the same address and form fields, answering JSON. */
import type { BasketAction, BasketAnswer } from "../commerce/wire/shop.ts";

/** What became of a request. */
export type BasketOutcome =
  | { readonly kind: "answered"; readonly answer: BasketAnswer }
  /** The shop said no (4xx) and why; the answer shows the basket as it still is. */
  | { readonly kind: "refused"; readonly answer: BasketAnswer }
  /** No answer came: the network is down or too slow. Whether the change was made is unknown. */
  | { readonly kind: "unreachable" }
  /** A server answered, but not with a basket: an ordinary page load will show what is the matter. */
  | { readonly kind: "unreadable" }
  /** It was not sent, because a later change made it needless. */
  | { readonly kind: "superseded" };

/** The form fields of a change. */
export interface BasketChange {
  readonly action: BasketAction;
  readonly sku: string;
  readonly quantity?: string;
}

/** A request that takes longer is given up. */
const patienceMs = 10_000;

export function readBasket(path: string): Promise<BasketOutcome> {
  return request(path, {});
}

/**
 * Changes the basket. Changes wait for each other, in all tabs: the basket is a cookie that each answer replaces
 * whole, so of two at once one would be lost. `superseded` is asked when its turn has come.
 */
export function changeBasket(
  path: string,
  change: BasketChange,
  superseded: () => boolean = () => false,
): Promise<BasketOutcome> {
  const send = (): Promise<BasketOutcome> =>
    superseded()
      ? Promise.resolve({ kind: "superseded" })
      : request(path, { method: "POST", body: new URLSearchParams({ ...change }) });
  // Web Locks need a secure context: a shop tried out over plain http on a LAN has none.
  return "locks" in navigator ? navigator.locks.request("basket", send) : send();
}

async function request(path: string, init: RequestInit): Promise<BasketOutcome> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(path, {
      ...init,
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(patienceMs),
    });
    answer = await response.json();
  } catch (error) {
    return { kind: error instanceof SyntaxError ? "unreadable" : "unreachable" };
  }
  if (!isBasketAnswer(answer)) return { kind: "unreadable" };
  return { kind: response.ok ? "answered" : "refused", answer };
}

/** The edge of the same build made it: enough to tell it from a problem or a stranger's page. */
function isBasketAnswer(value: unknown): value is BasketAnswer {
  return typeof value === "object" && value !== null && "count" in value && "lines" in value;
}
