/** Who may read an order: whoever shows its token. */
import type { Refusal } from "../platform/answer.ts";
import type { OrderSecrets } from "./order_secrets.ts";

/** The same for an order that is somebody else's and for one that does not exist, before any is looked for. */
export function refuseStranger(
  { isToken }: Pick<OrderSecrets, "isToken">,
  orderId: string,
  { token }: { readonly token?: string },
): Refusal | null {
  return isToken(orderId, token ?? "") ? null : { problem: "not-found" };
}
