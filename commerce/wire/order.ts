/** `POST /v1/orders` and what a shopper reads of an order afterwards. */
import { z } from "zod";
import { type AddressFault, addressFaults } from "../address_form.ts";
import { plainCode } from "../plain_code.ts";
import { instant, languageTag, lineText, marketCode, money, sku, visibleLine } from "./common.ts";
import { withdrawalExemptions } from "./internal_quotes.ts";
import { publicId } from "./public_ids.ts";
import { country, coupons, postalCode, quoteAnswer, quoteCustomer, quoteLines, region } from "./quote.ts";

export const orderId = publicId("ord", "order");

/** At most 254 characters (RFC 5321, section 4.5.3.1), none of which a mail's header could be broken by. */
export const emailAddress = z.email("wanted an e-mail address, e.g. name@example.com").max(254);

/** A postal address, with the person it belongs to. */
export const orderAddress = z.strictObject({
  name: visibleLine(120),
  line1: visibleLine(120),
  line2: lineText(120).optional(),
  city: visibleLine(80),
  region: region.optional(),
  postalCode: postalCode.optional().meta({ description: "Left out only in countries that have none." }),
  country,
  phone: z.string().overwrite(plainCode).regex(
    /^\+?[0-9 ().-]{5,24}$/,
    "wanted a telephone number, e.g. +33 1 23 45 67 89",
  )
    .optional(),
}).meta({ id: "OrderAddress" });
export type OrderAddress = z.infer<typeof orderAddress>;

/** The body of `POST /v1/orders`. */
export const orderBody = z.strictObject({
  market: marketCode,
  language: languageTag,
  lines: quoteLines,
  email: emailAddress,
  shipTo: orderAddress.optional().meta({ description: "Wanted where something ships." }),
  shippingOption: z.string().min(1).max(64).optional().meta({
    description: "The id of one of the quote's options; left out: the cheapest.",
  }),
  coupons: coupons.optional(),
  customer: quoteCustomer.optional(),
  billTo: orderAddress.optional().meta({ description: "Left out: the same as `shipTo`." }),
  consents: z.strictObject({
    terms: instant.optional().meta({ description: "When the terms that were accepted were last changed." }),
    immediateDelivery: z.boolean().optional().meta({
      description: "Digital content is delivered at once, and the right of withdrawal ends with it.",
    }),
  }).optional(),
  expectedTotal: money.meta({ description: "The total that the shopper was shown." }),
  expectedLines: z.array(z.strictObject({ sku, total: money })).max(100).optional().meta({
    description: "The line totals that the shopper was shown, so that a refusal names those that differ.",
  }),
  returnUrl: z.url().max(2_048).optional().meta({
    description: "Where the shopper goes after paying, an address of this shop.",
  }),
}).superRefine((body, context) => {
  const isNamed = (field: string) => context.issues.some(({ path = [] }) => path.join(".") === field);
  for (const part of ["shipTo", "billTo"] as const) {
    const address = body[part];
    if (address === undefined) continue;
    for (const [name, fault] of addressFaults(address)) {
      if (isNamed(`${part}.${name}`)) continue;
      context.addIssue({ code: "custom", path: [part, name], message: addressMessage(name, fault, address) });
    }
  }
}).meta({ id: "OrderRequest" });
export type OrderBody = z.infer<typeof orderBody>;

function addressMessage(name: string, fault: AddressFault, { country }: OrderAddress): string {
  if (name === "country") return "wanted the code of a country";
  return fault === "missing"
    ? `wanted: addresses in ${country} have one`
    : `wanted one that there is in ${country}`;
}

