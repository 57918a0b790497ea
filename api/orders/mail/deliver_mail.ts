/** What becomes of the events of the orders' outbox whose target is `mail`. */
import { z } from "zod";
import type { Log } from "../../../commerce/log.ts";
import type { Orders } from "../../../db/orders/open.ts";
import { readOrder } from "../../../db/orders/read_order.ts";
import { type Deliver, RefusedError } from "../../platform/relay.ts";
import { type MailEvent, mailKinds } from "../changes/consequences.ts";
import { orderPage } from "../order_addresses.ts";
import type { OrderSecrets } from "../order_secrets.ts";
import type { FindLetterhead } from "./letterheads.ts";
import type { SendMail } from "./mailer.ts";
import { UnwritableMailError } from "./mail_order.ts";
import { toMailMatter, toMailOrder } from "./to_mail_order.ts";
import { RejectedMailError } from "./transport.ts";

export interface DeliverMailOptions {
  readonly orders: Pick<Orders, "client">;
  readonly secrets: Pick<OrderSecrets, "token">;
  readonly letterheads: FindLetterhead;
  readonly send: SendMail;
  /** The shop's public origin. */
  readonly publicUrl: string;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long sending may take, in milliseconds. */
  readonly sendMs: number;
}

const mailEvent: z.ZodType<MailEvent> = z.strictObject({
  messageKey: z.string(),
  orderId: z.string(),
  kind: z.enum(mailKinds),
  language: z.string(),
  about: z.string().nullable(),
});

/**
 * Sends the mail of an event. The order is read when it is sent: nothing of a person lies in the outbox (decision 12),
 * and to one who was erased nothing is written.
 */
export function deliverMail(options: DeliverMailOptions): Deliver {
  const { orders, secrets, letterheads, send, publicUrl, log, now, sendMs } = options;
  return async ({ body, leasedUntil }) => {
    const { messageKey, orderId, kind, about } = mailEvent.parse(body);
    const order = await readOrder(orders.client, orderId);
    const email = order?.person.email;
    if (!order || !email) {
      return log.info("mail to nobody", { messageKey, orderId, kind });
    }
    const link = `${orderPage(publicUrl, order)}?token=${secrets.token(orderId)}`;
    try {
      const matter = toMailMatter(order, kind, about);
      const letterhead = await letterheads(order);
      // Two who send at once would send two mails.
      if (leasedUntil - now() < sendMs) throw new Error("too little of the lease is left to send it");
      await send(messageKey, toMailOrder(order, email, link), matter, letterhead);
    } catch (error) {
      if (error instanceof RejectedMailError || error instanceof UnwritableMailError) {
        throw new RefusedError(error.message, true);
      }
      throw error;
    }
  };
}
