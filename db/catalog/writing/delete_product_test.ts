import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { createProduct } from "./create_product.ts";
import { deleteProduct } from "./delete_product.ts";

const tables = [
  "products",
  "product_texts",
  "product_categories",
  "product_markets",
  "product_attributes",
  "product_facet_values",
  "listed_categories",
  "product_values",
  "product_sets",
  "sort_keys",
  "variants",
  "variant_options",
  "prices",
  "price_history",
  "price_boundaries",
  "search_terms",
  "search_postings",
  "search_documents",
];

describe("deleteProduct", () => {
  let shop: SmallShop;
  before(async () => void (shop = await openSmallShop()));
  after(() => shop.close());

  it("leaves nothing, touches everything, and gives no key twice", async () => {
    const { publicId } = await shop.write(opening, (w) => createProduct(w, chair()));
    const version = await shop.version();
    const stale = await shop.try(opening, (w) => deleteProduct(w, publicId, version - 1));
    expect(stale.ok ? null : stale.refusal.name).toBe("stale-version");
    await shop.write(opening, (w) => deleteProduct(w, publicId, version));
    for (const table of tables) {
      expect([table, ...await shop.rows(`SELECT count(*) FROM ${table}`)]).toEqual([table, [0]]);
    }
    expect(await shop.tagsAfter(version)).toEqual([
      "category:0:1",
      "category:0:2",
      "category:1:1",
      "category:1:2",
      "category:2:1",
      "category:2:2",
      "product:1",
      "product:1:1",
      "product:1:2",
    ]);
    await shop.write(opening, (w) => createProduct(w, chair({ variants: [variant("CHAIR-1")] })));
    expect(await shop.rows("SELECT id FROM products UNION ALL SELECT id FROM variants")).toEqual([[2], [2]]);
    const again = await shop.try(opening, (w) => deleteProduct(w, publicId));
    expect(again.ok ? null : again.refusal.name).toBe("not-found");
  });
});
