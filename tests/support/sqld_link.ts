/** A line to a libSQL server that loses questions, and answers to what the server has done. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface LossyLink {
  /** Its near end. */
  readonly url: string;
  /** What was lost so far. */
  readonly lost: { readonly questions: number; readonly answers: number };
  close(): Promise<void>;
}

export interface LossyLinkOptions {
  /** Origin of the server. */
  readonly to: string;
  /** Of all questions, how many never arrive, and how many are done and not answered: 0 to 1 each. */
  readonly loss: { readonly questions: number; readonly answers: number };
  /** Between 0 and 1, as `Math.random`. */
  readonly chance: () => number;
}

/** Lays the line. Whoever asks sees a connection that breaks, whatever was lost. */
export async function openLossyLink({ to, loss, chance }: LossyLinkOptions): Promise<LossyLink> {
  const lost = { questions: 0, answers: 0 };

  async function pass(question: IncomingMessage, answer: ServerResponse): Promise<void> {
    const sent = await buffer(question);
    const drawn = chance();
    if (drawn < loss.questions) {
      lost.questions++;
      return void question.socket.destroy();
    }
    const { method = "GET", url = "/", headers } = question;
    const known = Object.entries(headers).filter(([name]) => passedOn.has(name)) as [string, string][];
    const far = await fetch(to + url, {
      method,
      headers: known,
      ...method !== "GET" && { body: new Uint8Array(sent) },
    });
    const received = await far.bytes();
    if (drawn < loss.questions + loss.answers) {
      lost.answers++;
      return void question.socket.destroy();
    }
    answer.writeHead(far.status, { "content-type": far.headers.get("content-type") ?? "text/plain" });
    answer.end(received);
  }

  const server = createServer((question, answer) => {
    // The server is away, or whoever asked is.
    pass(question, answer).catch(() => question.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lost,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const passedOn: ReadonlySet<string> = new Set(["authorization", "content-type"]);
