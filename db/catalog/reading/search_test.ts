import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { type ListQuery, sortOrders } from "../../../commerce/catalog_view.ts";
import type { SearchTexts } from "../../../commerce/search/relevance.ts";
import { maxRanked } from "./search_find.ts";
import { scopeOf, TestCatalog } from "./test_catalog.ts";

let catalog: TestCatalog;
const query: ListQuery = {
  category: null,
  text: null,
  facets: {},
  sort: "relevance",
  cursor: null,
  limit: 24,
};

before(() => {
  catalog = new TestCatalog();
  const en = (id: number, title: string, description: string, popularity: number, sku: string, more = {}) =>
    catalog.product({ id, popularity, texts: { en: { title, description } }, variants: [{ sku, ...more }] });
  en(1, "Alba floor lamp", "Tall, of brass.", 10, "ALB-FL-17", { gtin: "4006381333931", mpn: "X9-44" });
  en(2, "Reading chair", "Sits well beside a lamp.", 90, "CHR-1");
  en(3, "Table lamp", "Linen shade.", 20, "TBL-LAMP-1");
  en(4, "Desk lamp", "Steel arm.", 30, "DSK-1");
  en(9, "Spare bulb for X9-44, X9-44", "X9-44, X9-44.", 99, "BLB");
  en(5, "Wool throw", "Also sold as ALB-FL-17 cover.", 5, "THR-1");
  catalog.product({
    id: 6,
    texts: {
      fr: "Chaises d’été en hêtre",
      de: "Stühle für den Flur",
      ja: "アルバ フロアランプ 照明",
      ar: "طاولة خشبية",
    },
    variants: [{ sku: "MULTI" }],
  });
  catalog.product({
    id: 7,
    texts: { ja: { title: "木製の椅子", slug: "椅子" } },
    variants: [{ sku: "JA-2" }],
  });
  catalog.product({
    id: 8,
    category: 4,
    texts: { en: "Lamp oil" },
    markets: ["us"],
    variants: [{ sku: "OIL" }],
  });
});
after(() => catalog.close());

async function titles(
  text: string,
  locale: Parameters<typeof scopeOf>[0] = "en-fr",
  more: Partial<ListQuery> = {},
) {
  const { value } = await catalog.reader.search(scopeOf(locale), { ...query, ...more, text });
  return value.list.cards.map(({ title }) => title);
}

