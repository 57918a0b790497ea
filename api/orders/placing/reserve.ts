/** Setting stock aside for an order that is being placed. */
import type { ProblemName } from "../../../commerce/problem.ts";
import {
  type Allocation,
  reservation,
  type ReservationInput,
} from "../../../commerce/wire/internal_inventory.ts";
import type { OrderBody } from "../../../commerce/wire/order.ts";
import type { Refusal } from "../../platform/answer.ts";
import { UnreachableError } from "../../platform/internal_calls.ts";
import type { Trace } from "../../platform/trace.ts";
import type { OrdersService } from "../service.ts";

const deadlineMs = 4_000;

/**
 * Holds all lines or none, under the order's id.
 *
 * @returns Where they are held; `gone`: the id's reservation ended already; or the refusal `out-of-stock`.
 */
export async function reserve(
  { call }: Pick<OrdersService, "call">,
  orderId: string,
  { market, lines, shipTo }: OrderBody,
  trace: Trace,
): Promise<readonly Allocation[] | "gone" | Refusal> {
  const body: ReservationInput = { market, lines, ...shipTo && { country: shipTo.country } };
  const answer = await call("inventory", { method: "PUT", path: pathOf(orderId), body, trace, deadlineMs });
  if (answer.status === 409) {
    const { type, shortages } = answer.body as { type?: string; shortages?: unknown };
    if (type !== outOfStock) return "gone";
    return { problem: "out-of-stock", detail: "Nothing was reserved.", extensions: { shortages } };
  }
  if (answer.status !== 200) throw new UnreachableError(`reserve: answered ${answer.status}`);
  const held = reservation.parse(answer.body);
  return held.state === "held" ? held.lines : "gone";
}

/** Gives back what was held, as far as inventory can be reached: what it cannot, the reconciler finds. */
export async function letGo({ call, log }: OrdersService, orderId: string, trace: Trace): Promise<void> {
  try {
    await call("inventory", {
      method: "POST",
      path: `${pathOf(orderId)}/release`,
      body: {},
      trace,
      deadlineMs,
    });
  } catch (error) {
    log.warn("reservation not released", { orderId, requestId: trace.requestId, error });
  }
}

const outOfStock = `/problems/${"out-of-stock" satisfies ProblemName}`;

function pathOf(orderId: string): string {
  return `/internal/inventory/reservations/${orderId}`;
}
