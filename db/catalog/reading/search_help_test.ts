import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { ListQuery, SearchPage } from "../../../commerce/catalog_view.ts";
import { type LanguageTag, scopeOf, TestCatalog } from "./test_catalog.ts";

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
  let id = 0;
  type Texts = Partial<Record<LanguageTag, string | { title: string; description: string }>>;
  const add = (texts: Texts, more: { mpn?: string; gtin?: string } = {}) => {
    id++;
    const slugged = Object.fromEntries(
      Object.entries(texts).map(([tag, text]) => [
        tag,
        { ...typeof text === "string" ? { title: text } : text, slug: `p${id}-${tag}` },
      ]),
    );
    catalog.product({ id, texts: slugged, popularity: 50, variants: [{ sku: `SKU-${id}`, ...more }] });
  };
  for (const title of ["Wireless headphones", "Studio headphones", "Folding headphones"]) add({ en: title });
  for (const title of ["Coffee machine, red", "Coffee grinder", "Sewing machine"]) add({ en: title });
  for (const title of ["Ruled notebook A5", "Velvet sofa", "Camera bag"]) add({ en: title });
  add({ en: 'Monitor 43.2 cm (17")' }, { mpn: "TN-2110", gtin: "0095205603217" });
  add({ de: "Esszimmerstuhl aus Eiche" });
  add({ de: "Straßenlampe" });
  add({ fr: "Étagère murale en chêne" });
  add({ ar: "مصباح أرضي" });
  for (const title of ["Bodenvase", "Glasvase Ostra", "Canvas-Tasche", "Vorratsdose"]) add({ de: title });
  for (let count = 0; count < 30; count++) {
    add({ de: "Das Regal aus Stahl", en: "Work light" });
  }
  add({ de: "Holz, geölt" });
  for (const title of ["Holzbrett", "Schemel aus Holz"]) add({ de: title });
  for (const title of ["Steel wipe", "Cotton wipe"]) {
    for (let count = 0; count < 8; count++) add({ en: title });
  }
  add({ en: { title: "Corkscrew", description: "For wine." } });
  for (const title of ["Garden hose", "Pork slicer"]) add({ en: title });
  for (const title of ["アイスクリームメーカー", "木製イス", "フロアランプ"]) add({ ja: title });
  add({ fr: "Assiette plate" });
  add({ de: "Armbanduhr" });
  catalog.write(
    `INSERT INTO synonym_phrases VALUES (1, 'couch', 1, '[["sofa"]]'), (1, 'picture taker', 2, '[["camera"]]'),
      (1, 'can ear', 3, '[["headphon"]]'), (1, 'wirk', 4, '[["camera"]]')`,
  );
});
after(() => catalog.close());

async function search(text: string, locale: Parameters<typeof scopeOf>[0] = "en-fr"): Promise<SearchPage> {
  return (await catalog.reader.search(scopeOf(locale), { ...query, text })).value;
}
const titles = async (...args: Parameters<typeof search>) =>
  (await search(...args)).list.cards.map(({ title }) => title).sort();

describe("a word that is nowhere", () => {
  const headphones = ["Folding headphones", "Studio headphones", "Wireless headphones"];
  for (const typed of ["headphnes", "heaadphones", "haedphones", "headphomes", "yeadphones", "eadphones"]) {
    it(`"${typed}" is sought as what is near`, async () => {
      expect(await titles(typed)).toEqual(headphones);
      expect((await search(typed)).correction).toEqual({ text: "headphones", isApplied: true });
    });
  }
  it("is corrected by what the other words find", async () => {
    expect((await search("camera bsg")).correction).toEqual({ text: "camera bag", isApplied: true });
    expect(await titles("camera bsg")).toEqual(["Camera bag"]);
  });
  it("is shown with its accents", async () => {
    expect((await search("etagre", "fr-fr")).correction).toEqual({ text: "étagère", isApplied: true });
    expect((await search("مصبح", "ar-fr")).correction).toEqual({ text: "مصباح", isApplied: true });
  });
  it("may be two words, and two words one", async () => {
    expect(await titles("coffeemachine")).toEqual(["Coffee machine, red"]);
    expect(await titles("note book")).toEqual(["Ruled notebook A5"]);
    expect((await search("note book")).correction).toBeNull();
  });
  it("is left out and named where nothing is near", async () => {
    const page = await search("zzzzqq sofa");
    expect(page.list.cards.map(({ title }) => title)).toEqual(["Velvet sofa"]);
    expect([page.correction, page.without]).toEqual([null, ["zzzzqq"]]);
    expect((await search("zzzzqq")).list.cards).toEqual([]);
  });
  it("is never corrected when it is a number or has digits", async () => {
    for (const text of ["tn2111", "0095205603218", "a6"]) expect((await search(text)).correction).toBeNull();
  });
});

