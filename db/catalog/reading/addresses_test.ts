import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { scopeOf, TestCatalog } from "./test_catalog.ts";

let catalog: TestCatalog;
const french = scopeOf("fr-fr");

before(() => {
  catalog = new TestCatalog();
  catalog.product({
    id: 3,
    texts: { fr: "Chaise", en: "Chair", ja: { title: "椅子", slug: "椅子" } },
    variants: [{ sku: "A" }],
  });
  catalog.product({ id: 5, category: 4, texts: { fr: "Lampe" }, markets: ["us"], variants: [{ sku: "B" }] });
  catalog.product({ id: 6, texts: { fr: "Sans prix" }, variants: [{ sku: "C", prices: [] }] });
  catalog.product({ id: 7, texts: { fr: "Table" }, variants: [{ sku: "D" }] });
});
after(() => catalog.close());

describe("the addresses of a product", () => {
  it("are its slugs and the markets that list it", async () => {
    expect(await catalog.reader.productAddresses(french, "chaise")).toEqual({
      slugs: { fr: "chaise", en: "chair", ja: "椅子" },
      markets: ["fr", "us", "jp"],
    });
    expect(await catalog.reader.productAddresses(french, "chair")).toBeNull();
    expect(await catalog.reader.productAddresses(french, "lampe")).toBeNull();
    expect(await catalog.reader.productAddresses(scopeOf("en-us"), "chair")).toMatchObject({
      markets: ["fr", "us", "jp"],
    });
  });
});

describe("an information page", () => {
  it("is the market's own", async () => {
    const answer = await catalog.reader.information(french, "cgv");
    expect(answer?.value).toMatchObject({ title: "CGV", slug: "cgv", body: "# CGV", updatedAt: 5 });
    expect([...answer!.tags].sort()).toEqual(["categories", "information:1", "navigation:1"]);
    expect(await catalog.reader.information(french, "conditions")).toBeNull();
  });

  it("is found by its code too, which is the same in all languages", async () => {
    expect((await catalog.reader.information(french, "terms"))?.value).toMatchObject({ slug: "cgv" });
    expect((await catalog.reader.information(scopeOf("en-us"), "terms"))?.value)
      .toMatchObject({ slug: "terms-of-sale" });
  });
});

describe("alternates", () => {
  const everywhere = (path: string) => ({ en: path, fr: path, ja: path, ar: path, de: path });
  const cases: [string, Record<string, string>][] = [
    ["", everywhere("")],
    ["search", everywhere("search")],
    ["search?q=lamp", everywhere("search")],
    ["c", { en: "c", fr: "c", ja: "c", ar: "c", de: "c" }],
    ["basket", everywhere("basket")],
    ["p/chaise", { fr: "p/chaise", en: "p/chair", ja: "p/椅子" }],
    ["c/luminaires", { fr: "c/luminaires", ja: "c/照明" }],
    ["c/sieges?sort=newest", { fr: "c/sieges", en: "c/seating" }],
    ["i/cgv", { fr: "i/cgv", en: "i/terms", ja: "i/規約" }],
    ["p/no-such", {}],
    ["c/no-such", {}],
    ["i/no-such", {}],
    ["p/", {}],
    ["p/chaise/more", {}],
    ["x/chaise", {}],
    ["%E0%A4%A", {}],
    ["__proto__", {}],
  ];
  for (const [path, languages] of cases) {
    it(`names "${path}" in each language`, async () => {
      expect(await catalog.reader.alternates(french, path)).toEqual(languages);
    });
  }
  it("reads encoded paths", async () => {
    expect(await catalog.reader.alternates(scopeOf("ja-jp"), "p/%E6%A4%85%E5%AD%90")).toMatchObject({
      fr: "p/chaise",
    });
  });
  it("prefers the market's own information page", async () => {
    expect(await catalog.reader.alternates(scopeOf("en-us"), "i/terms-of-sale")).toMatchObject({
      en: "i/terms-of-sale",
    });
  });
});

describe("the sitemap", () => {
  it("begins with what is not a product", async () => {
    const { value, tags } = await catalog.reader.sitemap(0, 8);
    expect(value).toEqual({
      entries: [
        { paths: { en: "", fr: "", ja: "", ar: "", de: "" }, markets: ["fr", "us", "jp"] },
        { paths: { en: "c", fr: "c", ja: "c", ar: "c", de: "c" }, markets: ["fr", "us", "jp"] },
        { paths: { en: "c/furniture", fr: "c/meubles" }, markets: ["fr", "us", "jp"] },
        { paths: { en: "c/seating", fr: "c/sieges" }, markets: ["fr", "us", "jp"] },
        { paths: { fr: "c/luminaires", ja: "c/照明" }, markets: ["us"] },
        { paths: { fr: "i/cgv", en: "i/terms" }, markets: ["fr"] },
        { paths: { en: "i/terms-of-sale" }, markets: ["us"] },
        { paths: { ja: "i/規約" }, markets: ["jp"] },
        { paths: { en: "p/chair", fr: "p/chaise", ja: "p/椅子" }, markets: ["fr", "us", "jp"] },
        { paths: { fr: "p/lampe" }, markets: ["us"] },
        { paths: { fr: "p/table" }, markets: ["fr", "us", "jp"] },
      ],
      next: null,
    });
    expect(tags).toEqual(["markets", "categories", "category:0:1", "category:0:2", "category:0:3"]);
  });
  it("has no longer runs of what is not a product either", async () => {
    const { value: parts } = await catalog.reader.sitemapParts(3);
    expect(parts).toEqual([0, -3, -6]);
    const paths: string[][] = [];
    for (const after of parts) {
      const { entries } = (await catalog.reader.sitemap(after, 3)).value;
      paths.push(entries.map(({ paths }) => paths["fr"] ?? paths["en"] ?? paths["ja"]!));
    }
    expect(paths).toEqual([
      ["", "c", "c/meubles", "p/chaise", "p/lampe", "p/table"],
      ["c/sieges", "c/luminaires", "i/cgv"],
      ["i/terms-of-sale", "i/規約"],
    ]);
  });
  it("is whole when every page is asked for after the one before", async () => {
    for (const limit of [1, 2, 3, 7, 8, 9]) {
      const asked: number[] = [];
      let count = 0;
      for (let after: number | null = 0; after !== null;) {
        asked.push(after);
        const { value }: Awaited<ReturnType<typeof catalog.reader.sitemap>> = await catalog.reader.sitemap(
          after,
          limit,
        );
        expect(value.entries.length).toBeLessThanOrEqual(after === 0 ? 2 * limit : limit);
        count += value.entries.length;
        after = value.next;
      }
      expect(asked).toEqual((await catalog.reader.sitemapParts(limit)).value);
      expect(count).toBe(11);
    }
  });
  it("goes on with the products that are listed somewhere", async () => {
    expect((await catalog.reader.sitemap(3, 1)).value).toEqual({
      entries: [{ paths: { fr: "p/lampe" }, markets: ["us"] }],
      next: 5,
    });
    expect((await catalog.reader.sitemap(5, 10)).value).toEqual({
      entries: [{ paths: { fr: "p/table" }, markets: ["fr", "us", "jp"] }],
      next: null,
    });
  });
});

describe("original", () => {
  it("is where a picture's file lies", async () => {
    expect(await catalog.reader.original("000000000000000000000003")).toEqual({
      object: "o/3.png",
      contentType: "image/png",
    });
    expect(await catalog.reader.original("no-such")).toBeNull();
  });
});
