import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openSmallOrders, order, publicUrl, type SmallOrders } from "../testing/small_orders.ts";

describe("placing an order", () => {
  let small: SmallOrders;
  const place = (body: unknown = order(), key?: string) => small.call("POST", "/v1/orders", { body, key });

  beforeEach(async () => {
    small = await openSmallOrders();
  });
  afterEach(() => small.close());

  it("sets the stock aside, writes the order and opens its payment", async () => {
    const { status, body, headers } = await place();
    expect([status, body.status, body.total]).toEqual([
      201,
      "pending_payment",
      { amountMinor: 23_940, currency: "EUR" },
    ]);
    expect(body.number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(body.payment).toEqual({ url: `https://pay.example/${body.id}` });
    expect(headers.get("location")).toBe(`/v1/orders/${body.id}`);
    expect(await small.stock("CHAIR-1")).toEqual([10, 1, 0]);
    expect(small.payments.get(body.id)!.checkout).toMatchObject({
      amountMinor: 23_940,
      currency: "EUR",
      email: "ada@example.com",
      orderNumber: body.number,
      capture: "now",
      successUrl: `${publicUrl}/en-fr/orders/${body.id}`,
      lines: [
        { name: "Oak chair, Sand", quantity: 1, amountMinor: 18_900 },
        { name: "Reading lamp", quantity: 1, amountMinor: 4_550 },
        { name: "Standard", quantity: 1, amountMinor: 490 },
      ],
    });
    await small.work();
    expect(small.mails).toEqual([
      { messageKey: `${body.id}.received`, orderId: body.id, kind: "received", language: "en", about: null },
    ]);
  });

  it("shows the order to whoever has its token, and to nobody else", async () => {
    const { body: placed } = await place();
    const { body: other } = await place(order({ email: "eve@example.com" }));
    const read = (id: string, token?: string) =>
      small.call("GET", `/v1/orders/${id}${token === undefined ? "" : `?token=${token}`}`);
    const { status, body } = await read(placed.id, placed.token);
    expect([status, body.status, body.paymentStatus, body.cancelable]).toEqual([
      200,
      "pending_payment",
      "unpaid",
      true,
    ]);
    expect(body.lines).toMatchObject([
      {
        sku: "CHAIR-1",
        title: "Oak chair",
        options: "Sand",
        brand: "Ravelin",
        charged: { amountMinor: 18_900 },
        taxRate: 0.2,
        withdrawal: { until: "2026-03-20", exemption: null },
      },
      { sku: "LAMP-1", charged: { amountMinor: 4_550 }, withdrawal: { until: null, exemption: "hygiene" } },
    ]);
    expect(body.shipping.promise).toEqual({ earliest: "2026-03-04", latest: "2026-03-06" });
    expect(body.timeline).toMatchObject([{ kind: "placed", actor: "shopper" }]);
    expect(body.payment).toEqual(placed.payment);
    const missing = "ord_01900000-0000-7000-8000-000000000000";
    const refusals = await Promise.all([
      read(placed.id),
      read(placed.id, other.token),
      read(placed.id, `${placed.token}x`),
      read(missing, placed.token),
      read("ord_1", placed.token),
    ]);
    expect(refusals.map((each) => [each.status, each.body.type])).toEqual(
      refusals.map(() => [404, "/problems/not-found"]),
    );
    expect(new Set(refusals.map((each) => JSON.stringify(each.body))).size).toBe(1);
  });

  it("answers a retry with the same order and a payment address of now", async () => {
    const first = await place(order(), "two-tabs-1");
    const again = await place(order(), "two-tabs-1");
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[1]]);
    expect(await small.stock("CHAIR-1")).toEqual([10, 1, 0]);
    const stored = await small.rows("SELECT outcome FROM idempotency_keys");
    expect(String(stored)).not.toContain(first.body.token);
    expect(String(stored)).not.toContain("pay.example");
    const other = await place(order({ email: "eve@example.com" }), "two-tabs-1");
    expect([other.status, other.body.type]).toEqual([422, "/problems/idempotency-key-reused"]);
  });

  it("tells a retry how the order stands by then", async () => {
    const { body } = await place(order(), "two-tabs-3");
    await small.call("POST", `/v1/orders/${body.id}/cancellations?token=${body.token}`, { body: {} });
    const again = await place(order(), "two-tabs-3");
    expect([again.status, again.headers.get("idempotent-replayed"), again.body]).toEqual([
      201,
      "true",
      { ...body, status: "canceled", payment: null },
    ]);
  });

  it("makes one order of two tabs that ask at once", async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => place(order(), "two-tabs-2")));
    const placed = replies.filter(({ status }) => status === 201);
    const busy = replies.filter(({ body }) => body.type === "/problems/idempotency-in-progress");
    expect([placed.length + busy.length, placed.length >= 1]).toEqual([8, true]);
    expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[1]]);
    expect(await small.stock("LAMP-1")).toEqual([3, 1, 0]);
  });

  it("refuses another total than the shopper saw, and tells the lines that differ", async () => {
    const { status, body } = await place(order({
      expectedTotal: { amountMinor: 23_840, currency: "EUR" },
      expectedLines: [
        { sku: "CHAIR-1", total: { amountMinor: 18_800, currency: "EUR" } },
        { sku: "LAMP-1", total: { amountMinor: 4_550, currency: "EUR" } },
      ],
    }));
    expect([status, body.type]).toEqual([409, "/problems/price-changed"]);
    expect(body.expected).toEqual({ amountMinor: 23_840, currency: "EUR" });
    expect(body.actual).toEqual({ amountMinor: 23_940, currency: "EUR" });
    expect(body.lines).toEqual([{
      sku: "CHAIR-1",
      expected: { amountMinor: 18_800, currency: "EUR" },
      actual: { amountMinor: 18_900, currency: "EUR" },
    }]);
    expect(body.quote.total).toEqual(body.actual);
    const inDollars = await place(order({ expectedTotal: { amountMinor: 23_940, currency: "USD" } }));
    expect(inDollars.body.type).toBe("/problems/price-changed");
    expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[0]]);
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
  });

  it("tells what there is not enough of, and holds nothing then", async () => {
    const { status, body } = await place(order({
      lines: [{ sku: "CHAIR-1", quantity: 1 }, { sku: "LAMP-1", quantity: 4 }],
      expectedTotal: { amountMinor: 37_590, currency: "EUR" },
    }));
    expect([status, body.type, body.shortages]).toEqual([
      409,
      "/problems/out-of-stock",
      [{ sku: "LAMP-1", requested: 4, available: 3 }],
    ]);
    expect(await small.stock("CHAIR-1")).toEqual([10, 0, 0]);
    expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[0]]);
  });

  it("takes nothing that is not in the contract, and nothing that cannot be", async () => {
    const wrong = async (more: Record<string, unknown>) => {
      const { status, body } = await place(order(more));
      return [status, ...(body.errors ?? []).map((error: { path: string }) => error.path)];
    };
    expect(await wrong({ status: "paid" })).toEqual([422, "status"]);
    expect(await wrong({ customerGroups: ["trade"] })).toEqual([422, "customerGroups"]);
    expect(await wrong({ lines: [{ sku: "CHAIR-1", quantity: 1, unitPrice: 1 }] })).toEqual([
      422,
      "lines.0.unitPrice",
    ]);
    expect(await wrong({ lines: [{ sku: "CHAIR-1", quantity: -1 }] })).toEqual([422, "lines.0.quantity"]);
    expect(await wrong({ lines: [{ sku: "CHAIR-1", quantity: 1e9 }] })).toEqual([422, "lines.0.quantity"]);
    expect(await wrong({ expectedTotal: { amountMinor: -1, currency: "EUR" } })).toEqual([
      422,
      "expectedTotal.amountMinor",
    ]);
    expect(await wrong({ email: "a@example.com\r\nBcc: b@example.com" })).toEqual([422, "email"]);
    expect(await wrong({ lines: [{ sku: "NONE-1", quantity: 1 }] })).toEqual([422, "lines.0.sku"]);
    expect(await wrong({ shipTo: undefined })).toEqual([422, "shipTo"]);
    for (
      const returnUrl of ["https://evil.example/", "https://u:p@shop.example/x", "https://u@shop.example/x"]
    ) {
      expect([returnUrl, ...await wrong({ returnUrl })]).toEqual([returnUrl, 422, "returnUrl"]);
    }
    expect((await place("{")).status).toBe(400);
    expect(await small.rows("SELECT count(*) FROM orders")).toEqual([[0]]);
  });

  it("keeps what is somebody's in one row", async () => {
    const { body } = await place();
    await small.tell(body.id, "paid");
    const tables = await small.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'order_people'",
    );
    for (const [table] of tables) {
      const text = JSON.stringify(await small.rows(`SELECT * FROM "${table}"`));
      for (const value of ["ada@", "Lovelace", "rue de la Paix"]) {
        expect([table, text.includes(value)]).toEqual([table, false]);
      }
    }
  });
});
