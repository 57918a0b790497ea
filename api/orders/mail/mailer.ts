/** Sends mails about orders. */
import type { Log } from "../../../commerce/log.ts";
import type { Letterhead } from "../../../commerce/wire/internal_letterhead.ts";
import type { MailMatter, MailOrder } from "./mail_order.ts";
import { type MailFormats, mailFormats } from "./formats.ts";
import { keeper } from "./keeper.ts";
import { type Enclose, encodeEnclosure, type Sender, writeMessage } from "./message.ts";
import type { Transport } from "./transport.ts";
import { writeLetter } from "./write_letter.ts";

export interface MailerOptions {
  readonly transport: Transport;
  /** Its name is the shop's. */
  readonly from: Sender;
  /** The shop's public origin. */
  readonly publicUrl: string;
  readonly log: Log;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Of each kind of thing that is kept between mails: a few for every language and market. */
const maxKept = 128;

/** Sends a mail. @param key The same for every try of it. */
export type SendMail = (
  key: string,
  order: MailOrder,
  matter: MailMatter,
  letterhead: Letterhead,
) => Promise<void>;

/** @returns It throws what the transport does, and `UnwritableMailError` for what cannot be written. */
export function createMailer({ transport, from, publicUrl, log, now }: MailerOptions): SendMail {
  // Both cost as much as all the rest of a mail, and are the same for most.
  const keepFormats = keeper<MailFormats>(maxKept);
  const keepEnclosure = keeper<ReturnType<Enclose>>(maxKept);
  const formatsFor: typeof mailFormats = (of, country) =>
    keepFormats([of.language, of.currency, of.timeZone, country].join(" "), () => mailFormats(of, country));
  const enclose: Enclose = (enclosure, letter) =>
    keepEnclosure(
      [letter.language, letter.direction, enclosure.filename, enclosure.title, enclosure.body].join("\n"),
      () => encodeEnclosure(enclosure, letter),
    );
  return async (key, order, matter, letterhead) => {
    const letter = writeLetter(order, matter, letterhead, { name: from.name, publicUrl }, formatsFor);
    const sent = { key, from, to: order.email, orderId: order.id, now: now() };
    const message = await writeMessage(letter, sent, enclose);
    const outcome = await transport.send(message);
    log.info("mail", { messageKey: key, orderId: order.id, kind: matter.kind, outcome });
  };
}
