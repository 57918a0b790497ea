import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { createLog } from "../../commerce/log.ts";
import { couponHashing, demoCouponKey } from "../../commerce/quote/coupon_hash.ts";
import { opening } from "../../db/catalog/testing/small_shop.ts";
import { createApp, createPlatform } from "../app.ts";
import type { Api } from "../platform/environment.ts";
import { type CallService, UnreachableError } from "../platform/internal_calls.ts";
import { adminKey, lamp, openSmallApi, serviceToken, type SmallApi } from "../testing/small_api.ts";
import { openStockBy } from "./opening_stock.ts";
import { runCatalog } from "./running.ts";
import { unlimited } from "../../commerce/rate_limits.ts";

describe("a new product that says how much there is of it", () => {
  let small: SmallApi;
  let api: Api;
  /** What the inventory was asked, and how it answers. */
  let asked: string[];
  let inventory: CallService;

  beforeEach(async () => {
    small = await openSmallApi();
    asked = [];
    const log = createLog({ program: "api", write() {}, now: () => new Date(opening) });
    const platform = createPlatform({
      adminApiKey: adminKey,
      serviceToken,
      log,
      now: () => opening + 60_000,
    });
    const { backoffice, shop: { catalog } } = small;
    const catalogService = runCatalog({
      limitRate: unlimited,
      catalog,
      backoffice,
      hashCoupons: couponHashing(demoCouponKey),
      platform,
      call(service, request) {
        asked.push(`${service} ${JSON.stringify(request.body)}`);
        return inventory(service, request);
      },
      stopping: new AbortController().signal,
      written() {},
    });
    api = createApp({ services: [catalogService], platform });
  });
  afterEach(() => small.close());

  const variants = [{ sku: "LAMP-1", prices: { us: { amountMinor: 4900 } }, onHand: 3 }];
  const create = async (body: unknown) => {
    const response = await api.request("/v1/admin/products", {
      method: "POST",
      headers: {
        authorization: `Bearer ${adminKey}`,
        "content-type": "application/json",
        "idempotency-key": "the-same-product",
      },
      body: JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const skus = () => small.shop.rows("SELECT sku, availability FROM variants");
  const answering = (availability: string): CallService => () =>
    Promise.resolve({ status: 200, body: { items: [{ sku: "LAMP-1", availability }] } });

  for (const status of ["active", "draft"]) {
    it(`is not made ${status} while the inventory is out of reach, and is by the retry`, async () => {
      inventory = () => Promise.reject(new UnreachableError("no"));
      const failed = await create(lamp({ status, variants }));
      expect([failed.status, failed.headers.get("retry-after")]).toEqual([503, "1"]);
      expect(await skus()).toEqual([]);
      expect((await small.backoffice.execute("SELECT * FROM product_drafts")).rows).toEqual([]);

      inventory = answering("low_stock");
      const made = await create(lamp({ status, variants }));
      expect([made.status, made.body.variants[0].availability]).toEqual([201, "low_stock"]);
      expect(asked).toEqual(Array(2).fill('inventory {"items":[{"sku":"LAMP-1","onHand":3}]}'));
    });
  }

  it("is told that there is no place for its stock", async () => {
    inventory = () => Promise.resolve({ status: 409, body: {} });
    const refused = await create(lamp({ variants }));
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      "There is no location whose stock is for sale.",
    ]);
    expect(await skus()).toEqual([]);
  });

  it("asks nothing of the inventory when it does not say so, or would be refused", async () => {
    inventory = answering("in_stock");
    expect((await create(lamp({ variants, categories: ["no-such"] }))).status).toBe(422);
    expect(asked).toEqual([]);
    await small.call("POST", "/v1/admin/products", { body: lamp() });
    expect(asked).toEqual([]);
  });

  it("fails loudly on an answer that nobody expects", async () => {
    const open = openStockBy(() => Promise.resolve({ status: 422, body: {} }));
    await expect(open("key", [{ sku: "A", onHand: 1 }])).rejects.toThrow(
      "set the first counts of 1 SKUs: answered 422",
    );
  });
});
