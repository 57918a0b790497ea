/** Orders whose money came after they had expired: revived where stock and promotions are still to be had. */
import type { OrderRecord } from "../../../db/orders/records.ts";
import { giveBackAll } from "./closing.ts";
import { type Decision, happened, mail, type Occasion } from "./consequences.ts";

/** Its promotions are its own again, unless others have used them up: then the write is refused. */
export function reclaimPromotions(): Decision {
  return { set: {}, events: [], outbox: [], redemptions: "reclaim" };
}

/** Its stock was sold to it after all. */
export function revive(order: OrderRecord, occasion: Occasion): Decision {
  if (order.state !== "expired") return null;
  return {
    set: { state: "paid", endReason: null, stock: "committed", due: null, dueAt: null },
    events: [happened("revived", occasion)],
    outbox: [mail(order, "paid", occasion)],
  };
}

/** It cannot be had any more: the money goes back. */
export function refuseRevival(order: OrderRecord, occasion: Occasion): Decision {
  const back = giveBackAll(order, order.securedMinor, occasion);
  return { ...back, set: { ...back.set, due: null, dueAt: null }, redemptions: "release" };
}
