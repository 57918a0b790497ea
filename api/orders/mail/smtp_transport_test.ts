import { afterEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Message } from "./message.ts";
import { smtpTransport } from "./smtp_transport.ts";
import { type Answers, type SmtpServer, smtpServer } from "./testing/smtp_server.ts";
import { RejectedMailError } from "./transport.ts";

const message: Message = {
  key: "ord_1.paid",
  from: "shop@shop.example",
  to: "ada@example.com",
  bytes: new TextEncoder().encode("Message-ID: <ord_1.paid@shop.example>\r\n\r\n.a line with a dot\r\n"),
};

describe("mails through a mail server", () => {
  let server: SmtpServer;
  afterEach(() => server.close());
  const send = (answers: Answers = {}, { greeting = "220 test", user = "", deadlineMs = 5_000 } = {}) => {
    server = smtpServer(answers, greeting);
    return smtpTransport({ url: server.url.replace("//", `//${user}`), deadlineMs }).send(message);
  };
  /** How a try failed: for good or for now, and what is written down of it. */
  const failure = async (...given: Parameters<typeof send>): Promise<[isFinal: boolean, reason: string]> => {
    const error = await send(...given).then(() => new Error("it was sent"), (error: Error) => error);
    return [error instanceof RejectedMailError, error.message];
  };

  it("are handed over byte by byte, to their receiver alone", async () => {
    expect(await send()).toBe("sent");
    expect(server.accepted).toEqual(["Message-ID: <ord_1.paid@shop.example>\r\n\r\n.a line with a dot"]);
    expect(server.commands.slice(0, 5)).toEqual([
      "EHLO shop.example",
      "MAIL FROM:<shop@shop.example>",
      "RCPT TO:<ada@example.com>",
      "DATA",
      ".",
    ]);
  });

  it("are sent under the user and password of the address", async () => {
    expect(await send({}, { user: "shop%40example:p%3Ass@" })).toBe("sent");
    expect(server.commands[1]).toBe(`AUTH PLAIN ${btoa("\0shop@example\0p:ss")}`);
  });

  it("are tried again after what passes", async () => {
    for (
      const [command, name] of [["MAIL", "MAIL FROM"], ["RCPT", "RCPT TO"], ["DATA", "DATA"], [".", "DATA"]]
    ) {
      const [isFinal, reason] = await failure({ [command!]: "451 4.3.0 Try ada@example.com later" });
      expect([isFinal, reason]).toEqual([false, expect.stringMatching(`^mail server, ${name}: 451 E`)]);
      expect(server.accepted).toEqual([]);
      await server.close();
    }
    expect(await failure({}, { greeting: "421 Too busy" })).toEqual([
      false,
      expect.stringContaining("421"),
    ]);
  });

  it("are refused for good when the server says so of the mail", async () => {
    for (
      const [command, name] of [["MAIL", "MAIL FROM"], ["RCPT", "RCPT TO"], ["DATA", "DATA"], [".", "DATA"]]
    ) {
      const [isFinal, reason] = await failure({ [command!]: "550 5.1.1 No ada@example.com here" });
      expect([isFinal, reason]).toEqual([true, expect.stringMatching(`^${name}: 550 E`)]);
      await server.close();
    }
    expect(await failure({ MAIL: "503 Bad sequence" })).toEqual([false, expect.stringContaining("503")]);
  });

  it("wait while we are not let in: that is not the mail's fault", async () => {
    expect(await failure({ AUTH: "535 5.7.8 Wrong" }, { user: "shop:wrong@" })).toEqual([
      false,
      "mail server, AUTH PLAIN: 535 EAUTH",
    ]);
    await server.close();
    expect(await failure({}, { greeting: "554 Not you" })).toEqual([false, expect.stringContaining("554")]);
  });

  it("are tried again when the connection is cut, before and after the message was taken", async () => {
    for (const command of ["EHLO", "MAIL", "RCPT", "DATA", "."]) {
      expect([command, (await failure({ [command]: "cut" }))[0]]).toEqual([command, false]);
      await server.close();
    }
    expect((await failure({ ".": "accept-and-cut" }))[0]).toBe(false);
    // The one window that there is: a receiver knows the second try by its Message-ID.
    expect(server.accepted).toHaveLength(1);
  });

  it("are given up in time when the server falls silent, and nothing goes on behind that", async () => {
    for (const command of ["", "EHLO", "RCPT", "."]) {
      const started = performance.now();
      const greeting = command === "" ? "silent" : "220 test";
      expect([command, await failure({ [command]: "silent" }, { greeting, deadlineMs: 150 })]).toEqual([
        command,
        [false, "mail server, the conversation: ETIMEDOUT"],
      ]);
      expect(performance.now() - started).toBeGreaterThanOrEqual(149);
      await server.left();
      await server.close();
    }
  });

  it("need a server that is there", async () => {
    server = smtpServer();
    await server.close();
    const transport = smtpTransport({ url: server.url, deadlineMs: 5_000 });
    await expect(transport.send(message)).rejects.toThrow("mail server, CONN: ECONNREFUSED");
    server = smtpServer();
  });

  it("send no password over a network without encryption", async () => {
    server = smtpServer({ STARTTLS: "502 No" });
    const [, port] = /:(\d+)$/.exec(server.url)!;
    // A name that leads to this machine, though nobody can tell by looking at it.
    const transport = smtpTransport({ url: `smtp://shop:secret@127.1:${port}`, deadlineMs: 5_000 });
    await expect(transport.send(message)).rejects.toThrow("ETLS");
    expect(server.commands.filter((line) => line.startsWith("AUTH"))).toEqual([]);
  });
});
