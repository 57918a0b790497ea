import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { listedRows } from "../../db/catalog/testing/listed_rows.ts";
import { lamp, openSmallApi, type Reply, type SmallApi } from "../testing/small_api.ts";
import { settleDrafts } from "./drafts.ts";
import { catalogService } from "./handlers.ts";

describe("drafts", () => {
  let small: SmallApi;
  const call: SmallApi["call"] = (...args) => small.call(...args);
  const pathOf = (reply: Reply) => `/v1/admin/products/${reply.body.id}`;
  const create = (more: Record<string, unknown> = {}) =>
    call("POST", "/v1/admin/products", { body: lamp({ status: "draft", ...more }) });
  const patch = (reply: Reply, body: Record<string, unknown>) =>
    call("PATCH", pathOf(reply), { etag: reply.headers.get("etag"), body });
  const product = ({ body: { catalogVersion: _, ...rest } }: Reply) => rest;
  const count = async (table: string) => (await small.shop.rows(`SELECT count(*) FROM ${table}`))[0]![0];

  beforeEach(async () => {
    small = await openSmallApi();
  });
  afterEach(() => small.close());

  it("leave no trace in the catalog", async () => {
    const version = await small.shop.version();
    const tables = ["products", "variants", "attributes", "organizations", "changes", "product_sets"];
    const before = await Promise.all(tables.map(count));
    const draft = await create({ attributes: [{ name: "finish", value: "Matt" }] });
    expect([draft.status, draft.body.status, draft.body.catalogVersion]).toEqual([201, "draft", version]);
    expect(draft.headers.get("etag")).toBe('"draft-1"');
    expect(await Promise.all(tables.map(count))).toEqual(before);
    expect(product(await call("GET", pathOf(draft)))).toEqual(product(draft));
  });

  it("are changed as products are, and by whoever saw them last", async () => {
    const draft = await create();
    const changed = await patch(draft, { texts: { en: { title: "Desk lamp" } }, popularity: 7 });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).toBe('"draft-2"');
    expect(product(changed)).toEqual({
      ...product(draft),
      popularity: 7,
      texts: { ...draft.body.texts, en: { ...draft.body.texts.en, title: "Desk lamp" } },
    });
    const stale = await patch(draft, { popularity: 8 });
    expect([stale.status, stale.body.type]).toEqual([412, "/problems/version-mismatch"]);
    const refused = await patch(changed, { categories: ["nowhere"] });
    expect([refused.status, refused.body.errors[0]!.path]).toEqual([422, "categories.0"]);
    expect(product(await call("GET", pathOf(draft)))).toEqual(product(changed));
  });

  it("let one of two changes of the same version win", async () => {
    const draft = await create();
    const replies = await Promise.all([patch(draft, { brand: "First" }), patch(draft, { brand: "Second" })]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it("are published under the same ids, with a last change, in one version", async () => {
    const draft = await create();
    const version = await small.shop.version();
    const published = await patch(draft, { status: "active", brand: "Ravelin" });
    expect(published.status).toBe(200);
    expect(published.headers.get("etag")).toBe(`"${published.body.catalogVersion}"`);
    expect(published.body.catalogVersion).toBeGreaterThan(version);
    expect(product(published)).toEqual({ ...product(draft), status: "active", brand: "Ravelin" });
    expect(product(await call("GET", pathOf(draft)))).toEqual(product(published));
    expect((await call("GET", "/v1/admin/products")).body.items).toHaveLength(1);
    expect((await small.backoffice.execute("SELECT * FROM product_drafts")).rows).toEqual([]);
    const again = await patch(draft, { status: "active" });
    expect(again.status).toBe(412);
  });

  it("are not published by someone who has not seen them as they are", async () => {
    const draft = await create();
    await patch(draft, { brand: "Ravelin" });
    for (const etag of ['"draft-1"', '"2"']) {
      const stale = await call("PATCH", pathOf(draft), { etag, body: { status: "active" } });
      expect([stale.status, stale.body.type]).toEqual([412, "/problems/version-mismatch"]);
    }
    expect(await count("products")).toBe(0);
  });

  it("are published once by two at the same time", async () => {
    const draft = await create();
    const replies = await Promise.all([1, 2].map(() => patch(draft, { status: "active" })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await count("products")).toBe(1);
  });

  it("stay drafts when what they want was taken in the meantime, until they want something else", async () => {
    const category = await call("POST", "/v1/admin/categories", {
      body: { texts: { en: { name: "Gone" } } },
    });
    const draft = await create({ categories: ["gone"] });
    await call("DELETE", `/v1/admin/categories/${category.body.id}`, { etag: category.headers.get("etag") });
    const taken = await call("POST", "/v1/admin/products", { body: lamp() });

    const refused = await patch(draft, { status: "active" });
    expect([refused.status, refused.body.errors[0]!.path]).toEqual([422, "categories.0"]);
    const read = await call("GET", pathOf(draft));
    expect([read.body.status, read.headers.get("etag")]).toEqual(["draft", '"draft-1"']);
    const moved = await patch(read, { categories: ["lamps"] });
    expect(moved.body.categories).toEqual(["lamps"]);
    const slugTaken = await patch(moved, { status: "active" });
    expect([slugTaken.status, slugTaken.body.errors[0]!.path]).toEqual([409, "texts.en.slug"]);
    const renamed = await patch(moved, { texts: { en: { slug: "my-lamp" }, fr: { slug: "ma-lampe" } } });
    const skuTaken = await patch(renamed, { status: "active" });
    expect([skuTaken.status, skuTaken.body.detail]).toEqual([
      409,
      'The SKU "LAMP-1" belongs to another variant.',
    ]);
    const variant = await call("PATCH", `/v1/admin/variants/${draft.body.variants[0]!.id}`, {
      etag: renamed.headers.get("etag"),
      body: { sku: "LAMP-2" },
    });
    expect(variant.status).toBe(200);
    const published = await call("PATCH", pathOf(draft), {
      etag: variant.headers.get("etag"),
      body: { status: "active" },
    });
    expect([published.status, published.body.texts.en!.slug]).toEqual([200, "my-lamp"]);
    expect(product(await call("GET", pathOf(taken)))).toEqual(product(taken));
  });

  it("are what a product becomes that leaves the shop, and nothing is lost on the way", async () => {
    const made = await call("POST", "/v1/admin/products", {
      body: lamp({
        brand: "Ravelin",
        maker: { name: "Ravelin GmbH", address: "Hafen 1", email: "hello@ravelin.example" },
        dimensionsMm: [100, 200, 300],
        attributes: [{ name: "material", value: "Brass" }],
        variants: [
          {
            sku: "LAMP-1",
            gtin: "4006381333931",
            options: { colour: "Sand" },
            unitMeasure: { amount: 250, unit: "ml" },
            availabilityByMarket: { fr: "backorder" },
            prices: { us: { amountMinor: 4900, compareAtMinor: 5900 }, fr: { amountMinor: 4500 } },
          },
          { sku: "LAMP-2", options: { colour: "Ink" }, prices: { us: { amountMinor: 5900 } } },
        ],
      }),
    });
    const renamed = await patch(made, { texts: { en: { slug: "lamp-for-reading" } } });
    await call("PUT", "/v1/admin/prices", {
      body: {
        items: [
          { sku: "LAMP-2", market: "fr", amountMinor: 5000, minQuantity: 10, priceList: "trade" },
          {
            sku: "LAMP-1",
            market: "us",
            amountMinor: 3900,
            validFrom: "2026-04-01T00:00:00Z",
            validUntil: "2026-05-01T00:00:00Z",
          },
        ],
      },
    });
    const lasting = async () =>
      await Promise.all([
        small.shop.rows(
          `SELECT v.sku, p.market_id, price_list_id, min_quantity, valid_from, valid_until, amount_minor
          FROM prices p JOIN variants v ON v.id = p.variant_id ORDER BY 1, 2, 3, 4, 5`,
        ),
        small.shop.rows(`SELECT v.sku, h.market_id, price_list_id, min_quantity, valid_from, amount_minor
          FROM price_history h JOIN variants v ON v.id = h.variant_id ORDER BY 1, 2, 3, 4, 5`),
        small.shop.rows("SELECT kind, language_id, slug FROM old_slugs"),
        (await listedRows(small.shop)).map(({ product: _, ...row }) => row),
        small.shop.rows("SELECT count(*) FROM price_boundaries"),
      ]);
    const before = await lasting();
    expect(before[2]).toHaveLength(1);
    const active = await call("GET", pathOf(made));

    small.pass(3_600_000);
    const draft = await patch(active, { status: "draft" });
    expect([draft.status, draft.body.catalogVersion]).toEqual([200, await small.shop.version()]);
    expect(product(draft)).toEqual({ ...product(active), status: "draft" });
    expect(await count("products")).toBe(0);
    expect(await count("variants")).toBe(0);
    expect(product(await call("GET", pathOf(made)))).toEqual(product(draft));

    small.pass(3_600_000);
    const back = await patch(draft, { status: "active" });
    expect(product(back)).toEqual(product(active));
    expect(await lasting()).toEqual(before);
    expect(renamed.body.texts.en!.slug).toBe(back.body.texts.en!.slug);
  });

  it("leave the shop with a last change, if nobody changed the product meanwhile", async () => {
    const made = await call("POST", "/v1/admin/products", { body: lamp() });
    const changed = await patch(made, { brand: "Ravelin" });
    const stale = await patch(made, { status: "draft" });
    expect(stale.status).toBe(412);
    const draft = await patch(changed, { status: "draft", brand: "Quiet" });
    expect([draft.status, draft.body.brand, draft.body.status]).toEqual([200, "Quiet", "draft"]);
    expect((await patch(changed, { status: "draft" })).status).toBe(412);
  });

  it("come back with the keys that baskets name their variants by, whoever came meanwhile", async () => {
    const keys = () => small.shop.rows("SELECT id, sku FROM variants ORDER BY id");
    const made = await call("POST", "/v1/admin/products", { body: lamp() });
    const before = await keys();
    const draft = await patch(made, { status: "draft" });
    await call("POST", "/v1/admin/products", {
      body: lamp({ texts: { en: { title: "Other" } }, variants: [{ sku: "OTHER-1", prices: {} }] }),
    });
    // A variant that is new among them has a key of its own.
    await call("POST", "/v1/admin/variants", {
      body: { productId: draft.body.id, sku: "LAMP-2", options: { size: "M" }, prices: {} },
    });
    const latest = await call("GET", pathOf(draft));
    expect((await patch(latest, { status: "active" })).status).toBe(200);
    expect(await keys()).toEqual([...before, [2, "OTHER-1"], [3, "LAMP-2"]]);
  });

  it("are not changed by an empty patch", async () => {
    const draft = await create();
    const same = await patch(draft, {});
    expect([same.status, same.headers.get("etag")]).toEqual([200, '"draft-1"']);
    const active = await patch(draft, { status: "active" });
    const version = await small.shop.version();
    for (const nothing of [{}, { status: "active" }, { texts: {} }]) {
      const reply = await patch(active, nothing);
      expect([reply.status, reply.headers.get("etag")]).toEqual([200, active.headers.get("etag")]);
    }
    expect(await small.shop.version()).toBe(version);
    expect((await patch(draft, {})).status).toBe(412);
  });

  it("are withdrawn once by two at the same time, and not lost", async () => {
    const made = await call("POST", "/v1/admin/products", { body: lamp() });
    const replies = await Promise.all([1, 2, 3].map(() => patch(made, { status: "draft" })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    expect((await call("GET", pathOf(made))).body.status).toBe("draft");
  });

  it("are deleted by whoever saw them last", async () => {
    const draft = await create();
    await patch(draft, { brand: "Ravelin" });
    expect((await call("DELETE", pathOf(draft), { etag: '"draft-1"' })).status).toBe(412);
    expect((await call("DELETE", pathOf(draft), { etag: '"2"' })).status).toBe(412);
    const gone = await call("DELETE", pathOf(draft), { etag: '"draft-2"' });
    expect([gone.status, gone.body]).toEqual([200, { catalogVersion: await small.shop.version() }]);
    expect((await call("GET", pathOf(draft))).status).toBe(404);
  });

  it("have variants and prices that are changed like any", async () => {
    const draft = await create();
    const added = await call("POST", "/v1/admin/variants", {
      body: { productId: draft.body.id, sku: "LAMP-2", prices: { us: { amountMinor: 5900 } } },
    });
    expect([added.status, added.headers.get("etag")]).toEqual([201, '"draft-2"']);
    const path = `/v1/admin/variants/${added.body.id}`;
    expect((await call("GET", path)).body.sku).toBe("LAMP-2");
    const changed = await call("PATCH", path, { etag: '"draft-2"', body: { weightGrams: 900 } });
    expect([changed.status, changed.body.weightGrams]).toEqual([200, 900]);
    const prices = await call("PUT", "/v1/admin/prices", {
      body: {
        items: [
          { sku: "LAMP-2", market: "jp", amountMinor: 6000 },
          { sku: "LAMP-2", market: "xx", amountMinor: 6000 },
          { sku: "LAMP-9", market: "us", amountMinor: 6000 },
        ],
      },
    });
    expect(prices.body.items).toEqual([
      { sku: "LAMP-2", market: "jp", status: "written" },
      { sku: "LAMP-2", market: "xx", status: "refused", reason: "unknown-market" },
      { sku: "LAMP-9", market: "us", status: "refused", reason: "unknown-sku" },
    ]);
    const listed = await call("GET", "/v1/admin/prices?sku=LAMP-2");
    expect(listed.body.items.map((item: { market: string }) => item.market).sort()).toEqual(["jp", "us"]);
    expect((await call("GET", "/v1/admin/variants?sku=LAMP-2")).body.items).toHaveLength(1);
    const { headers } = await call("GET", path);
    expect((await call("DELETE", path, { etag: headers.get("etag") })).status).toBe(200);
    const last = await call("GET", pathOf(draft));
    const refused = await call("DELETE", `/v1/admin/variants/${last.body.variants[0]!.id}`, {
      etag: last.headers.get("etag"),
    });
    expect([refused.status, refused.body.type]).toEqual([409, "/problems/conflict"]);
    expect(await count("variants")).toBe(0);
  });

  describe("whose move was cut short by a crash", () => {
    const settle = () =>
      settleDrafts(
        catalogService({
          catalog: small.shop.catalog,
          backoffice: small.backoffice,
          now: () => Date.UTC(2026, 6, 1),
          written() {},
        }),
      );
    const rows = async () => (await small.backoffice.execute("SELECT locked_until FROM product_drafts")).rows;

    it("after the publishing commit are products", async () => {
      const draft = await create();
      const kept = await small.backoffice.execute("SELECT * FROM product_drafts");
      const published = await patch(draft, { status: "active" });
      await small.backoffice.execute({
        sql: "INSERT INTO product_drafts (product_id, document, revision, locked_until) VALUES (?, ?, 1, 1)",
        args: [kept.rows[0]!.product_id!, kept.rows[0]!.document!],
      });
      expect((await call("GET", pathOf(draft))).body.status).toBe("active");
      expect((await call("GET", "/v1/admin/products")).body.items).toHaveLength(1);
      await settle();
      expect(await rows()).toEqual([]);
      expect((await patch(published, { brand: "Ravelin" })).status).toBe(200);
    });

    it("before the publishing commit are drafts", async () => {
      const draft = await create();
      await small.backoffice.execute("UPDATE product_drafts SET locked_until = 1");
      await settle();
      expect((await rows()).map((row) => row.locked_until)).toEqual([0]);
      expect((await patch(draft, { status: "active" })).status).toBe(200);
    });
  });
});
