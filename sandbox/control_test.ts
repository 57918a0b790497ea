import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLog } from "../commerce/log.ts";
import { openSandbox, type Sandbox } from "./sandbox.ts";
import { openSmallSandbox, sessionFor, type SmallSandbox } from "./testing/small_sandbox.ts";

describe("the control endpoints", () => {
  let sandbox: Sandbox;
  before(async () => {
    const log = createLog({ program: "sandbox", write: () => {}, now: () => new Date() });
    sandbox = await openSandbox({ folder: null, secretKey: null, webhook: null, log });
  });
  after(() => sandbox.close());

  const ask = async (from: string, init: RequestInit = {}, path = "clock") => {
    const request = new Request(`http://sandbox.example/_sandbox/${path}`, init);
    return (await sandbox.handle(request, from)).status;
  };
  const json = { "content-type": "application/json" };

  it("are open to this machine alone", async () => {
    const addresses = [
      "127.0.0.1",
      "127.8.8.8",
      "::1",
      "::ffff:127.0.0.1",
      "10.0.0.7",
      "::ffff:10.0.0.7",
      "fdaa::1",
    ];
    const answers: number[] = [];
    for (const address of addresses) answers.push(await ask(address));
    expect(answers).toEqual([200, 200, 200, 200, 403, 403, 403]);
  });

  it("take no form that a foreign page could send", async () => {
    const body = JSON.stringify({ advanceSeconds: 5 });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      expect(await ask("127.0.0.1", { method: "POST", body, headers: { "content-type": type } })).toBe(415);
    }
    expect(await ask("127.0.0.1", { method: "POST", body, headers: json })).toBe(200);
  });

  it("refuse what makes no sense", async () => {
    for (
      const body of [
        "",
        "[]",
        "null",
        "{}",
        '{"advanceSeconds":-1}',
        '{"advanceSeconds":"5"}',
        '{"advance":5}',
      ]
    ) {
      expect([body, await ask("127.0.0.1", { method: "POST", body, headers: json })]).toEqual([body, 422]);
    }
    expect(await ask("127.0.0.1", { method: "POST", body: "{}", headers: json }, "sessions/cs_none/pay"))
      .toBe(404);
    expect(await ask("127.0.0.1", { method: "POST", body: "{}", headers: json }, "events/evt_none/resend"))
      .toBe(404);
    expect(await ask("127.0.0.1", {}, "weather")).toBe(404);
  });
});

describe("the sandbox's clock", () => {
  let sandbox: SmallSandbox;
  before(async () => void (sandbox = await openSmallSandbox()));
  after(() => sandbox.close());

  it("goes on after a restart, ahead by what it was moved", async () => {
    const before = (await sandbox.control("POST", "clock", { advanceSeconds: 1000 })).now;
    await sandbox.restart();
    expect((await sandbox.control("GET", "clock")).now).toBeGreaterThanOrEqual(before);
  });

  it("does after a restart what had been due", async () => {
    const { stripe } = sandbox;
    const { now } = await sandbox.control("GET", "clock");
    const { id } = await stripe.checkout.sessions.create(sessionFor({ expires_at: now + 1801 }));
    const debit = await stripe.checkout.sessions.create(sessionFor());
    await sandbox.pay(debit.id, { iban: "DE89370400440532013000" });
    await sandbox.restart();
    await sandbox.control("POST", "clock", { advanceSeconds: 1801 });
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe("expired");
    expect((await stripe.checkout.sessions.retrieve(debit.id)).payment_status).toBe("paid");
  });
});
