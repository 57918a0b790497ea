import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import Stripe from "stripe";
import { openSmallSandbox, secretKey, sessionFor, type SmallSandbox } from "./testing/small_sandbox.ts";

describe("idempotency keys, as Stripe has them", () => {
  let sandbox: SmallSandbox;
  let stripe: Stripe;
  before(async () => {
    sandbox = await openSmallSandbox();
    stripe = sandbox.stripe;
  });
  after(() => sandbox.close());

  const sessions = async () => (await stripe.checkout.sessions.list({ limit: 100 })).data.length;
  const create = (idempotencyKey: string, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    stripe.checkout.sessions.create(sessionFor(more), { idempotencyKey });
  const refusal = (call: Promise<unknown>) => call.then(() => null, (error) => error);

  it("give the first answer again to the same request", async () => {
    const count = await sessions();
    const first = await create("same");
    // What became of it meanwhile does not show in the answer.
    await sandbox.pay(first.id);
    const again = await create("same");
    expect(again).toEqual(first);
    expect(again.status).toBe("open");
    const headers = new Headers(again.lastResponse.headers);
    expect(headers.get("idempotent-replayed")).toBe("true");
    expect(headers.get("original-request")).toBe(first.lastResponse.requestId);
    expect(await sessions()).toBe(count + 1);
  });

  it("refuse another request", async () => {
    await create("other");
    const parameters = await refusal(create("other", { locale: "fr" }));
    expect(parameters).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect([parameters.statusCode, parameters.rawType]).toEqual([400, "idempotency_error"]);
    const endpoint = await refusal(stripe.refunds.create({ charge: "ch_1" }, { idempotencyKey: "other" }));
    expect(endpoint.rawType).toBe("idempotency_error");
  });

  it("say so while the first request is still being answered", async () => {
    await sandbox.control("PUT", "faults", { requests: { latencyMs: [100, 100] } });
    const [first, second] = await Promise.all([refusal(create("slow")), refusal(create("slow"))]);
    const refused = first ?? second;
    expect([first, second].filter((error) => error === null).length).toBe(1);
    expect([refused.statusCode, refused.code]).toEqual([409, "idempotency_key_in_use"]);
    await sandbox.control("PUT", "faults", {});
  });

  it("are not used up by parameters that were refused", async () => {
    expect((await refusal(create("fixed", { customer_email: "ada" }))).code).toBe("email_invalid");
    expect((await create("fixed")).status).toBe("open");
  });

  it("are used up by a refusal for the state of things", async () => {
    const { id } = await create("state");
    const expire = () => stripe.checkout.sessions.expire(id, {}, { idempotencyKey: "expire" });
    await stripe.checkout.sessions.expire(id);
    expect((await refusal(expire())).message).toContain("status of `expired`");
    expect((await refusal(expire())).headers["idempotent-replayed"]).toBe("true");
  });

  it("survive a restart", async () => {
    const first = await create("kept");
    await sandbox.restart();
    expect((await create("kept")).id).toBe(first.id);
  });

  it("are forgotten after a day", async () => {
    const first = await create("yesterday");
    await sandbox.control("POST", "clock", { advanceSeconds: 24 * 3600 - 60 });
    expect((await create("yesterday")).id).toBe(first.id);
    await sandbox.control("POST", "clock", { advanceSeconds: 60 });
    expect((await create("yesterday")).id).not.toBe(first.id);
  });

  it("make one session of a hundred requests at once", async () => {
    const count = await sessions();
    const made = await Promise.allSettled(Array.from({ length: 100 }, () => create("crowd")));
    const ids = made.flatMap((each) => each.status === "fulfilled" ? [each.value.id] : []);
    expect(new Set(ids).size).toBe(1);
    expect(await sessions()).toBe(count + 1);
  });

  it("are not looked at where nothing is changed", async () => {
    const { id } = await create("reading");
    const headers = { authorization: `Bearer ${secretKey}`, "idempotency-key": "reading" };
    const answer = await fetch(`${sandbox.url}/v1/checkout/sessions/${id}`, { headers });
    expect([answer.status, (await answer.json()).id]).toEqual([200, id]);
  });
});
