/**
 * What the edge asks of the orders service on a shopper's behalf. Only what is safe is asked again: reading, and
 * writing with the same idempotency key.
 */
import { type Backoff, pauseMs } from "../commerce/backoff.ts";
import { z } from "zod";
import {
  isOver,
  type OrderBody,
  orderId,
  type PriceChanged,
  type PublicOrder,
} from "../commerce/wire/order.ts";
import { CircuitOpenError } from "../commerce/circuit.ts";
import { addressHeaders } from "../commerce/wire/shopper_address.ts";

export interface OrdersClientOptions {
  /** Origin of the central API; null: there is none, and everything is unavailable. */
  readonly apiUrl: string | null;
  /** By which the centre knows an edge; null: it will not believe whose request it is. */
  readonly serviceToken: string | null;
  readonly fetch: typeof fetch;
  /** Milliseconds that one try may take, and all of them together. */
  readonly tryMs: number;
  readonly deadlineMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly chance: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** What keeps something from being ordered that there is not enough of. */
export type Shortage = z.infer<typeof shortages>["shortages"][number];

/** What the edge needs of a placed order. */
export type Placed = z.infer<typeof placed>;

/** How a try to place an order ended. */
export type Placement =
  | { readonly kind: "placed"; readonly order: Placed }
  /** An earlier try with this key placed it, and it has been canceled or has expired since. */
  | { readonly kind: "over" }
  | { readonly kind: "price-changed"; readonly change: PriceChanged }
  | { readonly kind: "out-of-stock"; readonly shortages: readonly Shortage[] }
  /** Paths into the order's body. */
  | { readonly kind: "invalid"; readonly paths: readonly string[] }
  | { readonly kind: "rate-limited" }
  /** The key has been used with other details. */
  | { readonly kind: "key-reused" }
  /** It will not be taken as it is, whatever the reason. */
  | { readonly kind: "refused" }
  /** Nobody knows whether it arrived: the same key with the same body finds out. */
  | { readonly kind: "unavailable" };

/** What is known of an order that a shopper asks for. */
export type FoundOrder =
  | { readonly kind: "order"; readonly order: PublicOrder }
  | { readonly kind: "not-found" }
  | { readonly kind: "unavailable" };

export type Cancellation = "canceled" | "refused" | "not-found" | "unavailable";

/** Whose request it is, for the centre's limits; null: nobody knows. */
export type ShopperAddress = string | null;

export interface OrdersClient {
  place(body: OrderBody, key: string, from: ShopperAddress): Promise<Placement>;
  read(id: string, token: string, from: ShopperAddress): Promise<FoundOrder>;
  cancel(id: string, token: string, key: string, from: ShopperAddress): Promise<Cancellation>;
  /** The stream of status events; null when there is none to be had. */
  events(id: string, token: string, from: ShopperAddress): Promise<ReadableStream<Uint8Array> | null>;
}

const maxTries = 3;
const pause: Backoff = { firstMs: 200, ceilingMs: 2_000 };
/** Milliseconds in which a stream must begin. */
const streamStartMs = 5_000;

// Answers are read for what is needed of them, and no more: the centre may be a version ahead.
const placed = z.object({
  id: orderId,
  status: z.string(),
  token: z.string(),
  payment: z.object({ url: z.url({ protocol: /^https?$/ }) }).nullable(),
});
const shortages = z.object({
  shortages: z.array(z.object({ sku: z.string(), requested: z.int(), available: z.int() })),
});
const changed = z.object({ quote: z.object({ total: z.object({ amountMinor: z.int() }) }) });
const invalid = z.object({ errors: z.array(z.object({ path: z.string() })) });

interface Reply {
  readonly status: number;
  /** The last part of a problem's type; empty for none. */
  readonly problem: string;
  readonly body: unknown;
}

export function ordersClient(options: OrdersClientOptions): OrdersClient {
  const { apiUrl, now } = options;
  const sender = (from: ShopperAddress) => addressHeaders(from, options.serviceToken);

  /** Null: no answer that would stay the same. */
  async function ask(path: string, init: RequestInit): Promise<Reply | null> {
    if (apiUrl === null) return null;
    const until = now() + options.deadlineMs;
    for (let tries = 1;; tries++) {
      const reply = await once(new URL(path, apiUrl), init, Math.min(options.tryMs, until - now()));
      if (reply === "not-asked") return null;
      if (reply !== null && !isPassing(reply)) return reply;
      const wait = pauseMs(tries, pause, options.chance());
      if (tries === maxTries || now() + wait >= until) return null;
      await options.sleep(wait);
    }
  }

  async function once(url: URL, init: RequestInit, ms: number): Promise<Reply | "not-asked" | null> {
    try {
      const answer = await options.fetch(url, {
        ...init,
        redirect: "manual",
        signal: AbortSignal.timeout(Math.max(1, ms)),
      });
      const body = await answer.json().catch(() => null);
      const type = (body as { type?: unknown } | null)?.type;
      return {
        status: answer.status,
        problem: typeof type === "string" ? type.slice(type.lastIndexOf("/") + 1) : "",
        body,
      };
    } catch (error) {
      options.onError(error);
      return error instanceof CircuitOpenError ? "not-asked" : null;
    }
  }

  return {
    async place(body, key, from) {
      const reply = await ask("/v1/orders", {
        method: "POST",
        headers: { ...writing(key), ...sender(from) },
        body: JSON.stringify(body),
      });
      return reply === null ? { kind: "unavailable" } : placement(reply);
    },
    async read(id, token, from) {
      const path = `/v1/orders/${id}?${new URLSearchParams({ token })}`;
      const reply = await ask(path, { method: "GET", headers: sender(from) });
      if (reply === null) return { kind: "unavailable" };
      if (reply.status === 200) return { kind: "order", order: reply.body as PublicOrder };
      return { kind: reply.status === 429 ? "unavailable" : "not-found" };
    },
    async cancel(id, token, key, from) {
      const reply = await ask(`/v1/orders/${id}/cancellations?${new URLSearchParams({ token })}`, {
        method: "POST",
        headers: { ...writing(key), ...sender(from) },
        body: "{}",
      });
      if (reply === null || reply.status === 429) return "unavailable";
      if (reply.status < 300) return "canceled";
      return reply.status === 404 ? "not-found" : "refused";
    },
    async events(id, token, from) {
      if (apiUrl === null) return null;
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), streamStartMs);
      try {
        const url = new URL(`/v1/orders/${id}/events?${new URLSearchParams({ token })}`, apiUrl);
        const answer = await options.fetch(url, {
          headers: { accept: "text/event-stream", ...sender(from) },
          redirect: "manual",
          signal: late.signal,
        });
        if (answer.ok) return answer.body;
        await answer.body?.cancel();
        return null;
      } catch (error) {
        options.onError(error);
        return null;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function writing(key: string): Record<string, string> {
  return { "content-type": "application/json", "idempotency-key": key };
}

/** Whether asking again may be answered otherwise: the service is gone, or still busy with the first try. */
function isPassing({ status, problem }: Reply): boolean {
  return status >= 500 || problem === "idempotency-in-progress";
}

function placement(reply: Reply): Placement {
  const { status, problem, body } = reply;
  if (status === 201) {
    const found = placed.safeParse(body);
    // What cannot be read was placed all the same.
    if (!found.success) return { kind: "unavailable" };
    return isOver(found.data.status) ? { kind: "over" } : { kind: "placed", order: found.data };
  }
  if (problem === "rate-limited") return { kind: problem };
  if (problem === "idempotency-key-reused") return { kind: "key-reused" };
  if (problem === "price-changed") {
    if (changed.safeParse(body).success) return { kind: problem, change: body as PriceChanged };
  }
  if (problem === "out-of-stock") {
    const found = shortages.safeParse(body);
    if (found.success) return { kind: problem, shortages: found.data.shortages };
  }
  if (problem === "validation-failed") {
    const found = invalid.safeParse(body);
    if (found.success) return { kind: "invalid", paths: found.data.errors.map(({ path }) => path) };
  }
  return { kind: "refused" };
}