describe("search", () => {
  it("prefers words in titles, then popularity", async () => {
    expect(await titles("lamp")).toEqual(["Desk lamp", "Table lamp", "Alba floor lamp", "Reading chair"]);
  });
  it("prefers titles to brands, and brands to attributes and descriptions", async () => {
    const small = new TestCatalog();
    const add = (id: number, title: string, description = "", more: Partial<SearchTexts> = {}) => {
      small.product({
        id,
        popularity: id,
        texts: { en: { title, slug: `p${id}`, description } },
        variants: [{ sku: `S${id}` }],
      });
      small.search.put(id, 1, "en", { title, description, ...more });
    };
    add(1, "Stone");
    add(3, "Vase", "", { brand: "Stone" });
    add(5, "Bowl", "Of stone.");
    add(4, "Plate", "", { values: "Oak | Stone | Iron | White | Small | Round" });
    const found = async (text: string) =>
      (await small.reader.search(scopeOf("en-fr"), { ...query, text })).value.list.cards.map(({ id }) => id);
    expect(await found("stone")).toEqual([1, 3, 5, 4].map((id) => `prd_${id}`));
    // Of products with any of the words, those with more of them, and those with them in the title.
    add(6, "Brick", "A stone.");
    expect(await found("brick vase zzz")).toEqual(["prd_6", "prd_3"]);
    expect(await found("bowl brick stone zzz")).toEqual(["prd_6", "prd_5"]);
    small.close();
  });
  it("orders what it found by nothing that other products' words could change", async () => {
    const before = await titles("lamp");
    for (let id = 100; id < 160; id++) {
      catalog.product({
        id,
        category: 4,
        texts: { en: { title: id % 2 ? "Lamp" : "Rug", description: "lamp ".repeat(id), slug: `x${id}` } },
        markets: ["us"],
        variants: [{ sku: `X${id}` }],
      });
    }
    expect(await titles("lamp")).toEqual(before);
    catalog.take("market", 2, Array.from({ length: 60 }, (_, i) => 100 + i));
  });
  it("goes on after the last product shown, wherever that is by now", async () => {
    const page = async (cursor: string | null) =>
      (await catalog.reader.search(scopeOf("en-fr"), { ...query, text: "lamp", limit: 2, cursor })).value
        .list;
    const first = await page(null);
    expect(first.cards.map(({ title }) => title)).toEqual(["Desk lamp", "Table lamp"]);
    const rest = async () => (await page(first.nextCursor)).cards.map(({ title }) => title);
    expect(await rest()).toEqual(["Alba floor lamp", "Reading chair"]);
    catalog.product({ id: 20, popularity: 40, texts: { en: "New lamp" }, variants: [{ sku: "NEW" }] });
    expect(await rest()).toEqual(["Alba floor lamp", "Reading chair"]);
    for (const market of [1, 2, 3]) catalog.take("market", market, [3, 20]);
    expect(await rest()).toEqual(["Alba floor lamp", "Reading chair"]);
    for (const market of [1, 2, 3]) catalog.put("market", market, [3]);
  });
  it("ranks under the choice of facets, and shows every product that it counted", async () => {
    const small = new TestCatalog();
    const count = maxRanked + 60;
    for (let id = 1; id <= count; id++) {
      // Those of oak fit worst.
      const isOak = id % 50 === 0;
      small.product({
        id,
        popularity: id % 7,
        texts: { en: { title: isOak ? "Cable in a long title of oak" : "Cable", slug: `c${id}` } },
        attributes: [isOak ? "oak" : "steel"],
        variants: [{ sku: `C${id}` }],
      });
    }
    const pageThrough = async (facets: ListQuery["facets"]) => {
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const { value } = await small.reader.search(scopeOf("en-fr"), {
          ...query,
          text: "cable",
          facets,
          cursor,
          limit: 100,
        });
        ids.push(...value.list.cards.map(({ id }) => id));
        cursor = value.list.nextCursor;
      } while (cursor !== null);
      return ids;
    };
    const all = await pageThrough({});
    expect([all.length, new Set(all).size]).toEqual([count, count]);
    expect(await pageThrough({ material: ["oak"] })).toHaveLength(Math.floor(count / 50));
    small.close();
  });
  it("ranks a whole page beside the many that a number names and a choice leaves out", async () => {
    const small = new TestCatalog();
    for (let id = 1; id <= 200; id++) {
      // The first hundred have the number, the others speak of it.
      const isNamed = id <= 100;
      small.product({
        id,
        texts: {
          en: { title: isNamed ? "Cable" : "For X9-44" + " of oak".repeat((id % 100) / 10), slug: `c${id}` },
        },
        attributes: [isNamed ? "steel" : "oak"],
        variants: [{ sku: `C${id}`, ...isNamed ? { mpn: "X9-44" } : {} }],
      });
    }
    const { value } = await small.reader.search(scopeOf("en-fr"), {
      ...query,
      text: "X9-44",
      facets: { material: ["oak"] },
      limit: 100,
    });
    const lengths = value.list.cards.map(({ title }) => title.length);
    expect(lengths).toHaveLength(100);
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
    small.close();
  });
  it("wants every word, or, when nothing has them all, any", async () => {
    expect(await titles("linen lamp")).toEqual(["Table lamp"]);
    expect((await titles("throw chair")).sort()).toEqual(["Reading chair", "Wool throw"]);
  });
  it("puts the one thing first whose SKU, GTIN or manufacturer's number was typed", async () => {
    for (const text of ["ALB-FL-17", "alb-fl-17", "albfl17", "4006381333931", "X9-44", "x944"]) {
      expect((await titles(text))[0]).toBe("Alba floor lamp");
    }
    expect(await titles("ALB-FL-17")).toEqual(["Alba floor lamp", "Wool throw"]);
    expect(await titles("multi")).toEqual([]);
  });
  it("finds the beginning of the last word, which is still being typed", async () => {
    expect(await titles("alba flo")).toEqual(["Alba floor lamp"]);
  });
  it("finds words in the ways their languages write them", async () => {
    for (const text of ["chaise", "CHAISE", "hetre", "Hêtre", "l'été", "chaise d'ete"]) {
      expect([text, await titles(text, "fr-fr")]).toEqual([text, ["Chaises d’été en hêtre"]]);
    }
    for (const text of ["stuhl", "Stühle", "stuehle", "STUHL flur"]) {
      expect([text, await titles(text, "de-fr")]).toEqual([text, ["Stühle für den Flur"]]);
    }
    for (const text of ["طاوله", "الطاولة", "طَاوِلَة", "خشبية"]) {
      expect([text, await titles(text, "ar-fr")]).toEqual([text, ["طاولة خشبية"]]);
    }
    for (const text of ["ランプ", "ﾌﾛｱﾗﾝﾌﾟ", "照明", "明", "アルバの照明"]) {
      expect([text, await titles(text, "ja-jp")]).toEqual([text, ["アルバ フロアランプ 照明"]]);
    }
    expect(await titles("木の椅子", "ja-jp")).toEqual(["木製の椅子"]);
  });
  it("finds nothing of other languages or markets", async () => {
    expect(await titles("hetre")).toEqual([]);
    expect(await titles("oil")).toEqual([]);
    expect(await titles("oil", "en-us")).toEqual(["Lamp oil"]);
  });
  it("stays within a category; nothing is in one that does not exist", async () => {
    expect(await titles("lamp", "en-fr", { category: "seating" })).toHaveLength(4);
    expect(await titles("lamp", "en-fr", { category: "tables" })).toEqual([]);
    expect(await titles("lamp", "en-fr", { category: "no-such" })).toEqual([]);
  });
  it("offers popular products when nothing was found", async () => {
    const { value } = await catalog.reader.search(scopeOf("en-fr"), { ...query, text: "zzz" });
    expect(value.list).toEqual({ cards: [], nextCursor: null, facets: [] });
    expect(value.fallback.map(({ title }) => title)).toEqual(
      [
        "Spare bulb for X9-44, X9-44",
        "Reading chair",
        "Desk lamp",
        "Table lamp",
        "Alba floor lamp",
        "Wool throw",
      ],
    );
  });
  it("is tagged with the whole shop's list", async () => {
    const { tags } = await catalog.reader.search(scopeOf("en-fr"), { ...query, text: "wool" });
    expect([...tags].sort()).toEqual([
      "categories",
      "category:0:1",
      "navigation:1",
      "product:5",
      "product:5:1",
      "search:1",
    ]);
  });
  it("harms nothing, whatever is typed", async () => {
    const operators = fc.constantFrom(
      '"',
      "*",
      "(",
      ")",
      "NEAR(",
      "AND",
      "OR",
      "NOT",
      "title:",
      "^",
      "-",
      "'",
      "lamp",
      "\u0000",
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 250 }),
      fc.array(operators, { maxLength: 20 }).map((parts) => parts.join(" ")),
      fc.constantFrom(
        "x".repeat(10_000),
        "lamp ".repeat(2_000),
        "\ud800",
        "\u0000\u001b",
        "照".repeat(10_000),
      ),
    );
    const locales = fc.constantFrom("en-fr" as const, "ja-jp" as const, "ar-fr" as const);
    await fc.assert(
      fc.asyncProperty(texts, locales, fc.constantFrom(...sortOrders), async (text, locale, sort) => {
        await catalog.reader.search(scopeOf(locale), { ...query, text, sort });
        await catalog.reader.suggestions(scopeOf(locale), text);
      }),
      { numRuns: 300 },
    );
  });
});

describe("suggestions", () => {
  it("offer categories and products", async () => {
    const french = await catalog.reader.suggestions(scopeOf("fr-fr"), "siège");
    expect(french.value).toEqual({
      queries: [],
      categories: [{ slug: "sieges", name: "Sièges" }],
      products: [],
    });
    const other = await catalog.reader.suggestions(scopeOf("fr-fr"), "siège fer");
    expect(other.value.categories).toEqual([]);
    const english = await catalog.reader.suggestions(scopeOf("en-fr"), "ta");
    expect(english.value.categories).toEqual([{ slug: "tables", name: "Tables" }]);
    expect(english.value.products.map(({ title }) => title)).toEqual(["Table lamp", "Alba floor lamp"]);
    expect([...english.tags].sort()).toEqual(
      ["categories", "category:0:1", "product:1", "product:1:1", "product:3", "product:3:1", "search:1"],
    );
  });
  it("are empty for no words", async () => {
    expect((await catalog.reader.suggestions(scopeOf("en-fr"), " ")).value).toEqual({
      queries: [],
      categories: [],
      products: [],
    });
  });
});
