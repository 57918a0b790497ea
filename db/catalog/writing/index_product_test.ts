import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { indexedUnder } from "../testing/indexed_terms.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { createProduct } from "./create_product.ts";
import { deleteProduct } from "./delete_product.ts";
import { indexProducts } from "./index_product.ts";
import { patchProduct } from "./patch_product.ts";
import { saveLanguage } from "./save_language.ts";

describe("the search index", () => {
  let shop: SmallShop;
  before(async () => {
    shop = await openSmallShop();
    await shop.write(opening, (w) =>
      createProduct(
        w,
        chair({
          attributes: [{ name: "finish", value: "Polished" }, { name: "finish", value: "Matt" }],
          variants: [variant("RAV-17", { gtin: "4006381333931", mpn: "R17/b", options: { colour: "Sand" } })],
        }),
      ));
  });
  after(() => shop.close());

  const found = (text: string, language: "en" | "fr") =>
    indexedUnder(shop, text, language, language === "en" ? 1 : 2);

  it("finds a product by its title in its language only", async () => {
    expect(await found("chairs", "en")).toEqual([1]);
    expect(await found("chaises chene", "fr")).toEqual([1]);
    expect(await found("chene", "en")).toEqual([]);
  });

  it("finds it by brand, categories above it, values and options", async () => {
    for (const text of ["ravelin", "furniture", "polished", "matt", "sand"]) {
      expect([text, ...await found(text, "en")]).toEqual([text, 1]);
    }
    expect(await found("meubles", "fr")).toEqual([1]);
  });

  it("knows a value by its code where the language has no word for it", async () => {
    expect(await found("polished", "fr")).toEqual([1]);
  });

  it("writes only what a change of words changes, and names its language", async () => {
    const rows = (table: string, column: string) =>
      shop.rows(`SELECT id, hex(${column}) FROM ${table} ORDER BY id`);
    const before = [await rows("search_postings", "postings"), await rows("search_documents", "terms")];
    const version = await shop.version();
    await shop.write(opening, (w) => indexProducts(w, [1]));
    expect(await shop.version()).toBe(version);
    expect([await rows("search_postings", "postings"), await rows("search_documents", "terms")]).toEqual(
      before,
    );
    const id = String((await shop.rows("SELECT public_id FROM products"))[0]![0]);
    await shop.write(opening, (w) => patchProduct(w, id, { texts: { fr: { title: "Chaise en hêtre" } } }));
    expect(await shop.rows(`SELECT tag FROM changes WHERE sequence > ${version} AND tag LIKE 'search:%'`))
      .toEqual([["search:2"]]);
    expect(await found("chene", "fr")).toEqual([]);
    expect(await found("hetre", "fr")).toEqual([1]);
    const after = await rows("search_documents", "terms");
    expect(after.map((row, at) => row[1] === before[1]![at]![1])).toEqual([true, false]);
  });

  it("knows roughly how frequent a word is, when it becomes rarer too", async () => {
    const level = async () =>
      (await shop.rows("SELECT level FROM search_terms WHERE language_id = 1 AND term = 'velvet'"))[0]?.[0];
    const titled = (sku: string, title: string) =>
      chair({ texts: { en: { title } }, variants: [variant(sku, { options: { colour: "Sand" } })] });
    const ids: string[] = [];
    for (let count = 1; count <= 4; count++) {
      await shop.write(opening, async (w) => {
        ids.push((await createProduct(w, titled(`VEL-${count}`, `Velvet chair ${count}`))).publicId);
      });
    }
    expect(await level()).toBe(2);
    const plain = (id: string) =>
      shop.write(opening, (w) => patchProduct(w, id, { texts: { en: { title: "Plain chair" } } }));
    for (const id of ids.slice(0, 2)) await plain(id);
    expect(await level()).toBe(1);
    await shop.write(opening, (w) => deleteProduct(w, ids[2]!));
    expect(await level()).toBe(0);
    await plain(ids[3]!);
    expect(await level()).toBeUndefined();
  });

  it("keeps the words as they may be written, and those of compounding languages backwards", async () => {
    expect(
      await shop.rows("SELECT term, spoken FROM search_terms WHERE term IN ('hetr', 'chais') ORDER BY term"),
    )
      .toEqual([["chais", "chaise"], ["hetr", "hêtre"]]);
    await shop.write(opening, (w) => saveLanguage(w, { tag: "de", name: "Deutsch", direction: "ltr" }));
    await shop.write(opening, (w) =>
      createProduct(
        w,
        chair({
          texts: { de: { title: "Esszimmerstühle" } },
          variants: [variant("DE-1", { options: { colour: "Sand" } })],
        }),
      ));
    expect(await shop.rows("SELECT reversed FROM search_terms WHERE term = 'esszimmerstuhl'"))
      .toEqual([["lhutsremmizsse"]]);
  });
});
