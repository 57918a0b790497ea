import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { matchExpression } from "../../../commerce/search_terms.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { createProduct } from "./create_product.ts";

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

  /** The index rows that a query finds: 257 is the product in English, 258 in French. */
  const found = async (text: string, language: string) => {
    const { rows } = await shop.catalog.client.execute({
      sql: "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid",
      args: [matchExpression(text, language, "all")],
    });
    return rows.map((row) => row.rowid);
  };

  it("finds a product by its title in its language only", async () => {
    expect(await found("chairs", "en")).toEqual([257]);
    expect(await found("chaises chene", "fr")).toEqual([258]);
    expect(await found("chene", "en")).toEqual([]);
  });

  it("finds it by brand, identifiers, categories above it, values and options", async () => {
    for (
      const text of ["ravelin", "RAV-17", "rav17", "4006381333931", "R17/b", "furniture", "polished", "sand"]
    ) {
      expect([text, ...await found(text, "en")]).toEqual([text, 257]);
    }
    expect(await found("meubles", "fr")).toEqual([258]);
  });
});
