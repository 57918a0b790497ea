/** Opening the mail from the settings. */
import { join } from "node:path";
import { readSettings, SettingsError } from "../../../commerce/settings.ts";
import type { Api } from "../../platform/environment.ts";
import type { Deliver } from "../../platform/relay.ts";
import type { Shared } from "../../platform/shared.ts";
import { deliverMail, type DeliverMailOptions } from "./deliver_mail.ts";
import { folderTransport } from "./folder_transport.ts";
import { letterheads } from "./letterheads.ts";
import { mailPages } from "./mail_pages.ts";
import { createMailer } from "./mailer.ts";
import { parseSender, type Sender } from "./message.ts";
import { smtpTransport } from "./smtp_transport.ts";

export interface Mail {
  /** For the relay's target `mail`. */
  readonly deliver: Deliver;
  /** Adds the pages that show mails, where they land in a folder. */
  routes(api: Api): void;
}

/** Well within the relay's lease (30 s, api/platform/relay.ts): a mail is sent only while so much of that is left. */
const smtpDeadlineMs = 20_000;

/** @param secrets Makes the token of a guest's link. */
export async function openMail(
  { environment, platform, call }: Pick<Shared, "environment" | "platform" | "call">,
  { orders, secrets, publicUrl }: Pick<DeliverMailOptions, "orders" | "secrets" | "publicUrl">,
): Promise<Mail> {
  const settings = readSettings(environment, ["DATA_DIR", "SMTP_URL", "MAIL_FROM"]);
  const { log, now } = platform;
  const { SMTP_URL: url, MAIL_FROM: from } = settings;
  const folder = join(settings.DATA_DIR, "mail");
  const transport = url === undefined
    ? await folderTransport(folder)
    : smtpTransport({ url, deadlineMs: smtpDeadlineMs });
  const send = createMailer({ transport, from: senderOf(from), publicUrl, log, now });
  return {
    deliver: deliverMail({
      orders,
      secrets,
      letterheads: letterheads(call, now),
      send,
      publicUrl,
      log,
      now,
      sendMs: smtpDeadlineMs,
    }),
    routes(api) {
      if (url === undefined) mailPages(api, folder);
    },
  };
}

function senderOf(text: string): Sender {
  try {
    return parseSender(text);
  } catch (error) {
    throw new SettingsError(`setting MAIL_FROM: ${JSON.stringify(text)}: ${(error as Error).message}`);
  }
}
