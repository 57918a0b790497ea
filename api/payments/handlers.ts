/** The payments service: what answers its calls. */
import type { Handlers } from "../platform/operation.ts";
import { changePaymentMethods, pageOfRefunds, readPayment, readPaymentMethods } from "./admin.ts";
import { capturePayment } from "./captures.ts";
import { expireCheckout, openCheckout } from "./checkouts.ts";
import type { paymentsOperations } from "./operations.ts";
import { takeRefund } from "./refunds.ts";
import type { PaymentsService } from "./service.ts";
import { receiveWebhook } from "./webhooks.ts";

/** The handlers of all its operations. */
export function paymentsHandlers(service: PaymentsService): Handlers<typeof paymentsOperations> {
  return {
    receiveStripeWebhook: ({ bytes, from }) =>
      receiveWebhook(service, bytes, from.header("stripe-signature")),
    readPayment: ({ params }) => readPayment(service, params.orderId),
    listRefunds: ({ query }) => pageOfRefunds(service, query),
    readPaymentMethods: ({ params }) => readPaymentMethods(service, params.market),
    setPaymentMethods: ({ params, body, expected }) =>
      changePaymentMethods(service, params.market, body.methods, expected),
    openCheckout: ({ params, body }) => openCheckout(service, params.orderId, body),
    expireCheckout: ({ params }) => expireCheckout(service, params.orderId),
    capturePayment: ({ params }) => capturePayment(service, params.orderId),
    createRefund: ({ body }) => takeRefund(service, body),
  };
}
