/** A mail as it goes over the wire (RFC 5322), made by nodemailer. */
import { micromark } from "micromark";
import MailComposer from "nodemailer/lib/mail-composer";
import MimeNode from "nodemailer/lib/mime-node";
import { z } from "zod";
import { emailAddress } from "../../../commerce/wire/order.ts";
import { escapeHtml } from "../../platform/html.ts";
import type { Enclosure, Letter } from "./letter.ts";
import { letterHtml } from "./letter_html.ts";
import { letterText } from "./letter_text.ts";
import { UnwritableMailError } from "./mail_order.ts";

export interface Message {
  /** The same for every try of one mail. */
  readonly key: string;
  /** Addresses of the envelope. */
  readonly from: string;
  readonly to: string;
  /** The whole of it, with its headers; lines end with CR LF. */
  readonly bytes: Uint8Array;
}

/** Who sends: a name, and an address that answers go to. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Ids of an order and what stands after them: safe in a header and as the name of a file. */
const messageKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}$/);

/**
 * Reads `Comptoir <shop@example.com>`, or an address alone, whose domain is then the name.
 *
 * @throws {RangeError} It is neither, or holds what would end a header.
 */
export function parseSender(text: string): Sender {
  const match = /^\s*(?:"?([^"<>\p{Cc}]*?)"?\s*<([^<>\s]+)>|([^<>\s]+))\s*$/u.exec(text);
  const address = match?.[2] ?? match?.[3];
  // No `emailAddress`: the sender of a shop on somebody's own machine is shop@localhost.
  if (!address || !/^[\x21-\x7e]+@[A-Za-z0-9.-]+$/.test(address)) {
    throw new RangeError("wanted a sender such as Comptoir <shop@example.com>");
  }
  return { name: match?.[1] || domainOf(address), address };
}

/**
 * Writes a letter.
 *
 * @param key The mail's message key. Its Message-ID is made of it: a receiver that gets a mail twice knows it again.
 * @param order.id Mails about one order form one conversation.
 * @param enclose Writes the enclosures.
 * @throws {UnwritableMailError} The receiver's address or the key cannot stand in a header.
 */
export async function writeMessage(
  letter: Letter,
  { key, from, to, orderId, now }: {
    readonly key: string;
    readonly from: Sender;
    readonly to: string;
    readonly orderId: string;
    /** Milliseconds since the epoch. */
    readonly now: number;
  },
  enclose: Enclose = encodeEnclosure,
): Promise<Message> {
  if (!messageKey.safeParse(key).success) throw new UnwritableMailError("its key cannot name a message");
  if (!emailAddress.safeParse(to).success) {
    throw new UnwritableMailError("nothing can be sent to its address");
  }
  const enclosures = await Promise.all(letter.enclosures.map((each) => enclose(each, letter)));
  const id = (name: string) => `<${name}@${domainOf(from.address)}>`;
  const conversation = `${orderId}.order`;
  const composer = new MailComposer({
    from: { name: from.name, address: from.address },
    to: { name: "", address: to },
    subject: letter.subject,
    messageId: id(key),
    references: [id(conversation)],
    date: new Date(now),
    // As MIME wants lines to end: turning them as they pass by would go over the enclosures each time.
    text: letterText(letter).replaceAll(/\r?\n/g, "\r\n"),
    html: letterHtml(letter).replaceAll(/\r?\n/g, "\r\n"),
    attachments: enclosures.map((raw) => ({ raw })),
    headers: {
      // No answer by a machine, please (RFC 3834, section 5).
      "Auto-Submitted": "auto-generated",
      "Content-Language": letter.language,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const built = await composer.compile().build();
  return { key, from: from.address, to, bytes: new Uint8Array(built) };
}

/** An enclosure as a part of a message (RFC 2045): its headers and its content, encoded. */
export type Enclose = (
  enclosure: Enclosure,
  letter: Pick<Letter, "language" | "direction">,
) => Promise<Buffer>;

/** As a document of its own. */
export const encodeEnclosure: Enclose = async ({ title, body, filename }, { language, direction }) => {
  // Only the outermost part gets the headers of a message.
  const part = new MimeNode("multipart/mixed").createChild("text/html; charset=utf-8", { filename });
  part.setHeader("Content-Disposition", "attachment");
  part.setHeader("Content-Transfer-Encoding", "base64");
  part.setContent(`<!DOCTYPE html>
<html lang="${escapeHtml(language)}" dir="${direction}">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body>
<h1>${escapeHtml(title)}</h1>
${micromark(body)}
</body>
</html>
`);
  return await part.build();
};

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}
