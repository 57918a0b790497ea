/** The calls of merchants. */
import { decodeCursor, encodeCursor } from "../../commerce/cursor.ts";
import type { OrderSummary } from "../../commerce/wire/admin_orders.ts";
import { listOrders, type OrderSummaryRecord } from "../../db/orders/list_orders.ts";
import { readOrder, readTimeline } from "../../db/orders/read_order.ts";
import type { OrderRecord } from "../../db/orders/records.ts";
import { type Answer, invalid, isRefusal, type Refusal } from "../platform/answer.ts";
import { claimedIds, type Mint } from "../platform/claimed_ids.ts";
import type { Claim } from "../platform/idempotency.ts";
import { UnreachableError } from "../platform/internal_calls.ts";
import type { Handlers, Sender } from "../platform/operation.ts";
import { etag, type RecordVersion, staleVersion } from "../platform/precondition.ts";
import type { adminOrderOperations } from "./admin_operations.ts";
import { captureFirst } from "./changes/capturing.ts";
import { cancelOrder } from "./changes/closing.ts";
import { type Decision, happened, type Occasion } from "./changes/consequences.ts";
import { refundInPart } from "./changes/refunding.ts";
import { createFulfilment, createShipment, recordDelivery } from "./changes/sending.ts";
import { readOrderNumber } from "./order_number.ts";
import { toAdminOrder } from "./public_order.ts";
import { decideOn, type OrdersService } from "./service.ts";
import { paymentStatusOf } from "./standing.ts";

const cursorName = "orders";

export function adminOrderHandlers(service: OrdersService): Handlers<typeof adminOrderOperations> {
  const { orders } = service;
  return {
    async listOrders({ query: { q, status, limit, cursor } }) {
      const key = cursor === undefined ? [null] : decodeCursor(cursor, cursorName, 1);
      if (key === null) {
        return invalid([{ path: "cursor", message: "wanted a cursor that an earlier page gave" }]);
      }
      const { items, next } = await listOrders(orders.client, {
        q: q ?? null,
        number: q === undefined ? null : readOrderNumber(q),
        status: status ?? null,
        before: key[0]!,
        limit,
      });
      const nextCursor = next === null ? null : encodeCursor(cursorName, [next]);
      return { status: 200, body: { items: items.map(toSummary), nextCursor } };
    },

    readAdminOrder: ({ params: { id } }) => shownAdminOrder(service, id, 200),

    noteOnOrder: (call) =>
      change(service, call, 201, (_order, occasion, mint) => ({
        set: {},
        events: [happened("note", occasion)],
        outbox: [],
        note: { id: mint("evt"), at: occasion.now, text: call.body.text },
      })),

    async createFulfilment(call) {
      const { body, from: { trace } } = call;
      const unknown = body.location === undefined
        ? null
        : await unknownLocation(service, body.location, trace);
      return unknown ?? await change(
        service,
        call,
        201,
        (order, occasion, mint) => createFulfilment(order, mint("ful"), body, occasion),
      );
    },

    async createShipment(call) {
      const { params, body, expected, from: { trace } } = call;
      const decide = (order: OrderRecord, occasion: Occasion, mint: Mint) =>
        createShipment(order, params.fulfilmentId, mint("shp"), body, occasion);
      const seen = await readOrder(orders.client, params.id);
      if (seen?.paymentState !== "authorized") return await change(service, call, 201, decide);
      // Money is taken only for a parcel that may leave.
      if (expected !== `${seen.version}`) return staleVersion();
      const occasion = { now: service.now(), actor: "merchant", trace } as const;
      const tried = decide(seen, occasion, claimedIds(call.claim));
      if (tried !== null && isRefusal(tried)) return tried;
      const untaken = await captureFirst(service, seen, trace);
      return untaken ?? await change(
        service,
        { ...call, expected: undefined },
        201,
        (order, ...rest) => isAsSeen(order, seen) ? decide(order, ...rest) : staleVersion(),
      );
    },

    recordDelivery: (call) =>
      change(
        service,
        call,
        201,
        (order, occasion) => recordDelivery(order, call.params.shipmentId, occasion),
      ),

    cancelAdminOrder: (call) =>
      change(service, call, 200, (order, occasion) => cancelOrder(order, occasion, call.body.notify)),

    refundOrder: (call) =>
      change(
        service,
        call,
        201,
        (order, occasion, mint) => refundInPart(order, mint("rfd"), call.body, occasion),
      ),
  };
}

/** Whether nothing but the news that its money was taken, which is a version of its own, came since an order was seen. */
function isAsSeen(order: OrderRecord, seen: OrderRecord): boolean {
  return order.version === seen.version ||
    (order.version === seen.version + 1 && order.paymentState !== seen.paymentState);
}

/** The refusal of a place that does not exist; null: it does. @throws {UnreachableError} Inventory cannot be reached. */
async function unknownLocation(
  { call }: Pick<OrdersService, "call">,
  location: string,
  trace: Sender["trace"],
): Promise<Refusal | null> {
  const path = `/internal/inventory/locations/${location}`;
  const { status } = await call("inventory", { method: "GET", path, trace });
  if (status === 200) return null;
  if (status === 404) {
    return invalid([{ path: "location", message: "there is no location with this code" }]);
  }
  throw new UnreachableError(`find location: answered ${status}`);
}

/** The order as it is now. */
export async function shownAdminOrder(
  { orders, publicUrl }: OrdersService,
  id: string,
  status: number,
): Promise<Answer | Refusal> {
  const [order, timeline] = await Promise.all([
    readOrder(orders.client, id),
    readTimeline(orders.client, id),
  ]);
  if (order === null) return { problem: "not-found" };
  return {
    status,
    body: toAdminOrder(order, timeline, publicUrl),
    headers: { etag: etag(`${order.version}`) },
  };
}

interface ChangeCall {
  readonly params: { readonly id: string };
  /** Undefined: it is compared where it is decided. */
  readonly expected: RecordVersion | undefined;
  readonly claim: Claim;
  readonly from: Pick<Sender, "trace">;
}

/** Decides for the merchant on the version that was seen. The order is read for the answer (completing.ts). */
async function change(
  service: OrdersService,
  { params: { id }, expected, claim, from: { trace } }: ChangeCall,
  status: 200 | 201,
  decide: (order: OrderRecord, occasion: Occasion, mint: Mint) => Decision,
): Promise<Answer | Refusal> {
  const outcome: Answer = { status, body: { id } };
  const mint = claimedIds(claim);
  const decided = await decideOn(
    service,
    id,
    (order) => decide(order, { now: service.now(), actor: "merchant", trace }, mint),
    { ...expected !== undefined && { expected }, finish: { claim, outcome } },
  );
  return isRefusal(decided) ? decided : outcome;
}

function toSummary(record: OrderSummaryRecord): OrderSummary {
  const { id, number, state, endReason, market, placedAt, currency, totalMinor, name, email, units } = record;
  return {
    id,
    number,
    status: state,
    paymentStatus: paymentStatusOf(record),
    endReason,
    market,
    placedAt: new Date(placedAt).toISOString(),
    name,
    email,
    total: { amountMinor: totalMinor, currency },
    units,
  };
}
