import { afterEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openSmallOrders, order, type SmallOrders } from "../testing/small_orders.ts";

let small: SmallOrders;

const notFirst = [{ code: "TEN", outcome: "not-first-order" }];

const place = (more: Record<string, unknown> = {}, address?: string) =>
  small.call("POST", "/v1/orders", {
    body: order(more),
    ...address !== undefined && { headers: { "x-shopper-address": address } },
  });

describe("a promotion that only so many orders may have", () => {
  afterEach(() => small.close());

  const open = async (limits: Record<string, number>, more: Record<string, unknown> = {}) => {
    small = await openSmallOrders();
    await small.call("PUT", "/v1/admin/stock-levels", {
      body: { items: ["CHAIR-1", "LAMP-1"].map((sku) => ({ sku, location: "main", onHand: 1_000 })) },
    });
    const { status, body } = await small.call("POST", "/v1/admin/promotions", {
      body: {
        texts: { en: { name: "Ten euros" } },
        markets: ["fr"],
        rule: { kind: "fixed-amount", amountMinor: 1_000 },
        codes: ["TEN"],
        limits,
        ...more,
      },
    });
    expect(status).toBe(201);
    return body.id as string;
  };
  const withCoupon = (email: string) =>
    place({ email, coupons: ["TEN"], expectedTotal: { amountMinor: 22_940, currency: "EUR" } });
  const counts = () => small.rows("SELECT used FROM promotion_counts");

  it("is had by exactly as many when all ask at once; the others are told", async () => {
    const id = await open({ total: 10 });
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, at) => withCoupon(`shopper${at}@example.com`)),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(10);
    const refused = replies.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ body }) => body.type))).toEqual(new Set(["/problems/price-changed"]));
    expect(refused[0]!.body.quote.coupons).toEqual([{ code: "TEN", outcome: "exhausted" }]);
    expect(refused[0]!.body.actual.amountMinor).toBe(23_940);
    expect(await counts()).toEqual([[10]]);
    expect(await small.rows("SELECT count(*) FROM redemptions WHERE released = 0")).toEqual([[10]]);
    expect(await small.stock("CHAIR-1")).toEqual([1_000, 10, 0]);
    await small.work();
    const promotion = await small.call("GET", `/v1/admin/promotions/${id}`);
    expect(promotion.body.isExhausted).toBe(true);
  });

  it("is to be had again when an order that had it ends", async () => {
    const id = await open({ total: 1 });
    const { body: first } = await withCoupon("ada@example.com");
    await small.work();
    expect((await withCoupon("eve@example.com")).status).toBe(409);
    await small.tell(first.id, "expired");
    await small.work();
    expect(await counts()).toEqual([[0]]);
    expect((await small.call("GET", `/v1/admin/promotions/${id}`)).body.isExhausted).toBe(false);
    expect((await withCoupon("eve@example.com")).status).toBe(201);
    // The first one's money comes after all: it cannot be had for that price any more, and goes back.
    await small.tell(first.id, "paid");
    await small.work();
    expect(await counts()).toEqual([[1]]);
    expect([...small.refunds.values()]).toEqual([{ orderId: first.id, amountMinor: 22_940 }]);
  });

  it("is had by each person so often, however the address is written", async () => {
    await open({ perCustomer: 1 });
    expect((await withCoupon("ada@example.com")).status).toBe(201);
    expect((await withCoupon("ADA@Example.com")).status).toBe(409);
    expect((await withCoupon("eve@example.com")).status).toBe(201);
  });

  it("is for a first order only when it is one", async () => {
    await open({}, { conditions: { firstOrder: true } });
    const { body: first } = await withCoupon("ada@example.com");
    await small.tell(first.id, "paid");
    const refused = await withCoupon("ada@example.com");
    expect([refused.status, refused.body.quote.coupons]).toEqual([409, notFirst]);
  });

  it("is for one first order, of all that are placed before any is paid", async () => {
    await open({}, { conditions: { firstOrder: true } });
    const replies = await Promise.all(Array.from({ length: 6 }, () => withCoupon("ada@example.com")));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409]);
    for (const { body } of replies.filter(({ status }) => status === 409)) {
      expect(body.quote.coupons).toEqual(notFirst);
    }
    const { body: first } = replies.find(({ status }) => status === 201)!;
    expect((await withCoupon("Ada@example.com")).body.quote.coupons).toEqual(notFirst);
    expect((await withCoupon("eve@example.com")).status).toBe(201);
    // It came to nothing: the next one is the first.
    await small.call("POST", `/v1/orders/${first.id}/cancellations?token=${first.token}`, { body: {} });
    expect((await withCoupon("ada@example.com")).status).toBe(201);
  });

  it("is for no second order, though the first was given back", async () => {
    await open({}, { conditions: { firstOrder: true } });
    const { body: first } = await withCoupon("ada@example.com");
    await small.tell(first.id, "paid");
    await small.call("POST", `/v1/orders/${first.id}/cancellations?token=${first.token}`, { body: {} });
    expect(await small.rows("SELECT state FROM orders")).toEqual([["canceled"]]);
    expect((await withCoupon("ada@example.com")).body.quote.coupons).toEqual(notFirst);
  });

  it("is not guessed by ordering, no more than by asking for quotes", async () => {
    small = await openSmallOrders({ limits: true });
    const from = { "x-shopper-address": "192.0.2.9" };
    const expectedTotal = { amountMinor: 1, currency: "EUR" };
    const guess = (coupons: string[]) =>
      small.call("POST", "/v1/orders", { body: order({ coupons, expectedTotal }), headers: from });
    const codes = (first: number) => Array.from({ length: 10 }, (_, at) => `GUESS-${first + at}`);
    for (const first of [0, 10, 20]) expect((await guess(codes(first))).status).toBe(409);
    const refused = await guess(["GUESS-30"]);
    expect([refused.status, refused.body.quote, Number(refused.headers.get("retry-after")) > 0])
      .toEqual([429, undefined, true]);
    const quote = (headers: Record<string, string>) =>
      small.call("POST", "/v1/quotes", {
        body: { market: "fr", language: "en", lines: [{ sku: "CHAIR-1", quantity: 1 }], coupons: ["TEN"] },
        headers,
      });
    expect((await quote(from)).status).toBe(429);
    expect((await quote({ "x-shopper-address": "192.0.2.10" })).status).toBe(200);
    expect((await guess([])).status).toBe(409);
  });
});

