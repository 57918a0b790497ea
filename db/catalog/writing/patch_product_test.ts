import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { listedRows, memberRows } from "../testing/listed_rows.ts";
import { productPatch } from "../../../commerce/wire/admin_catalog.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { createProduct } from "./create_product.ts";
import { patchProduct } from "./patch_product.ts";
import { setPrices } from "./set_prices.ts";

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
    const listed = (await listedRows(shop)).filter(({ market }) => market === 1);
    expect(listed.map(({ category }) => category)).toEqual([0, 3]);
    expect((await shop.tagsAfter(version)).filter((tag) => /^category:.*:1$/.test(tag))).toEqual([
      "category:0:1",
      "category:1:1",
      "category:2:1",
      "category:3:1",
    ]);
  });

  it("is seen in the markets that were chosen, or else wherever it has a price", async () => {
    await patch({ markets: ["fr"] });
    expect(await memberRows(shop, "market")).toEqual([{ owner: 2, products: [1] }]);
    expect(await shop.tagsAfter(version)).toContain("product:1:1");
    const japan = { sku: "CHAIR-1", amountMinor: 30000, minQuantity: 1, priceList: "standard" };
    await shop.write(opening + 1, (w) => setPrices(w, [{ ...japan, market: "jp" }]));
    expect(await shop.rows("SELECT market_id FROM product_markets")).toEqual([[2]]);
    await patch({ markets: [] });
    expect(await listedRows(shop)).toEqual([]);
    await patch({ markets: null });
    expect(await shop.rows("SELECT market_id FROM product_markets ORDER BY 1")).toEqual([[1], [2], [3]]);
    expect((await memberRows(shop, "market")).map(({ owner }) => owner)).toEqual([1, 2, 3]);
  });

  it("touches the lists when a language comes or goes, for they hold what has words in it", async () => {
    const lists = [
      "category:0:1",
      "category:0:2",
      "category:1:1",
      "category:1:2",
      "category:2:1",
      "category:2:2",
    ];
    const touched = async (change: Record<string, unknown>) => {
      const before = await shop.version();
      await patch(change);
      return (await shop.tagsAfter(before)).filter((tag) => tag.startsWith("category:"));
    };
    expect(await touched({ texts: { fr: null } })).toEqual(lists);
    expect(await touched({ texts: { fr: { title: "Chaise" } } })).toEqual(lists);
    expect(await touched({ texts: { fr: { title: "La chaise" } } })).toEqual([
      "category:0:1",
      "category:0:2",
    ]);
  });

  it("clears warnings, and removes a language but the last; its slug stays its own", async () => {
    await patch({ texts: { en: { warnings: "Hot." } } });
    await patch({ texts: { en: { title: "Oak chair" } } });
    const warnings = () => shop.rows("SELECT warnings FROM product_texts WHERE language_id = 1");
    expect(await warnings()).toEqual([["Hot."]]);
    await patch({ texts: { en: { warnings: null }, fr: null } });
    expect(await warnings()).toEqual([[null]]);
    expect(await shop.rows("SELECT language_id FROM product_texts")).toEqual([[1]]);
    const old = () => shop.rows("SELECT language_id, slug, target_id FROM old_slugs");
    expect(await old()).toEqual([[2, "chaise-en-chene", 1]]);
    expect(await shop.rows("SELECT id FROM search_documents")).toEqual([[257]]);
    expect(await patch({ texts: { en: null } })).toMatchObject({
      ok: false,
      refusal: { name: "last-language", path: "texts" },
    });
    await patch({ texts: { en: null, fr: { title: "Chaise en chêne" } } });
    expect(await shop.rows("SELECT language_id, slug FROM product_texts")).toEqual([[2, "chaise-en-chene"]]);
    expect(await old()).toEqual([[1, "oak-chair", 1]]);
  });

  it("changes nothing when nothing is asked for, not even the version", async () => {
    const before = await shop.version();
    await patch({});
    await patch({ texts: {} });
    expect(await shop.version()).toBe(before);
    expect(await shop.rows("SELECT updated_sequence FROM products")).toEqual([[before]]);
  });

  it("replaces attributes and what is derived from them", async () => {
    await patch({ attributes: [{ name: "seats", value: "2" }] });
    expect(
      await shop.rows(
        `SELECT a.code, v.code FROM product_facet_values f JOIN attribute_values v ON v.id = f.value_id
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
