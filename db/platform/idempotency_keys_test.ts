import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import {
  type Claim,
  type Claimed,
  idempotencyKeys,
  keepMs,
  pruneIdempotencyKeys,
} from "./idempotency_keys.ts";
import { idempotencyKeysTable } from "./tables.ts";
import { openTestDatabase, type TestDatabase } from "./testing/test_database.ts";

const leaseMs = 1_000;

describe("idempotencyKeys", () => {
  let database: TestDatabase;
  let store: ReturnType<typeof idempotencyKeys<string>>;

  const claim = (now: number, bodyHash = "b1", requestHash = "r1") =>
    store.claim({ requestHash, bodyHash, now, leaseMs });
  const held = (claimed: Claimed<string>): Claim => {
    if (claimed.kind !== "claimed") throw new Error(`wanted a claim, got "${claimed.kind}"`);
    return claimed.claim;
  };

  beforeEach(async () => {
    database = await openTestDatabase({ keys: idempotencyKeysTable() });
    store = idempotencyKeys<string>(database.queue);
  });

  afterEach(() => database.remove());

  it("lets one of twenty simultaneous tries run", async () => {
    const kinds = (await Promise.all(Array.from({ length: 20 }, () => claim(100)))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "claimed")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "in-progress")).toHaveLength(19);
  });

  it("lets one of two processes run", async () => {
    const other = await database.another();
    const rival = idempotencyKeys<string>(other.queue);
    const kinds = await Promise.all(
      [store, rival].map((one) => one.claim({ requestHash: "r1", bodyHash: "b1", now: 100, leaseMs })),
    );
    await other.close();
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(["claimed", "in-progress"]);
  });

  it("answers the stored outcome, and refuses another body", async () => {
    await store.finish(held(await claim(100)), "made", 200);
    expect(await claim(300)).toEqual({ kind: "finished", outcome: "made" });
    expect(await claim(300, "b2")).toEqual({ kind: "reused" });
    expect((await claim(300, "b2", "r2")).kind).toBe("claimed");
  });

  it("refuses another body while the first is running, and after it failed", async () => {
    const first = held(await claim(100));
    expect(await claim(150, "b2")).toEqual({ kind: "reused" });
    await store.release(first);
    expect(await claim(160, "b2")).toEqual({ kind: "reused" });
  });

  it("hands the claim over when the lease ends, with the time of the first try", async () => {
    const first = held(await claim(100));
    expect((await claim(100 + leaseMs - 1)).kind).toBe("in-progress");
    const second = held(await claim(100 + leaseMs));
    expect(second).toEqual({ requestHash: "r1", startedAt: 100, token: second.token });
    expect(second.token).not.toBe(first.token);
    await store.finish(first, "too late", 2_000);
    expect((await claim(1_500)).kind).toBe("in-progress");
    await store.finish(second, "made", 2_000);
    expect(await claim(2_001)).toEqual({ kind: "finished", outcome: "made" });
  });

  it("hands it over at once when it was released", async () => {
    await store.release(held(await claim(100)));
    expect(held(await claim(101)).startedAt).toBe(100);
  });

  it("keeps a stored outcome: neither a late try nor a release takes it away", async () => {
    const first = held(await claim(100));
    await store.finish(first, "made", 200);
    await store.finish(first, "made twice", 201);
    await store.release(first);
    expect(await claim(202)).toEqual({ kind: "finished", outcome: "made" });
  });

  it("keeps outcomes for more than 24 hours, then forgets them", async () => {
    expect(keepMs).toBeGreaterThan(24 * 3_600_000);
    await store.finish(held(await claim(100)), "made", 200);
    await pruneIdempotencyKeys(database.queue, 200 + keepMs - 1);
    expect((await claim(200 + keepMs - 1)).kind).toBe("finished");
    await pruneIdempotencyKeys(database.queue, 200 + keepMs);
    expect((await database.client.execute("SELECT count(*) AS n FROM idempotency_keys")).rows[0]!.n).toBe(0);
  });

  it("takes an outcome that is past its time for none, pruned or not", async () => {
    await store.finish(held(await claim(100)), "made", 200);
    expect(held(await claim(200 + keepMs)).startedAt).toBe(200 + keepMs);
  });
});
