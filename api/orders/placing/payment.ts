/** Where an order is paid: the hosted checkout that payments keeps for it. */
import { checkout as checkoutAnswer, type CheckoutInput } from "../../../commerce/wire/internal_payments.ts";
import { decimalAmount } from "../../../commerce/currency.ts";
import { chargeFault } from "../../../commerce/stripe_amounts.ts";
import type { QuoteAnswer } from "../../../commerce/wire/quote.ts";
import type { PayableOrder } from "../../../db/orders/records.ts";
import { UnreachableError } from "../../platform/internal_calls.ts";
import { invalid, type Refusal } from "../../platform/answer.ts";
import type { Trace } from "../../platform/trace.ts";
import { refuseCheckout } from "../changes/closing.ts";
import { orderPage } from "../order_addresses.ts";
import { decideOn, type OrdersService } from "../service.ts";

const deadlineMs = 8_000;
/** Stripe keeps a checkout open for half an hour at least; a little more, since clocks differ. */
const shortestMs = 31 * 60_000;

/**
 * The address where the order is paid; the same checkout however often it is asked for. Null: nothing is due, or
 * no payment is taken any more. A refusal: payments will never open it; the order was ended.
 *
 * @throws {UnreachableError} Payments cannot be reached.
 */
export async function paymentUrl(
  service: OrdersService,
  order: PayableOrder,
  trace: Trace,
): Promise<string | null | Refusal> {
  const { email } = order.person;
  if (order.state !== "pending_payment" || order.checkout !== "open" || email === null) return null;
  const answer = await service.call("payments", {
    method: "PUT",
    path: `/internal/payments/checkouts/${order.id}`,
    body: checkoutOf(service, order, email),
    trace,
    deadlineMs,
  });
  // Nobody has seen a checkout of it, and the same question gets the same answer.
  if (answer.status === 422) {
    service.log.error("payments refused the checkout", { orderId: order.id, requestId: trace.requestId });
    const now = service.now();
    await decideOn(service, order.id, (found) => refuseCheckout(found, { now, actor: "payments", trace }));
    return notPayable;
  }
  if (answer.status !== 200) throw new UnreachableError(`checkout: answered ${answer.status}`);
  return checkoutAnswer.parse(answer.body).url;
}

/** What whoever placed an order is told when its payment could not begin. */
export const notPayable: Refusal = {
  problem: "conflict",
  detail:
    "No payment can be taken for this order: it was canceled, and nothing is set aside for it any more.",
};

/** The refusal of a total that cannot be paid; null: it can, or nothing is due. */
export function refuseUnpayable({ total }: Pick<QuoteAnswer, "total">): Refusal | null {
  const { amountMinor, currency } = total;
  const fault = amountMinor === 0 ? null : chargeFault(amountMinor, currency);
  if (fault === null) return null;
  const message = fault.kind === "inexact"
    ? `wanted a total in ${currency} whose last digit is zero: no other can be paid`
    : `wanted a total of at ${fault.kind === "too-small" ? "least" : "most"} ${
      decimalAmount(fault.boundMinor, currency)
    } ${currency}: no other can be paid`;
  return invalid([{ path: "expectedTotal", message }]);
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
