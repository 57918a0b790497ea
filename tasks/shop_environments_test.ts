import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { SettingsError } from "../commerce/settings.ts";
import { freePort } from "./free_port.ts";
import { shopEnvironments } from "./shop_environments.ts";
import { welcome } from "./welcome.ts";

describe("shopEnvironments", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await Deno.makeTempDir();
  });
  afterEach(() => Deno.remove(folder, { recursive: true }));

  const open = (settings: Record<string, string> = {}) =>
    shopEnvironments({ DATA_DIR: folder, PORT: "0", API_PORT: "0", STRIPE_SANDBOX_PORT: "0", ...settings });

  it("tells the API and the sandbox of each other, and both the secrets they share", async () => {
    const { api, sandbox, edge, sandboxUrl, apiUrl, url } = await open();
    expect(api["STRIPE_API_BASE"]).toBe(sandboxUrl);
    expect(sandboxUrl).toBe(`http://127.0.0.1:${sandbox!["STRIPE_SANDBOX_PORT"]}`);
    expect(sandbox!["API_URL"]).toBe(apiUrl);
    expect(api["STRIPE_SECRET_KEY"]).toMatch(/^sk_test_[0-9a-f]{48}$/);
    expect(api["STRIPE_WEBHOOK_SECRET"]).toMatch(/^whsec_[0-9a-f]{48}$/);
    for (const name of ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"]) {
      expect([name, sandbox![name]]).toEqual([name, api[name]]);
    }
    expect(api["SERVICE_TOKEN"]).toMatch(/^svc_[0-9a-f]{48}$/);
    expect(api["PUBLIC_URL"]).toBe(url);
    expect(edge["SERVICE_TOKEN"]).toBe(api["SERVICE_TOKEN"]);
    expect(sandbox!["SERVICE_TOKEN"]).toBe(undefined);
  });

  it("keeps the secrets over a restart, for their owner's eyes only", async () => {
    const [first, second] = [await open(), await open()];
    for (const name of ["ADMIN_API_KEY", "SERVICE_TOKEN", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"]) {
      expect([name, second.api[name]]).toEqual([name, first.api[name]]);
    }
    for await (const { name } of Deno.readDir(folder)) {
      expect([name, (await Deno.stat(join(folder, name))).mode! & 0o777]).toEqual([name, 0o600]);
    }
  });

  it("has no sandbox where there is a key of the real Stripe, and leaves given secrets as they are", async () => {
    const given = {
      STRIPE_SECRET_KEY: "sk_live_of_the_merchant",
      STRIPE_WEBHOOK_SECRET: "whsec_of_the_merchant",
      SERVICE_TOKEN: "service-token-given",
      ADMIN_API_KEY: "admin-key-given-here",
      SMTP_URL: "smtps://mail.example",
    };
    const shop = await open(given);
    expect(shop.api).toMatchObject(given);
    expect([shop.sandbox, shop.sandboxUrl, shop.mailUrl, shop.api["STRIPE_API_BASE"]])
      .toEqual([null, null, null, undefined]);
    expect([...Deno.readDirSync(folder)]).toEqual([]);
  });

  it("takes another port for the sandbox when its own is taken, and says so of the others", async () => {
    const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const taken = String(listener.addr.port);
    const { sandbox } = await open({ STRIPE_SANDBOX_PORT: taken });
    expect(sandbox!["STRIPE_SANDBOX_PORT"]).not.toBe(taken);
    const same = String(freePort());
    expect((await open({ API_PORT: same, STRIPE_SANDBOX_PORT: same })).sandbox!["STRIPE_SANDBOX_PORT"]).not
      .toBe(same);
    await expect(open({ API_PORT: taken })).rejects.toThrow(SettingsError);
    listener.close();
  });

  it("is told in the welcome", async () => {
    const shop = { ...await open(), ready: Promise.resolve(true), stop: () => Promise.resolve() };
    const text = welcome(shop);
    for (const told of [`${shop.url}/`, shop.adminKey, `${shop.sandboxUrl}/`, `${shop.apiUrl}/mail/`]) {
      expect(text).toContain(told);
    }
    expect(text).not.toContain("svc_");
    expect(text).not.toContain("whsec_");
  });
});
