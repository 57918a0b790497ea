/** Where an order is paid: the hosted checkout that payments keeps for it. */
import { checkout as checkoutAnswer, type CheckoutInput } from "../../../commerce/wire/internal_payments.ts";
import type { PayableOrder } from "../../../db/orders/records.ts";
import { UnreachableError } from "../../platform/internal_calls.ts";
import type { Trace } from "../../platform/trace.ts";
import { orderPage } from "../order_addresses.ts";
import type { OrdersService } from "../service.ts";

const deadlineMs = 8_000;
/** Stripe keeps a checkout open for half an hour at least; a little more, since clocks differ. */
const shortestMs = 31 * 60_000;

/**
 * The address where the order is paid; the same checkout however often it is asked for. Null: nothing is due, or
 * no payment is taken any more.
 *
 * @throws {UnreachableError} Payments cannot be reached.
 */
export async function paymentUrl(
  service: Pick<OrdersService, "call" | "now" | "publicUrl">,
  order: PayableOrder,
  trace: Trace,
): Promise<string | null> {
  const { email } = order.person;
  if (order.state !== "pending_payment" || order.checkout !== "open" || email === null) return null;
  const answer = await service.call("payments", {
    method: "PUT",
    path: `/internal/payments/checkouts/${order.id}`,
    body: checkoutOf(service, order, email),
    trace,
    deadlineMs,
  });
  if (answer.status !== 200) throw new UnreachableError(`checkout: answered ${answer.status}`);
  return checkoutAnswer.parse(answer.body).url;
}

function checkoutOf(
  { now, publicUrl }: Pick<OrdersService, "now" | "publicUrl">,
  order: PayableOrder,
  email: string,
): CheckoutInput {
  const { number, totalMinor, currency, language, market, capture, quote, lines, returnUrl } = order;
  const address = returnUrl ?? orderPage(publicUrl, order);
  const expiresAt = Math.max(order.payBy ?? 0, now() + shortestMs);
  const { shipping } = quote;
  return {
    orderNumber: number,
    amountMinor: totalMinor,
    currency,
    email,
    language,
    market,
    capture,
    lines: [
      ...lines.map(({ title, options, quantity, chargedMinor }) => ({
        name: nameOf(title, options),
        quantity,
        amountMinor: chargedMinor,
      })),
      ...shipping && order.shippingChargedMinor > 0
        ? [{ name: nameOf(shipping.name, ""), quantity: 1, amountMinor: order.shippingChargedMinor }]
        : [],
    ],
    successUrl: address,
    cancelUrl: address,
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

function nameOf(title: string, options: string): string {
  return [title, options].filter(Boolean).join(", ").slice(0, 250).toWellFormed();
}
