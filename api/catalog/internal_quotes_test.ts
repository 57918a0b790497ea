import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { openSmallOrders, type SmallOrders } from "../orders/testing/small_orders.ts";

describe("the quote that an order is made of", () => {
  let small: SmallOrders;
  const shopper = { priceListId: 1, customerGroups: [], isFirstOrder: true };
  const ask = (more: Record<string, unknown> = {}, headers?: Record<string, string>) =>
    small.call("POST", "/internal/catalog/quotes", {
      body: {
        quote: {
          market: "fr",
          language: "en",
          lines: [{ sku: "LAMP-1", quantity: 2 }, { sku: "CHAIR-1", quantity: 1 }],
          shipTo: { country: "FR", postalCode: "75002" },
        },
        shopper,
        exhausted: [],
        ...more,
      },
      headers,
    });

  beforeEach(async () => {
    small = await openSmallOrders();
  });
  afterEach(() => small.close());

  it("is the public one, with what the order copies", async () => {
    const { status, body } = await ask();
    const lines = [{ sku: "LAMP-1", quantity: 2 }, { sku: "CHAIR-1", quantity: 1 }];
    const shown = await small.call("POST", "/v1/quotes", {
      body: { market: "fr", language: "en", lines, shipTo: { country: "FR", postalCode: "75002" } },
    });
    expect([status, body.quote]).toEqual([200, shown.body]);
    expect(body.copies).toMatchObject([
      { sku: "LAMP-1", title: "Reading lamp", options: "", kind: "physical", withdrawalExemption: "hygiene" },
      {
        sku: "CHAIR-1",
        title: "Oak chair",
        options: "Sand",
        brand: "Ravelin",
        categories: ["chairs", "furniture"],
        withdrawalExemption: null,
      },
    ]);
    expect([body.promotions, body.termsVersion, body.timeZone]).toEqual([[], null, "UTC"]);
  });

  it("is of the catalog as it is now, whatever was kept of it", async () => {
    expect((await ask()).body.quote.total.amountMinor).toBe(2 * 4_550 + 18_900 + 490);
    await small.call("PUT", "/v1/admin/prices", {
      body: { items: [{ sku: "LAMP-1", market: "fr", amountMinor: 5_000 }] },
    });
    expect((await ask()).body.quote.total.amountMinor).toBe(2 * 5_000 + 18_900 + 490);
    const made = await small.call("POST", "/v1/admin/promotions", {
      body: {
        texts: { en: { name: "Ten euros" } },
        markets: ["fr"],
        rule: { kind: "fixed-amount", amountMinor: 1_000 },
        limits: { total: 3 },
      },
    });
    const { body } = await ask();
    expect(body.quote.total.amountMinor).toBe(2 * 5_000 + 18_900 + 490 - 1_000);
    expect(body.promotions).toEqual([{ id: made.body.id, limitTotal: 3, limitPerCustomer: null }]);
    expect((await ask({ exhausted: [made.body.id] })).body.quote.discounts).toEqual([]);
  });

  it("is for other services only, and refuses what the public one refuses", async () => {
    expect((await ask({}, { authorization: "Bearer small-orders-admin-key" })).status).toBe(401);
    const quote = { market: "fr", language: "en", lines: [{ sku: "NONE-1", quantity: 1 }] };
    const { status, body } = await ask({ quote });
    expect([status, body.errors[0].path]).toEqual([422, "lines.0.sku"]);
  });

  it("knows which promotions are used up, until their limit is changed", async () => {
    const { body: made, headers } = await small.call("POST", "/v1/admin/promotions", {
      body: {
        texts: { en: { name: "Ten euros" } },
        markets: ["fr"],
        rule: { kind: "fixed-amount", amountMinor: 1_000 },
        limits: { total: 3 },
      },
    });
    const discounted = async () => (await ask()).body.quote.discounts.length === 1;
    const tell = (exhausted: boolean) =>
      small.call("POST", "/internal/catalog/promotion-limits", { body: { promotionId: made.id, exhausted } });
    expect(await discounted()).toBe(true);
    expect((await tell(true)).status).toBe(200);
    expect((await tell(true)).status).toBe(200);
    expect(await discounted()).toBe(false);
    await tell(false);
    expect(await discounted()).toBe(true);
    await tell(true);
    const patched = await small.call("PATCH", `/v1/admin/promotions/${made.id}`, {
      body: { limits: { total: 4 } },
      etag: headers.get("etag"),
    });
    expect(patched.status).toBe(200);
    expect(await discounted()).toBe(true);
  });
});
