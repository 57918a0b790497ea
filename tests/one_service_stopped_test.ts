/**
 * The services as processes of their own, on one machine: with any one of them stopped, what does not need it goes on,
 * and what waited for it is done when it is back.
 */
import { join } from "node:path";
import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { newId } from "../commerce/ids.ts";
import { complete } from "../tasks/environment.ts";
import { freePort } from "../tasks/free_port.ts";
import { programOf } from "../tasks/processes.ts";
import { build } from "../tasks/build.ts";
import { signalChild, spawn } from "../tasks/spawn.ts";
import { orderBody } from "./support/order_shopper.ts";

const adminKey = "a-key-for-tests-only";
const serviceToken = "a-token-for-tests-only";
const sku = "AMBRA-TIN-CANDLE-AMBER-120-G";

/** What each service answers without any other. */
const alone = {
  async catalog(ask: Ask) {
    const quote = await ask("POST", "/v1/quotes", {
      market: "fr",
      language: "fr",
      lines: [{ sku, quantity: 2 }],
    });
    expect([quote.status, quote.body.lines.length]).toEqual([200, 1]);
    expect((await ask("GET", "/v1/admin/products?limit=1")).body.items).toHaveLength(1);
  },
  async inventory(ask: Ask) {
    const orderId = newId("ord");
    const hold = { market: "fr", lines: [{ sku, quantity: 1 }] };
    const held = await ask("PUT", `/internal/inventory/reservations/${orderId}`, hold, serviceToken);
    expect([held.status, held.body.state]).toEqual([200, "held"]);
    const released = await ask(
      "POST",
      `/internal/inventory/reservations/${orderId}/release`,
      {},
      serviceToken,
    );
    expect([released.status, released.body.state]).toEqual([200, "released"]);
    expect((await ask("GET", `/v1/admin/stock-levels?sku=${sku}`)).body.items.length).toBeGreaterThan(0);
  },
  async payments(ask: Ask) {
    const path = `/internal/payments/checkouts/${newId("ord")}`;
    const opened = await ask("PUT", path, {
      orderNumber: "TEST-1",
      amountMinor: 1_999,
      currency: "EUR",
      email: "shopper@example.com",
      language: "fr",
      market: "fr",
      lines: [],
      successUrl: "http://localhost/paid",
      cancelUrl: "http://localhost/canceled",
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    }, serviceToken);
    expect([opened.status, opened.body.status]).toEqual([200, "open"]);
    const expired = await ask("POST", `${path}/expire`, undefined, serviceToken);
    expect([expired.status, expired.body.status]).toEqual([200, "expired"]);
    expect((await ask("GET", "/v1/admin/refunds?limit=1")).status).toBe(200);
  },
  async orders(ask: Ask, { id, token }: Placed) {
    const found = await ask("GET", `/v1/orders/${id}?token=${token}`);
    expect([found.status, found.body.id]).toEqual([200, id]);
    expect((await ask("GET", "/v1/admin/orders?limit=1")).body.items).toHaveLength(1);
  },
};
/** What the edge's visitors ask of each service. */
const throughEdge: Readonly<Record<Name, (placed: Placed) => string>> = {
  catalog: () => "/v1/admin/products?limit=1",
  inventory: () => `/v1/admin/stock-levels?sku=${sku}`,
  payments: () => "/v1/admin/refunds?limit=1",
  orders: ({ id, token }) => `/v1/orders/${id}?token=${token}`,
};

/** An order that was there before. */
interface Placed {
  readonly id: string;
  readonly token: string;
}
type Name = keyof typeof alone;
const names = Object.keys(alone) as Name[];

interface Answered {
  readonly status: number;
  // deno-lint-ignore no-explicit-any -- the body of an answer, asserted by the test
  readonly body: any;
}
type Ask = (method: string, path: string, body?: unknown, key?: string) => Promise<Answered>;

