/** Taking what was authorized, before a parcel leaves. */
import { captureAnswer } from "../../../commerce/wire/internal_payments.ts";
import type { OrderRecord } from "../../../db/orders/records.ts";
import type { Refusal } from "../../platform/answer.ts";
import type { Trace } from "../../platform/trace.ts";
import type { OrdersService } from "../service.ts";

const deadlineMs = 8_000;

/**
 * Takes an order's authorized money, once however often it is asked for. Its event tells the order how much was taken.
 *
 * @returns Why nothing was taken: then nothing may leave. Null: it was, now or before.
 * @throws {UnreachableError} Payments cannot be reached.
 */
export async function captureFirst(
  { call }: Pick<OrdersService, "call">,
  { id, paymentState }: Pick<OrderRecord, "id" | "paymentState">,
  trace: Trace,
): Promise<Refusal | null> {
  if (paymentState !== "authorized") return null;
  const path = `/internal/payments/captures/${id}`;
  const answer = await call("payments", { method: "POST", path, body: {}, trace, deadlineMs });
  if (answer.status >= 400) {
    return {
      problem: "conflict",
      detail:
        "The money could not be taken: its authorization lapsed, was let go, or Stripe refused. Nothing may be sent for it.",
    };
  }
  if (captureAnswer.parse(answer.body).status === "paid") return null;
  return {
    problem: "upstream-unavailable",
    detail: "Whether the money could be taken is not known yet: send the parcel when it is.",
    headers: { "retry-after": "30" },
  };
}
