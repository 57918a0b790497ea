/** Orders whose money came after they had expired: revived where stock and promotions are still to be had. */
import type { OrderRecord } from "../../../db/orders/records.ts";
import { giveBackAll } from "./closing.ts";
import { type Decision, happened, mail, type Occasion, restock } from "./consequences.ts";
import { refundableMinor } from "./sums.ts";

/** Whether all that it costs is here: since it came it may have gone back, or never have been taken. */
export function isHeld(order: OrderRecord): boolean {
  return refundableMinor(order) >= order.totalMinor;
}

/** Its promotions are its own again, unless others have used them up: then the write is refused. */
export function reclaimPromotions(order: OrderRecord): Decision {
  if (order.due !== "revive" || !isHeld(order)) return null;
  return { set: {}, events: [], outbox: [], redemptions: "reclaim" };
}

/** Its stock was sold to it after all. */
export function revive(order: OrderRecord, occasion: Occasion): Decision {
  if (order.due !== "revive" || order.state !== "expired" || !isHeld(order)) return null;
  return {
    set: { state: "paid", endReason: null, stock: "committed", due: null, dueAt: null },
    events: [happened("revived", occasion)],
    outbox: [mail(order, "paid", occasion)],
  };
}

/** It cannot be had any more, or its money is not here: what there is of it goes back. @param isSold Its stock was sold to it. */
export function refuseRevival(order: OrderRecord, isSold: boolean, occasion: Occasion): Decision {
  if (order.due !== "revive") return null;
  const back = giveBackAll(order, occasion);
  const late = back.refunds.map(({ amountMinor }) => happened("late-payment", occasion, { amountMinor }));
  const lines = order.lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const unsold = { key: `revival.${order.id}`, from: "unshipped", lines } as const;
  return {
    ...back,
    set: { ...back.set, due: null, dueAt: null },
    events: [...late, ...back.events],
    outbox: [...isSold ? [restock(order.id, unsold, occasion)] : [], ...back.outbox],
    redemptions: "release",
  };
}
