/** The order that is written: what was agreed to, copied from the quote and the catalog. */
import { sum } from "../../../commerce/money.ts";
import type { OrderId } from "../../../commerce/ids.ts";
import type { Allocation } from "../../../commerce/wire/internal_inventory.ts";
import type { LimitedPromotion, LineCopy, OrderQuote } from "../../../commerce/wire/internal_quotes.ts";
import type { OrderBody } from "../../../commerce/wire/order.ts";
import type { QuoteAnswer } from "../../../commerce/wire/quote.ts";
import type { NewOrder } from "../../../db/orders/insert_order.ts";
import { invalid, type Refusal } from "../../platform/answer.ts";
import type { Claim } from "../../platform/idempotency.ts";
import { commitStock, happened, mail, type Occasion } from "../changes/consequences.ts";
import { chargedParts } from "../changes/refund_amounts.ts";
import { isoDate, withdrawalDateAfter } from "../changes/withdrawal.ts";
import type { OrdersService } from "../service.ts";

/** How long stock is set aside for a payment: as long as the checkout is open. */
export const paymentWindowMs = 60 * 60_000;

export interface Placement {
  readonly id: OrderId;
  readonly body: OrderBody;
  readonly quoted: OrderQuote;
  /** Those that it takes up. */
  readonly promotions: readonly LimitedPromotion[];
  readonly allocations: readonly Allocation[];
  readonly emailKey: string;
  readonly addressKey: string | null;
  readonly claim: Claim;
}

/** An order as it begins: waiting for its payment, or, where nothing is due, paid. Number and answer are left open. */
export function newOrder(
  { capture, openLimits }: Pick<OrdersService, "capture" | "openLimits">,
  { id, body, quoted, promotions, allocations, emailKey, addressKey, claim }: Placement,
  occasion: Occasion,
): Omit<NewOrder, "order" | "outcome"> & { readonly order: Omit<NewOrder["order"], "number"> } {
  const { now } = occasion;
  const { quote, timeZone } = quoted;
  const { lines, shippingMinor } = copiedLines(quoted, body, now);
  const isFree = quote.total.amountMinor === 0;
  const addressed = { id, language: body.language };
  return {
    order: {
      id,
      placedAt: now,
      market: body.market,
      language: body.language,
      currency: quote.total.currency,
      timeZone,
      totalMinor: quote.total.amountMinor,
      quote,
      shippingChargedMinor: shippingMinor,
      termsVersion: acceptedTerms(body, quoted),
      allocations,
      returnUrl: body.returnUrl ?? null,
      capture,
      emailKey,
      addressKey,
      ...isFree
        ? {
          state: "paid",
          checkout: "none",
          paymentState: "paid",
          stock: "committed",
          payBy: null,
          due: null,
          dueAt: null,
        }
        : {
          state: "pending_payment",
          checkout: "open",
          paymentState: "unpaid",
          stock: "held",
          payBy: now + paymentWindowMs,
          due: "end-checkout",
          dueAt: now + paymentWindowMs,
        },
    },
    person: {
      email: body.email,
      name: (body.shipTo ?? body.billTo)?.name ?? null,
      shipTo: body.shipTo ?? null,
      billTo: body.billTo ?? null,
      customer: body.customer ?? null,
    },
    lines,
    promotions,
    events: [happened("placed", occasion), ...isFree ? [happened("paid", occasion, { amountMinor: 0 })] : []],
    outbox: [
      mail(addressed, "received", occasion),
      ...isFree ? [commitStock(id, occasion), mail(addressed, "paid", occasion)] : [],
    ],
    openLimits,
    claim,
  };
}

/** The version that was accepted; null: nobody said that it was. */
function acceptedTerms({ consents }: OrderBody, { termsVersion }: OrderQuote): number | null {
  return consents?.terms === undefined || termsVersion === null ? null : Date.parse(termsVersion);
}

/** The refusal of an order whose shopper accepted other terms than those of now; null: these, or none. */
export function refuseOtherTerms(
  { consents }: Pick<OrderBody, "consents">,
  { termsVersion }: Pick<OrderQuote, "termsVersion">,
): Refusal | null {
  if (consents?.terms === undefined) return null;
  const isCurrent = termsVersion !== null && Date.parse(consents.terms) === Date.parse(termsVersion);
  return isCurrent ? null : invalid([{
    path: "consents.terms",
    message: termsVersion === null
      ? "left out: this market has no terms to accept"
      : `wanted ${termsVersion}, when the terms that hold now were last changed`,
  }]);
}

function copiedLines({ quote, copies, timeZone }: OrderQuote, body: OrderBody, now: number) {
  const discounts = quote.lines.map((line) => sum(line.discounts.map(({ amount }) => amount.amountMinor)));
  const added = taxIsAdded(quote) ? 1 : 0;
  const nets = quote.lines.map(({ total, tax }, at) => ({
    netMinor: total.amountMinor - discounts[at]! + added * tax.amountMinor,
  }));
  const { shipping } = quote;
  const shippingNet = shipping ? shipping.amount.amountMinor + added * shipping.tax.amountMinor : 0;
  const charged = chargedParts(quote.total.amountMinor, quote.total.currency, nets, shippingNet);
  const withdrawal = (copy: LineCopy) => withdrawalOf(copy, quote, body, isoDate(now, timeZone));
  const lines = quote.lines.map((line, position): NewOrder["lines"][number] => ({
    ...copies[position]!,
    position,
    quantity: line.quantity,
    unitPriceMinor: line.unitPrice.amountMinor,
    lineTotalMinor: line.total.amountMinor,
    discountMinor: discounts[position]!,
    taxMinor: line.tax.amountMinor,
    taxRatePpm: Math.round(line.taxRate * 1_000_000),
    chargedMinor: charged.linesMinor[position]!,
    ...withdrawal(copies[position]!),
  }));
  return { lines, shippingMinor: charged.shippingMinor };
}

/** Whether taxes come on top of the lines, rather than being contained in them. */
function taxIsAdded(quote: QuoteAnswer): boolean {
  const withoutTax = quote.subtotal.amountMinor -
    sum(quote.discounts.map(({ amount }) => amount.amountMinor)) +
    (quote.shipping?.amount.amountMinor ?? 0) + (quote.rounding?.amountMinor ?? 0);
  return quote.total.amountMinor !== withoutTax;
}

/** Digital content can be given back unless the shopper wanted it at once (Directive 2011/83/EU, article 16(m)). */
function withdrawalOf(
  { kind, withdrawalExemption }: LineCopy,
  { shipping, shippingOptions }: QuoteAnswer,
  { consents }: OrderBody,
  today: string,
): Pick<NewOrder["lines"][number], "withdrawalUntil" | "withdrawalExemption"> {
  const isWaived = withdrawalExemption !== "digital" || consents?.immediateDelivery === true;
  if (withdrawalExemption !== null && isWaived) return { withdrawalUntil: null, withdrawalExemption };
  const promise = kind === "physical" && shippingOptions.find(({ id }) => id === shipping?.id)?.promise;
  return {
    withdrawalUntil: withdrawalDateAfter(promise ? promise.latest : today),
    withdrawalExemption: null,
  };
}
