/** What a failed call of Stripe means for who made it. */
import Stripe from "stripe";
import type { LogFields } from "../../../commerce/log.ts";

export type StripeFailure =
  /** Stripe understood and will not do it: asking again changes nothing. */
  | "refused"
  /** The idempotency key has an outcome that helps nobody, a fault or other parameters: another key is needed. */
  | "spent-key"
  /** Unreachable, too slow, overloaded, or a wrong key: whether it was done is not known. */
  | "passing";

/** Refusals that time or the merchant can lift. */
const passingCodes: ReadonlySet<string> = new Set([
  "balance_insufficient",
  "idempotency_key_in_use",
  "insufficient_funds",
  "lock_timeout",
  "rate_limit",
]);

/** @throws whatever is not Stripe's error: a bug. */
export function stripeFailure(error: unknown): StripeFailure {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  if (error instanceof Stripe.errors.StripeIdempotencyError) {
    return error.code === "idempotency_key_in_use" ? "passing" : "spent-key";
  }
  if (error instanceof Stripe.errors.StripeAPIError) return "spent-key";
  const isRefusal = error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeCardError;
  return isRefusal && !passingCodes.has(error.code ?? "") ? "refused" : "passing";
}

/** What may be logged of it: its message may quote what a person typed. */
export function failureFields(error: unknown): LogFields {
  if (!(error instanceof Stripe.errors.StripeError)) return { error };
  const { type, code, param, statusCode, requestId } = error;
  return { stripeError: { type, code, param, statusCode, requestId } };
}

/** Stripe's word for why it refused. */
export function refusalCode(error: unknown): string {
  return error instanceof Stripe.errors.StripeError ? error.code ?? error.type : "unknown";
}
