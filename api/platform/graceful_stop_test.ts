import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLog } from "../../commerce/log.ts";
import { inboxTable } from "../../db/platform/tables.ts";
import { receiveEvent } from "../../db/platform/inbox.ts";
import { openTestDatabase } from "../../db/platform/testing/test_database.ts";
import { stopGracefully } from "./graceful_stop.ts";
import { startUpkeep } from "./upkeep.ts";

/** A server whose requests wait until they are let go. */
function serve(handler: (request: Request) => Promise<Response>) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, handler);
  return { server, address: `http://127.0.0.1:${(server.addr as Deno.NetAddr).port}/` };
}

type Gate = PromiseWithResolvers<void>;

describe("stopGracefully", () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLog({
    program: "api",
    write: (line) => lines.push(JSON.parse(line)),
    now: () => new Date(0),
  });

  it("answers the requests that run, keeps their writes, and only then closes", async () => {
    const database = await openTestDatabase({ inbox: inboxTable() });
    const [arrived, go, told] = Array.from({ length: 3 }, () => Promise.withResolvers<void>()) as [
      Gate,
      Gate,
      Gate,
    ];
    const order: string[] = [];
    const { server, address } = serve(async () => {
      arrived.resolve();
      await go.promise;
      order.push("request");
      await database.queue.write([receiveEvent("from the request", 0, "t")]);
      return new Response("done");
    });
    const upkeep = startUpkeep([{
      name: "chore",
      everyMs: 60_000,
      async run() {
        await told.promise;
        await database.queue.write([receiveEvent("from the chore", 0, "t")]);
        return null;
      },
    }], log);
    const answer = fetch(address).then((response) => response.text());
    await arrived.promise;
    const closing = (name: string) => ({ close: () => Promise.resolve(void order.push(name)) });
    const stopped = stopGracefully(
      {
        server,
        upkeep: {
          stop() {
            told.resolve();
            return upkeep.stop();
          },
        },
        services: [closing("opened first"), { close: database.close }, closing("opened last")],
      },
      log,
      60_000,
    );
    go.resolve();
    expect(await answer).toBe("done");
    await stopped;
    expect(order).toEqual(["request", "opened last", "opened first"]);
    const again = await database.another();
    const { rows } = await again.client.execute("SELECT id FROM inbox ORDER BY id");
    expect(rows.map(({ id }) => id)).toEqual(["from the chore", "from the request"]);
    await again.close();
    await database.remove();
    expect(lines).toEqual([]);
    await expect(fetch(address)).rejects.toThrow();
  });

  it("ends streams that listen for it, and leaves in time what does not end", async () => {
    const stopping = new AbortController();
    const deaf = Promise.withResolvers<Response>();
    const { server, address } = serve((request) =>
      new URL(request.url).pathname === "/deaf" ? deaf.promise : Promise.resolve(
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode("data: 1\n\n"));
              stopping.signal.addEventListener("abort", () => controller.close());
            },
          }),
        ),
      )
    );
    const idle = { stop: () => Promise.resolve() };
    const stream = await fetch(address);
    const unanswered = fetch(`${address}deaf`);
    // A later one was answered: the first has arrived, too.
    await (await fetch(address)).body!.cancel();
    stopping.abort();
    await stopGracefully({ server, upkeep: idle, services: [] }, log, 50);
    expect(await stream.text()).toBe("data: 1\n\n");
    expect(lines).toMatchObject([{ level: "warn", event: "stopped before everything had ended" }]);
    deaf.resolve(new Response("at last"));
    expect(await (await unanswered).text()).toBe("at last");
    await server.finished;
  });
});
