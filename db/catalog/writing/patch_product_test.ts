import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { productPatch } from "../../../commerce/wire/admin_catalog.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { createProduct } from "./create_product.ts";
import { patchProduct } from "./patch_product.ts";

describe("patchProduct", () => {
  let shop: SmallShop;
  let id: string;
  let version: number;

  beforeEach(async () => {
    shop = await openSmallShop();
    id = (await shop.write(opening, (w) => createProduct(w, chair()))).publicId;
    version = await shop.version();
  });
  afterEach(() => shop.close());

  const patch = (fields: Record<string, unknown>, expected?: number) =>
    shop.try(opening + 1, (w) => patchProduct(w, id, productPatch.parse(fields), expected));

  it("changes what is given and nothing else", async () => {
    await patch({ texts: { en: { title: "Better chair" } }, hsCode: "940161", brand: null });
    expect(await shop.rows("SELECT brand, hs_code, tax_category FROM products")).toEqual([
      [null, "940161", "standard"],
    ]);
    expect(await shop.rows("SELECT title, slug, description FROM product_texts ORDER BY language_id"))
      .toEqual([
        ["Better chair", "oak-chair", "Solid."],
        ["Chaise en chêne", "chaise-en-chene", ""],
      ]);
    expect(await shop.tagsAfter(version)).toEqual(["category:0:1", "category:0:2", "product:1"]);
  });

  it("redirects a slug that changed for good, and frees one that is taken up again", async () => {
    await patch({ texts: { en: { slug: "chair-one" } } });
    await patch({ texts: { en: { slug: "chair-two" } } });
    const old = () => shop.rows("SELECT kind, language_id, slug, target_id FROM old_slugs ORDER BY slug");
    expect(await old()).toEqual([["product", 1, "chair-one", 1], ["product", 1, "oak-chair", 1]]);
    await patch({ texts: { en: { slug: "oak-chair" } } });
    expect(await old()).toEqual([["product", 1, "chair-one", 1], ["product", 1, "chair-two", 1]]);
    const other = await shop.try(opening, (w) =>
      createProduct(
        w,
        chair({ texts: { en: { title: "Chair two", slug: "chair-two" } }, variants: [variant("B")] }),
      ));
    expect(other.ok ? null : other.refusal.name).toBe("slug-taken");
  });

  it("refuses a version that is not the last, and a product that is not there", async () => {
    expect((await patch({ popularity: 5 }, version)).ok).toBe(true);
    const stale = await patch({ popularity: 6 }, version);
    expect(stale.ok ? null : stale.refusal.name).toBe("stale-version");
    expect(await shop.rows("SELECT popularity FROM products")).toEqual([[5]]);
    const missing = await shop.try(opening, (w) => patchProduct(w, "prd_none", {}));
    expect(missing.ok ? null : missing.refusal.name).toBe("not-found");
  });

  it("moves it between lists, and touches those it left and those it came to", async () => {
    await patch({ categories: ["lamps"] });
    expect(await shop.rows("SELECT category_id FROM listings WHERE market_id = 1 ORDER BY 1")).toEqual([[0], [
      3,
    ]]);
    expect((await shop.tagsAfter(version)).filter((tag) => /^category:.*:1$/.test(tag))).toEqual([
      "category:0:1",
      "category:1:1",
      "category:2:1",
      "category:3:1",
    ]);
  });

  it("takes it out of every market and puts it back", async () => {
    await patch({ status: "draft" });
    expect(await shop.rows("SELECT * FROM listings")).toEqual([]);
    expect(await shop.rows("SELECT count(*) FROM product_texts")).toEqual([[2]]);
    await patch({ status: "active" });
    expect(await shop.rows("SELECT count(*) FROM listings")).toEqual([[6]]);
    await patch({ markets: ["fr"] });
    expect(await shop.rows("SELECT DISTINCT market_id FROM listings")).toEqual([[2]]);
    expect(await shop.tagsAfter(version)).toContain("product:1:1");
  });

  it("replaces attributes and what is derived from them", async () => {
    await patch({ attributes: [{ name: "seats", value: "2" }] });
    expect(
      await shop.rows(
        `SELECT a.code, v.code FROM product_facets f JOIN attribute_values v ON v.id = f.value_id
        JOIN attributes a ON a.id = v.attribute_id ORDER BY 1`,
      ),
    ).toEqual([["colour", "sand"], ["seats", "2"]]);
    expect(await shop.tagsAfter(version)).toContain("category:2:1");
  });

  it("wants a title for a text in a new language", async () => {
    await patch({ texts: { fr: { description: "Massif." } } });
    const written = await shop.try(opening, async (w) => {
      const other = await createProduct(
        w,
        chair({ texts: { en: { title: "B" } }, variants: [variant("B")] }),
      );
      await patchProduct(w, other.publicId, { texts: { fr: { description: "Seul." } } });
    });
    expect(written.ok ? null : [written.refusal.name, written.refusal.path]).toEqual([
      "invalid-value",
      "texts.fr.title",
    ]);
  });
});
