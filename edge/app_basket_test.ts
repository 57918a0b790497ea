import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type DemoEdge, demoEdge } from "../tests/support/demo_edge.ts";

let demo: DemoEdge;
before(async () => demo = await demoEdge());
after(() => demo.close());

const get = (path: string, headers: Record<string, string> = {}) => demo.request(path, { headers });

describe("the basket", () => {
  const cookie = (response: Response) => /basket=([^;]*)/.exec(response.headers.get("set-cookie") ?? "")?.[1];

  it("is changed by forms, without JavaScript", async () => {
    const slug = await demo.productSlug("fr-fr", "otta-dining-table");
    const { skus } = await demo.json(`/api/v1/products/${slug}?market=fr&language=fr`);
    const added = await demo.form("/fr-fr/basket", { action: "add", sku: skus[0], quantity: "2" });
    expect([added.status, added.headers.get("location")]).toEqual([303, "/fr-fr/basket?notice=added"]);
    expect(added.headers.get("set-cookie")).toMatch(/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/);
    expect(added.headers.get("clear-site-data")).toBe('"prefetchCache", "prerenderCache"');
    const page = await get("/fr-fr/basket?notice=added", { cookie: `basket=${cookie(added)}` });
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    const json = await get("/fr-fr/basket", {
      cookie: `basket=${cookie(added)}`,
      accept: "application/json",
    });
    const basket = await json.json();
    expect([basket.count, basket.lines.length, basket.lines[0].sku, basket.lines[0].quantity]).toEqual([
      2,
      1,
      skus[0],
      2,
    ]);
    const removed = await demo.form("/fr-fr/basket", { action: "remove", sku: skus[0] }, {
      cookie: `basket=${cookie(added)}`,
    });
    expect(removed.headers.get("set-cookie")).toContain("basket=; Path=/; Max-Age=0");
  });

  for (const quantity of ["0", "-1", "1.5", "1e2", "0x10", "1e9", "abc", "1000", ""]) {
    it(`refuses a quantity of ${quantity}`, async () => {
      const slug = await demo.productSlug("fr-fr", "otta-dining-table");
      const { skus } = await demo.json(`/api/v1/products/${slug}?market=fr&language=fr`);
      const response = await demo.form("/fr-fr/basket", { sku: skus[0], quantity });
      expect(response.headers.get("location")).toBe("/fr-fr/basket?notice=unavailable");
      expect(response.headers.get("set-cookie")).toContain("basket=; Path=/; Max-Age=0");
    });
  }

  it("answers scripts as JSON: 200 with the new basket, 409 with the old one", async () => {
    const json = { accept: "application/json" };
    const slug = await demo.productSlug("fr-fr", "otta-dining-table");
    const { skus } = await demo.json(`/api/v1/products/${slug}?market=fr&language=fr`);
    const added = await demo.form("/fr-fr/basket", { sku: skus[0] }, json);
    expect([added.status, (await added.json()).count]).toEqual([200, 1]);
    const refused = await demo.form("/fr-fr/basket", { sku: "NO-SUCH" }, {
      ...json,
      cookie: `basket=${cookie(added)}`,
    });
    expect([refused.status, (await refused.json()).count]).toEqual([409, 1]);
  });

  it("refuses an unknown SKU, and forms of others", async () => {
    expect((await demo.form("/fr-fr/basket", { sku: "NO-SUCH" })).headers.get("location")).toBe(
      "/fr-fr/basket?notice=unavailable",
    );
    const forged = await demo.form("/fr-fr/basket", { sku: "X" }, { origin: "https://evil.example" });
    expect([forged.status, forged.headers.get("set-cookie")]).toEqual([403, null]);
  });

  for (const value of ["garbage", "1.zzzzzzzzz", "9.1", "1.1-0", "%22%3E", "1." + "1.".repeat(2000)]) {
    it(`tells that lines were lost when something is added to ${value.slice(0, 12)}`, async () => {
      const slug = await demo.productSlug("fr-fr", "otta-dining-table");
      const { skus } = await demo.json(`/api/v1/products/${slug}?market=fr&language=fr`);
      const response = await demo.form("/fr-fr/basket", { sku: skus[0] }, { cookie: `basket=${value}` });
      expect(response.headers.get("location")).toBe("/fr-fr/basket?notice=added&notice=basket-repaired");
    });

    it(`ignores and replaces the cookie ${value.slice(0, 12)}`, async () => {
      const response = await get("/fr-fr/basket", { cookie: `basket=${value}` });
      expect(response.status).toBe(200);
      expect(response.headers.get("set-cookie")).toContain("basket=");
      expect(await response.text()).toMatch(/<p\s+class="notice">/);
      expect((await get("/fr-fr/", { cookie: `basket=${value}` })).status).toBe(200);
    });
  }
});
