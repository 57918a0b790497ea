import { beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { OrderBody } from "../commerce/wire/order.ts";
import { CircuitOpenError } from "../commerce/circuit.ts";
import { type OrdersClient, ordersClient } from "./orders_client.ts";

const id = "ord_01a1f852-f70c-7c8e-8798-ad5afbf1d3f4";
const body = { market: "fr", language: "fr" } as OrderBody;
const placed = {
  id,
  number: "A1",
  status: "pending_payment",
  token: "t0ken",
  payment: { url: "https://pay.test/1" },
  total: {},
};
const problem = (name: string, status: number, more = {}) =>
  Response.json({ type: `/problems/${name}`, title: name, status, ...more }, { status });

describe("the client of the orders service", () => {
  let replies: (() => Response | Promise<Response>)[];
  let asked: Request[];
  let slept: number[];
  let clock: number;
  let errors: unknown[];
  let client: OrdersClient;

  beforeEach(() => {
    [replies, asked, slept, clock, errors] = [[], [], [], 0, []];
    client = ordersClient({
      apiUrl: "http://centre",
      serviceToken: "a-service-token",
      fetch: async (input, init) => {
        asked.push(new Request(input, init));
        clock += 100;
        return await (replies.shift() ?? (() => Promise.reject(new TypeError("refused"))))();
      },
      tryMs: 1_000,
      deadlineMs: 5_000,
      now: () => clock,
      chance: () => 1,
      sleep: (ms) => {
        slept.push(ms);
        clock += ms;
        return Promise.resolve();
      },
      onError: (error) => errors.push(error),
    });
  });

  const place = () => client.place(body, "key-12345", "192.0.2.7");

  it("places an order with its key and the shopper's address", async () => {
    replies = [() => Response.json({ ...placed, isNew: true }, { status: 201 })];
    expect(await place()).toMatchObject({ kind: "placed", order: { id, token: "t0ken" } });
    const [request] = asked;
    expect([request!.url, request!.headers.get("idempotency-key"), request!.headers.get("x-shopper-address")])
      .toEqual(["http://centre/v1/orders", "key-12345", "192.0.2.7"]);
    // The centre believes an address of those alone who show this.
    expect(request!.headers.get("x-service-authorization")).toBe("Bearer a-service-token");
    expect(await request!.json()).toEqual(body);
  });

  it("tells an order that stands from one that has ended since", async () => {
    const kindOf = async (status: string) => {
      replies = [() => Response.json({ ...placed, status, payment: null }, { status: 201 })];
      return (await place()).kind;
    };
    expect([await kindOf("paid"), await kindOf("payment_processing")]).toEqual(["placed", "placed"]);
    expect(await kindOf("canceled")).toBe("over");
    expect(await kindOf("expired")).toBe("over");
  });

  for (
    const [what, passing] of [
      ["no answer", () => Promise.reject(new TypeError("reset"))],
      ["503", () => problem("upstream-unavailable", 503)],
      ["500", () => new Response("oh", { status: 500 })],
      ["the first try still running", () => problem("idempotency-in-progress", 409)],
    ] as const
  ) {
    it(`asks again with the same key and body after ${what}`, async () => {
      replies = [passing, passing, () => Response.json(placed, { status: 201 })];
      expect((await place()).kind).toBe("placed");
      expect(asked.map(({ headers }) => headers.get("idempotency-key"))).toEqual([
        "key-12345",
        "key-12345",
        "key-12345",
      ]);
      expect(new Set(await Promise.all(asked.map((request) => request.text()))).size).toBe(1);
      expect(slept).toEqual([200, 400]);
    });
  }

  it("gives up after three tries, and when its time is over", async () => {
    expect(await place()).toEqual({ kind: "unavailable" });
    expect([asked.length, errors.length]).toEqual([3, 3]);
    replies = [() => {
      clock += 4_800;
      return problem("upstream-unavailable", 503);
    }];
    asked = [];
    expect(await place()).toEqual({ kind: "unavailable" });
    expect(asked).toHaveLength(1);
  });

  it("does not wait for a service that is left alone", async () => {
    replies = [() => Promise.reject(new CircuitOpenError("open"))];
    expect(await place()).toEqual({ kind: "unavailable" });
    expect([asked.length, slept]).toEqual([1, []]);
  });

  const quote = { total: { amountMinor: 900, currency: "EUR" }, lines: [] };
  const refusals: readonly [string, Response, unknown][] = [
    ["price-changed", problem("price-changed", 409, { quote }), { kind: "price-changed", change: { quote } }],
    [
      "out-of-stock",
      problem("out-of-stock", 409, { shortages: [{ sku: "A", requested: 2, available: 1 }] }),
      { kind: "out-of-stock", shortages: [{ sku: "A", requested: 2, available: 1 }] },
    ],
    [
      "validation-failed",
      problem("validation-failed", 422, { errors: [{ path: "email", message: "no" }] }),
      { kind: "invalid", paths: ["email"] },
    ],
    ["rate-limited", problem("rate-limited", 429), { kind: "rate-limited" }],
    ["idempotency-key-reused", problem("idempotency-key-reused", 422), { kind: "key-reused" }],
    ["price-changed without a quote", problem("price-changed", 409), { kind: "refused" }],
    ["forbidden", problem("forbidden", 403), { kind: "refused" }],
    ["something unreadable", new Response("<html>", { status: 400 }), { kind: "refused" }],
  ];
  for (const [name, answer, wanted] of refusals) {
    it(`takes ${name} for an answer`, async () => {
      replies = [() => answer];
      expect(await place()).toMatchObject(wanted as Record<string, unknown>);
      expect(asked).toHaveLength(1);
    });
  }

  it("does not take an order for refused that it cannot read", async () => {
    replies = [() => Response.json({ ...placed, payment: { url: "javascript:alert(1)" } }, { status: 201 })];
    expect(await place()).toEqual({ kind: "unavailable" });
  });

  it("reads an order, and does not tell a wrong token from no order", async () => {
    replies = [() => Response.json({ id, status: "paid" }), () => problem("not-found", 404)];
    expect(await client.read(id, "a&b", null)).toMatchObject({ kind: "order", order: { status: "paid" } });
    expect(asked[0]!.url).toBe(`http://centre/v1/orders/${id}?token=a%26b`);
    expect(asked[0]!.headers.has("x-shopper-address")).toBe(false);
    expect(await client.read(id, "wrong", null)).toEqual({ kind: "not-found" });
    expect(await client.read(id, "t", null)).toEqual({ kind: "unavailable" });
  });

  it("cancels an order", async () => {
    replies = [
      () => Response.json({ id }),
      () => problem("conflict", 409),
      () => problem("not-found", 404),
      () => problem("rate-limited", 429),
    ];
    const outcomes = [];
    for (let i = 0; i < 4; i++) outcomes.push(await client.cancel(id, "t", "cancel-1", null));
    expect(outcomes).toEqual(["canceled", "refused", "not-found", "unavailable"]);
  });

  it("has no stream where the centre gives none", async () => {
    replies = [() => new Response("event: status\n\n"), () => problem("rate-limited", 429)];
    expect(await new Response(await client.events(id, "t", null)).text()).toBe("event: status\n\n");
    expect(await client.events(id, "t", null)).toBeNull();
    expect(await client.events(id, "t", null)).toBeNull();
  });
});
