/** A TCP line with a delay, which can be cut, stalled and counted, for tests and benchmarks of long links. */

export interface SlowLink {
  /** Of 127.0.0.1. */
  readonly port: number;
  /** In each direction, in milliseconds; what is under way keeps the delay it was sent with. */
  delayMs: number;
  /** Bytes that came from the far end. */
  readonly received: number;
  /** Bytes that went there. */
  readonly sent: number;
  /** Closes every connection, and refuses new ones until it is mended. */
  cut(): void;
  /** Swallows everything without a word, as a line does whose far end is gone, until it is mended. */
  stall(): void;
  mend(): void;
  close(): void;
}

export interface SlowLinkOptions {
  /** The port of 127.0.0.1 that it leads to. */
  readonly to: number;
  /** Delay in each direction, in milliseconds. */
  readonly delayMs: number;
}

/** What one direction may hold on its way, in bytes: a fast line with a long delay. */
const windowBytes = 64 * 1024 * 1024;

/** Lays the line. */
export function openSlowLink({ to, delayMs: firstDelayMs }: SlowLinkOptions): SlowLink {
  let delayMs = firstDelayMs;
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connections = new Set<Deno.Conn>();
  const counts = { received: 0, sent: 0 };
  let state: "open" | "cut" | "stalled" = "open";

  const closeAll = () => {
    for (const connection of connections) close(connection);
    connections.clear();
  };

  async function serve(near: Deno.TcpConn): Promise<void> {
    if (state === "cut") return close(near);
    const far = await Deno.connect({ hostname: "127.0.0.1", port: to }).catch(() => null);
    if (!far) return close(near);
    for (const connection of [near, far]) {
      connection.setNoDelay(true);
      connections.add(connection);
    }
    const line = { delay: () => delayMs, isLost: () => state === "stalled" };
    await Promise.all([
      carry(near, far, { ...line, count: (bytes) => counts.sent += bytes }),
      carry(far, near, { ...line, count: (bytes) => counts.received += bytes }),
    ]);
    for (const connection of [near, far]) {
      close(connection);
      connections.delete(connection);
    }
  }

  void (async () => {
    for await (const connection of listener) void serve(connection);
  })();
  return {
    port: listener.addr.port,
    get delayMs() {
      return delayMs;
    },
    set delayMs(milliseconds) {
      delayMs = milliseconds;
    },
    get received() {
      return counts.received;
    },
    get sent() {
      return counts.sent;
    },
    cut() {
      state = "cut";
      closeAll();
    },
    stall() {
      state = "stalled";
    },
    mend() {
      // What was swallowed will never come: these connections are of no use any more.
      if (state === "stalled") closeAll();
      state = "open";
    },
    close() {
      listener.close();
      closeAll();
    },
  };
}

/** Carries one direction until its sender ends it or either end breaks. */
async function carry(
  from: Deno.TcpConn,
  to: Deno.TcpConn,
  { delay, isLost, count }: { delay: () => number; isLost: () => boolean; count: (bytes: number) => void },
): Promise<void> {
  const underWay: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let held = 0;
  let isEnded = false;
  let arrived = Promise.withResolvers<void>();
  let taken = Promise.withResolvers<void>();

  const deliver = async () => {
    for (;;) {
      const next = underWay.shift();
      if (!next) {
        if (isEnded) return await to.closeWrite();
        await arrived.promise;
        arrived = Promise.withResolvers();
        continue;
      }
      const wait = next.at - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      for (let written = 0; written < next.bytes.length;) {
        written += await to.write(next.bytes.subarray(written));
      }
      held -= next.bytes.length;
      taken.resolve();
    }
  };
  const collect = async () => {
    for (;;) {
      const buffer = new Uint8Array(64 * 1024);
      const length = await from.read(buffer).catch(() => null);
      if (length === null) break;
      count(length);
      if (isLost()) continue;
      underWay.push({ at: performance.now() + delay(), bytes: buffer.subarray(0, length) });
      held += length;
      arrived.resolve();
      while (held > windowBytes) {
        await taken.promise;
        taken = Promise.withResolvers();
      }
    }
    isEnded = true;
    arrived.resolve();
  };
  await Promise.all([deliver().catch(() => close(from)), collect()]);
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
