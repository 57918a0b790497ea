import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { Read } from "../../../commerce/catalog_reader.ts";
import type { ProductPage } from "../../../commerce/catalog_view.ts";
import { now, scopeOf, TestCatalog } from "./test_catalog.ts";

let catalog: TestCatalog;
const french = scopeOf("fr-fr");

async function page(slug: string, scope = french): Promise<Read<ProductPage>> {
  const answer = await catalog.reader.product(scope, slug);
  if (answer === null || "movedTo" in answer) throw new Error(`no page "${slug}"`);
  return answer;
}

before(() => {
  catalog = new TestCatalog();
  catalog.product({
    id: 10,
    brand: "Norrlund",
    popularity: 70,
    texts: { fr: { title: "Chaise Alba", slug: "chaise-alba", description: "En chêne." }, en: "Alba chair" },
    attributes: ["steel", "oak", "hours40"],
    pictures: [1, 2],
    variants: [
      {
        sku: "ALBA-INK-M",
        gtin: "4006381333931",
        options: ["ink", "m"],
        picture: 2,
        prices: [
          { amount: 12000, until: now + 5000 },
          { amount: 9000, compareAt: 12000, lowestPrior: 11000, from: now - 5, until: now + 9000 },
          { amount: 8000, list: 2 },
          { amount: 7000, minQuantity: 10 },
          { amount: 1, from: now + 7000 },
        ],
      },
      {
        sku: "ALBA-SAND-M",
        options: ["sand", "m"],
        prices: [{ amount: 12000 }],
        availability: "out_of_stock",
      },
      { sku: "ALBA-SAND-S", options: ["sand", "s"], prices: [{ amount: 12000, market: "us" }] },
    ],
    markets: ["fr", "us"],
  });
  for (const [id, popularity] of [[11, 90], [12, 80], [13, 70], [14, 60], [15, 50]] as const) {
    catalog.product({ id, popularity, texts: { fr: `Chaise ${id}` }, variants: [{ sku: `C-${id}` }] });
  }
  catalog.product({ id: 20, texts: { fr: "Sans prix" }, variants: [{ sku: "NONE", prices: [] }] });
  catalog.product({ id: 21, texts: { fr: "Ailleurs" }, markets: ["us"], variants: [{ sku: "US-ONLY" }] });
  catalog.database.exec(`
    UPDATE products SET maker_id = 2, width_mm = 400, depth_mm = 410, height_mm = 820, origin = 'PT' WHERE id = 10;
    UPDATE variants SET weight_grams = 6400, unit_amount = 250, unit = 'ml' WHERE sku = 'ALBA-INK-M';
    UPDATE product_texts SET warnings = 'Attention' WHERE product_id = 10 AND language_id = 2;
    INSERT INTO variant_availability VALUES (2, 1, 'low_stock');
    INSERT INTO old_slugs VALUES ('product', 2, 'ancienne-chaise', 10), ('product', 2, 'ancien-ailleurs', 21);
  `);
});
after(() => catalog.close());

