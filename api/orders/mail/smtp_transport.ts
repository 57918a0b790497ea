/**
 * Mails through a mail server (RFC 5321), with nodemailer's SMTP client, a connection for each: a shop sends few, and
 * whatever is left of a try ends with its connection.
 */
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Message } from "./message.ts";
import { RejectedMailError, type Transport } from "./transport.ts";

/** How a try may fail, as nodemailer says it. */
interface SmtpFailure {
  readonly code?: string;
  /** The command that failed, e.g. `RCPT TO`. */
  readonly command?: string;
  readonly responseCode?: number;
}

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password. */
  readonly url: string;
  /**
   * All of a try must end within it, in milliseconds: whoever leased the mail tries again after that, and two tries at
   * once would be two mails.
   */
  readonly deadlineMs: number;
}

/** Answers to these commands are about the mail itself, rather than about who we are. */
const aboutTheMail: ReadonlySet<string> = new Set(["MAIL FROM", "RCPT TO", "DATA"]);
const loopback: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "::1"]);

export function smtpTransport({ url, deadlineMs }: SmtpOptions): Transport {
  const server = parseServer(url);
  return {
    async send(message) {
      const socket = open(server);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tooLate = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject({ code: "ETIMEDOUT" } satisfies SmtpFailure), deadlineMs);
      });
      try {
        await Promise.race([converse(server, socket, message), tooLate]);
        return "sent";
      } catch (error) {
        throw failed(error as SmtpFailure);
      } finally {
        clearTimeout(timer);
        // Nothing goes on behind our back: what was not accepted by now never will be.
        socket.destroy();
      }
    },
  };
}

interface Server {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  readonly auth: { readonly user: string; readonly pass: string } | null;
}

function parseServer(url: string): Server {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === "smtps:";
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port) || (isSecure ? 465 : 587),
    isSecure,
    auth: username === "" ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
  };
}

function open({ host, port, isSecure }: Server): Socket {
  const socket = isSecure ? connectTls({ host, port, servername: host }) : connect({ host, port });
  // Heard at any time, also after the client has stopped listening: an error that nobody hears ends the process.
  socket.on("error", () => {});
  return socket;
}

/** Resolves as soon as the server has taken the message: nothing stands between that and writing it down. */
async function converse(server: Server, socket: Socket, message: Message): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once(server.isSecure ? "secureConnect" : "connect", resolve);
    socket.once(
      "error",
      (error: Error & { code?: string }) =>
        reject({ code: error.code ?? "ESOCKET", command: "CONN" } satisfies SmtpFailure),
    );
  });
  const client = new SMTPConnection({
    host: server.host,
    port: server.port,
    connection: socket,
    secure: server.isSecure,
    secured: server.isSecure,
    // A password never goes over the open network.
    requireTLS: !server.isSecure && server.auth !== null && !loopback.has(server.host),
    name: message.from.slice(message.from.lastIndexOf("@") + 1),
    logger: false,
  });
  await new Promise<void>((resolve, reject) => {
    client.once("error", reject);
    client.once("end", () => reject({ code: "ECONNECTION" } satisfies SmtpFailure));
    client.connect((error) => {
      if (error) return reject(error);
      if (server.auth === null) return send();
      client.login({ ...server.auth }, (refused) => refused ? reject(refused) : send());
    });

    function send(): void {
      const envelope = { from: message.from, to: [message.to], size: message.bytes.length };
      client.send(envelope, Buffer.from(message.bytes), (error) => error ? reject(error) : resolve());
    }
  });
  client.quit();
}

/** Without the server's own words: they often repeat whom the mail is for. */
function failed({ code, command, responseCode }: SmtpFailure): Error {
  const what = `${command ?? "the conversation"}: ${
    [responseCode, code].filter(Boolean).join(" ") || "failed"
  }`;
  const isFinal = responseCode !== undefined && responseCode >= 500 && responseCode !== 503 &&
    command !== undefined && aboutTheMail.has(command);
  return isFinal ? new RejectedMailError(what) : new Error(`mail server, ${what}`);
}
