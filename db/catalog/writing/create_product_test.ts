import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { listedRows, memberRows } from "../testing/listed_rows.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { createProduct, createProducts } from "./create_product.ts";
import { saveMedia } from "./save_media.ts";

describe("createProduct", () => {
  let shop: SmallShop;
  beforeEach(async () => void (shop = await openSmallShop()));
  afterEach(() => shop.close());

  const refusal = async (more: Record<string, unknown>) => {
    const version = await shop.version();
    const written = await shop.try(opening, (w) => createProduct(w, chair(more)));
    expect(await shop.version()).toBe(version);
    return written.ok ? null : [written.refusal.name, written.refusal.path];
  };

  it("writes the product, its lists and its tags", async () => {
    const before = await shop.version();
    const { publicId } = await shop.write(opening, (w) => createProduct(w, chair()));
    expect(publicId).toMatch(/^prd_/);
    expect(await shop.rows("SELECT public_id, brand, category_id, seller_id, created_at FROM products"))
      .toEqual([
        [publicId, "Ravelin", 2, 1, opening],
      ]);
    expect(await shop.rows("SELECT language_id, slug, description FROM product_texts ORDER BY 1")).toEqual([
      [1, "oak-chair", "Solid."],
      [2, "chaise-en-chene", ""],
    ]);
    expect(await shop.rows("SELECT market_id FROM product_markets ORDER BY 1")).toEqual([[1], [2]]);
    const listed = (await listedRows(shop)).map(({ market, category, price }) => [market, category, price]);
    expect(listed).toEqual(
      [
        [1, 0, 19900],
        [1, 1, 19900],
        [1, 2, 19900],
        [2, 0, 18900],
        [2, 1, 18900],
        [2, 2, 18900],
      ],
    );
    expect(await shop.tagsAfter(before)).toEqual([
      ...[0, 1, 2].flatMap((category) => [1, 2].map((market) => `category:${category}:${market}`)),
      "product:1",
      "product:1:1",
      "product:1:2",
    ]);
    expect(await shop.rows("SELECT valid_from, amount_minor FROM price_history WHERE market_id = 1")).toEqual(
      [
        [opening, 19900],
      ],
    );
  });

  it("finds attributes and values by code or words, and makes those that are new", async () => {
    await shop.write(opening, (w) => createProduct(w, chair()));
    await shop.write(opening, (w) =>
      createProduct(
        w,
        chair({
          texts: { en: { title: "Pine chair" } },
          attributes: [{ name: "material", value: "oak" }, { name: "material", value: "Scots pine" }],
          variants: [variant("CHAIR-2", { options: { colour: "SAND" } })],
        }),
      ));
    expect(await shop.rows("SELECT code, type, facet FROM attributes ORDER BY id")).toEqual([
      ["material", "text", 1],
      ["colour", "text", 1],
    ]);
    expect(await shop.rows("SELECT attribute_id, code, position FROM attribute_values ORDER BY id")).toEqual([
      [1, "oak", 1],
      [2, "sand", 1],
      [1, "scots-pine", 2],
    ]);
    expect(await shop.rows("SELECT value_id, language_id, label FROM attribute_value_texts ORDER BY 1, 2"))
      .toEqual([
        [1, 1, "Oak"],
        [1, 2, "Oak"],
        [2, 1, "Sand"],
        [2, 2, "Sand"],
        [3, 1, "Scots pine"],
        [3, 2, "Scots pine"],
      ]);
    expect(await shop.rows("SELECT product_id, value_id FROM product_facet_values ORDER BY 1, 2")).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
      [2, 3],
    ]);
  });

  it("numbers a slug that is taken, and refuses one that was asked for", async () => {
    await shop.write(opening, (w) => createProduct(w, chair()));
    await shop.write(opening, (w) => createProduct(w, chair({ variants: [variant("CHAIR-2")] })));
    expect(await shop.rows("SELECT slug FROM product_texts WHERE product_id = 2 ORDER BY language_id"))
      .toEqual([
        ["oak-chair-2"],
        ["chaise-en-chene-2"],
      ]);
    expect(
      await refusal({
        variants: [variant("CHAIR-3")],
        texts: { fr: { title: "Chaise", slug: "chaise-en-chene" } },
      }),
    ).toEqual(["slug-taken", "texts.fr.slug"]);
  });

  it("makes an address for a title that has none", async () => {
    await shop.write(opening, (w) => createProduct(w, chair({ texts: { en: { title: "!!!" } } })));
    expect(await shop.rows("SELECT slug FROM product_texts")).toEqual([["product-1"]]);
  });

  it("refuses names that the shop does not know, and what is taken", async () => {
    await shop.write(opening, (w) => createProduct(w, chair()));
    const free = { texts: { en: { title: "Stool" } }, variants: [variant("STOOL-1")] };
    expect(await refusal({ ...free, categories: ["lamps", "beds"] })).toEqual([
      "unknown-category",
      "categories.1",
    ]);
    expect(await refusal({ ...free, texts: { de: { title: "Hocker" } } })).toEqual([
      "unknown-language",
      "texts.de",
    ]);
    expect(await refusal({ ...free, markets: ["us", "de"] })).toEqual(["unknown-market", "markets.1"]);
    expect(await refusal({ ...free, variants: [variant("S", { prices: { de: { amountMinor: 1 } } })] }))
      .toEqual([
        "unknown-market",
        "variants.0.prices.de",
      ]);
    expect(await refusal({ ...free, pictures: [{ key: "0".repeat(24) }] })).toEqual([
      "unknown-picture",
      "pictures.0.key",
    ]);
    expect(await refusal({ ...free, variants: [variant("STOOL-1"), variant("CHAIR-1")] })).toEqual([
      "sku-taken",
      "variants.1.sku",
    ]);
    expect(await refusal({ ...free, variants: [variant("STOOL-1"), variant("STOOL-1")] })).toEqual([
      "sku-taken",
      "variants.1.sku",
    ]);
  });

  it("names a category by a slug too, and keeps pictures in order", async () => {
    const picture = (digit: string) => ({
      key: digit.repeat(24),
      object: digit,
      contentType: "image/svg+xml",
      width: 10,
      height: 10,
      alt: { en: "A chair" },
    });
    await shop.write(opening, (w) => saveMedia(w, [picture("a"), picture("b")]));
    await shop.write(opening, (w) =>
      createProduct(
        w,
        chair({
          categories: ["lampes", "chairs"],
          pictures: [{ key: "b".repeat(24) }, { key: "a".repeat(24) }],
          variants: [variant("CHAIR-1", { picture: { key: "a".repeat(24) } })],
        }),
      ));
    expect(await shop.rows("SELECT category_id FROM products")).toEqual([[3]]);
    expect(await shop.rows("SELECT position, media_id FROM product_media ORDER BY 1")).toEqual([[0, 2], [
      1,
      1,
    ]]);
    expect(await shop.rows("SELECT variant_id, media_id FROM variant_media")).toEqual([[1, 1]]);
  });

  it("sells nowhere when no market was chosen on purpose", async () => {
    await shop.write(opening, (w) => createProduct(w, chair({ markets: [] })));
    expect(await shop.rows("SELECT * FROM product_markets")).toEqual([]);
    expect(await listedRows(shop)).toEqual([]);
  });

  it("refuses two variants of equal options, by both their SKUs", async () => {
    const twins = ["A", "B", "C"].map((sku, i) => variant(sku, { options: { size: i === 1 ? "S" : "M" } }));
    const written = await shop.try(opening, (w) => createProduct(w, chair({ variants: twins })));
    expect(written).toEqual({
      ok: false,
      refusal: {
        name: "options-taken",
        path: "variants.2.options",
        message: 'the variants "A" and "C" have the same options',
      },
    });
  });

  it("sells where `markets` says, and lists only where there is a price", async () => {
    await shop.write(opening, (w) => createProduct(w, chair({ markets: ["us", "jp"] })));
    expect(await shop.rows("SELECT market_id FROM product_markets ORDER BY 1")).toEqual([[1], [3]]);
    expect(await memberRows(shop, "market")).toEqual([{ owner: 1, products: [1] }]);
  });

  it("makes many at once, or none, and says which one was refused", async () => {
    const drafts = ["A", "B", "C"].map((sku) => ({
      input: chair({ texts: { en: { title: "Oak chair" } }, variants: [variant(sku)] }),
      createdAt: opening - 1000,
    }));
    await shop.write(opening, (w) => createProducts(w, drafts));
    expect(await shop.rows("SELECT slug FROM product_texts ORDER BY product_id")).toEqual([
      ["oak-chair"],
      ["oak-chair-2"],
      ["oak-chair-3"],
    ]);
    const again = await shop.try(
      opening,
      (w) => createProducts(w, [{ input: chair({ variants: [variant("D")] }) }, drafts[1]!]),
    );
    expect(again).toEqual({
      ok: false,
      refusal: {
        name: "sku-taken",
        path: "1.variants.0.sku",
        message: 'the SKU "B" belongs to another variant',
      },
    });
  });
});