describe("limits of orders that wait for their payment", () => {
  afterEach(() => small.close());

  it("hold for an e-mail address until one is paid or ends", async () => {
    small = await openSmallOrders({ limits: true });
    const { body: first } = await place();
    expect((await place()).status).toBe(201);
    const refused = await place();
    expect([refused.status, refused.body.type, refused.headers.get("retry-after")]).toEqual([
      429,
      "/problems/rate-limited",
      "60",
    ]);
    expect(await small.stock("CHAIR-1")).toEqual([10, 2, 0]);
    await small.tell(first.id, "paid");
    expect((await place()).status).toBe(201);
  });

  it("hold for a network address, of IPv6 for the household", async () => {
    small = await openSmallOrders({ limits: true });
    const lines = [{ sku: "CHAIR-1", quantity: 1 }];
    const from = (email: string, address: string) =>
      place({ email, lines, expectedTotal: { amountMinor: 19_390, currency: "EUR" } }, address);
    for (const at of [1, 2, 3]) {
      expect((await from(`a${at}@example.com`, `2001:db8::${at}`)).status).toBe(201);
    }
    expect((await from("a4@example.com", "2001:db8::4")).status).toBe(429);
    expect((await from("a5@example.com", "2001:db8:0:1::4")).status).toBe(201);
    const [keys] = await small.rows("SELECT group_concat(address_key) FROM orders");
    expect(String(keys)).not.toContain("2001");
  });

  it("hold when all ask at once", async () => {
    small = await openSmallOrders({ limits: true });
    const items = [{ sku: "CHAIR-1", location: "main", onHand: 100 }];
    await small.call("PUT", "/v1/admin/stock-levels", { body: { items } });
    const lines = [{ sku: "CHAIR-1", quantity: 1 }];
    const replies = await Promise.all(
      Array.from(
        { length: 12 },
        (_, at) => place({ lines, expectedTotal: { amountMinor: 19_390, currency: "EUR" } }, `192.0.2.${at}`),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(10);
    expect(await small.stock("CHAIR-1")).toEqual([100, 2, 0]);
  });

  it("hold for the units in them, of an e-mail address and of a network address", async () => {
    small = await openSmallOrders({ limits: true });
    const items = [{ sku: "CHAIR-1", location: "main", onHand: 100 }];
    await small.call("PUT", "/v1/admin/stock-levels", { body: { items } });
    const chairs = (quantity: number, email: string, address: string) =>
      place({
        email,
        lines: [{ sku: "CHAIR-1", quantity }],
        expectedTotal: { amountMinor: 18_900 * quantity + 490, currency: "EUR" },
      }, address);
    const all = await chairs(10, "ada@example.com", "192.0.2.1");
    expect([all.status, all.body.type, all.body.detail]).toEqual([
      429,
      "/problems/rate-limited",
      "At most 9 units are set aside for unpaid orders: 9 more can be ordered before one is paid.",
    ]);
    const { body: first } = await chairs(6, "ada@example.com", "192.0.2.1");
    expect((await chairs(4, "ada@example.com", "192.0.2.2")).status).toBe(429);
    expect((await chairs(4, "eve@example.com", "192.0.2.1")).status).toBe(429);
    expect((await chairs(3, "eve@example.com", "192.0.2.1")).status).toBe(201);
    expect(await small.stock("CHAIR-1")).toEqual([100, 9, 0]);
    await small.tell(first.id, "paid");
    expect((await chairs(6, "ada@example.com", "192.0.2.1")).status).toBe(201);
    const replies = await Promise.all(
      [1, 2, 3].map((at) => chairs(5, "bob@example.com", `192.0.2.1${at}`)),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 429, 429]);
  });

  it("hold for what comes to nothing within an hour, so that nobody has a stranger written to", async () => {
    small = await openSmallOrders({ limits: true });
    const lines = [{ sku: "CHAIR-1", quantity: 1 }];
    const expectedTotal = { amountMinor: 19_390, currency: "EUR" };
    const tryAs = async (email: string) => {
      const { status, body } = await place({ email, lines, expectedTotal }, "192.0.2.8");
      if (status === 201) {
        await small.call("POST", `/v1/orders/${body.id}/cancellations?token=${body.token}`, { body: {} });
        await small.tell(body.id, "expired");
        await small.work();
      }
      return status;
    };
    const statuses = [];
    for (let tries = 0; tries < 8; tries++) statuses.push(await tryAs("victim@example.com"));
    expect(statuses).toEqual([201, 201, 201, 201, 201, 201, 429, 429]);
    expect(small.mails).toHaveLength(12);
    expect(await tryAs("eve@example.com")).toBe(201);
    small.pass(3_600_000);
    expect(await tryAs("victim@example.com")).toBe(201);
  });

  it("hold for those that are paid no longer", async () => {
    small = await openSmallOrders({ limits: true });
    await small.call("PUT", "/v1/admin/stock-levels", {
      body: { items: [{ sku: "CHAIR-1", location: "main", onHand: 100 }] },
    });
    const lines = [{ sku: "CHAIR-1", quantity: 1 }];
    const expectedTotal = { amountMinor: 19_390, currency: "EUR" };
    for (let tries = 0; tries < 8; tries++) {
      const { status, body } = await place({ lines, expectedTotal }, "192.0.2.8");
      expect(status).toBe(201);
      await small.tell(body.id, "paid");
    }
  });

  it("stop whoever tries too often from one address", async () => {
    small = await openSmallOrders({ limits: true });
    const wrong = { expectedTotal: { amountMinor: 1, currency: "EUR" } };
    const statuses = [];
    for (let tries = 0; tries < 21; tries++) statuses.push((await place(wrong, "192.0.2.7")).status);
    expect(statuses.filter((status) => status === 409)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
  });
});
