import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { indexedUnder } from "../testing/indexed_terms.ts";
import { listedRows } from "../testing/listed_rows.ts";
import { categoryInput, type CategoryPatch } from "../../../commerce/wire/admin_catalog.ts";
import { chair, opening, openSmallShop, type SmallShop, variant } from "../testing/small_shop.ts";
import { createCategory, deleteCategory, patchCategory } from "./categories.ts";
import { createProduct } from "./create_product.ts";

describe("categories", () => {
  let shop: SmallShop;
  let ids: Map<string, string>;

  beforeEach(async () => {
    shop = await openSmallShop();
    await shop.write(opening, (w) => createProduct(w, chair()));
    ids = new Map((await shop.rows("SELECT code, public_id FROM categories")) as [string, string][]);
  });
  afterEach(() => shop.close());

  const patch = (code: string, fields: CategoryPatch, version?: number) =>
    shop.try(opening, (w) => patchCategory(w, ids.get(code)!, fields, version));
  const found = async (text: string) => (await indexedUnder(shop, text, "en", 1)).length;

  it("have a code made from their name, and slugs in each language", async () => {
    const input = categoryInput.parse({ texts: { en: { name: "Beds & Sofas" }, fr: { name: "Lits" } } });
    await shop.write(opening, (w) => createCategory(w, input));
    expect(await shop.rows("SELECT code FROM categories WHERE id = 4")).toEqual([["beds-sofas"]]);
    expect(await shop.rows("SELECT slug FROM category_texts WHERE category_id = 4 ORDER BY language_id"))
      .toEqual([
        ["beds-sofas"],
        ["lits"],
      ]);
    const again = await shop.try(opening, (w) => createCategory(w, input));
    expect(again.ok ? null : again.refusal.name).toBe("code-taken");
    const japanese = categoryInput.parse({ texts: { en: { name: "家具" } } });
    await shop.write(opening, (w) => createCategory(w, japanese));
    expect(await shop.rows("SELECT code FROM categories WHERE id = 5")).toEqual([["category-5"]]);
  });

  it("take their products along when they move, and refuse to stand below themselves", async () => {
    const version = await shop.version();
    expect((await patch("chairs", { parent: "lamps" })).ok).toBe(true);
    const listed = (await listedRows(shop)).filter(({ market }) => market === 1);
    expect(listed.map(({ category }) => category)).toEqual([0, 2, 3]);
    const tags = await shop.tagsAfter(version);
    expect(tags).toContain("category:1:1");
    expect(tags).toContain("category:3:1");
    expect(tags).toContain("categories");
    for (const parent of ["chairs", "lamps"]) {
      const cycle = await patch("lamps", { parent });
      expect(cycle.ok ? null : cycle.refusal.name).toBe("category-cycle");
    }
    expect((await patch("chairs", { parent: null })).ok).toBe(true);
  });

  it("index their products anew when their words change, ancestors' too", async () => {
    expect(await found("furniture")).toBe(1);
    await patch("furniture", { texts: { en: { name: "Wooden things" } } });
    expect(await found("furniture")).toBe(0);
    expect(await found("wooden")).toBe(1);
  });

  it("keep their description when only the name changes, and redirect a slug that changes", async () => {
    const version = (await shop.rows("SELECT updated_sequence FROM categories WHERE code = 'lamps'"))[0]![0];
    await patch("lamps", { texts: { en: { description: "Warm." } } }, Number(version));
    await patch("lamps", { texts: { en: { name: "Lights", slug: "lights" } } });
    expect(await shop.rows("SELECT name, slug, description FROM category_texts WHERE slug = 'lights'"))
      .toEqual([
        ["Lights", "lights", "Warm."],
      ]);
    expect(await shop.rows("SELECT * FROM old_slugs")).toEqual([["category", 1, "lamps", 3]]);
    const stale = await patch("lamps", { position: 9 }, Number(version));
    expect(stale.ok ? null : stale.refusal.name).toBe("stale-version");
  });

  it("are deleted only when nothing is in them", async () => {
    for (const code of ["chairs", "furniture"]) {
      const used = await shop.try(opening, (w) => deleteCategory(w, ids.get(code)!));
      expect(used.ok ? null : used.refusal.name).toBe("category-in-use");
    }
    await shop.write(opening, (w) => deleteCategory(w, ids.get("lamps")!));
    expect(await shop.rows("SELECT count(*) FROM category_texts WHERE category_id = 3")).toEqual([[0]]);
    const lamp = chair({ categories: ["lamps"], variants: [variant("LAMP")] });
    const gone = await shop.try(opening, (w) => createProduct(w, lamp));
    expect(gone.ok ? null : gone.refusal.name).toBe("unknown-category");
  });
});
