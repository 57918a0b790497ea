import { after, before, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import Stripe from "stripe";
import { openSmallSandbox, sessionFor, type SmallSandbox, webhookSecret } from "./testing/small_sandbox.ts";
import { signatureHeader } from "./webhooks/signature.ts";

describe("webhooks", () => {
  let sandbox: SmallSandbox;
  let stripe: Stripe;
  before(async () => {
    sandbox = await openSmallSandbox();
    stripe = sandbox.stripe;
  });
  beforeEach(async () => {
    await sandbox.idle();
    sandbox.taken.length = 0;
    sandbox.answers.length = 0;
  });
  after(() => sandbox.close());

  const expired = async () => {
    const { id } = await stripe.checkout.sessions.create(sessionFor());
    await stripe.checkout.sessions.expire(id);
  };
  const failedFirst = async () => {
    const { data } = await stripe.events.list({ limit: 1 });
    return data[0]!;
  };

  it("are signed so that the SDK takes them, and only with the right secret, body and time", async () => {
    const verify = (body: string, header: string, secret = webhookSecret) =>
      stripe.webhooks.constructEventAsync(body, header, secret).then(() => "taken", (error) => error.message);
    const now = Math.floor(Date.now() / 1000);
    const body = JSON.stringify({ id: "evt_1", object: "event" });
    const header = await signatureHeader(body, webhookSecret, now);
    expect(header).toMatch(new RegExp(`^t=${now},v1=[0-9a-f]{64}$`));
    expect(await verify(body, header)).toBe("taken");
    expect(await verify(`${body} `, header)).toContain("No signatures found");
    expect(await verify(body, header, "whsec_other")).toContain("No signatures found");
    const old = await signatureHeader(body, webhookSecret, now - 301);
    expect(await verify(body, old)).toContain("Timestamp outside the tolerance zone");
  });

  it("show the object as it was, the version, and the request that caused them", async () => {
    const made = await stripe.checkout.sessions.create(sessionFor());
    await stripe.checkout.sessions.expire(made.id, {}, { idempotencyKey: "expire-it" });
    await sandbox.idle();
    expect(sandbox.taken.map(({ type, api_version, livemode, pending_webhooks, request }) => ({
      type,
      api_version,
      livemode,
      pending_webhooks,
      key: request?.idempotency_key,
    }))).toEqual([{
      type: "checkout.session.expired",
      api_version: "2026-10-28.endive",
      livemode: false,
      pending_webhooks: 1,
      key: "expire-it",
    }]);
    expect(sandbox.taken[0]!.data.object).toMatchObject({ id: made.id, status: "expired" });
    const { pending_webhooks: _, ...event } = await stripe.events.retrieve(sandbox.taken[0]!.id);
    expect(sandbox.taken[0]).toMatchObject(event);
  });

  it("are sent again until they are taken, and no redirect counts", async () => {
    sandbox.answers.push(500, 302, 404);
    await expired();
    await sandbox.idle();
    while ((await sandbox.control("GET", "webhooks")).waiting > 0) {
      await sandbox.control("POST", "clock", { advanceSeconds: 1 });
      await sandbox.idle();
    }
    expect(sandbox.answers).toEqual([]);
    expect(sandbox.taken.map(({ type }) => type)).toEqual(["checkout.session.expired"]);
    expect((await failedFirst()).pending_webhooks).toBe(0);
  });

  it("are given up in the end, and can be sent again by hand", async () => {
    sandbox.answers.push(500, 500, 500, 500);
    await expired();
    await sandbox.idle();
    while ((await sandbox.control("GET", "webhooks")).waiting > 0) {
      await sandbox.control("POST", "clock", { advanceSeconds: 1 });
      await sandbox.idle();
    }
    expect(sandbox.answers).toEqual([]);
    expect(sandbox.taken).toEqual([]);
    const { id } = await failedFirst();
    await sandbox.control("POST", `events/${id}/resend`);
    await sandbox.idle();
    expect(sandbox.taken.map((event) => event.id)).toEqual([id]);
  });

  it("not yet taken are sent by the sandbox that is started next", async () => {
    await sandbox.control("PUT", "faults", { webhooks: { delay: 1, delayMs: [3_600_000, 3_600_000] } });
    await expired();
    await sandbox.idle();
    expect(sandbox.taken).toEqual([]);
    await sandbox.restart();
    await sandbox.control("POST", "clock", { advanceSeconds: 3600 });
    await sandbox.idle();
    expect(sandbox.taken.map(({ type }) => type)).toEqual(["checkout.session.expired"]);
  });

  it("go to another address when they are told to", async () => {
    const elsewhere: string[] = [];
    const other = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
      const body = await request.text();
      const signature = request.headers.get("stripe-signature")!;
      elsewhere.push((await stripe.webhooks.constructEventAsync(body, signature, "whsec_elsewhere")).type);
      return new Response();
    });
    const url = `http://127.0.0.1:${other.addr.port}/`;
    await sandbox.control("PUT", "webhook_endpoint", { url, secret: "whsec_elsewhere" });
    await expired();
    await sandbox.idle();
    await other.shutdown();
    expect(elsewhere).toEqual(["checkout.session.expired"]);
    expect(sandbox.taken).toEqual([]);
  });
});
