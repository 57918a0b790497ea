import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { lamp, openSmallApi, type SmallApi } from "../testing/small_api.ts";

const promotion = {
  texts: { en: { name: "Ten percent" }, fr: { name: "Dix pour cent" } },
  markets: ["us"],
  rule: { kind: "percentage", percentPpm: 100_000 },
  codes: ["TEN", "ZEHN"],
};

describe("promotions", () => {
  let small: SmallApi;
  const call: SmallApi["call"] = (...args) => small.call(...args);

  beforeEach(async () => {
    small = await openSmallApi();
    await call("POST", "/v1/admin/products", { body: lamp() });
  });
  afterEach(() => small.close());

  const quote = async (coupons: readonly string[] = []) => {
    const lines = [{ sku: "LAMP-1", quantity: 2 }];
    const { status, body } = await call("POST", "/v1/quotes", {
      body: { market: "us", language: "en", lines, coupons },
    });
    const { discounts, coupons: outcomes, total } = body as unknown as Record<string, never>;
    return { status, discounts, outcomes, total };
  };

  it("work in quotes from the moment they are made, and no longer once they are deleted", async () => {
    const total = { amountMinor: 9800, currency: "USD" };
    expect(await quote(["ten"])).toMatchObject({
      status: 200,
      outcomes: [{ code: "ten", outcome: "unknown" }],
      total,
    });
    const made = await call("POST", "/v1/admin/promotions", { body: promotion });
    expect([made.status, made.headers.get("x-catalog-version")]).toEqual([
      201,
      `${made.body.catalogVersion}`,
    ]);
    expect(await quote(["ten"])).toMatchObject({
      outcomes: [{ code: "ten", outcome: "applied" }],
      discounts: [{ name: "Ten percent", code: "ten", amount: { amountMinor: 980 } }],
      total: { amountMinor: 8820 },
    });
    expect(await quote()).toMatchObject({ discounts: [], total });

    const path = `/v1/admin/promotions/${made.body.id}`;
    const etag = made.headers.get("etag");
    const patched = await call("PATCH", path, {
      etag,
      body: { codes: null, rule: { kind: "percentage", percentPpm: 500_000 } },
    });
    expect([patched.status, patched.headers.get("etag")]).toEqual([200, `"${patched.body.catalogVersion}"`]);
    expect(await quote()).toMatchObject({ total: { amountMinor: 4900 } });
    expect((await call("DELETE", path, { etag })).status).toBe(412);
    expect((await call("DELETE", path, { etag: patched.headers.get("etag") })).status).toBe(200);
    expect(await quote()).toMatchObject({ total });
    expect((await call("GET", path)).status).toBe(404);
  });

  it("are told apart by a coupon when they are over, not begun, and gone", async () => {
    const outcome = async () => (await quote(["ten"])).outcomes;
    const said = (outcome: string) => [{ code: "ten", outcome }];
    const validFrom = "2026-03-02T00:00:00Z";
    const validUntil = "2026-03-03T00:00:00Z";
    const made = await call("POST", "/v1/admin/promotions", {
      body: { ...promotion, validFrom, validUntil },
    });
    expect(await outcome()).toEqual(said("not-yet"));
    small.pass(86_400_000);
    expect(await outcome()).toEqual(said("applied"));
    small.pass(86_400_000);
    expect(await outcome()).toEqual(said("expired"));
    small.pass(400 * 86_400_000);
    expect(await outcome()).toEqual(said("expired"));
    const etag = made.headers.get("etag");
    expect((await call("DELETE", `/v1/admin/promotions/${made.body.id}`, { etag })).status).toBe(200);
    expect(await outcome()).toEqual(said("unknown"));
  });

  it("for a first order are a stranger's, and say so", async () => {
    const conditions = { firstOrder: true };
    await call("POST", "/v1/admin/promotions", { body: { ...promotion, conditions } });
    expect(await quote(["ten"])).toMatchObject({
      discounts: [{ code: "ten", amount: { amountMinor: 980 }, firstOrder: true }],
      outcomes: [{ code: "ten", outcome: "applied" }],
    });
  });

  it("are read without their codes, which are in no row", async () => {
    const made = await call("POST", "/v1/admin/promotions", { body: promotion });
    const { catalogVersion: _, ...record } = made.body;
    const read = await call("GET", `/v1/admin/promotions/${made.body.id}`);
    expect([read.status, read.body]).toEqual([200, record]);
    expect(record).toMatchObject({ coupons: 2, texts: promotion.texts, isExhausted: false });
    expect(JSON.stringify(read.body)).not.toContain("ZEHN");
    expect((await call("GET", "/v1/admin/promotions")).body).toEqual({ items: [record], nextCursor: null });
    const hashes = await small.shop.rows("SELECT hash FROM promotion_coupons");
    expect(hashes.map(([hash]) => String(hash).length)).toEqual([64, 64]);
  });

  it("are made once by a request that is repeated", async () => {
    const key = "one-promotion-key";
    const first = await call("POST", "/v1/admin/promotions", { body: promotion, key });
    const again = await call("POST", "/v1/admin/promotions", { body: promotion, key });
    expect([again.body, again.headers.get("idempotent-replayed")]).toEqual([first.body, "true"]);
  });

  it("give away what can be had, and tell a coupon's owner to add it", async () => {
    const mug = lamp({
      texts: { en: { title: "Mug", description: "" } },
      variants: [{ sku: "MUG-1", prices: { us: { amountMinor: 900 } } }],
    });
    await call("POST", "/v1/admin/products", { body: mug });
    const gift = { ...promotion, rule: { kind: "gift", sku: "MUG-1" }, codes: ["MUG"] };
    const refused = await call("POST", "/v1/admin/promotions", { body: { ...gift, markets: ["us", "fr"] } });
    expect([refused.status, refused.body.errors.map(({ path }) => path)]).toEqual([422, ["rule.sku"]]);
    expect((await call("POST", "/v1/admin/promotions", { body: gift })).status).toBe(201);
    const asked = (skus: readonly string[]) =>
      call("POST", "/v1/quotes", {
        body: {
          market: "us",
          language: "en",
          lines: skus.map((sku) => ({ sku, quantity: 1 })),
          coupons: ["MUG"],
        },
      });
    expect((await asked(["LAMP-1"])).body).toMatchObject({
      gifts: ["MUG-1"],
      coupons: [{ outcome: "gift-to-add" }],
      total: { amountMinor: 4900 },
    });
    expect((await asked(["LAMP-1", "MUG-1"])).body).toMatchObject({
      gifts: [],
      coupons: [{ outcome: "applied" }],
      total: { amountMinor: 4900 },
    });
  });

  it("are the merchant's to make", async () => {
    const headers = { authorization: "Bearer someone-else" };
    expect((await call("POST", "/v1/admin/promotions", { body: promotion, headers })).status).toBe(401);
    expect((await call("GET", "/v1/admin/promotions", { headers })).status).toBe(401);
  });

  for (
    const [path, more] of [
      ["rule.percentPpm", { rule: { kind: "percentage", percentPpm: 0 } }],
      ["rule.percentPpm", { rule: { kind: "percentage", percentPpm: 1_000_001 } }],
      ["rule.kind", { rule: { kind: "magic" } }],
      ["rule.steps", {
        rule: {
          kind: "tiered",
          basis: "quantity",
          steps: [{ from: 5, percentPpm: 1 }, { from: 5, percentPpm: 2 }],
        },
      }],
      ["rule.amountMinor", { rule: { kind: "fixed-amount", amountMinor: 10.5 } }],
      ["texts", { texts: {} }],
      ["texts.en.name", { texts: { en: { name: " " } } }],
      ["markets", { markets: [] }],
      ["markets.0", { markets: ["jp", "kw"].slice(1) }],
      ["codes", { codes: [] }],
      ["codes.0", { codes: ["A".repeat(65)] }],
      ["conditions.products.0", { conditions: { products: ["prd_1"] } }],
      ["validFrom", { validFrom: "tomorrow" }],
      ["limits.total", { limits: { total: 0 } }],
      ["couponHashes", { couponHashes: ["x"] }],
    ] as const
  ) {
    it(`want a ${path} that can be, not ${JSON.stringify(more)}`, async () => {
      const reply = await call("POST", "/v1/admin/promotions", { body: { ...promotion, ...more } });
      expect([reply.status, reply.body.errors.map((error) => error.path)]).toEqual([422, [path]]);
    });
  }
});
