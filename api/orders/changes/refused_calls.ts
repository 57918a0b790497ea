/** What follows when another service refuses what it was told after a commit. */
import type { LeasedEvent } from "../../../db/platform/outbox.ts";
import { isRefusal } from "../../platform/answer.ts";
import { decideOn, type OrdersService } from "../service.ts";
import { refundsPath } from "./consequences.ts";
import { refuseRefund } from "./refund_outcomes.ts";

/**
 * A refund that payments refused will never be made, however often it is asked for: it failed, and its money is the
 * order's again. Whatever else was refused is tried again.
 */
export async function settleRefused(
  service: OrdersService,
  { path, stream, body }: Pick<LeasedEvent, "path" | "stream" | "body">,
): Promise<boolean> {
  if (path !== refundsPath) return false;
  const { key } = body as { readonly key: string };
  service.log.error("refund refused by payments", { orderId: stream, refundId: key });
  const occasion = { now: service.now(), actor: "payments" } as const;
  return !isRefusal(await decideOn(service, stream, (order) => refuseRefund(order, key, occasion)));
}
