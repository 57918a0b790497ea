import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { type PromotionInput, promotionInput } from "../../../commerce/wire/promotion.ts";
import { chair, opening, openSmallShop, type SmallShop } from "../testing/small_shop.ts";
import { adminPromotions } from "./admin_promotions.ts";
import { createProduct } from "./create_product.ts";
import { saveShippingZone } from "./save_shipping.ts";
import {
  createPromotion,
  deletePromotion,
  type HashedPromotion,
  type HashedPromotionPatch,
  patchPromotion,
} from "./promotions.ts";

const hash = (letter: string) => letter.repeat(64);

function promotion(
  more: Record<string, unknown> = {},
  couponHashes: string[] | null = null,
): HashedPromotion {
  const { codes: _, ...input }: PromotionInput = promotionInput.parse({
    texts: { en: { name: "10 % off" } },
    markets: ["fr", "us"],
    rule: { kind: "percentage", percentPpm: 100_000 },
    ...more,
  });
  return { ...input, couponHashes };
}

describe("promotions", () => {
  let shop: SmallShop;
  beforeEach(async () => {
    shop = await openSmallShop();
    await shop.write(opening, (w) => createProduct(w, chair()));
  });
  afterEach(() => shop.close());

  const create = (input: HashedPromotion, at = opening) => shop.write(at, (w) => createPromotion(w, input));
  const patch = (id: string, change: HashedPromotionPatch) =>
    shop.write(opening, (w) => patchPromotion(w, id, change));
  const read = async (id: string) => (await adminPromotions.read(shop.catalog, id))!;

  it("are written as rows, and read as they were written", async () => {
    const before = await shop.version();
    const limits = { total: 100, perCustomer: 1 };
    const id = await create(
      promotion({ validFrom: "2026-03-29T00:00:00+01:00", limits }, [hash("a"), hash("a")]),
    );
    expect(id).toMatch(/^prm_/);
    expect(await shop.tagsAfter(before)).toEqual(["promotions:1", "promotions:2"]);
    expect(await read(id)).toEqual({
      version: await shop.version(),
      value: {
        id,
        texts: { en: { name: "10 % off" } },
        markets: ["us", "fr"],
        priority: 0,
        exclusivityGroup: null,
        rule: { kind: "percentage", percentPpm: 100_000 },
        conditions: promotionInput.shape.conditions.parse({}),
        validFrom: "2026-03-28T23:00:00.000Z",
        validUntil: null,
        limits,
        coupons: 1,
        isExhausted: false,
      },
    });
  });

  it("are changed in part: what is left out stays, coupons included", async () => {
    const id = await create(promotion({}, [hash("a")]));
    const before = await shop.version();
    await patch(id, { markets: ["jp"], priority: 5 });
    expect(await shop.tagsAfter(before)).toEqual(["promotions:1", "promotions:2", "promotions:3"]);
    expect((await read(id)).value).toMatchObject({
      markets: ["jp"],
      priority: 5,
      coupons: 1,
      texts: { en: { name: "10 % off" } },
    });
    await patch(id, { couponHashes: null, texts: { fr: { name: "Moins 10 %" } } });
    expect((await read(id)).value).toMatchObject({ coupons: null, texts: { fr: { name: "Moins 10 %" } } });
    expect(await shop.rows("SELECT count(*) FROM promotion_coupons")).toEqual([[0]]);
    const version = await shop.version();
    await patch(id, {});
    expect(await shop.version()).toBe(version);
  });

  it("are deleted with all that hangs on them", async () => {
    const id = await create(promotion({}, [hash("a")]));
    const { version } = await read(id);
    const stale = await shop.try(opening, (w) => deletePromotion(w, id, version - 1));
    expect(stale.ok || stale.refusal.name).toBe("stale-version");
    await shop.write(opening, (w) => deletePromotion(w, id, version));
    for (const table of ["promotions", "promotion_markets", "promotion_texts", "promotion_coupons"]) {
      expect(await shop.rows(`SELECT count(*) FROM ${table}`)).toEqual([[0]]);
    }
  });

  it("are listed in pages", async () => {
    const ids: string[] = [];
    for (const later of [0, 1, 2]) ids.push(await create(promotion(), opening + later));
    const first = await adminPromotions.list(shop.catalog, { after: null, limit: 2 });
    expect(first.items.map(({ value }) => value.id)).toEqual(ids.slice(0, 2));
    const rest = await adminPromotions.list(shop.catalog, { after: first.next, limit: 2 });
    expect([rest.items.map(({ value }) => value.id), rest.next]).toEqual([ids.slice(2), null]);
  });

  for (
    const [path, name, more] of [
      ["markets.0", "unknown-market", { markets: ["zz"] }],
      ["markets", "invalid-value", { rule: { kind: "fixed-amount", amountMinor: 500 } }],
      ["markets", "invalid-value", { conditions: { minimumSubtotalMinor: 500 } }],
      ["markets", "invalid-value", {
        rule: { kind: "tiered", basis: "spend", steps: [{ from: 1, percentPpm: 1 }] },
      }],
      ["texts.ja", "unknown-language", { texts: { ja: { name: "割引" } } }],
      ["validUntil", "invalid-value", {
        validFrom: "2026-03-01T00:00:00Z",
        validUntil: "2026-03-01T00:00:00Z",
      }],
      ["rule.sku", "invalid-value", { rule: { kind: "gift", sku: "NOPE" } }],
      // The chair is sold in the first two only.
      ["rule.sku", "invalid-value", {
        markets: ["us", "fr", "jp"],
        rule: { kind: "gift", sku: "CHAIR-1" },
      }],
      ["rule.methods.0", "invalid-value", { rule: { kind: "free-shipping", methods: ["standard"] } }],
      ["rule.items.1.sku", "invalid-value", {
        markets: ["us"],
        rule: {
          kind: "bundle",
          items: [{ sku: "CHAIR-1", quantity: 1 }, { sku: "NOPE", quantity: 1 }],
          amountMinor: 1,
        },
      }],
      ["conditions.categories.1", "invalid-value", { conditions: { categories: ["chairs", "nope"] } }],
      ["conditions.languages.0", "unknown-language", { conditions: { languages: ["ja"] } }],
      ["conditions.products.0", "invalid-value", {
        conditions: { products: ["prd_00000000-0000-7000-8000-000000000000"] },
      }],
      ["conditions.attributes.0", "invalid-value", {
        conditions: { attributes: [{ attribute: "material", value: "gold" }] },
      }],
    ] as const
  ) {
    it(`are refused at ${path} for ${JSON.stringify(more)}`, async () => {
      const written = await shop.try(opening, (w) => createPromotion(w, promotion(more)));
      expect(written.ok || [written.refusal.name, written.refusal.path]).toEqual([name, path]);
      expect(await shop.rows("SELECT count(*) FROM promotions")).toEqual([[0]]);
    });
  }

  it("may make a method free that a zone of one of the markets has, and no other", async () => {
    await shop.write(opening, (w) =>
      saveShippingZone(w, {
        ...{ market: "fr", code: "france", countries: ["FR"] },
        ...{ regions: [], postalCodes: [], exceptPostalCodes: [] },
        methods: [{
          ...{ id: "standard", names: { en: "Standard" }, basis: "weight", freeFromMinor: null },
          ...{ rates: [{ upTo: null, amountMinor: 590 }], surcharges: [], excludes: [], cutOffMinutes: 720 },
          ...{ handlingDays: 1, transitDays: { earliest: 1, latest: 2 }, saturdays: false },
        }],
      }));
    const free = (methods: string[], markets = ["fr", "us"]) =>
      shop.try(
        opening,
        (w) => createPromotion(w, promotion({ markets, rule: { kind: "free-shipping", methods } })),
      );
    expect((await free(["standard"])).ok).toBe(true);
    const unknown = await free(["standard", "zeppelin"]);
    expect(unknown.ok || unknown.refusal.path).toBe("rule.methods.1");
    const elsewhere = await free(["standard"], ["us"]);
    expect(elsewhere.ok || elsewhere.refusal.path).toBe("rule.methods.0");
  });

  it("may be about what is there", async () => {
    const [[product]] = await shop.rows("SELECT public_id FROM products") as [[string]];
    const id = await create(promotion({
      markets: ["us"],
      rule: { kind: "bundle", items: [{ sku: "CHAIR-1", quantity: 2 }], amountMinor: 30_000 },
      conditions: {
        categories: ["chairs"],
        products: [product],
        attributes: [{ attribute: "material", value: "oak" }],
        minimumSubtotalMinor: 1,
      },
    }));
    expect((await read(id)).value.conditions.products).toEqual([product]);
  });
});
