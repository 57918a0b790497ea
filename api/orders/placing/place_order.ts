/**
 * Placing an order, as steps that a retry repeats without harm: quote and compare, set the stock aside under the
 * order's id, write the order with its answer, open the payment (payment.ts).
 *
 * The id follows from the idempotency key, so that every try finds what an earlier one did. A try that ended in
 * between leaves at most a reservation, which the next try takes over or the reconciler gives back.
 */
import type { OrderId } from "../../../commerce/ids.ts";
import type { LimitedPromotion, OrderQuote } from "../../../commerce/wire/internal_quotes.ts";
import type { OrderBody } from "../../../commerce/wire/order.ts";
import { insertOrder, unpaidWindowMs } from "../../../db/orders/insert_order.ts";
import { abandonOrders, type PlacingHistory, readPlacingHistory } from "../../../db/orders/placing.ts";
import { firstOrder, promotionsWithoutRoom } from "../../../db/orders/redemptions.ts";
import { type Answer, invalid, isRefusal, type Refusal } from "../../platform/answer.ts";
import { claimedIds } from "../../platform/claimed_ids.ts";
import type { Claim } from "../../platform/idempotency.ts";
import type { Sender } from "../../platform/operation.ts";
import { addressKey } from "../../../commerce/rate_limits.ts";
import { orderNumber } from "../order_number.ts";
import type { OrdersService } from "../service.ts";
import { askQuote, priceChange } from "./ask_quote.ts";
import { newOrder, type Placement, refuseOtherTerms } from "./new_order.ts";
import { refuseUnpayable } from "./payment.ts";
import { refuseCrowd, tooMany } from "./crowds.ts";
import { letGo, reserve } from "./reserve.ts";

/** A request, and ids that its order can have: the next one is used where one was given up. */
const candidates = 5;
/** Promotions that others used up between the look and the write change the quote: it is asked for anew so often. */
const quoteTries = 4;

const inProgress: Refusal = {
  problem: "idempotency-in-progress",
  detail: "Ask again with the same key in a moment.",
  headers: { "retry-after": "1" },
};

export interface PlacingRequest {
  readonly body: OrderBody;
  readonly claim: Claim;
  readonly from: Pick<Sender, "address" | "trace">;
}

/** Places an order, or says why not: then nothing is left of it. */
export async function placeOrder(service: OrdersService, request: PlacingRequest): Promise<Answer | Refusal> {
  const { orders, secrets, placingRate } = service;
  const { claim, from } = request;
  const waitSeconds = placingRate.take(addressKey(from.address));
  if (waitSeconds > 0) return tooMany(waitSeconds, "Too many orders were tried from here.");
  const { returnUrl } = request.body;
  // What is kept and handed on is the address as it was understood here.
  const body = { ...request.body, ...returnUrl !== undefined && { returnUrl: new URL(returnUrl).href } };
  if (returnUrl !== undefined && !isOurs(new URL(returnUrl), service.publicUrl)) {
    return invalid([{
      path: "returnUrl",
      message: `wanted an address that begins with ${service.publicUrl}`,
    }]);
  }
  const people = { emailKey: secrets.emailKey(body.email), addressKey: secrets.addressKey(from.address) };
  const mint = claimedIds(claim);
  const ids = Array.from({ length: candidates }, () => mint("ord"));
  const since = service.now() - unpaidWindowMs;
  const history = await readPlacingHistory(orders.client, { ...people, candidates: ids, since });
  for (const id of ids) {
    if (history.abandoned.has(id)) continue;
    const outcome = await placeAs(service, id, { body, claim, from }, people, history);
    if (outcome !== "gone") return outcome;
    await abandonOrders(orders, [id], service.now());
  }
  return inProgress;
}

