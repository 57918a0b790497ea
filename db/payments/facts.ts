/**
 * What Stripe says of a payment, in our terms. Facts only ever add to what is known, so that it does not matter in
 * which order they come, or how often. Amounts are minor units of ISO 4217.
 */
import type { RefundStatus } from "../../commerce/wire/internal_payments.ts";
import type { DisputeStatus } from "./schema.ts";

export interface PaymentFacts {
  /** The order that the object names; null: it names none, and the intent has to tell. */
  readonly orderId: string | null;
  readonly sessionId: string | null;
  /** How the session ended; null: it is open, or this says nothing of it. */
  readonly sessionStatus: "complete" | "expired" | null;
  readonly intentId: string | null;
  /** ISO 4217 code of the amounts; null: it speaks of none. */
  readonly currency: string | null;
  readonly authorizedMinor: number;
  readonly capturedMinor: number;
  /** A delayed method failed. */
  readonly failed: boolean;
  /** The intent was canceled. */
  readonly canceled: boolean;
  /** What Stripe keeps of the payment is among the fees. */
  readonly feeKnown: boolean;
  readonly refunds: readonly RefundFact[];
  readonly disputes: readonly DisputeFact[];
  readonly fees: readonly FeeFact[];
}

export interface RefundFact {
  readonly stripeId: string;
  /** Ours; null: the merchant made it at Stripe. */
  readonly refundId: string | null;
  readonly amountMinor: number;
  readonly status: Exclude<RefundStatus, "requested" | "refused">;
  readonly failure: string | null;
}

export interface DisputeFact {
  readonly id: string;
  readonly amountMinor: number;
  readonly status: DisputeStatus;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly respondBy: number | null;
}

/** What Stripe took off the balance for itself; negative: what it gave back. */
export interface FeeFact {
  /** Stripe's balance transaction. */
  readonly id: string;
  readonly amountMinor: number;
  /** Of the balance, which need not be the payment's. */
  readonly currency: string;
}

/** Says nothing. */
export const noFacts: PaymentFacts = {
  orderId: null,
  sessionId: null,
  sessionStatus: null,
  intentId: null,
  currency: null,
  authorizedMinor: 0,
  capturedMinor: 0,
  failed: false,
  canceled: false,
  feeKnown: false,
  refunds: [],
  disputes: [],
  fees: [],
};
