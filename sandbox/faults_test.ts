import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import Stripe from "stripe";
import { createFaults, faultsSchema } from "./faults.ts";
import { openSmallSandbox, sessionFor, type SmallSandbox } from "./testing/small_sandbox.ts";

describe("faults on demand", () => {
  let sandbox: SmallSandbox;
  let stripe: Stripe;
  before(async () => {
    sandbox = await openSmallSandbox();
    stripe = sandbox.stripe;
  });
  after(() => sandbox.close());

  const create = (idempotencyKey: string) =>
    stripe.checkout.sessions.create(sessionFor(), { idempotencyKey });
  const failure = (call: Promise<unknown>) => call.then(() => null, (error) => error);
  const withRequests = (requests: object) => sandbox.control("PUT", "faults", { requests });
  const withWebhooks = (webhooks: object) => sandbox.control("PUT", "faults", { webhooks });
  const newest = async () => (await stripe.checkout.sessions.list({ limit: 1 })).data[0]?.id;
  /** How often each type of event was taken after a session was paid. */
  const takenAfterPaying = async () => {
    const { id } = await create(crypto.randomUUID());
    sandbox.taken.length = 0;
    await sandbox.pay(id);
    await sandbox.idle();
    return sandbox.taken.map((event) => event.type);
  };

  it("are drawn the same way from the same seed, and differently from another", () => {
    const drawn = (seed: number) => {
      const faults = createFaults();
      faults.set(faultsSchema.parse({
        seed,
        requests: { errorBefore: 0.2, errorAfter: 0.2, cutAfter: 0.2, latencyMs: [0, 50] },
        webhooks: { lose: 0.2, duplicate: 0.2, reorder: 0.2, delay: 0.2 },
      }));
      return Array.from({ length: 200 }, () => [faults.request(), faults.webhook()]);
    };
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
    const kinds = drawn(7).map(([request]) => (request as { kind: string }).kind);
    expect(new Set(kinds)).toEqual(new Set(["none", "error-before", "error-after", "cut-after"]));
  });

  it("answer 500 and do nothing", async () => {
    const before = await newest();
    await withRequests({ errorBefore: 1 });
    const error = await failure(create("before"));
    await withRequests({});
    expect([error.statusCode, error.rawType]).toEqual([500, "api_error"]);
    expect(await newest()).toBe(before);
    expect((await create("before")).status).toBe("open");
  });

  it("answer 500 though it was done, again and again for the same key", async () => {
    const before = await newest();
    await withRequests({ errorAfter: 1 });
    const error = await failure(create("after"));
    await withRequests({});
    expect(error.statusCode).toBe(500);
    expect(error.headers["stripe-should-retry"]).toBe("false");
    const made = await newest();
    expect(made).not.toBe(before);
    expect((await failure(create("after"))).statusCode).toBe(500);
    expect(await newest()).toBe(made);
  });

  it("cut the connection though it was done; the same key then gets the answer", async () => {
    const before = await newest();
    await withRequests({ cutAfter: 1 });
    const error = await failure(create("cut"));
    await withRequests({});
    expect(error).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    const made = await newest();
    expect(made).not.toBe(before);
    expect((await create("cut")).id).toBe(made);
  });

  it("lose webhooks", async () => {
    await withWebhooks({ lose: 1 });
    expect(await takenAfterPaying()).toEqual([]);
    await withWebhooks({});
    const { data } = await stripe.events.list({ type: "checkout.session.completed", limit: 1 });
    expect(data[0]!.pending_webhooks).toBe(0);
  });

  it("send webhooks twice", async () => {
    await withWebhooks({ duplicate: 1 });
    const taken = await takenAfterPaying();
    await withWebhooks({});
    expect(taken.length).toBe(8);
    expect(new Set(sandbox.taken.map((event) => event.id)).size).toBe(4);
  });

  it("send webhooks late, on the sandbox's clock", async () => {
    await withWebhooks({ delay: 1, delayMs: [60_000, 60_000] });
    expect(await takenAfterPaying()).toEqual([]);
    const { data } = await stripe.events.list({ delivery_success: false });
    expect(data.length).toBe(4);
    await sandbox.control("POST", "clock", { advanceSeconds: 60 });
    await sandbox.idle();
    await withWebhooks({});
    expect(sandbox.taken.length).toBe(4);
  });

  it("let webhooks overtake each other", async () => {
    await sandbox.control("PUT", "faults", {
      seed: 3,
      webhooks: { reorder: 0.5, reorderMs: [60_000, 60_000] },
    });
    await takenAfterPaying();
    const early = sandbox.taken.length;
    await sandbox.control("POST", "clock", { advanceSeconds: 60 });
    await sandbox.idle();
    await withWebhooks({});
    expect(early).toBeGreaterThan(0);
    expect(early).toBeLessThan(4);
    expect(sandbox.taken.length).toBe(4);
  });

  it("are refused when they make no sense", async () => {
    expect((await sandbox.control("PUT", "faults", { webhooks: { lose: 2 } })).status).toBe(422);
    expect((await sandbox.control("PUT", "faults", { meteors: 1 })).status).toBe(422);
    expect((await sandbox.control("PUT", "faults", { requests: { latencyMs: [9, 1] } })).status).toBe(422);
  });
});