describe("a word that is as it should be", () => {
  it("is not doubted where a title has it, rare or not", async () => {
    expect([await titles("pork"), (await search("pork")).correction]).toEqual([["Pork slicer"], null]);
  });
  it("is not doubted where it ends longer words, which it finds", async () => {
    for (
      const [text, found] of [["Vase", ["Bodenvase", "Glasvase Ostra"]], ["Dose", ["Vorratsdose"]]] as const
    ) {
      expect([await titles(text, "de-fr"), (await search(text, "de-fr")).correction]).toEqual([found, null]);
    }
  });
  it("is only offered another where it finds something itself", async () => {
    const page = await search("wine");
    expect(page.list.cards.map(({ title }) => title)).toEqual(["Corkscrew"]);
    expect(page.correction).toEqual({ text: "wipe", isApplied: false });
  });
  it("is not doubted where a merchant has said what it means", async () => {
    expect([await titles("wirk"), (await search("wirk")).correction]).toEqual([["Camera bag"], null]);
  });
});

describe("a correction", () => {
  it("is of swapped letters in long words too", async () => {
    for (const [typed, meant] of [["ligthing", "lighting"], ["gardneing", "gardening"]] as const) {
      expect((await search(typed)).correction).toEqual({ text: meant, isApplied: true });
    }
  });
  it("finds what it says: the halves of a word that no product has together", async () => {
    const page = await search("Holzstahl", "de-fr");
    expect(page.correction).toEqual({ text: "holz stahl", isApplied: true });
    expect(page.list.cards.length).toBeGreaterThan(3);
    expect(page.without).toHaveLength(1);
    const narrowed = await catalog.reader.search(scopeOf("en-fr"), {
      ...query,
      text: "headphnes",
      facets: { material: ["steel"] },
    });
    expect([narrowed.value.list.cards, narrowed.value.correction?.text]).toEqual([[], "headphones"]);
  });
});

describe("Japanese", () => {
  it("is found in either kana, short words not by chance", async () => {
    expect(await titles("らんぷ", "ja-jp")).toEqual(["フロアランプ"]);
    expect(await titles("いす", "ja-jp")).toEqual(["木製イス"]);
  });
});

describe("words that no product has together", () => {
  it("find products with half of them, and say what these lack", async () => {
    const page = await search("coffee sofa");
    expect(page.list.cards.map(({ title }) => title).sort()).toEqual([
      "Coffee grinder",
      "Coffee machine, red",
      "Velvet sofa",
    ]);
    expect(page.without).toEqual([page.list.cards[0]!.title === "Velvet sofa" ? "coffee" : "sofa"]);
  });
});

describe("synonyms", () => {
  it("are sought too, one word or several", async () => {
    expect(await titles("couches")).toEqual(["Velvet sofa"]);
    expect(await titles("velvet couch")).toEqual(["Velvet sofa"]);
    expect(await titles("picture taker bag")).toEqual(["Camera bag"]);
    expect(await titles("cans for ears")).toHaveLength(3);
  });
  it("of one language say nothing in another", async () => {
    expect((await search("couch", "de-fr")).list.cards).toEqual([]);
  });
});

describe("measures, identifiers and compounds", () => {
  it("are found however they are written", async () => {
    const monitor = ['Monitor 43.2 cm (17")'];
    for (
      const text of [
        '17"',
        "17 inch",
        "17-inch monitor",
        "43 cm",
        "43,2cm",
        "tn2110",
        "TN 2110",
        "95205603217",
      ]
    ) {
      expect([text, await titles(text)]).toEqual([text, monitor]);
    }
    expect(await titles("stuhl", "de-fr")).toEqual(["Esszimmerstuhl aus Eiche"]);
    expect(await titles("lampe", "de-fr")).toEqual(["Straßenlampe"]);
    expect(await titles("strasse", "de-fr")).toEqual(["Straßenlampe"]);
    for (const text of ["uhr", "Uhren"]) expect(await titles(text, "de-fr")).toEqual(["Armbanduhr"]);
  });
});

describe("suggestions", () => {
  it("offer queries that find something, the same products as the search, and corrections", async () => {
    const { value } = await catalog.reader.suggestions(scopeOf("en-fr"), "coff");
    expect(value.queries).toEqual(["coffee", "coffee machine", "coffee grinder"]);
    expect(value.products.map(({ title }) => title)).toEqual(
      (await search("coffee")).list.cards.map(({ title }) => title),
    );
    for (const text of value.queries) expect((await search(text)).list.cards.length).toBeGreaterThan(0);
    const mistyped = await catalog.reader.suggestions(scopeOf("en-fr"), "headphnes");
    expect(mistyped.value.products).toHaveLength(3);
    const elided = await catalog.reader.suggestions(scopeOf("fr-fr"), "l'ass");
    expect(elided.value.queries[0]).toBe("l'assiette");
  });
});
