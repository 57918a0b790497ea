/** The orders service's upkeep: what falls due, what a crash left behind, what has been kept long enough. */
import { checkout as checkoutAnswer } from "../../commerce/wire/internal_payments.ts";
import { reservation, reservationList } from "../../commerce/wire/internal_inventory.ts";
import { type DueOrder, leaseDueOrders, nextDueOrder, postponeDue } from "../../db/orders/due_orders.ts";
import { existingOrders } from "../../db/orders/list_orders.ts";
import { abandonOrders, pruneAbandoned } from "../../db/orders/placing.ts";
import { pruneIdempotencyKeys } from "../../db/platform/idempotency_keys.ts";
import { pruneInbox } from "../../db/platform/inbox.ts";
import { isRefusal } from "../platform/answer.ts";
import { UnreachableError } from "../platform/internal_calls.ts";
import { type Chore, every } from "../platform/upkeep.ts";
import { endCheckout } from "./changes/closing.ts";
import type { Occasion } from "./changes/consequences.ts";
import { reclaimPromotions, refuseRevival, revive } from "./changes/reviving.ts";
import { decideOn, type OrdersService } from "./service.ts";

/** The name of the chore that does what is due: to be woken when something falls due at once. */
export const dueChore = "orders that are due";

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
/** When the process that took an order dies, another takes it after this. */
const leaseMs = minuteMs;
const batchSize = 20;
/** Payments could not end a checkout, or knows that its money is on the way: it is asked again. */
const askAgainMs = 2 * minuteMs;
/** A reservation that is older and has no order belongs to a try that ended in between. */
const orphanAgeMs = 2 * minuteMs;

/** Any number of processes may do them at once. */
export function orderChores(service: OrdersService): Chore[] {
  const { orders, now } = service;
  return [
    {
      name: dueChore,
      everyMs: 5 * secondMs,
      async run() {
        const due = await leaseDueOrders(orders, { now: now(), leaseMs, limit: batchSize });
        const results = await Promise.allSettled(due.map((one) => doDue(service, one)));
        const failed = results.find((result) => result.status === "rejected");
        if (failed) throw failed.reason;
        const next = await nextDueOrder(orders.client);
        return next === null ? null : next - now();
      },
    },
    every("reservations without an order", minuteMs, () => releaseOrphans(service)),
    every("old orders' keys and events", 60 * minuteMs, async () => {
      await pruneIdempotencyKeys(orders.queue, now());
      await pruneInbox(orders.queue, now());
      await pruneAbandoned(orders, now());
    }),
  ];
}

async function doDue(service: OrdersService, due: DueOrder): Promise<void> {
  if (due.due === "end-checkout") await endDueCheckout(service, due);
  else await tryToRevive(service, due.id);
}

/** Asks payments to end an order's checkout. What is set aside goes back only when it says that nothing will come. */
async function endDueCheckout(service: OrdersService, due: DueOrder): Promise<void> {
  const { call, orders, now } = service;
  const answer = await call("payments", {
    method: "POST",
    path: `/internal/payments/checkouts/${due.id}/expire`,
    body: {},
  });
  if (answer.status !== 200) throw new UnreachableError(`end checkout: answered ${answer.status}`);
  const { status } = checkoutAnswer.parse(answer.body);
  if (status === "expired" || status === "failed") {
    const reason = status === "failed" ? "payment-failed" : "not-paid-in-time";
    await decideOn(service, due.id, (order) => endCheckout(order, reason, occasion(service)));
    return;
  }
  await postponeDue(orders, due, now() + askAgainMs);
}

/**
 * Money came for an order that had expired: it gets its promotions and its stock again, or the money goes back. Whether
 * the money is still here is asked in the very write that revives it.
 */
async function tryToRevive(service: OrdersService, orderId: string): Promise<void> {
  const { call } = service;
  const path = `/internal/inventory/reservations/${orderId}`;
  const reclaimed = await decideOn(service, orderId, reclaimPromotions);
  if (isRefusal(reclaimed) || !reclaimed.isChanged) return await giveUp();
  const sold = await call("inventory", { method: "POST", path: `${path}/commit`, body: {} });
  if (sold.status !== 200 && sold.status !== 409 && sold.status !== 404) {
    throw new UnreachableError(`revive: answered ${sold.status}`);
  }
  if (sold.status !== 200) return await giveUp();
  const revived = await decideOn(service, orderId, (order) => revive(order, occasion(service)));
  if (isRefusal(revived)) throw new UnreachableError(`revive: ${revived.problem}`);
  if (!revived.isChanged) await giveUp();

  async function giveUp(): Promise<void> {
    // An earlier try may have been cut short after it got the stock.
    const answer = await call("inventory", { method: "GET", path });
    if (answer.status !== 200 && answer.status !== 404) {
      throw new UnreachableError(`give up reviving: answered ${answer.status}`);
    }
    const isSold = answer.status === 200 && reservation.parse(answer.body).state === "committed";
    await decideOn(service, orderId, (order) => refuseRevival(order, isSold, occasion(service)));
  }
}

/**
 * Gives back what was set aside for orders that were never written. Their ids are given up first, so that no try that
 * is still under way can write one afterwards.
 */
async function releaseOrphans(service: OrdersService): Promise<void> {
  const { call, orders, now } = service;
  const olderThan = new Date(now() - orphanAgeMs).toISOString();
  let cursor: string | null = null;
  do {
    const page: string = cursor === null ? "" : `&cursor=${cursor}`;
    const answer = await call("inventory", {
      method: "GET",
      path: `/internal/inventory/reservations?olderThan=${olderThan}&limit=500${page}`,
    });
    if (answer.status !== 200) throw new UnreachableError(`list reservations: answered ${answer.status}`);
    const { items, nextCursor } = reservationList.parse(answer.body);
    cursor = nextCursor;
    const ids = items.map(({ orderId }) => orderId);
    const known = await existingOrders(orders.client, ids);
    const orphans = ids.filter((id) => !known.has(id));
    const given = orphans.length === 0 ? [] : await abandonOrders(orders, orphans, now());
    for (const id of given) {
      const path = `/internal/inventory/reservations/${id}/release`;
      await call("inventory", { method: "POST", path, body: {} });
      service.log.info("reservation without an order released", { orderId: id });
    }
  } while (cursor !== null);
}

function occasion({ now }: OrdersService): Occasion {
  return { now: now(), actor: "system" };
}
