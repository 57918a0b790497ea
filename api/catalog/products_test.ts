import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { lamp, openSmallApi, type SmallApi } from "../testing/small_api.ts";

describe("products", () => {
  let small: SmallApi;
  const call: SmallApi["call"] = (...args) => small.call(...args);

  beforeEach(async () => {
    small = await openSmallApi();
  });
  afterEach(() => small.close());

  it("are created, and answered with the version that shows them", async () => {
    const before = await small.shop.version();
    const { status, headers, body } = await call("POST", "/v1/admin/products", {
      body: lamp({ brand: "Ravelin", attributes: [{ name: "material", value: "Brass" }] }),
    });
    expect(status).toBe(201);
    expect(body.id).toMatch(/^prd_[0-9a-f-]{36}$/);
    expect(body).toEqual({
      id: body.id,
      status: "active",
      brand: "Ravelin",
      kind: "physical",
      taxCategory: "standard",
      hsCode: null,
      origin: null,
      dimensionsMm: null,
      maker: null,
      euResponsible: null,
      popularity: 0,
      categories: ["lamps"],
      texts: {
        en: { title: "Reading lamp", slug: "reading-lamp", description: "Turns.", warnings: null },
        fr: { title: "Lampe de lecture", slug: "lampe-de-lecture", description: "", warnings: null },
      },
      attributes: [{ name: "material", value: "brass" }],
      markets: ["us", "fr"],
      marketsChosen: false,
      pictures: [],
      variants: [{
        id: body.variants[0]!.id,
        productId: body.id,
        sku: "LAMP-1",
        availability: "in_stock",
        availabilityByMarket: {},
        options: {},
        prices: {
          us: [price(4900, "USD")],
          fr: [price(4500, "EUR")],
        },
      }],
      createdAt: "2026-03-01T00:01:00.000Z",
      catalogVersion: await small.shop.version(),
    });
    expect(body.catalogVersion).toBeGreaterThan(before);
    expect(headers.get("x-catalog-version")).toBe(`${body.catalogVersion}`);
    expect(headers.get("etag")).toBe(`"${body.catalogVersion}"`);
    const read = await call("GET", `/v1/admin/products/${body.id}`);
    const { catalogVersion: _, ...product } = body;
    expect(read.body).toEqual(product);
    expect(read.headers.get("etag")).toBe(headers.get("etag"));
  });

  it("are changed by whoever saw them last", async () => {
    const made = await call("POST", "/v1/admin/products", { body: lamp({ brand: "Ravelin" }) });
    const path = `/v1/admin/products/${made.body.id}`;
    const changed = await call("PATCH", path, {
      etag: made.headers.get("etag"),
      body: { brand: null, texts: { fr: { title: "Liseuse" } } },
    });
    expect(changed.status).toBe(200);
    expect(changed.body.brand).toBe(null);
    expect(changed.body.texts.fr).toEqual({
      title: "Liseuse",
      slug: "lampe-de-lecture",
      description: "",
      warnings: null,
    });
    expect(changed.body.texts.en!.title).toBe("Reading lamp");
    expect(changed.body.catalogVersion).toBeGreaterThan(made.body.catalogVersion);
    expect(changed.headers.get("etag")).toBe(`"${changed.body.catalogVersion}"`);
    const stale = await call("PATCH", path, { etag: made.headers.get("etag"), body: { brand: "Other" } });
    expect([stale.status, stale.body.type]).toEqual([412, "/problems/version-mismatch"]);
    expect((await call("GET", path)).body.brand).toBe(null);
  });

  it("let one of two changes of the same version win", async () => {
    const made = await call("POST", "/v1/admin/products", { body: lamp() });
    const path = `/v1/admin/products/${made.body.id}`;
    const etag = made.headers.get("etag");
    const replies = await Promise.all(
      ["First", "Second"].map((brand) => call("PATCH", path, { etag, body: { brand } })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    const winner = replies.find(({ status }) => status === 200)!;
    expect((await call("GET", path)).body.brand).toBe(winner.body.brand);
  });

  it("are deleted with their variants", async () => {
    const made = await call("POST", "/v1/admin/products", { body: lamp() });
    const path = `/v1/admin/products/${made.body.id}`;
    expect((await call("DELETE", path)).status).toBe(428);
    const gone = await call("DELETE", path, { etag: made.headers.get("etag") });
    expect([gone.status, gone.body]).toEqual([200, { catalogVersion: await small.shop.version() }]);
    expect(gone.headers.get("x-catalog-version")).toBe(`${gone.body.catalogVersion}`);
    expect((await call("GET", path)).status).toBe(404);
    expect((await call("GET", `/v1/admin/variants/${made.body.variants[0]!.id}`)).status).toBe(404);
    expect((await call("DELETE", path, { etag: made.headers.get("etag") })).status).toBe(404);
  });

  it("are listed with drafts between them, the newest first, in pages", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      small.pass(1_000);
      const body = lamp({
        status: i % 2 === 0 ? "active" : "draft",
        variants: [{ sku: `LAMP-${i}`, prices: { us: { amountMinor: 100 } } }],
      });
      ids.unshift((await call("POST", "/v1/admin/products", { body })).body.id);
    }
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${cursor}`;
      const { body } = await call("GET", `/v1/admin/products?limit=2${query}`);
      pages.push(body.items.map((item: { id: string }) => item.id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(pages).toEqual([[ids[0], ids[1]], [ids[2], ids[3]], [ids[4]]]);
    const statuses = async (query: string) =>
      (await call("GET", `/v1/admin/products?${query}`)).body.items.map((item: { status: string }) =>
        item.status
      );
    expect(await statuses("status=active")).toEqual(["active", "active", "active"]);
    expect(await statuses("status=draft")).toEqual(["draft", "draft"]);
    expect((await call("GET", "/v1/admin/products?limit=5")).body.nextCursor).toBe(null);
  });
});

function price(amountMinor: number, currency: string) {
  return {
    amountMinor,
    currency,
    compareAtMinor: null,
    lowestPriorMinor: null,
    validFrom: null,
    validUntil: null,
    minQuantity: 1,
    priceList: "standard",
  };
}
