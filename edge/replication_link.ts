/**
 * The line between libSQL's client and the primary, laid through this process: the client speaks to a port of this
 * machine, and what it says is passed on.
 *
 * For three things that the client lacks. It waits for an answer for ever: here a line that fell silent is cut. It
 * copies everything anew *into the file that is being read* when the primary has a new log: here the copy never
 * learns of it, so that a fresh one can be made beside it. And it does not say how many bytes came.
 */
import type { LogPosition } from "../db/catalog/reading/log_position.ts";
import { helloPath, readHello } from "./hello.ts";

export interface ReplicationLinkOptions {
  /** Origin of the primary. */
  readonly primary: string;
  /** How long the primary may be silent, in milliseconds. */
  readonly patience?: LinkPatience;
}

export interface LinkPatience {
  /** Before it answers a greeting. */
  readonly greetingMs: number;
  /** Before it begins to send pages: it may have to put a snapshot together first. */
  readonly firstPageMs: number;
  /** Between two pieces of an answer. */
  readonly pieceMs: number;
}

const usualPatience: LinkPatience = { greetingMs: 4_000, firstPageMs: 120_000, pieceMs: 10_000 };

/** The client asks five times before it gives up: after a silence it is refused at once, for so many milliseconds. */
const refuseMs = 3_000;

export interface ReplicationLink extends AsyncDisposable {
  /** Where the client finds the primary. */
  readonly url: string;
  /** Bytes of pages that came in all. */
  readonly receivedBytes: number;
  /** Whether the last request was answered. */
  readonly isUp: boolean;
  /** The log that the primary was last seen to have; null before it was. */
  readonly primaryLog: LogPosition | null;
  /** From now on only this log is let through; null: any, and then that one only. */
  follow(copy: LogPosition | null): void;
  /** Whether another log than the followed one was seen, so that the copy cannot go on. */
  readonly hasOtherLog: boolean;
  /** Asks which log the primary has. Null: it does not answer. */
  greet(token: string | undefined): Promise<LogPosition | null>;
}

/** Lays the line; it listens at once. */
export function layReplicationLink(
  { primary, patience = usualPatience }: ReplicationLinkOptions,
): ReplicationLink {
  const origin = primary.replace(/^libsql:/, "https:").replace(/\/+$/, "");
  let client = Deno.createHttpClient({});
  let followed: LogPosition | null = null;
  let primaryLog: LogPosition | null = null;
  let hasOtherLog = false;
  let isUp = false;
  let receivedBytes = 0;
  let refusedUntil = 0;
  /** Pages are asked for together with the greeting: none passes before its answer was looked at. */
  let greeting: Promise<unknown> = Promise.resolve();
  const open = new Set<AbortController>();

  /** Gives the line up: a connection that fell silent would only swallow the next request too. */
  function cut(): void {
    isUp = false;
    refusedUntil = performance.now() + refuseMs;
    for (const request of open) request.abort(new Error("The primary fell silent"));
    client.close();
    client = Deno.createHttpClient({});
  }

  async function pass(path: string, init: RequestInit, silenceMs: number): Promise<Response> {
    const request = new AbortController();
    const withClient: RequestInit & { client: Deno.HttpClient } = { ...init, client, signal: request.signal };
    open.add(request);
    try {
      const answer = await unlessSilent(fetch(origin + path, withClient), silenceMs);
      isUp = true;
      if (answer.body) return new Response(pieces(answer.body, () => open.delete(request)), answer);
      open.delete(request);
      return answer;
    } catch (error) {
      open.delete(request);
      isUp = false;
      throw error;
    }
  }

  /** Cuts the line when there is no answer in time. The clock runs only while somebody waits for one. */
  async function unlessSilent<T>(answer: Promise<T>, silenceMs: number): Promise<T> {
    const timer = setTimeout(cut, silenceMs);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }

  /** A body, counted, that is cut when no further piece comes. */
  function pieces(body: ReadableStream<Uint8Array<ArrayBuffer>>, ended: () => void) {
    const reader = body.getReader();
    return new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        try {
          const { value } = await unlessSilent(reader.read(), patience.pieceMs);
          if (value) {
            receivedBytes += value.length;
            return controller.enqueue(value);
          }
        } catch (error) {
          ended();
          isUp = false;
          throw error;
        }
        ended();
        controller.close();
      },
      cancel(reason) {
        ended();
        return reader.cancel(reason);
      },
    });
  }

  async function greet(init: RequestInit): Promise<Response> {
    const answer = await pass(helloPath, init, patience.greetingMs);
    const body = await answer.bytes();
    const said = answer.ok ? readHello(body) : null;
    if (said) {
      primaryLog = said;
      if (followed === null) followed = said;
      // A log that is shorter than the copy lost what the copy has: it is another one under the same name.
      hasOtherLog = said.logId !== followed.logId || said.frame > 0 && said.frame < followed.frame;
      if (hasOtherLog) throw new Error(`The primary has log ${said.logId}, wanted ${followed.logId}`);
    }
    return new Response(body, { status: answer.status, headers: answer.headers });
  }

  async function answer(request: Request): Promise<Response> {
    if (performance.now() < refusedUntil) return new Response(null, { status: 502 });
    const { pathname } = new URL(request.url);
    const headers = new Headers(request.headers);
    for (const name of ["host", "transfer-encoding", "content-length", "connection", "te"]) {
      headers.delete(name);
    }
    const body = request.method === "GET" ? undefined : await request.bytes();
    const init: RequestInit = { method: request.method, headers, ...(body ? { body } : {}) };
    try {
      if (pathname === helloPath) {
        const answered = greet(init);
        greeting = answered.catch(() => null);
        return await answered;
      }
      const silenceMs = request.method === "GET" ? patience.greetingMs : patience.firstPageMs;
      const [greeted, pages] = await Promise.all([greeting, pass(pathname, init, silenceMs)]);
      if (greeted !== null) return pages;
      await pages.body?.cancel();
      return new Response(null, { status: 502 });
    } catch {
      return new Response(null, { status: 502 });
    }
  }

  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, answer);
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    get receivedBytes() {
      return receivedBytes;
    },
    get isUp() {
      return isUp;
    },
    get primaryLog() {
      return primaryLog;
    },
    get hasOtherLog() {
      return hasOtherLog;
    },
    follow(copy) {
      followed = copy;
      hasOtherLog = false;
    },
    async greet(token) {
      try {
        const headers = {
          "content-type": "application/grpc-web",
          "x-authorization": `Bearer ${token ?? ""}`,
          "x-namespace-bin": btoa("default"),
        };
        const answer = await pass(
          helloPath,
          { method: "POST", headers, body: new Uint8Array([0, 0, 0, 0, 2, 8, 1]) },
          patience.greetingMs,
        );
        return primaryLog = readHello(await answer.bytes()) ?? primaryLog;
      } catch {
        return null;
      }
    },
    async [Symbol.asyncDispose]() {
      cut();
      await server.shutdown();
      client.close();
    },
  };
}
