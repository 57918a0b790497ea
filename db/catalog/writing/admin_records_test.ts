import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import {
  adminCategory,
  adminProduct,
  adminVariant,
  priceItem,
} from "../../../commerce/wire/admin_catalog.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { adminCategories } from "./admin_categories.ts";
import {
  listAdminProducts,
  readAdminProduct,
  readAdminVariant,
  readAdminVariantBySku,
} from "./admin_products.ts";
import { createProduct } from "./create_product.ts";
import { saveMedia } from "./save_media.ts";
import { setPrices } from "./set_prices.ts";

const maker = { name: "Ravelin GmbH", address: "Weberhof 8, Leipzig", email: "a@ravelin.example" };

describe("what merchants read", () => {
  let shop: SmallShop;
  let full: string;
  let bare: string;
  const key = "c".repeat(24);

  before(async () => {
    shop = await openSmallShop();
    await shop.write(
      opening,
      (w) => saveMedia(w, [{ key, object: "o", contentType: "image/svg+xml", width: 1, height: 1, alt: {} }]),
    );
    full = (await shop.write(opening, (w) =>
      createProduct(
        w,
        chair({
          categories: ["lamps", "chairs"],
          hsCode: "940161",
          origin: "DE",
          dimensionsMm: [450, 500, 820],
          maker,
          euResponsible: maker,
          popularity: 7,
          pictures: [{ key }],
          variants: [
            variant("FULL-1", {
              gtin: "4006381333931",
              mpn: "R-1",
              weightGrams: 4200,
              unitMeasure: { amount: 2, unit: "piece" },
              options: { colour: "Sand", size: "M" },
              availability: "low_stock",
              availabilityByMarket: { fr: "out_of_stock" },
              picture: { key },
            }),
            variant("FULL-2", { options: { colour: "Ink", size: "M" } }),
          ],
        }),
      ))).publicId;
    bare = (await shop.write(opening + 1, (w) =>
      createProduct(
        w,
        chair({
          brand: undefined,
          categories: [],
          attributes: [],
          texts: { fr: { title: "Rien" } },
          variants: [{ sku: "BARE-1", prices: {} }],
        }),
      ))).publicId;
    await shop.write(opening + 1000, (w) =>
      setPrices(w, [
        priceItem.parse({ sku: "FULL-1", market: "us", amountMinor: 14900, compareAtMinor: 19900 }),
      ]));
  });
  after(() => shop.close());

  it("is the product as it was written, in the shape of the wire", async () => {
    const { value, version } = (await readAdminProduct(shop.catalog, full, opening + 2000))!;
    expect(adminProduct.parse(value)).toEqual(value);
    expect(version).toBe(await shop.version());
    const { variants, ...rest } = value;
    expect(rest).toEqual({
      id: full,
      status: "active",
      brand: "Ravelin",
      kind: "physical",
      taxCategory: "standard",
      hsCode: "940161",
      origin: "DE",
      dimensionsMm: [450, 500, 820],
      maker,
      euResponsible: maker,
      popularity: 7,
      categories: ["lamps", "chairs"],
      texts: {
        en: { title: "Oak chair", slug: "oak-chair", description: "Solid.", warnings: null },
        fr: { title: "Chaise en chêne", slug: "chaise-en-chene", description: "", warnings: null },
      },
      attributes: [{ name: "material", value: "oak" }],
      markets: ["us", "fr"],
      marketsChosen: false,
      pictures: [{ key }],
      createdAt: new Date(opening).toISOString(),
    });
    const price = {
      compareAtMinor: null,
      lowestPriorMinor: null,
      validFrom: null,
      validUntil: null,
      minQuantity: 1,
      priceList: "standard",
    };
    expect(variants[0]).toEqual({
      id: variants[0]!.id,
      productId: full,
      sku: "FULL-1",
      gtin: "4006381333931",
      mpn: "R-1",
      weightGrams: 4200,
      unitMeasure: { amount: 2, unit: "piece" },
      options: { colour: "sand", size: "m" },
      availability: "low_stock",
      availabilityByMarket: { fr: "out_of_stock" },
      picture: { key },
      prices: {
        us: [{
          ...price,
          amountMinor: 14900,
          currency: "USD",
          compareAtMinor: 19900,
          lowestPriorMinor: 19900,
          validFrom: new Date(opening + 1000).toISOString(),
        }],
        fr: [{ ...price, amountMinor: 18900, currency: "EUR" }],
      },
    });
    expect(variants.map(({ sku }) => sku)).toEqual(["FULL-1", "FULL-2"]);
  });

  it("leaves out what a record lacks", async () => {
    const { value } = (await readAdminProduct(shop.catalog, bare, opening))!;
    expect(adminProduct.parse(value)).toEqual(value);
    expect([value.markets, value.brand, value.categories, value.maker, value.dimensionsMm]).toEqual([
      [],
      null,
      [],
      null,
      null,
    ]);
    expect(value.variants).toEqual([{
      id: value.variants[0]!.id,
      productId: bare,
      sku: "BARE-1",
      options: {},
      availability: "in_stock",
      availabilityByMarket: {},
      prices: {},
    }]);
  });

  it("finds variants by id and SKU, at their product's version", async () => {
    const bySku = (await readAdminVariantBySku(shop.catalog, "FULL-2", opening))!;
    expect(adminVariant.parse(bySku.value)).toEqual(bySku.value);
    expect(await readAdminVariant(shop.catalog, bySku.value.id, opening)).toEqual(bySku);
    expect(bySku.version).toBe((await readAdminProduct(shop.catalog, full, opening))!.version);
    expect(await readAdminVariantBySku(shop.catalog, "full-2", opening)).toBe(null);
    expect(await readAdminVariant(shop.catalog, full, opening)).toBe(null);
    expect(await readAdminProduct(shop.catalog, "prd_none", opening)).toBe(null);
  });

  it("lists products page by page, the newest first", async () => {
    const page = async (after: string | null, limit: number) => {
      const { items, next } = await listAdminProducts(shop.catalog, { after, limit }, opening);
      return [items.map(({ value }) => value.id), next];
    };
    expect(await page(null, 2)).toEqual([[bare, full], null]);
    expect(await page(null, 1)).toEqual([[bare], bare]);
    expect(await page(bare, 1)).toEqual([[full], null]);
    expect(await page(full, 1)).toEqual([[], null]);
  });

  it("lists categories page by page, the oldest first", async () => {
    const all = await adminCategories.list(shop.catalog, { after: null, limit: 10 });
    const items = all.items.map(({ value }) => adminCategory.parse(value));
    expect(items.map(({ code, parent, position }) => [code, parent, position])).toEqual([
      ["furniture", null, 1],
      ["chairs", "furniture", 1],
      ["lamps", null, 2],
    ]);
    const [first, second] = items.map(({ id }) => id);
    const { items: rest, next } = await adminCategories.list(shop.catalog, { after: first!, limit: 1 });
    expect([rest[0]!.value.id, next]).toEqual([second, second]);
    expect(await adminCategories.read(shop.catalog, second!)).toEqual(all.items[1]);
    expect(all.items.find(({ value }) => value.code === "chairs")!.value.texts).toEqual({
      en: { name: "Chairs", slug: "chairs", description: "" },
      fr: { name: "Chaises", slug: "chaises", description: "" },
    });
    expect(await adminCategories.read(shop.catalog, "cat_none")).toBe(null);
  });
});
