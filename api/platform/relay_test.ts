import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLog } from "../../commerce/log.ts";
import { outboxState, outboxStatement } from "../../db/platform/outbox.ts";
import { outboxTable } from "../../db/platform/tables.ts";
import { openTestDatabase, type TestDatabase } from "../../db/platform/testing/test_database.ts";
import { type InternalAnswer, type InternalRequest, UnreachableError } from "./internal_calls.ts";
import { DatabaseUnavailableError } from "../../db/platform/failure.ts";
import type { WriteUnit } from "../../db/platform/writer_queue.ts";
import { type Deliver, RefusedError, relay, relayName, type RelayOptions } from "./relay.ts";
import { type Chore, startUpkeep } from "./upkeep.ts";

describe("the relay", () => {
  let database: TestDatabase;
  let now: number;
  let lines: Record<string, unknown>[];
  /** What was delivered, in its order: target and body's number. */
  let delivered: string[];

  beforeEach(async () => {
    database = await openTestDatabase({ outbox: outboxTable() });
    [now, lines, delivered] = [1_000, [], []];
  });
  afterEach(() => database.remove());

  const send = (...events: [target: string, number: number, stream?: string][]) =>
    database.queue.write(
      events.map(([target, number, stream = `${number}`]) =>
        outboxStatement({ id: `evt_${number}`, target, path: "/internal/x", body: { number }, stream }, now)
      ),
    );
  const log = createLog({
    program: "api",
    write: (line) => lines.push(JSON.parse(line)),
    now: () => new Date(0),
  });
  const takes = (status: number) => (target: string, { body }: InternalRequest) => {
    delivered.push(`${target} ${(body as { number: number }).number}`);
    return Promise.resolve<InternalAnswer>({ status, body: { type: `/problems/${status}` } });
  };
  const chores = (
    call: (target: string, request: InternalRequest) => Promise<InternalAnswer>,
    others?: Record<string, Deliver>,
    { refused, from = database }: { refused?: RelayOptions["refused"]; from?: RelayOptions["database"] } = {},
  ) =>
    relay({
      service: "payments",
      database: from,
      call,
      log,
      now: () => now,
      others,
      refused,
      chance: () => 1,
    });
  /** Runs them all, again as long as one says that it has work now. */
  const exhaust = async (all: readonly Chore[]): Promise<void> => {
    for (const chore of all) while (await chore.run() === 0);
  };

  it("delivers what waits, each stream in its order, and forgets it", async () => {
    await send(["orders", 3, "s"], ["orders", 1, "s"], ["inventory", 2]);
    await exhaust(chores(takes(200)));
    expect(delivered).toEqual(["inventory 2", "orders 3", "orders 1"]);
    expect(await outboxState(database.client)).toEqual({ waiting: 0, parked: 0 });
  });

  it("delivers once what the database does not say it has forgotten", async () => {
    await send(["orders", 1], ["orders", 2]);
    let unheard = 2;
    const deaf = {
      client: database.client,
      queue: {
        ...database.queue,
        async write(unit: WriteUnit) {
          const isFinish = JSON.stringify(unit).includes("DELETE FROM outbox");
          // The first is not done, the second done and not heard.
          if (isFinish && unheard === 2 && unheard--) throw new DatabaseUnavailableError("no answer");
          const results = await database.queue.write(unit);
          if (isFinish && unheard > 0 && unheard--) throw new DatabaseUnavailableError("no answer");
          return results;
        },
      },
    };
    await exhaust(chores(takes(200), {}, { from: deaf }));
    expect(delivered.toSorted()).toEqual(["orders 1", "orders 2"]);
    expect([await outboxState(database.client), unheard]).toEqual([{ waiting: 0, parked: 0 }, 0]);
    expect(lines).toEqual([]);
  });

  it("passes on whose request it follows from", async () => {
    const trace = { requestId: "req-12345678", traceparent: "00-1-2-01" };
    await database.queue.write([
      outboxStatement(
        { id: "e", target: "orders", method: "PUT", path: "/p", body: [], stream: "s", trace },
        now,
      ),
    ]);
    const requests: InternalRequest[] = [];
    await exhaust(chores((_, request) => (requests.push(request), takes(200)("orders", request))));
    expect(requests).toEqual([{ method: "PUT", path: "/p", body: [], trace, deadlineMs: 10_000 }]);
  });

  it("tries again after pauses that grow, when a service cannot be reached", async () => {
    await send(["orders", 1]);
    const all = chores(() => Promise.reject(new UnreachableError("orders is out")));
    const pauses: number[] = [];
    for (let tries = 0; tries < 10; tries++) {
      await exhaust(all);
      const dueInMs = (await Promise.all(all.map((chore) => chore.run()))).find((ms) => ms !== null)!;
      pauses.push(dueInMs);
      now += dueInMs;
    }
    expect(pauses).toEqual([200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000]);
    expect(lines[0]).toMatchObject({
      level: "warn",
      event: "event not delivered",
      service: "payments",
      target: "orders",
      attempts: 1,
      reason: "orders is out",
    });
    await exhaust(chores(takes(200)));
    expect(delivered).toEqual(["orders 1"]);
  });

  it("gives up what is refused again and again, lets the next go, and tries once more at the next start", async () => {
    await send(["orders", 1, "s"], ["orders", 2, "s"]);
    const refusing = chores((target, request) =>
      takes((request.body as { number: number }).number === 1 ? 422 : 200)(target, request)
    );
    for (let tries = 0; tries < 25; tries++) {
      await exhaust(refusing);
      now += 30_000;
    }
    expect(delivered).toEqual([...Array<string>(20).fill("orders 1"), "orders 2"]);
    expect(await outboxState(database.client)).toEqual({ waiting: 0, parked: 1 });
    const given = lines.filter(({ event }) => event === "event given up");
    expect(given).toHaveLength(1);
    expect(given[0]).toMatchObject({
      level: "error",
      attempts: 20,
      reason: 'answered 422: {"type":"/problems/422"}',
    });

    await exhaust(chores(takes(422)));
    expect([delivered.length, (await outboxState(database.client)).parked]).toEqual([22, 1]);
    await exhaust(chores(takes(200)));
    expect([delivered.length, (await outboxState(database.client)).parked]).toEqual([23, 0]);
  });

  it("is done with what was refused where its sender draws the consequences, and with nothing else", async () => {
    await send(["orders", 1, "s"], ["orders", 2, "s"]);
    const settled: string[] = [];
    const refused: RelayOptions["refused"] = ({ id }) => {
      settled.push(id);
      return Promise.resolve(id === "evt_1");
    };
    await exhaust(chores(takes(409), undefined, { refused }));
    expect([settled, delivered]).toEqual([["evt_1", "evt_2"], ["orders 1", "orders 2"]]);
    expect(await outboxState(database.client)).toEqual({ waiting: 1, parked: 0 });
    // An answer that says nothing of it is nobody's refusal.
    now += 200;
    await exhaust(
      chores(() => Promise.reject(new UnreachableError("orders is out")), undefined, { refused }),
    );
    expect(settled).toHaveLength(2);
  });

  it("gives an event up at once when it is refused for good, and goes on with the next", async () => {
    await send(["mail", 1, "s"], ["mail", 2, "s"]);
    const mail: Deliver = ({ body }) => {
      const { number } = body as { number: number };
      delivered.push(`mail ${number}`);
      return number === 1 ? Promise.reject(new RefusedError("no such mailbox", true)) : Promise.resolve();
    };
    const all = chores(takes(200), { mail });
    await exhaust(all);
    now += 200;
    await exhaust(all);
    expect(delivered).toEqual(["mail 1", "mail 2"]);
    expect(await outboxState(database.client)).toEqual({ waiting: 0, parked: 1 });
  });

  it("does not let one target wait for another that hangs", async () => {
    await send(["inventory", 1], ["orders", 2], ["mail", 3]);
    const hangs = Promise.withResolvers<InternalAnswer>();
    const mailed = Promise.withResolvers<void>();
    const ordered = Promise.withResolvers<void>();
    const upkeep = startUpkeep(
      chores((target, request) => {
        if (target === "inventory") return hangs.promise;
        ordered.resolve();
        return takes(200)(target, request);
      }, { mail: () => Promise.resolve(mailed.resolve()) }),
      log,
    );
    await Promise.all([ordered.promise, mailed.promise]);
    hangs.resolve({ status: 200, body: null });
    await upkeep.stop();
    expect(await outboxState(database.client)).toEqual({ waiting: 0, parked: 0 });
  });

  it("is woken by its name", async () => {
    const arrived = Promise.withResolvers<void>();
    const idle = Promise.withResolvers<void>();
    const slow = chores((target, request) => (arrived.resolve(), takes(200)(target, request))).map((
      { name, run },
    ) => ({
      name,
      everyMs: 2 ** 31 - 1,
      async run() {
        const next = await run();
        idle.resolve();
        return next;
      },
    }));
    const upkeep = startUpkeep(slow, log);
    await idle.promise;
    await send(["orders", 1]);
    upkeep.wake(relayName("payments"));
    await arrived.promise;
    await upkeep.stop();
    expect(delivered).toEqual(["orders 1"]);
  });

  it("delivers each event once from three processes, as long as none dies", async () => {
    const numbers = Array.from({ length: 60 }, (_, number) => number);
    await send(...numbers.map((number): ["orders", number, string] => ["orders", number, `s${number % 7}`]));
    const done = Promise.withResolvers<void>();
    const call = async (target: string, request: InternalRequest) => {
      const answer = await takes(200)(target, request);
      if (delivered.length === numbers.length) done.resolve();
      return answer;
    };
    const others = [await database.another(), await database.another()];
    const processes = [database, ...others].map((opened) =>
      startUpkeep(relay({ service: "payments", database: opened, call, log, now: () => now }), log)
    );
    await done.promise;
    await Promise.all(processes.map((upkeep) => upkeep.stop()));
    for (const other of others) await other.close();
    expect(lines).toEqual([]);
    for (let stream = 0; stream < 7; stream++) {
      const wanted = numbers.filter((number) => number % 7 === stream).map((number) => `orders ${number}`);
      expect(delivered.filter((one) => wanted.includes(one))).toEqual(wanted);
    }
    expect(delivered).toHaveLength(60);
  });
});
