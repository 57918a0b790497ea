/** Lines of a session and the one-off prices behind them. */
import type Stripe from "stripe";
import { newId } from "../state/ids.ts";

/** A line as it was asked for. */
export interface WantedLine {
  readonly name: string;
  readonly currency: string;
  readonly unitAmount: number;
  readonly quantity: number;
  readonly taxBehavior: "exclusive" | "inclusive" | "unspecified";
}

export function lineItem(wanted: WantedLine, created: number): Stripe.LineItem {
  const total = wanted.unitAmount * wanted.quantity;
  return {
    id: newId("li"),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency: wanted.currency,
    description: wanted.name,
    metadata: {},
    price: price(wanted, created),
    quantity: wanted.quantity,
  } satisfies Stripe.LineItem;
}

function price(wanted: WantedLine, created: number): Stripe.Price {
  return {
    id: newId("price"),
    object: "price",
    active: false,
    billing_scheme: "per_unit",
    created,
    currency: wanted.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: newId("prod", 14),
    recurring: null,
    tax_behavior: wanted.taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: wanted.unitAmount,
    unit_amount_decimal: null,
  } satisfies Stripe.Price;
}
