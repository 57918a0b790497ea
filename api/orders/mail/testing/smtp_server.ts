/** A mail server that answers as a test tells it to (RFC 5321), on a port of its own. */

export interface SmtpServer {
  readonly url: string;
  /** Messages that were accepted, as they came over the wire. */
  readonly accepted: string[];
  /** Commands in their order, without the content of messages. */
  readonly commands: string[];
  /** Resolves when no connection is open any more. @throws {Error} One still is after two seconds. */
  left(): Promise<void>;
  close(): Promise<void>;
}

/** What it answers to a command instead of what it would; `cut` ends the connection, `silent` answers never. */
export type Answers = Readonly<Record<string, string>>;

/** @param answers By the command's first word, or `.` for the end of a message; read at each command. */
export function smtpServer(answers: Answers = {}, greeting = "220 test ESMTP"): SmtpServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accepted: string[] = [];
  const commands: string[] = [];
  const connections = new Set<Deno.TcpConn>();
  const conversations: Promise<void>[] = [];
  const serving = (async () => {
    for await (const connection of listener) {
      connections.add(connection);
      conversations.push(
        converse(connection).catch(() => {}).finally(() => {
          connections.delete(connection);
          try {
            connection.close();
          } catch {
            // The client was first.
          }
        }),
      );
    }
  })();

  async function converse(connection: Deno.TcpConn): Promise<void> {
    const say = (text: string) => connection.write(new TextEncoder().encode(`${text}\r\n`));
    if (greeting !== "silent") await say(greeting);
    let buffer = "";
    let message: string[] | null = null;
    const decoder = new TextDecoder();
    for await (const chunk of connection.readable) {
      buffer += decoder.decode(chunk, { stream: true });
      for (let end = buffer.indexOf("\r\n"); end >= 0; end = buffer.indexOf("\r\n")) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (message !== null && line !== ".") {
          message.push(line.replace(/^\./, ""));
          continue;
        }
        commands.push(line);
        const word = line.split(" ")[0]!.toUpperCase();
        const answer = answers[word] ?? usual[word] ?? "250 OK";
        if (message !== null) {
          if (answer.startsWith("2") || answer === "accept-and-cut") accepted.push(message.join("\r\n"));
          message = null;
        }
        if (answer === "cut" || answer === "accept-and-cut") return;
        if (answer === "silent") continue;
        if (answer.startsWith("354")) message = [];
        await say(answer);
        if (word === "QUIT") return;
      }
    }
  }

  return {
    url: `smtp://127.0.0.1:${listener.addr.port}`,
    accepted,
    commands,
    async left() {
      const { promise, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(new Error(`${connections.size} connections are open`)), 2_000);
      await Promise.race([Promise.all(conversations), promise]).finally(() => clearTimeout(timer));
    },
    async close() {
      listener.close();
      await serving;
      for (const connection of connections) connection.close();
    },
  };
}

const usual: Answers = {
  EHLO: "250-test\r\n250 AUTH PLAIN",
  AUTH: "235 OK",
  DATA: "354 Go on",
  QUIT: "221 Bye",
};
