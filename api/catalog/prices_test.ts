import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { lamp, openSmallApi, type SmallApi } from "../testing/small_api.ts";

describe("prices", () => {
  let small: SmallApi;
  const call: SmallApi["call"] = (...args) => small.call(...args);

  beforeEach(async () => {
    small = await openSmallApi();
    await call("POST", "/v1/admin/products", { body: lamp() });
  });
  afterEach(() => small.close());

  it("are set in bulk, each written or refused for itself", async () => {
    small.pass(60_000);
    const { status, headers, body } = await call("PUT", "/v1/admin/prices", {
      body: {
        items: [
          { sku: "LAMP-1", market: "us", amountMinor: 3900, compareAtMinor: 4900 },
          { sku: "LAMP-9", market: "us", amountMinor: 3900 },
          { sku: "LAMP-1", market: "xx", amountMinor: 3900 },
          { sku: "LAMP-1", market: "fr", amountMinor: 1, validUntil: "2026-01-01T00:00:00Z" },
          { sku: "LAMP-1", market: "jp", amountMinor: 5000 },
        ],
      },
    });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      { sku: "LAMP-1", market: "us", status: "written" },
      { sku: "LAMP-9", market: "us", status: "refused", reason: "unknown-sku" },
      { sku: "LAMP-1", market: "xx", status: "refused", reason: "unknown-market" },
      { sku: "LAMP-1", market: "fr", status: "refused", reason: "window-in-the-past" },
      { sku: "LAMP-1", market: "jp", status: "written" },
    ]);
    expect(body.catalogVersion).toBe(await small.shop.version());
    expect(headers.get("x-catalog-version")).toBe(`${body.catalogVersion}`);

    const listed = await call("GET", "/v1/admin/prices?sku=LAMP-1");
    const common = {
      sku: "LAMP-1",
      compareAtMinor: null,
      lowestPriorMinor: null,
      minQuantity: 1,
      priceList: "standard",
    };
    expect(listed.body).toEqual({
      items: [
        {
          ...common,
          market: "us",
          amountMinor: 3900,
          currency: "USD",
          compareAtMinor: 4900,
          lowestPriorMinor: 4900,
          validFrom: "2026-03-01T00:02:00.000Z",
          validUntil: null,
        },
        { ...common, market: "fr", amountMinor: 4500, currency: "EUR", validFrom: null, validUntil: null },
        {
          ...common,
          market: "jp",
          amountMinor: 5000,
          currency: "JPY",
          validFrom: "2026-03-01T00:02:00.000Z",
          validUntil: null,
        },
      ],
      nextCursor: null,
    });
  });

  it("of an unknown SKU are none", async () => {
    expect((await call("GET", "/v1/admin/prices?sku=LAMP-9")).body).toEqual({ items: [], nextCursor: null });
  });

  it("take a thousand at once", async () => {
    const items = Array.from({ length: 1000 }, (_, i) => ({
      sku: "LAMP-1",
      market: "us",
      amountMinor: 5000 - i,
      minQuantity: i + 1,
    }));
    const { status, body } = await call("PUT", "/v1/admin/prices", { body: { items } });
    expect(status).toBe(200);
    expect(body.items).toHaveLength(1000);
    const over = await call("PUT", "/v1/admin/prices", { body: { items: [...items, items[0]] } });
    expect([over.status, over.body.errors[0]!.path]).toEqual([422, "items"]);
  });
});
