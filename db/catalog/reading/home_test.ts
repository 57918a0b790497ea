import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { HomeBlock } from "../../../commerce/catalog_view.ts";
import { now, scopeOf, TestCatalog } from "./test_catalog.ts";

let catalog: TestCatalog;
const french = scopeOf("fr-fr");

before(() => {
  catalog = new TestCatalog();
  for (let id = 1; id <= 10; id++) {
    const reduced = { amount: 900, compareAt: 1000, from: now - 10, until: now + id };
    const later = { amount: 900, compareAt: 1000, from: now + 90 };
    catalog.product({
      id,
      popularity: id,
      category: id % 2 ? 2 : 4,
      createdAt: now - id,
      texts: { fr: `Produit ${id}` },
      variants: [{
        sku: `S-${id}`,
        prices: [{ amount: 1000 }, ...(id % 3 === 0 ? [reduced] : id === 4 ? [later] : [])],
      }],
    });
  }
  const blocks: [string, unknown][] = [
    ["hero", {
      kicker: "K",
      title: "T",
      text: "X",
      action: "A",
      category: "seating",
      mediaKey: "000000000000000000000001",
    }],
    ["products", { title: "Nouveau", text: "N", source: "new" }],
    ["products", { title: "Aimés", source: "popular", category: "lighting" }],
    ["products", { title: "Réduits", source: "reduced" }],
    ["categories", { title: "Rayons", categories: ["tables", "no-such", "seating"] }],
    ["editorial", {
      title: "E",
      text: "",
      action: "Voir",
      category: "no-such",
      mediaKey: "ffffffffffffffffffffffff",
    }],
    ["assurances", { items: [{ title: "Solide", text: "Bois." }] }],
    ["hero", { newer: "program" }],
  ];
  const insert = catalog.database.prepare(
    "INSERT INTO home_blocks (market_id, language_id, position, kind, content) VALUES (1, 2, ?, ?, ?)",
  );
  blocks.forEach(([kind, content], position) => insert.run(position, kind, JSON.stringify(content)));
});
after(() => catalog.close());

describe("the home page", () => {
  it("fills the blocks that it understands", async () => {
    const { value } = await catalog.reader.home(french);
    const short = value.blocks.map((block: HomeBlock) =>
      block.kind === "products" ? { ...block, cards: block.cards.map(({ title }) => title) } : block
    );
    expect(short).toEqual([
      {
        kind: "hero",
        kicker: "K",
        title: "T",
        text: "X",
        action: "A",
        category: { slug: "sieges", name: "Sièges" },
        image: { key: "000000000000000000000001", alt: "Image une", width: 800, height: 600 },
      },
      {
        kind: "products",
        title: "Nouveau",
        text: "N",
        cards: [1, 2, 3, 4, 5, 6, 7, 8].map((id) => `Produit ${id}`),
        more: null,
      },
      {
        kind: "products",
        title: "Aimés",
        text: "",
        cards: [10, 8, 6, 4, 2].map((id) => `Produit ${id}`),
        more: { slug: "luminaires", name: "Luminaires" },
      },
      {
        kind: "products",
        title: "Réduits",
        text: "",
        cards: ["Produit 9", "Produit 6", "Produit 3"],
        more: null,
      },
      {
        kind: "categories",
        title: "Rayons",
        categories: [
          {
            slug: "tables",
            name: "Tables",
            image: { key: "000000000000000000000003", alt: "Trois", width: 100, height: 100 },
          },
          { slug: "sieges", name: "Sièges", image: null },
        ],
      },
      { kind: "editorial", title: "E", text: "", action: "Voir", category: null, image: null },
      { kind: "assurances", items: [{ title: "Solide", text: "Bois." }] },
    ]);
  });

  it("is tagged with its blocks, its lists and their products, and ends with the first reduction", async () => {
    const { tags, validUntil } = await catalog.reader.home(french);
    const products = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap((id) => [`product:${id}`, `product:${id}:1`]);
    expect([...tags].sort()).toEqual(
      ["categories", "category:0:1", "category:4:1", "home:1", "navigation:1", ...products].sort(),
    );
    expect(validUntil).toBe(now + 3);
  });

  it("is empty where nothing was placed", async () => {
    expect((await catalog.reader.home(scopeOf("en-us"))).value).toMatchObject({ blocks: [] });
  });
});
