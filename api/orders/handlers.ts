/** The calls of shoppers (those of one order come from whoever holds its token: access.ts), and of the payments service. */
import type { OrderRecord } from "../../db/orders/records.ts";
import { readOrder, readTimeline } from "../../db/orders/read_order.ts";
import { type Answer, isRefusal } from "../platform/answer.ts";
import { UnreachableError } from "../platform/internal_calls.ts";
import type { Handlers, Sender } from "../platform/operation.ts";
import { adminOrderHandlers } from "./admin_handlers.ts";
import { cancelOrder } from "./changes/closing.ts";
import { applyPaymentEvent } from "./changes/payment_events.ts";
import type { orderOperations } from "./operations.ts";
import { paymentUrl } from "./placing/payment.ts";
import { placeOrder } from "./placing/place_order.ts";
import { toPublicOrder } from "./public_order.ts";
import { decideOn, isReceived, type OrdersService } from "./service.ts";
import type { OrderWatch } from "./watching.ts";

export function orderHandlers(service: OrdersService, watch: OrderWatch): Handlers<typeof orderOperations> {
  const { orders, now, log, publicUrl } = service;
  return {
    placeOrder: ({ body, claim, from }) => placeOrder(service, { body, claim, from }),

    async readOrder({ params: { id }, from }) {
      const [order, { events }] = await Promise.all([
        readOrder(orders.client, id),
        readTimeline(orders.client, id),
      ]);
      if (order === null) return { problem: "not-found" };
      const url = await urlIfReached(service, order, from.trace);
      return { status: 200, body: toPublicOrder(order, events, url, publicUrl) };
    },

    watchOrder({ params: { id }, from }) {
      return watch.open(id, from);
    },

    async cancelOrder({ params: { id }, claim, from: { trace } }) {
      const outcome: Answer = { status: 200, body: { id } };
      const canceled = await decideOn(
        service,
        id,
        (order) => cancelOrder(order, { now: now(), actor: "shopper", trace }, true),
        { finish: { claim, outcome } },
      );
      return isRefusal(canceled) ? canceled : outcome;
    },

    async receivePaymentEvent({ body, from: { trace } }) {
      if (await isReceived(orders, body.id)) return known;
      const decided = await decideOn(
        service,
        body.orderId,
        (order) => applyPaymentEvent(order, body, { now: now(), actor: "payments", trace }),
        { inboxId: body.id },
      );
      if (!isRefusal(decided)) return known;
      log.error("payment event not taken", {
        eventId: body.id,
        orderId: body.orderId,
        problem: decided.problem,
      });
      return decided;
    },

    ...adminOrderHandlers(service),
  };
}

const known: Answer = { status: 200, body: {} };

/** An order can be read while payments is out of reach. */
async function urlIfReached(
  service: OrdersService,
  order: OrderRecord,
  trace: Sender["trace"],
): Promise<string | null> {
  try {
    const url = await paymentUrl(service, order, trace);
    return typeof url === "string" ? url : null;
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    service.log.warn("payment address not known", { orderId: order.id, requestId: trace.requestId, error });
    return null;
  }
}
