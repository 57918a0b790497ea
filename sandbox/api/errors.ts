/** Refusals as Stripe words them (docs.stripe.com/api/errors). */
import type Stripe from "stripe";

/** The members of Stripe's error object. */
export interface ErrorBody {
  readonly type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly charge?: string;
  readonly payment_intent?: Stripe.PaymentIntent;
}

/** A request that is refused, with the answer it gets. */
export class StripeRefusal extends Error {
  override name = "StripeRefusal";

  constructor(
    readonly status: number,
    readonly body: ErrorBody,
    /**
     * Whether the request had begun to be carried out. Only then is the answer kept for its idempotency key: a form
     * that was refused may be sent again with other parameters.
     */
    readonly hadBegun: boolean = false,
  ) {
    super(body.message);
  }
}

/** A parameter that cannot be used; nothing was begun. */
export function badParameter(param: string, code: string | undefined, message: string): StripeRefusal {
  return new StripeRefusal(400, {
    type: "invalid_request_error",
    message,
    param,
    ...(code === undefined ? {} : { code }),
  });
}

/** Something that the objects' state does not allow. */
export function refused(
  message: string,
  more: Omit<ErrorBody, "type" | "message"> = {},
): StripeRefusal {
  return new StripeRefusal(400, { type: "invalid_request_error", message, ...more }, true);
}

/** An object that is not there. */
export function noSuch(what: string, id: string, param: string): StripeRefusal {
  return new StripeRefusal(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${what}: '${id}'`,
    param,
  });
}
