/** What the orders service works with, and its one way to change an order. */
import type { Log } from "../../commerce/log.ts";
import { type ChangeContext, changeOrder, ignoreEvent } from "../../db/orders/change_order.ts";
import type { OpenLimits } from "../../db/orders/insert_order.ts";
import type { Orders } from "../../db/orders/open.ts";
import { readOrder } from "../../db/orders/read_order.ts";
import type { OrderRecord, PayableOrder } from "../../db/orders/records.ts";
import { type Answer, isRefusal, type Refusal } from "../platform/answer.ts";
import type { CallService } from "../platform/internal_calls.ts";
import { type RecordVersion, staleVersion } from "../platform/precondition.ts";
import type { RateLimiter } from "../../commerce/rate_limits.ts";
import type { Decision } from "./changes/consequences.ts";
import type { OrderSecrets } from "./order_secrets.ts";

export interface OrdersService {
  readonly orders: Orders;
  readonly secrets: OrderSecrets;
  readonly call: CallService;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The shop's public origin. */
  readonly publicUrl: string;
  /** When money is taken: with the payment, or when the order ships. */
  readonly capture: "now" | "at-shipment";
  /** What may wait for its payment at once; null: anything. */
  readonly openLimits: OpenLimits | null;
  /** Of tries to place an order, by address. */
  readonly placingRate: RateLimiter;
  /** Called after each write that leaves events behind. */
  readonly written: (orderId: string) => void;
  /**
   * Answers that were stored in the very transaction that did their work, and so need not be stored again, each with
   * the order that it placed.
   */
  readonly stored: WeakMap<Answer | Refusal, PayableOrder | null>;
}

/** What a change is decided within. */
export interface Deciding {
  /** The version that the caller saw; another is refused. */
  readonly expected?: RecordVersion;
  /** The event that it follows from. */
  readonly inboxId?: string;
  /** The request and what it is answered, stored with the change. */
  readonly finish?: {
    readonly claim: NonNullable<ChangeContext["finish"]>["claim"];
    readonly outcome: Answer;
  };
}

/** What became of a decision: written, or not needed. */
export interface Decided {
  readonly isChanged: boolean;
}

/** Others may change the order between the decision and the write: it is decided anew so often. */
const tries = 8;

/** Decides on an order as it is and writes what follows, in one transaction that others' changes cannot slip into. */
export async function decideOn(
  service: OrdersService,
  orderId: string,
  decide: (order: OrderRecord) => Decision,
  { expected, inboxId, finish }: Deciding = {},
): Promise<Decided | Refusal> {
  const { orders, now, written, stored } = service;
  for (let left = tries; left > 0; left--) {
    const order = await readOrder(orders.client, orderId);
    if (order === null) return { problem: "not-found" };
    if (expected !== undefined && expected !== `${order.version}`) return staleVersion();
    const decision = decide(order);
    if (decision === null) {
      if (inboxId !== undefined) await ignoreEvent(orders, inboxId, now());
      return { isChanged: false };
    }
    if (isRefusal(decision)) return decision;
    if (await changeOrder(orders, order, decision, { now: now(), inboxId, finish }) === "changed") {
      if (finish) stored.set(finish.outcome, null);
      written(orderId);
      return { isChanged: true };
    }
    if (inboxId !== undefined && await isReceived(orders, inboxId)) return { isChanged: false };
  }
  return { problem: "upstream-unavailable", headers: { "retry-after": "1" } };
}

/** Whether an event was acted on already. */
export async function isReceived({ client }: Pick<Orders, "client">, inboxId: string): Promise<boolean> {
  const { rows } = await client.execute({ sql: "SELECT 1 FROM inbox WHERE id = ?", args: [inboxId] });
  return rows.length > 0;
}
