import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { listedRows } from "../testing/listed_rows.ts";
import { variantInput, variantPatch } from "../../../commerce/wire/admin_catalog.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { createProduct } from "./create_product.ts";
import { createVariant, deleteVariant, patchVariant } from "./variants.ts";

describe("variants", () => {
  let shop: SmallShop;
  let productId: string;
  let variantId: string;

  beforeEach(async () => {
    shop = await openSmallShop();
    productId = (await shop.write(opening, (w) => createProduct(w, chair()))).publicId;
    variantId = String((await shop.rows("SELECT public_id FROM variants"))[0]![0]);
  });
  afterEach(() => shop.close());

  const listedPrices = async () =>
    (await listedRows(shop)).filter(({ category }) => category === 0).map((
      { market, price },
    ) => [market, price]);

  it("are added behind the others, and open the market of a first price", async () => {
    const version = await shop.version();
    const input = variantInput.parse(
      variant("CHAIR-2", { prices: { us: { amountMinor: 9900 }, jp: { amountMinor: 30000 } } }),
    );
    await shop.write(opening, (w) => createVariant(w, productId, input));
    expect(await shop.rows("SELECT sku, position FROM variants ORDER BY id")).toEqual([
      ["CHAIR-1", 0],
      ["CHAIR-2", 1],
    ]);
    expect(await listedPrices()).toEqual([[1, 9900], [2, 18900], [3, 30000]]);
    expect(await shop.tagsAfter(version)).toContain("product:1");
    expect(await shop.rows("SELECT updated_sequence FROM products")).toEqual([[await shop.version()]]);
  });

  it("refuse options that another of the product has, by both SKUs", async () => {
    const twin = variantInput.parse(variant("CHAIR-2", { options: { colour: "Sand" } }));
    const refused = { ok: false, refusal: { name: "options-taken", path: "options" } };
    expect(await shop.try(opening, (w) => createVariant(w, productId, twin))).toMatchObject(refused);
    const other = { ...twin, options: { colour: "Ink" } };
    const { publicId } = await shop.write(opening, (w) => createVariant(w, productId, other));
    const options = { colour: "sand" };
    expect(await shop.try(opening, (w) => patchVariant(w, publicId, { options }))).toMatchObject({
      ok: false,
      refusal: { ...refused.refusal, message: 'the variants "CHAIR-1" and "CHAIR-2" have the same options' },
    });
  });

  it("change in what is given only", async () => {
    const version = await shop.version();
    const fields = { sku: "CHAIR-9", gtin: "4006381333931", weightGrams: 4200, options: { colour: "Ink" } };
    await shop.write(opening, (w) => patchVariant(w, variantId, variantPatch.parse(fields), version));
    expect(await shop.rows("SELECT sku, gtin, weight_grams, availability FROM variants")).toEqual([
      ["CHAIR-9", "4006381333931", 4200, "in_stock"],
    ]);
    expect(
      await shop.rows(`SELECT v.code FROM product_facet_values f JOIN attribute_values v ON v.id = f.value_id
        ORDER BY 1`),
    ).toEqual([["ink"], ["oak"]]);
    const stale = await shop.try(opening, (w) => patchVariant(w, variantId, { gtin: null }, version));
    expect(stale.ok ? null : stale.refusal.name).toBe("stale-version");
  });

  it("differ in availability by market, which touches that market only", async () => {
    const version = await shop.version();
    await shop.write(
      opening,
      (w) => patchVariant(w, variantId, { availabilityByMarket: { fr: "out_of_stock" } }),
    );
    expect(await shop.rows("SELECT * FROM variant_availability")).toEqual([[1, 2, "out_of_stock"]]);
    expect(await shop.tagsAfter(version)).toEqual(["product:1:2"]);
    await shop.write(opening, (w) => patchVariant(w, variantId, { availabilityByMarket: { fr: null } }));
    expect(await shop.rows("SELECT * FROM variant_availability")).toEqual([]);
  });

  it("refuse a SKU that is taken, but not their own", async () => {
    await shop.write(opening, (w) => createVariant(w, productId, variantInput.parse(variant("CHAIR-2"))));
    const own = await shop.try(opening, (w) => patchVariant(w, variantId, { sku: "CHAIR-1" }));
    expect(own.ok).toBe(true);
    const taken = await shop.try(opening, (w) => patchVariant(w, variantId, { sku: "CHAIR-2" }));
    expect(taken.ok ? null : [taken.refusal.name, taken.refusal.path]).toEqual(["sku-taken", "sku"]);
  });

  it("are deleted, but not the last one", async () => {
    const last = await shop.try(opening, (w) => deleteVariant(w, variantId));
    expect(last.ok ? null : last.refusal.name).toBe("last-variant");
    const input = variantInput.parse(variant("CHEAP", { prices: { us: { amountMinor: 1 } } }));
    const { publicId } = await shop.write(opening, (w) => createVariant(w, productId, input));
    await shop.write(opening, (w) => deleteVariant(w, publicId));
    expect(await shop.rows("SELECT sku FROM variants")).toEqual([["CHAIR-1"]]);
    expect((await listedPrices())[0]).toEqual([1, 19900]);
  });
});