/** What people are told of an order (docs/orders.md). */
export const orderStatuses = [
  "pending_payment",
  "payment_processing",
  "paid",
  "in_fulfillment",
  "shipped",
  "delivered",
  "canceled",
  "expired",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Whether an order ended and nothing of it is, or will be, sent. */
export function isOver(status: string): boolean {
  return status === "canceled" || status === "expired";
}

export const paymentStatuses = [
  "unpaid",
  "processing",
  "authorized",
  "paid",
  "partially_refunded",
  "refunded",
  "released",
  "disputed",
] as const;
export type OrderPaymentStatus = (typeof paymentStatuses)[number];

/** Why an order ended without being delivered. */
export const endReasons = ["shopper", "merchant", "not-paid-in-time", "payment-failed"] as const;
export type EndReason = (typeof endReasons)[number];

/** What happened to an order, as its timeline names it. */
export const orderEventKinds = [
  "placed",
  "payment-processing",
  "payment-authorized",
  "paid",
  "payment-failed",
  "expired",
  "revived",
  "canceled",
  "fulfilment-created",
  "shipped",
  "delivered",
  "refund-requested",
  "refunded",
  "refund-failed",
  "late-payment",
  "disputed",
  "note",
] as const;
export type OrderEventKind = (typeof orderEventKinds)[number];

/** What of it is the shop's own affair: there are no words for it on the shopper's pages. */
const untold: ReadonlySet<OrderEventKind> = new Set<OrderEventKind>(["disputed", "note"]);

/** What shoppers are told of. */
export const toldEventKinds: ReadonlySet<OrderEventKind> = new Set(
  orderEventKinds.filter((kind) => !untold.has(kind)),
);

/** Who did it. */
export const orderActors = ["shopper", "merchant", "payments", "system"] as const;
export type OrderActor = (typeof orderActors)[number];

const shownStatus = {
  status: z.enum(orderStatuses),
  paymentStatus: z.enum(paymentStatuses),
};

const payment = z.strictObject({ url: z.string() }).nullable().meta({
  description: "Where the shopper pays; null: nothing is due.",
});

/** The answer of `POST /v1/orders`. */
export const placedOrder = z.strictObject({
  id: orderId,
  number: z.string(),
  status: z.enum(orderStatuses),
  total: money,
  token: z.string().meta({ description: "Lets a guest read this order: `?token=`." }),
  payment,
}).meta({ id: "PlacedOrder" });
export type PlacedOrder = z.infer<typeof placedOrder>;

/** Members of the problem `price-changed`. */
export const priceChanged = z.strictObject({
  expected: money,
  actual: money,
  /** Those that differ from `expectedLines`; all, where the request named none. */
  lines: z.array(z.strictObject({ sku, expected: money.optional(), actual: money })),
  quote: quoteAnswer,
});
export type PriceChanged = z.infer<typeof priceChanged>;

export const orderLine = z.strictObject({
  sku,
  quantity: z.int(),
  productId: z.string(),
  title: z.string(),
  options: z.string(),
  brand: z.string().nullable(),
  image: z.strictObject({ url: z.string(), alt: z.string(), width: z.int(), height: z.int() }).nullable(),
  kind: z.enum(["physical", "digital", "gift_card", "plan"]),
  unitPrice: money,
  total: money.meta({ description: "Before discounts." }),
  discount: money,
  tax: money.meta({ description: "Contained where prices include tax, otherwise added." }),
  taxRate: z.number(),
  /** What of the order's total is this line's. */
  charged: money,
  canceled: z.int().meta({ description: "Units that will not be sent." }),
  shipped: z.int(),
  refunded: z.int().meta({ description: "Units whose money went back." }),
  withdrawal: z.strictObject({
    until: z.iso.date().nullable(),
    exemption: z.enum(withdrawalExemptions).nullable(),
  }).meta({ description: "Until when it can be withdrawn from, or why not." }),
}).meta({ id: "OrderLine" });

const units = z.array(z.strictObject({ sku, quantity: z.int() }));

export const orderShipment = z.strictObject({
  id: z.string(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  shippedAt: instant,
  deliveredAt: instant.nullable(),
  lines: units,
}).meta({ id: "OrderShipment" });

export const orderFulfilment = z.strictObject({
  id: z.string(),
  seller: z.string().nullable(),
  location: z.string().nullable(),
  method: z.string().nullable(),
  status: z.enum(["open", "partially_shipped", "shipped", "delivered", "canceled"]),
  lines: units,
  shipments: z.array(orderShipment),
}).meta({ id: "OrderFulfilment" });

export const orderRefund = z.strictObject({
  id: z.string(),
  amount: money,
  status: z.enum(["pending", "succeeded", "failed"]),
  at: instant,
}).meta({ id: "OrderRefund" });

export const orderEvent = z.strictObject({
  id: z.string(),
  at: instant,
  kind: z.enum(orderEventKinds),
  actor: z.enum(orderActors),
}).meta({ id: "OrderEvent" });

/** `GET /v1/orders/{id}`. */
export const publicOrder = z.strictObject({
  id: orderId,
  number: z.string(),
  ...shownStatus,
  endReason: z.enum(endReasons).nullable(),
  market: marketCode,
  language: languageTag,
  placedAt: instant,
  email: z.string().nullable().meta({ description: "Null once the person was erased." }),
  shipTo: orderAddress.nullable(),
  billTo: orderAddress.nullable(),
  customer: quoteCustomer.nullable(),
  lines: z.array(orderLine),
  subtotal: money,
  discounts: quoteAnswer.shape.discounts,
  shipping: z.strictObject({
    id: z.string(),
    name: z.string(),
    amount: money,
    promise: z.strictObject({ earliest: z.iso.date(), latest: z.iso.date() }).nullable(),
  }).nullable(),
  taxes: quoteAnswer.shape.taxes,
  taxTreatment: quoteAnswer.shape.taxTreatment,
  note: quoteAnswer.shape.note,
  rounding: quoteAnswer.shape.rounding,
  total: money,
  paid: money,
  refunded: money,
  termsVersion: instant.nullable(),
  fulfilments: z.array(orderFulfilment),
  refunds: z.array(orderRefund),
  timeline: z.array(orderEvent),
  cancelable: z.boolean(),
  payBy: instant.nullable().meta({
    description: "Until when it is held for its payment; null: none is awaited.",
  }),
  payment,
}).meta({ id: "Order" });
export type PublicOrder = z.infer<typeof publicOrder>;

/** Whoever shows this may read the order. */
export const orderAccessQuery = z.strictObject({
  token: z.string().max(256).optional().meta({
    description: "As the order was answered when it was placed.",
  }),
});

/** The body of `POST /v1/orders/{id}/cancellations`. */
export const cancellationBody = z.strictObject({});
export const canceledOrder = z.strictObject({ id: orderId, ...shownStatus }).meta({ id: "CanceledOrder" });

/** The data of one event of `GET /v1/orders/{id}/events`, as JSON; the events are named `status`. */
export const orderStatusEvent = z.strictObject({ id: orderId, version: z.int(), ...shownStatus });
export type OrderStatusEvent = z.infer<typeof orderStatusEvent>;
