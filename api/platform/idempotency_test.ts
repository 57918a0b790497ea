import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { idempotencyKeys } from "../../db/platform/idempotency_keys.ts";
import { idempotencyKeysTable } from "../../db/platform/tables.ts";
import { openTestDatabase, type TestDatabase } from "../../db/platform/testing/test_database.ts";
import type { Answer, Refusal } from "./answer.ts";
import { answerOnce, type IdempotencyStore, leaseMs } from "./idempotency.ts";
import { createLog } from "../../commerce/log.ts";

describe("answerOnce", () => {
  let database: TestDatabase;
  let store: IdempotencyStore;
  let now: number;
  let runs: number;
  let lines: string[];

  const request = (more: { key?: string; caller?: string; route?: string; body?: string } = {}) => ({
    caller: "merchant",
    route: "post /v1/things",
    key: "key-12345",
    passing: ["out-of-stock"],
    now: () => now,
    log: createLog({ program: "api", write: (line) => lines.push(line), now: () => new Date(0) }),
    ...more,
    body: new TextEncoder().encode(more.body ?? "{}"),
  });
  const made = (): Promise<Answer> =>
    Promise.resolve({ status: 201, body: { run: ++runs }, headers: { etag: '"1"' } });
  const refused = (problem: Refusal["problem"]) => (): Promise<Refusal> => {
    runs++;
    return Promise.resolve({ problem });
  };

  beforeEach(async () => {
    database = await openTestDatabase({ keys: idempotencyKeysTable() });
    store = idempotencyKeys<Answer | Refusal>(database.queue);
    now = 1_000;
    runs = 0;
    lines = [];
  });

  afterEach(() => database.remove());

  it("answers a repeated request with the first answer", async () => {
    expect(await answerOnce(store, request(), made)).toEqual({
      status: 201,
      body: { run: 1 },
      headers: { etag: '"1"' },
    });
    expect(await answerOnce(store, request(), made)).toEqual({
      status: 201,
      body: { run: 1 },
      headers: { etag: '"1"', "idempotent-replayed": "true" },
    });
    expect(runs).toBe(1);
  });

  it("knows requests by caller, route and key, never by key alone", async () => {
    for (const more of [{}, { caller: "other" }, { route: "post /v1/others" }, { key: "key-67890" }]) {
      await answerOnce(store, request(more), made);
    }
    expect(runs).toBe(4);
  });

  it("refuses a key with another body", async () => {
    await answerOnce(store, request(), made);
    expect(await answerOnce(store, request({ body: '{"a":1}' }), made)).toMatchObject({
      problem: "idempotency-key-reused",
    });
    expect(runs).toBe(1);
  });

  for (const key of [undefined, ""]) {
    it(`refuses ${JSON.stringify(key)} as missing`, async () => {
      expect(await answerOnce(store, request({ key }), made)).toEqual({ problem: "idempotency-key-missing" });
    });
  }

  for (const key of ["short12", "x".repeat(129), "with blank", "ключ-ключ", "null\u0000null"]) {
    it(`refuses ${JSON.stringify(key.slice(0, 12))} as no key`, async () => {
      expect(await answerOnce(store, request({ key }), made)).toMatchObject({ problem: "validation-failed" });
      expect(runs).toBe(0);
    });
  }

  it("takes keys of 8 and of 128 characters", async () => {
    for (const key of ["x".repeat(8), "x".repeat(128)]) await answerOnce(store, request({ key }), made);
    expect(runs).toBe(2);
  });

  it("refuses a rival while the first runs, and answers it afterwards", async () => {
    const started = Promise.withResolvers<void>(), gate = Promise.withResolvers<void>();
    const first = answerOnce(store, request(), async () => {
      started.resolve();
      await gate.promise;
      return await made();
    });
    await started.promise;
    expect(await answerOnce(store, request(), made)).toMatchObject({
      problem: "idempotency-in-progress",
      headers: { "retry-after": "1" },
    });
    gate.resolve();
    await first;
    expect(await answerOnce(store, request(), made)).toMatchObject({ body: { run: 1 } });
  });

  it("stores definite refusals", async () => {
    await answerOnce(store, request(), refused("conflict"));
    expect(await answerOnce(store, request(), made)).toEqual({
      problem: "conflict",
      headers: { "idempotent-replayed": "true" },
    });
    expect(runs).toBe(1);
  });

  it("stores no passing failure", async () => {
    await answerOnce(store, request(), refused("upstream-unavailable"));
    expect(await answerOnce(store, request(), made)).toMatchObject({ status: 201 });
  });

  it("stores no refusal that this call says may pass", async () => {
    await answerOnce(store, request(), refused("out-of-stock"));
    expect(await answerOnce(store, request(), made)).toMatchObject({ status: 201 });
  });

  it("stores no exception", async () => {
    await expect(answerOnce(store, request(), () => Promise.reject(new Error("broken")))).rejects.toThrow(
      "broken",
    );
    expect(await answerOnce(store, request(), made)).toMatchObject({ status: 201 });
  });

  it("lets a retry run once the first has had its time, as the same request", async () => {
    const hashes: string[] = [];
    const note = (claim: { requestHash: string; startedAt: number }) => {
      hashes.push(`${claim.requestHash} ${claim.startedAt}`);
      return made();
    };
    const started = Promise.withResolvers<void>(), never = Promise.withResolvers<Answer>();
    const first = answerOnce(store, request(), (claim) => {
      hashes.push(`${claim.requestHash} ${claim.startedAt}`);
      started.resolve();
      return never.promise;
    });
    await started.promise;
    now += leaseMs - 1;
    expect(await answerOnce(store, request(), note)).toMatchObject({ problem: "idempotency-in-progress" });
    now += 1;
    expect(await answerOnce(store, request(), note)).toMatchObject({ body: { run: 1 } });
    expect(hashes).toHaveLength(2);
    expect(hashes[0]).toBe(hashes[1]);
    never.resolve({ status: 201, body: "too late" });
    await first;
    expect(await answerOnce(store, request(), note)).toMatchObject({ body: { run: 1 } });
  });

  it("tells of no refusal that another try could turn into something else", async () => {
    const away: IdempotencyStore = { ...store, finish: () => Promise.reject(new Error("no answer")) };
    await expect(answerOnce(away, request(), refused("price-changed"))).rejects.toThrow("no answer");
    expect(await answerOnce(store, request(), made)).toMatchObject({ status: 201 });
    // It was done, and only its answer was lost.
    const unheard: IdempotencyStore = {
      ...store,
      finish: (...args) => store.finish(...args).then(() => Promise.reject(new Error("no answer"))),
    };
    const other = { ...request(), key: "another-key" };
    await expect(answerOnce(unheard, other, refused("price-changed"))).rejects.toThrow("no answer");
    expect(await answerOnce(store, other, made)).toMatchObject({ problem: "price-changed" });
  });

  it("tells of no refusal once another try has taken its place", async () => {
    const outcome = await answerOnce(store, request(), async () => {
      now += leaseMs;
      expect(await answerOnce(store, request(), made)).toMatchObject({ status: 201 });
      return { problem: "price-changed" };
    });
    expect(outcome).toMatchObject({ problem: "idempotency-in-progress" });
  });

  it("gives the answer even when it cannot be stored, and says so in the log", async () => {
    const broken: IdempotencyStore = { ...store, finish: () => Promise.reject(new Error("disk full")) };
    expect(await answerOnce(broken, request(), made)).toMatchObject({ status: 201 });
    expect(JSON.parse(lines[0]!)).toMatchObject({
      event: "idempotency key not stored",
      error: { message: "disk full" },
    });
  });
});
