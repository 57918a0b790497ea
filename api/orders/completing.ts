/** What is sent of an answer that is stored: tokens and payment addresses are made anew, orders are read anew. */
import type { PlacedOrder } from "../../commerce/wire/order.ts";
import { readOrder } from "../../db/orders/read_order.ts";
import type { Answer, Refusal } from "../platform/answer.ts";
import type { Platform } from "../platform/environment.ts";
import { shownAdminOrder } from "./admin_handlers.ts";
import { orderOperations } from "./operations.ts";
import { notPayable, paymentUrl } from "./placing/payment.ts";
import type { OrdersService } from "./service.ts";
import { paymentStatusOf } from "./standing.ts";

/** What is stored of an answer: the order that it is about. */
interface StoredBody {
  readonly id: string;
}

export function completeAnswer(service: OrdersService): NonNullable<Platform["complete"]> {
  const { orders, secrets } = service;
  return async (operation, stored, { from }): Promise<Answer | Refusal> => {
    const { id } = stored.body as StoredBody;
    if (operation.access === "admin") return await shownAdminOrder(service, id, stored.status);
    if (operation.path === orderOperations.cancelOrder.path) {
      const order = await readOrder(orders.client, id);
      if (order === null) return { problem: "not-found" };
      return { ...stored, body: { id, status: order.state, paymentStatus: paymentStatusOf(order) } };
    }
    const written = service.stored.get(stored);
    const found = written ? null : await readOrder(orders.client, id);
    const order = written ?? found;
    if (order === null) return { problem: "not-found" };
    // An earlier try was told so, or died before it could tell.
    const isRefused = found?.state === "canceled" && found.endReason === "payment-failed" &&
      found.securedMinor === 0;
    if (isRefused) return notPayable;
    const url = await paymentUrl(service, order, from.trace);
    if (url !== null && typeof url === "object") return url;
    const body: PlacedOrder = {
      ...stored.body as Omit<PlacedOrder, "token" | "payment" | "status">,
      // A replay may come long after: of an order that ended nothing is due either.
      status: order.state,
      token: secrets.token(id),
      payment: url === null ? null : { url },
    };
    return { ...stored, body };
  };
}
