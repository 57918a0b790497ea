/** The calls of other services: reservations, what happens to sold units, first counts. */
import { openStock } from "../../db/inventory/adjustments.ts";
import { type NoticeOutcome, takeNotice, type UnitNotice } from "../../db/inventory/notices.ts";
import {
  commitReservation,
  findReservation,
  listHeld,
  releaseReservation,
  type ReservationOutcome,
  reserve,
} from "../../db/inventory/reservations.ts";
import { type Answer, isRefusal, type Refusal } from "../platform/answer.ts";
import type { Handlers } from "../platform/operation.ts";
import type { inventoryOperations } from "./operations.ts";
import { type InventoryService, readCursor, shownPage } from "./service.ts";

type ReservationCalls =
  | "reserveStock"
  | "readReservation"
  | "commitReservation"
  | "releaseReservation"
  | "shipStock"
  | "restockUnits"
  | "listHeldReservations"
  | "openStock";

export function reservationHandlers(
  service: InventoryService,
): Pick<Handlers<typeof inventoryOperations>, ReservationCalls> {
  const { inventory, now, written } = service;
  return {
    async reserveStock({ params: { orderId }, body }) {
      const outcome = await reserve(inventory, orderId, body, now());
      written();
      return outcomeOf(outcome);
    },

    async readReservation({ params: { orderId } }) {
      const found = await findReservation(inventory, orderId);
      return found ? { status: 200, body: found } : { problem: "not-found" };
    },

    async commitReservation({ params: { orderId } }) {
      const outcome = await commitReservation(inventory, orderId, now());
      written();
      return outcomeOf(outcome);
    },

    async releaseReservation({ params: { orderId } }) {
      const reservation = await releaseReservation(inventory, orderId, now());
      written();
      return { status: 200, body: reservation };
    },

    shipStock: ({ params: { orderId }, body: { key, lines } }) =>
      noticed(service, { orderId, fate: "shipment", key, lines }),

    restockUnits: ({ params: { orderId }, body: { key, lines, from } }) =>
      noticed(service, { orderId, fate: from === "returned" ? "return" : "cancellation", key, lines }),

    async listHeldReservations({ query: { olderThan, limit, cursor } }) {
      const page = readCursor(cursor, "held-reservations");
      if (isRefusal(page)) return page;
      const held = await listHeld(inventory, { before: Date.parse(olderThan), after: page.key, limit });
      return shownPage(held, "held-reservations");
    },

    async openStock({ params: { key }, body: { items } }) {
      const told = await openStock(inventory, key, items, now());
      written();
      if (told === null) {
        return { problem: "conflict", detail: "There is no location whose stock is for sale." };
      }
      return { status: 200, body: { items: told } };
    },
  };
}

async function noticed(
  { inventory, now, written }: InventoryService,
  notice: UnitNotice,
): Promise<Answer | Refusal> {
  const outcome = await takeNotice(inventory, notice, now());
  written();
  if (outcome !== "done") return { problem: "conflict", detail: noticeDetails[outcome] };
  return { status: 200, body: await findReservation(inventory, notice.orderId) };
}

const noticeDetails: Readonly<Record<Exclude<NoticeOutcome, "done">, string>> = {
  "not-committed": "There is no committed reservation of this order.",
  "too-many": "It names more units than there are left of the reservation.",
};

function outcomeOf(outcome: ReservationOutcome): Answer | Refusal {
  switch (outcome.kind) {
    case "done":
      return { status: 200, body: outcome.reservation };
    case "out-of-stock":
      return {
        problem: "out-of-stock",
        detail: `There is not enough of ${outcome.shortages.map(({ sku }) => sku).join(", ")}.`,
        extensions: { shortages: outcome.shortages },
      };
    case "other-lines":
      return { problem: "conflict", detail: "This order has a reservation with other lines." };
    case "released":
      return { problem: "conflict", detail: "This order's reservation was released." };
    case "unknown":
      return { problem: "not-found" };
  }
}
