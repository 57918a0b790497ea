/** The centre as an edge reaches it: with deadlines, and a circuit breaker for each of its services. */
import { breakingFetch } from "./circuit_breaker.ts";
import { forward } from "./forward.ts";
import { type OrdersClient, ordersClient } from "./orders_client.ts";

export interface CentreOptions {
  /** Origin of the central API; null: there is none. */
  readonly apiUrl: string | null;
  /** By which it knows an edge, or null. */
  readonly serviceToken: string | null;
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

export interface Centre {
  /** Passes a request on. @param from The shopper's address. */
  forward(request: Request, path: string, from: string | null): Promise<Response>;
  readonly orders: OrdersClient;
}

const forwardMs = 10_000;
/** Milliseconds that a shopper waits for an order to be placed, and that one of its tries may take. */
const orderMs = 20_000;
const orderTryMs = 8_000;

export function openCentre({ apiUrl, serviceToken, now, onError, ...options }: CentreOptions): Centre {
  const breaking = breakingFetch({
    failures: 5,
    pause: { firstMs: 2_000, ceilingMs: 30_000 },
    fetch: options.fetch,
    targetOf,
    now,
    chance: Math.random,
  });
  const centre = { apiUrl, serviceToken, fetch: breaking, onError };
  return {
    forward: (request, path, from) => forward(request, path, { ...centre, deadlineMs: forwardMs }, from),
    orders: ordersClient({
      ...centre,
      tryMs: orderTryMs,
      deadlineMs: orderMs,
      now,
      chance: Math.random,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }),
  };
}

/**
 * What may fail by itself: a service, reading from it and writing to it. Which service a path belongs to is a fixed
 * list, so that a stranger cannot make up more.
 */
function targetOf({ origin, pathname }: URL, method: string): string {
  const [, version, first = "", second = ""] = pathname.split("/");
  const what = method === "GET" || method === "HEAD" ? "reading" : "writing";
  const service = first === "admin" ? adminServices.get(second) ?? "catalog" : publicServices.get(first);
  return version === "v1" && service !== undefined ? `${origin} ${service} ${what}` : origin;
}

const publicServices: ReadonlyMap<string, string> = new Map([
  ["orders", "orders"],
  ["payments", "payments"],
  ["accounts", "accounts"],
  ["sessions", "accounts"],
  ["me", "accounts"],
]);
/** The admin API is the catalog's, but for these. */
const adminServices: ReadonlyMap<string, string> = new Map([
  ["orders", "orders"],
  ["payments", "payments"],
  ["refunds", "payments"],
  ["payment-methods", "payments"],
  ["locations", "inventory"],
  ["stock-levels", "inventory"],
  ["stock-adjustments", "inventory"],
  ["stock-movements", "inventory"],
]);