describe("a product page", () => {
  it("has all of the product's own data", async () => {
    const { frame: _frame, related: _related, variants: _variants, ...own } =
      (await page("chaise-alba")).value;
    expect(own).toEqual({
      id: "prd_10",
      slug: "chaise-alba",
      title: "Chaise Alba",
      description: "En chêne.",
      brand: "Norrlund",
      kind: "physical",
      path: [{ slug: "meubles", name: "Meubles" }, { slug: "sieges", name: "Sièges" }],
      images: [
        { key: "000000000000000000000001", alt: "Image une", width: 800, height: 600 },
        { key: "000000000000000000000002", alt: "Chaise Alba", width: 600, height: 800 },
      ],
      attributes: [
        { name: "material", label: "Matière", value: "Chêne, Acier" },
        { name: "burning-hours", label: "Durée", value: "40\u00a0h" },
      ],
      attributeCodes: { material: ["oak", "steel"], "burning-hours": ["40"] },
      options: [
        {
          name: "colour",
          label: "Couleur",
          values: [{ value: "sand", label: "Sable", hex: "#d8c6a6" }, {
            value: "ink",
            label: "Encre",
            hex: "#101820",
          }],
        },
        { name: "size", label: "Taille", values: [{ value: "m", label: "M", hex: null }] },
      ],
      warnings: "Attention",
      maker: { name: "Maker", address: "2 rue", email: "maker@example.com" },
      euResponsible: null,
      dimensionsMm: [400, 410, 820],
      weightGrams: 6400,
      originCountry: "PT",
    });
  });

  it("shows the variants that are sold in the market, each with the price in force", async () => {
    expect((await page("chaise-alba")).value.variants).toEqual([
      {
        id: "var_1",
        ref: 1,
        sku: "ALBA-INK-M",
        gtin: "4006381333931",
        options: { colour: "ink", size: "m" },
        price: { amountMinor: 9000, compareAtMinor: 12000, lowestPriorMinor: 11000 },
        tiers: [{ minQuantity: 10, amountMinor: 7000 }],
        availability: "in_stock",
        image: 1,
        unitMeasure: { amount: 250, unit: "ml" },
        weightGrams: 6400,
      },
      {
        id: "var_2",
        ref: 2,
        sku: "ALBA-SAND-M",
        gtin: null,
        options: { colour: "sand", size: "m" },
        price: { amountMinor: 12000, compareAtMinor: null, lowestPriorMinor: null },
        availability: "low_stock",
        image: 0,
        unitMeasure: null,
        weightGrams: null,
      },
    ]);
    const american = (await page("alba-chair", scopeOf("en-us"))).value.variants;
    expect(american.map(({ sku }) => sku)).toEqual(["ALBA-SAND-S"]);
  });

  it("uses the shopper's price list where it has a price, the standard one elsewhere", async () => {
    const { variants } = (await page("chaise-alba", { ...french, priceList: "trade" })).value;
    expect(variants.map(({ price }) => price.amountMinor)).toEqual([8000, 12000]);
    const unknown = (await page("chaise-alba", { ...french, priceList: "no-such" })).value;
    expect(unknown.variants.map(({ price }) => price.amountMinor)).toEqual([9000, 12000]);
  });

  it("holds until the nearest window opens or closes", async () => {
    expect((await page("chaise-alba")).validUntil).toBe(now + 5000);
    const later = await page("chaise-alba", { ...french, now: now + 8000 });
    expect(later.value.variants[0]!.price.amountMinor).toBe(1);
    expect(later.validUntil).toBe(now + 9000);
    expect((await page("chaise-11")).validUntil).toBe(now + 5000); // of its related products
    expect((await page("chaise-alba", { ...french, now: now + 9000 })).validUntil).toBeNull();
  });

  it("relates the next less popular of its category, then the most popular", async () => {
    const titles = async (slug: string) => (await page(slug)).value.related.map(({ title }) => title);
    expect(await titles("chaise-11")).toEqual(["Chaise 12", "Chaise 13", "Chaise Alba", "Chaise 14"]);
    expect(await titles("chaise-14")).toEqual(["Chaise 15", "Chaise 11", "Chaise 12", "Chaise 13"]);
    expect(await titles("chaise-15")).toEqual(["Chaise 11", "Chaise 12", "Chaise 13", "Chaise Alba"]);
  });

  it("shows a related product as a card", async () => {
    const related = (await page("chaise-11")).value.related;
    expect(related[2]).toEqual({
      unitMeasure: { amount: 250, unit: "ml" },
      id: "prd_10",
      slug: "chaise-alba",
      title: "Chaise Alba",
      brand: "Norrlund",
      image: { key: "000000000000000000000001", alt: "Image une", width: 800, height: 600 },
      price: { amountMinor: 9000, compareAtMinor: 12000, lowestPriorMinor: 11000 },
      priceVaries: true,
      availability: "in_stock",
      skus: ["ALBA-INK-M", "ALBA-SAND-M"],
      swatches: [{ label: "Sable", hex: "#d8c6a6" }, { label: "Encre", hex: "#101820" }],
    });
  });

  it("is tagged with all that it was made of", async () => {
    const { tags } = await page("chaise-14");
    expect([...tags].sort()).toEqual([
      "categories",
      "category:2:1",
      "navigation:1",
      ...[11, 12, 13, 14, 15].flatMap((id) => [`product:${id}`, `product:${id}:1`]),
    ].sort());
  });

  it("carries the frame of its market and language", async () => {
    expect((await page("chaise-alba")).value.frame).toEqual({
      categories: [
        { slug: "luminaires", name: "Luminaires", children: [] },
        {
          slug: "meubles",
          name: "Meubles",
          children: [{ slug: "sieges", name: "Sièges" }, { slug: "tables", name: "Tables" }],
        },
      ],
      links: [
        { placement: "header", label: "Nouveautés", target: "search?sort=newest" },
        { placement: "footer", label: "CGV", target: "i/cgv" },
      ],
    });
  });
});

describe("a product that cannot be seen", () => {
  const nothing: [string, string, typeof french][] = [
    ["unknown slugs", "no-such", french],
    ["slugs of another language", "alba-chair", french],
    ["products without a price in force", "sans-prix", french],
    ["products of other markets", "ailleurs", french],
    ["products without words in the language", "ailleurs", scopeOf("en-us")],
    ["unknown markets", "chaise-alba", { ...french, locale: { language: "fr", market: "xx" } }],
    ["unknown languages", "chaise-alba", { ...french, locale: { language: "xx", market: "fr" } }],
    ["old slugs of products of other markets", "ancien-ailleurs", french],
    ["garbage", "'\"\u0000%;--\ud800", french],
  ];
  for (const [what, slug, scope] of nothing) {
    it(`is null: ${what}`, async () => expect(await catalog.reader.product(scope, slug)).toBeNull());
  }
  it("has moved from its old slug", async () => {
    expect(await catalog.reader.product(french, "ancienne-chaise")).toEqual({ movedTo: "p/chaise-alba" });
  });
});
