import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { lamp, openSmallApi, type Reply, type SmallApi } from "../testing/small_api.ts";

describe("variants", () => {
  let small: SmallApi;
  let made: Reply;
  const call: SmallApi["call"] = (...args) => small.call(...args);
  const add = (more: Record<string, unknown> = {}) =>
    call("POST", "/v1/admin/variants", {
      body: { productId: made.body.id, sku: "LAMP-2", prices: { us: { amountMinor: 5900 } }, ...more },
    });

  beforeEach(async () => {
    small = await openSmallApi();
    made = await call("POST", "/v1/admin/products", { body: lamp() });
  });
  afterEach(() => small.close());

  it("are added to a product, whose version they share", async () => {
    const added = await add({ gtin: "4006381333931", options: { colour: "Ink" } });
    expect(added.status).toBe(201);
    expect(added.body.id).toMatch(/^var_/);
    expect(added.body.gtin).toBe("4006381333931");
    expect(added.body.productId).toBe(made.body.id);
    const product = await call("GET", `/v1/admin/products/${made.body.id}`);
    expect(product.body.variants.map(({ sku }) => sku)).toEqual(["LAMP-1", "LAMP-2"]);
    const read = await call("GET", `/v1/admin/variants/${added.body.id}`);
    expect(read.body).toEqual(product.body.variants[1]);
    for (const { headers } of [product, read]) {
      expect(headers.get("etag")).toBe(`"${added.body.catalogVersion}"`);
    }
  });

  it("are changed by whoever saw the product last", async () => {
    const path = `/v1/admin/variants/${made.body.variants[0]!.id}`;
    const body = {
      gtin: "4006381333931",
      availability: "backorder",
      availabilityByMarket: { fr: "preorder" },
    };
    const changed = await call("PATCH", path, { etag: made.headers.get("etag"), body });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject(body);
    expect(changed.body.catalogVersion).toBe(await small.shop.version());
    const stale = await call("PATCH", path, { etag: made.headers.get("etag"), body });
    expect([stale.status, stale.body.type]).toEqual([412, "/problems/version-mismatch"]);
    const product = await call("PATCH", `/v1/admin/products/${made.body.id}`, {
      etag: made.headers.get("etag"),
      body: { brand: "Ravelin" },
    });
    expect(product.status).toBe(412);
    const cleared = await call("PATCH", path, {
      etag: changed.headers.get("etag"),
      body: { gtin: null, availabilityByMarket: { fr: null } },
    });
    expect(cleared.body).not.toHaveProperty("gtin");
    expect(cleared.body.availabilityByMarket).toEqual({});
  });

  it("are found by SKU", async () => {
    const found = await call("GET", "/v1/admin/variants?sku=LAMP-1");
    expect(found.body).toEqual({ items: made.body.variants, nextCursor: null });
    expect((await call("GET", "/v1/admin/variants?sku=lamp-1")).body).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  it("are deleted, but never the last", async () => {
    const added = await add();
    const path = `/v1/admin/variants/${added.body.id}`;
    expect((await call("DELETE", path, { etag: made.headers.get("etag") })).status).toBe(412);
    const gone = await call("DELETE", path, { etag: added.headers.get("etag") });
    expect([gone.status, gone.body]).toEqual([200, { catalogVersion: await small.shop.version() }]);
    expect((await call("GET", path)).status).toBe(404);
    const last = await call("DELETE", `/v1/admin/variants/${made.body.variants[0]!.id}`, {
      etag: `"${gone.body.catalogVersion}"`,
    });
    expect([last.status, last.body.type]).toEqual([409, "/problems/conflict"]);
  });
});