describe("with any one service stopped", () => {
  let folder: string;
  const ports = Object.fromEntries(names.map((name) => [name, freePort()])) as Record<Name, number>;
  const origin = (name: Name) => `http://127.0.0.1:${ports[name]}`;
  const running = new Map<Name, Deno.ChildProcess>();
  const sandboxPort = freePort();
  const edgePort = freePort();
  const edge = `http://127.0.0.1:${edgePort}`;
  let placed: Placed;
  /** The Stripe sandbox and the edge. */
  const others: Deno.ChildProcess[] = [];
  const log: string[] = [];

  before(async () => {
    folder = await Deno.makeTempDir({ prefix: "comptoir-services-" });
    await build();
    const sandbox = environment("sandbox", { STRIPE_SANDBOX_PORT: String(sandboxPort) });
    others.push(watched("sandbox", spawn(programOf("stripe_sandbox", sandbox), "piped")));
    await Promise.all(names.map(start));
    // Every process is a door to all services: the edge knows one.
    const settings = environment("catalog", { PORT: String(edgePort), API_URL: origin("orders") });
    others.push(watched("edge", spawn(programOf("edge", settings), "piped")));
    while ((await fetch(`${edge}/readyz`).catch(() => null))?.status !== 200) await soon();
    const answer = await place();
    expect([answer.status, answer.body.payment.url]).toEqual([201, expect.stringContaining("http")]);
    placed = answer.body;
  });
  after(async () => {
    await Promise.all(names.map(stop));
    for (const child of others) {
      signalChild(child, "SIGTERM");
      await child.status;
    }
    await Deno.remove(folder, { recursive: true });
  });

  function environment(name: string, more: Record<string, string>): Record<string, string> {
    return {
      ...complete({
        HOME: Deno.env.get("HOME") ?? "/tmp",
        DATA_DIR: join(folder, name),
        ADMIN_API_KEY: adminKey,
        SERVICE_TOKEN: serviceToken,
        STRIPE_API_BASE: `http://127.0.0.1:${sandboxPort}`,
        STRIPE_SECRET_KEY: "sk_test_for_services",
        STRIPE_WEBHOOK_SECRET: "whsec_for_services",
        API_URL: origin("payments"),
        LIMITS: "off",
        ...more,
      }),
    };
  }

  /** Keeps what a process prints, for whoever wants to know why it ended. */
  function watched(name: string, child: Deno.ChildProcess): Deno.ChildProcess {
    for (const stream of [child.stdout, child.stderr]) {
      stream.pipeThrough(new TextDecoderStream())
        .pipeTo(new WritableStream({ write: (text) => void log.push(`${name}: ${text}`) }));
    }
    return child;
  }

  async function start(name: Name): Promise<void> {
    const elsewhere = names.filter((other) => other !== name)
      .map((other) => [`${other.toUpperCase()}_API_URL`, origin(other)]);
    const settings = { API_PORT: String(ports[name]), SERVICES: name, ...Object.fromEntries(elsewhere) };
    const child = watched(name, spawn(programOf("api", environment(name, settings)), "piped"));
    running.set(name, child);
    let ended = false;
    child.status.then(() => ended = true);
    for (;;) {
      if (ended) throw new Error(`${name} ended before it was ready:\n${log.join("")}`);
      const answer = await fetch(`${origin(name)}/readyz`).catch(() => null);
      const ready = await answer?.json();
      if (answer?.status === 200) {
        expect(Object.keys(ready.services)).toEqual([name]);
        return;
      }
      await soon();
    }
  }

  async function stop(name: Name): Promise<void> {
    const child = running.get(name);
    if (!child) return;
    running.delete(name);
    signalChild(child, "SIGTERM");
    expect((await child.status).code).toBe(0);
  }

  const asking = (name: Name): Ask => askingAt(origin(name));
  const askingAt = (at: string): Ask => async (method, path, body, key = adminKey) => {
    const answer = await fetch(`${at}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        "idempotency-key": crypto.randomUUID(),
        ...body !== undefined && { "content-type": "application/json" },
      },
      ...body !== undefined && { body: JSON.stringify(body) },
    });
    return { status: answer.status, body: await answer.json() };
  };

  const soon = () => new Promise((resolve) => setTimeout(resolve, 30));

  /** An order through the edge, of one who comes for the first time. */
  async function place(): Promise<Answered> {
    const email = `${crypto.randomUUID()}@example.com`;
    const body = await orderBody(`${edge}/api`, { lines: [{ sku, quantity: 1 }], email });
    return await askingAt(`${edge}/api`)("POST", "/v1/orders", body);
  }

  for (const stopped of names) {
    it(`${stopped}: the others answer as before, and it does when it is back`, async () => {
      await stop(stopped);
      await expect(fetch(`${origin(stopped)}/healthz`)).rejects.toThrow();
      for (const name of names) if (name !== stopped) await alone[name](asking(name), placed);
      await start(stopped);
      for (const name of names) await alone[name](asking(name), placed);
    });
  }

  for (const stopped of names) {
    it(`${stopped}: the edge goes on with what does not need it, however often it is asked for that`, async () => {
      await stop(stopped);
      const ask = askingAt(`${edge}/api`);
      // More often than a circuit lets pass.
      for (let i = 0; i < 7; i++) {
        expect((await ask("GET", throughEdge[stopped](placed))).status).toBe(503);
        expect((await place()).status).toBe(503);
      }
      const page = await fetch(`${edge}/fr-fr/`);
      expect([page.status, (await page.text()).includes("<main")]).toEqual([200, true]);
      // Where the edge's own door is shut, nothing but its own copy is left.
      for (const name of stopped === "orders" ? [] : names) {
        if (name === stopped) continue;
        const { status } = await ask("GET", throughEdge[name](placed));
        expect([name, status]).toEqual([name, 200]);
      }
      await start(stopped);
      while ((await ask("GET", throughEdge[stopped](placed))).status !== 200) await soon();
      while ((await place()).status !== 201) await soon();
    });
  }

  it("every process passes on what is asked of another, and says so when that is out of reach", async () => {
    const path = `/v1/admin/stock-levels?sku=${sku}`;
    const there = await asking("inventory")("GET", path);
    expect(await asking("catalog")("GET", path)).toEqual(there);
    await stop("inventory");
    const lost = await asking("catalog")("GET", path);
    expect([lost.status, lost.body.type]).toEqual([503, "/problems/upstream-unavailable"]);
    await start("inventory");
    expect(await asking("catalog")("GET", path)).toEqual(there);
  });

  it("catalog: it learns what is available when it is back", async () => {
    const levels: { location: string }[] =
      (await asking("inventory")("GET", `/v1/admin/stock-levels?sku=${sku}`)).body.items;
    const counted = async (onHand: number) => {
      const items = levels.map(({ location }) => ({ sku, location, onHand }));
      expect((await asking("inventory")("PUT", "/v1/admin/stock-levels", { items })).status).toBe(200);
    };
    const told = async () =>
      (await asking("catalog")("GET", `/v1/admin/variants?sku=${sku}`)).body.items[0].availability;
    await stop("catalog");
    await counted(0);
    await start("catalog");
    while (await told() !== "out_of_stock") await soon();
    await counted(500);
    while (await told() !== "in_stock") await soon();
  });
});
