/** Payments as the merchant sees them. */
import { z } from "zod";
import { currency, cursor, instant, marketCode, money } from "./common.ts";
import {
  captureModes,
  disputeOutcomes,
  paymentId,
  paymentStatuses,
  refundId,
  refundStatuses,
} from "./internal_payments.ts";
import { publicId } from "./public_ids.ts";

const orderId = publicId("ord", "order");

/** A refund; `outside` those that were made at Stripe, `void` those of money that was only authorized. */
export const adminRefund = z.strictObject({
  id: refundId,
  orderId,
  kind: z.enum(["refund", "void", "outside"]),
  amount: money,
  reason: z.string(),
  status: z.enum(refundStatuses),
  failure: z.string().nullable().meta({ description: "Stripe's word for why it failed." }),
  stripeId: z.string().nullable(),
  createdAt: instant,
  updatedAt: instant,
}).meta({ id: "AdminRefund" });
export type AdminRefund = z.infer<typeof adminRefund>;

export const refundsQuery = z.strictObject({
  status: z.enum(refundStatuses).optional(),
  orderId: orderId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: cursor.optional(),
});
export type RefundsQuery = z.infer<typeof refundsQuery>;
export const refundList = z.strictObject({ items: z.array(adminRefund), nextCursor: cursor.nullable() }).meta(
  {
    id: "AdminRefundList",
  },
);

/** An amount that moved from one account to another. */
const transfer = z.strictObject({
  id: z.string(),
  source: z.string(),
  destination: z.string(),
  amount: z.strictObject({ amountMinor: z.int(), currency }),
  at: instant,
});

/** All that is recorded of an order's payment. */
export const adminPayment = z.strictObject({
  id: paymentId,
  orderId,
  orderNumber: z.string(),
  market: marketCode,
  amount: money,
  capture: z.enum(captureModes),
  status: z.enum(paymentStatuses),
  authorized: money,
  captured: money,
  stripe: z.strictObject({ sessionId: z.string().nullable(), intentId: z.string().nullable() }),
  createdAt: instant,
  expiresAt: instant,
  events: z.array(
    z.strictObject({ id: publicId("evt", "event"), type: z.string(), amount: money, at: instant }),
  ),
  refunds: z.array(adminRefund),
  disputes: z.array(z.strictObject({
    id: z.string(),
    amount: money,
    status: z.string(),
    outcome: z.enum(disputeOutcomes).nullable().meta({
      description: "Null: an inquiry, no money has moved.",
    }),
    reason: z.string(),
    respondBy: instant.nullable(),
    createdAt: instant,
  })),
  stripeEvents: z.array(z.strictObject({
    id: z.string(),
    type: z.string(),
    createdAt: instant,
    receivedAt: instant,
  })),
  ledger: z.array(transfer),
}).meta({ id: "AdminPayment" });
export type AdminPayment = z.infer<typeof adminPayment>;

/** Stripe's name of a payment method type, e.g. `card`, `sepa_debit`. */
const method = z.string().regex(
  /^[a-z][a-z0-9_]{1,49}$/,
  "wanted Stripe's name of a method, e.g. sepa_debit",
);

export const marketMethodsInput = z.strictObject({
  methods: z.array(method).max(60).refine(
    (list) => new Set(list).size === list.length,
    "wanted each method once",
  )
    .meta({ description: "None: those that the Stripe account's settings say." }),
}).meta({ id: "PaymentMethodsInput" });

export const marketMethods = marketMethodsInput.extend({ market: marketCode }).meta({ id: "PaymentMethods" });
export type MarketMethods = z.infer<typeof marketMethods>;