/** Places it under an id; `gone`: the stock that was set aside under it is not any more. */
async function placeAs(
  service: OrdersService,
  id: OrderId,
  { body, claim, from: { address, trace } }: PlacingRequest,
  people: Pick<Placement, "emailKey" | "addressKey">,
  history: PlacingHistory,
): Promise<Answer | Refusal | "gone"> {
  const { orders, openLimits } = service;
  const exhausted = new Set<string>();
  let isFirstOrder = !history.hasOrdered;
  let isHeld = false;
  const refused = async (refusal: Refusal) => {
    if (isHeld) await letGo(service, id, trace);
    return refusal;
  };
  for (let tries = 0; tries < quoteTries; tries++) {
    const quoted = await askQuote(service, {
      body,
      isFirstOrder,
      exhausted: [...exhausted],
      address,
      trace,
    });
    if (isRefusal(quoted)) return await refused(quoted);
    const changed = priceChange(body, quoted.quote);
    if (changed) return await refused(changed);
    const unpayable = refuseUnpayable(quoted.quote) ?? refuseOtherTerms(body, quoted);
    if (unpayable) return await refused(unpayable);
    const crowded = refuseCrowd(history, body, quoted.quote.total.amountMinor > 0, openLimits);
    if (crowded) return await refused(crowded);
    const promotions = takenPromotions(quoted);
    const without = await promotionsWithoutRoom(orders.client, promotions, people.emailKey);
    if (without.length > 0) {
      for (const promotion of without) {
        if (promotion === firstOrder.id) isFirstOrder = false;
        else exhausted.add(promotion);
      }
      continue;
    }
    const allocations = await reserve(service, id, body, trace);
    if (allocations === "gone") return "gone";
    if ("problem" in allocations) return allocations;
    isHeld = true;
    const placement = { id, body, quoted, promotions, allocations, ...people, claim };
    const placed = await writeOrder(service, placement, trace);
    if (placed) return placed;
    // Nothing was written: because of its promotions, which the next turn finds out, or of what the next try finds.
    const taken = await promotionsWithoutRoom(orders.client, promotions, people.emailKey);
    if (taken.length === 0) return await whyNot(quoted.quote.total.amountMinor > 0) ?? inProgress;
  }
  return await refused({ problem: "upstream-unavailable", headers: { "retry-after": "1" } });

  async function whyNot(isDue: boolean): Promise<Refusal | null> {
    if (!openLimits) return null;
    const since = service.now() - unpaidWindowMs;
    const now = await readPlacingHistory(orders.client, { ...people, candidates: [id], since });
    if (now.abandoned.has(id)) return null;
    const crowded = refuseCrowd(now, body, isDue, openLimits);
    return crowded && await refused(crowded);
  }
}

/** Writes the order with its answer; null: something in it was not so any more, and nothing was written. */
async function writeOrder(
  service: OrdersService,
  placement: Placement,
  trace: PlacingRequest["from"]["trace"],
): Promise<Answer | null> {
  const occasion = { now: service.now(), actor: "shopper", trace } as const;
  const made = newOrder(service, placement, occasion);
  for (let attempt = 0;; attempt++) {
    const number = orderNumber(placement.id, attempt);
    const { id, state: status } = made.order;
    const outcome: Answer = {
      status: 201,
      body: { id, number, status, total: placement.quoted.quote.total },
      headers: { location: `/v1/orders/${id}` },
    };
    const order = { ...made.order, number };
    const inserted = await insertOrder(service.orders, { ...made, order, outcome });
    if (inserted === "number-taken") continue;
    if (inserted === "refused") return null;
    service.stored.set(outcome, { ...order, person: made.person, lines: made.lines });
    service.written(id);
    return outcome;
  }
}

/** The promotions that an order takes up: those that are limited, and what is for a first order. */
function takenPromotions({ quote, promotions }: OrderQuote): LimitedPromotion[] {
  const discounts = [...quote.discounts, ...quote.shipping?.discounts ?? []];
  return [...promotions, ...discounts.some((discount) => discount.firstOrder) ? [firstOrder] : []];
}

/** Whether an address leads to this shop, and tells it no name and password. */
function isOurs({ origin, username, password }: URL, publicUrl: string): boolean {
  return origin === publicUrl && username === "" && password === "";
}
