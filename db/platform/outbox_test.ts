import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { isNewEvent, pruneInbox, receiveEvent } from "./inbox.ts";
import {
  finishEvent,
  leaseEvents,
  nextDueAt,
  outboxState,
  outboxStatement,
  postponeEvent,
  retryParkedEvents,
} from "./outbox.ts";
import { inboxTable, outboxTable } from "./tables.ts";
import { openTestDatabase, type TestDatabase } from "./testing/test_database.ts";

const leaseMs = 1_000;

describe("the outbox", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase({ outbox: outboxTable(), inbox: inboxTable() });
  });
  afterEach(() => database.remove());

  const event = (id: string, stream = id, target = "orders") => ({
    id,
    target,
    path: `/internal/${id}`,
    body: { id },
    stream,
  });
  const send = (now: number, ...events: ReturnType<typeof event>[]) =>
    database.queue.write(events.map((one) => outboxStatement(one, now)));
  const lease = (now: number, target = "orders", limit = 10) =>
    leaseEvents(database.queue, { target, now, leaseMs, limit });
  const ids = async (leased: ReturnType<typeof lease>) => (await leased).map(({ id }) => id).sort();
  const due = (target = "orders") => nextDueAt(database.client, target);

  it("gives an event to one of many that ask, as it was written", async () => {
    const trace = { requestId: "req-12345678", traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01` };
    await database.queue.write([outboxStatement({ ...event("e1"), method: "PUT", trace }, 100)]);
    const other = await database.another();
    const taken = await Promise.all(
      [database, other, database, other].map(({ queue }) =>
        leaseEvents(queue, { target: "orders", now: 100, leaseMs, limit: 10 })
      ),
    );
    await other.close();
    const [one, ...more] = taken.flat();
    expect(more).toEqual([]);
    expect(one).toEqual({
      ...event("e1"),
      method: "PUT",
      trace,
      attempts: 0,
      leaseToken: one!.leaseToken,
      leasedUntil: 1_100,
    });
  });

  it("writes an event where its unit's condition holds, and no id twice", async () => {
    const received = (id: string, token: string) =>
      database.queue.write([
        receiveEvent(id, 100, token),
        outboxStatement(event("follows"), 100, isNewEvent(id, token)),
      ]);
    const counts = (await Promise.all([received("evt", "t1"), received("evt", "t2")]))
      .map((results) => results.map(({ rowsAffected }) => rowsAffected));
    expect(counts).toEqual([[1, 1], [0, 0]]);
    await send(200, event("follows"));
    expect(await outboxState(database.client)).toEqual({ waiting: 1, parked: 0 });
    await pruneInbox(database.queue, 100 + 90 * 24 * 3_600_000 - 1);
    expect((await received("evt", "t3"))[0]!.rowsAffected).toBe(0);
    await pruneInbox(database.queue, 100 + 90 * 24 * 3_600_000);
    expect((await received("evt", "t4"))[0]!.rowsAffected).toBe(1);
  });

  it("keeps the order of each stream to a target, and lets streams pass each other", async () => {
    // Ids that do not ascend: what counts is the order in which they were committed.
    await send(100, event("z", "s1"), event("a", "s1"), event("b", "s2"), event("c", "s1", "inventory"));
    expect(await ids(lease(100))).toEqual(["b", "z"]);
    expect(await ids(lease(100))).toEqual([]);
    expect(await ids(lease(100, "inventory"))).toEqual(["c"]);
    expect(await ids(lease(100 + leaseMs - 1))).toEqual([]);
    const [z] = (await lease(100 + leaseMs)).filter(({ id }) => id === "z");
    await finishEvent(database.queue, z!);
    expect(await ids(lease(100 + leaseMs))).toEqual(["a"]);
  });

  it("heeds only the last lease", async () => {
    await send(100, event("e1"));
    const [late] = await lease(100);
    const [current] = await lease(100 + leaseMs);
    await finishEvent(database.queue, late!);
    await postponeEvent(database.queue, late!, { dueAt: 0, error: "late", park: true });
    expect(await outboxState(database.client)).toEqual({ waiting: 1, parked: 0 });
    expect(await due()).toBe(100 + 2 * leaseMs);
    await finishEvent(database.queue, current!);
    expect(await due()).toBe(null);
  });

  it("holds back what stands behind a failure, and lets it go when that is given up", async () => {
    await send(100, event("e1", "s"), event("e2", "s"), event("other"));
    const [e1] = (await lease(100)).filter(({ id }) => id === "e1");
    await postponeEvent(database.queue, e1!, { dueAt: 500, error: "half \ud83d", park: false });
    expect(await ids(lease(499))).toEqual([]);
    expect(await due()).toBe(500);
    const [again] = await lease(500);
    expect([again!.id, again!.attempts]).toEqual(["e1", 1]);
    await postponeEvent(database.queue, again!, { dueAt: 900, error: "no", park: true });
    expect(await ids(lease(900))).toEqual(["e2"]);
    expect(await outboxState(database.client)).toEqual({ waiting: 2, parked: 1 });

    await retryParkedEvents(database, "inventory", 950);
    expect((await outboxState(database.client)).parked).toBe(1);
    await retryParkedEvents(database, "orders", 950);
    expect((await outboxState(database.client)).parked).toBe(0);
    const [back] = await lease(950);
    expect([back!.id, back!.attempts]).toEqual(["e1", 2]);
  });

  it("says when something is due next", async () => {
    expect(await due()).toBe(null);
    await send(700, event("later"));
    await send(300, event("sooner"));
    await send(10, event("elsewhere", "s", "inventory"));
    expect(await due()).toBe(300);
    await lease(300, "orders", 1);
    expect(await due()).toBe(700);
  });
});
