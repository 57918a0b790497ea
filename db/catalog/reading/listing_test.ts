import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { BadCursorError } from "../../../commerce/catalog_reader.ts";
import { type ListQuery, sortOrders } from "../../../commerce/catalog_view.ts";
import { encodeCursor } from "../../../commerce/cursor.ts";
import { scopeOf, TestCatalog } from "./test_catalog.ts";

let catalog: TestCatalog;
const french = scopeOf("fr-fr");
const everything: ListQuery = {
  category: null,
  text: null,
  facets: {},
  sort: "popular",
  cursor: null,
  limit: 100,
};

/** Popularity, age and price repeat, so that ties are common. */
const products = Array.from({ length: 60 }, (_, index) => ({
  id: index + 1,
  popularity: (index * 7) % 10,
  createdAt: 1_000 + (index * 3) % 8,
  price: 500 + (index * 13) % 9 * 100,
  material: (["oak", "steel"] as const)[index % 2]!,
}));

before(() => {
  catalog = new TestCatalog();
  for (const { id, popularity, createdAt, price, material } of products) {
    catalog.product({
      id,
      popularity,
      createdAt,
      attributes: [material],
      texts: id === 60 ? { en: `Chair ${id}` } : { fr: `Chaise ${id}`, en: `Chair ${id}` },
      variants: [{ sku: `S-${id}`, prices: [{ amount: price }] }],
    });
  }
});
after(() => catalog.close());

async function pages(query: ListQuery): Promise<string[]> {
  const titles: string[] = [];
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const { value } = await catalog.reader.search(french, { ...query, cursor });
    expect(value.list.cards.length).toBeLessThanOrEqual(query.limit);
    expect(value.list.cards.length).toBeGreaterThan(0);
    titles.push(...value.list.cards.map(({ title }) => title));
    cursor = value.list.nextCursor;
  }
  return titles;
}

describe("a list", () => {
  const orders = {
    popular: (one: typeof products[0], other: typeof products[0]) =>
      other.popularity - one.popularity || other.id - one.id,
    newest: (one: typeof products[0], other: typeof products[0]) =>
      other.createdAt - one.createdAt || other.id - one.id,
    "price-asc": (one: typeof products[0], other: typeof products[0]) =>
      one.price - other.price || one.id - other.id,
    "price-desc": (one: typeof products[0], other: typeof products[0]) =>
      other.price - one.price || other.id - one.id,
  };
  const sorts = fc.constantFrom(
    "popular" as const,
    "newest" as const,
    "price-asc" as const,
    "price-desc" as const,
  );
  const choices = fc.constantFrom(undefined, "oak", "steel");
  const texts = fc.constantFrom(null, "chaise");

  it("shows each product once, in order, whatever the size of its pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        sorts,
        choices,
        texts,
        fc.integer({ min: 1, max: 70 }),
        async (sort, chosen, text, limit) => {
          const facets: Record<string, string[]> = chosen ? { material: [chosen] } : {};
          const due = products.filter(({ id, material }) => id !== 60 && (!chosen || material === chosen))
            .sort(orders[sort]).map(({ id }) => `Chaise ${id}`);
          expect(await pages({ ...everything, text, facets, sort, limit })).toEqual(due);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("pages a search by relevance through all that was found", async () => {
    const titles = await pages({ ...everything, text: "chaise", sort: "relevance", limit: 7 });
    expect(titles.length).toBe(59);
    expect(new Set(titles).size).toBe(59);
    expect(await pages({ ...everything, text: "chaise", sort: "relevance", limit: 59 })).toEqual(titles);
  });

  it("takes relevance without words for popularity", async () => {
    const popular = await pages({ ...everything, limit: 20 });
    expect(await pages({ ...everything, sort: "relevance", limit: 20 })).toEqual(popular);
  });

  it("shows one to a hundred cards", async () => {
    for (const [limit, shown] of [[0, 1], [-5, 1], [NaN, 1], [2.9, 2], [1e9, 59]] as const) {
      const { value } = await catalog.reader.search(french, { ...everything, limit });
      expect(value.list.cards.length).toBe(shown);
    }
  });

  it("refuses cursors that it did not give", async () => {
    const cursors = [
      "",
      "x",
      "'",
      encodeCursor("newest", [1, 2]),
      encodeCursor("popular", [1]),
      "A".repeat(10_000),
    ];
    for (const cursor of cursors) {
      for (const sort of sortOrders.filter((sort) => sort !== "newest")) {
        await expect(catalog.reader.search(french, { ...everything, text: "chaise", sort, cursor })).rejects
          .toThrow(
            BadCursorError,
          );
        await expect(catalog.reader.category(french, { ...everything, category: "sieges", sort, cursor }))
          .rejects
          .toThrow(BadCursorError);
      }
    }
  });

  it("answers an empty page for a cursor past the end", async () => {
    const { value } = await catalog.reader.search(french, {
      ...everything,
      cursor: encodeCursor("popular", [-1, 0]),
    });
    expect(value.list).toMatchObject({ cards: [], nextCursor: null });
    expect(value.fallback).toEqual([]);
  });

  it("leaves out a product whose price has just ended, though it is still listed", async () => {
    catalog.write("UPDATE prices SET valid_until = 5 WHERE variant_id = 59", "product:59:1");
    expect((await pages({ ...everything, limit: 10 })).length).toBe(58);
    catalog.write("UPDATE prices SET valid_until = NULL WHERE variant_id = 59", "product:59:1");
  });
});

describe("a category page", () => {
  it("has its words, its way and its children", async () => {
    const answer = await catalog.reader.category(french, { ...everything, category: "meubles", limit: 2 });
    if (answer === null || "movedTo" in answer) throw new Error("no page");
    const { frame: _frame, list, ...own } = answer.value;
    expect(own).toEqual({
      name: "Meubles",
      description: "Pour vivre.",
      image: { key: "000000000000000000000003", alt: "Trois", width: 100, height: 100 },
      path: [{ slug: "meubles", name: "Meubles" }],
      children: [
        { slug: "sieges", name: "Sièges", image: null },
        {
          slug: "tables",
          name: "Tables",
          image: { key: "000000000000000000000003", alt: "Trois", width: 100, height: 100 },
        },
      ],
    });
    expect(list.cards.map(({ title }) => title)).toEqual(["Chaise 58", "Chaise 48"]);
    expect([...answer.tags].sort()).toEqual(
      [
        "categories",
        "category:1:1",
        "navigation:1",
        "product:48",
        "product:48:1",
        "product:58",
        "product:58:1",
      ],
    );
  });
  it("is tagged by a product that has no card yet", async () => {
    const query = { ...everything, category: "sieges", limit: 2 };
    const tagged = async () =>
      (await catalog.reader.category(french, query) as { tags: readonly string[] }).tags;
    const tags = await tagged();
    const [first] = tags.filter((tag) => /^product:\d+$/.test(tag));
    catalog.write(
      `DELETE FROM product_cards WHERE id >> 16 = ${first!.slice("product:".length)}`,
      "categories",
    );
    expect(await tagged()).toEqual(tags);
    catalog.write("", "product:1");
  });
  it("is empty where nothing is sold", async () => {
    const answer = await catalog.reader.category(french, { ...everything, category: "luminaires" });
    expect(answer).toMatchObject({ value: { list: { cards: [], nextCursor: null, facets: [] } } });
  });
  it("is null where it has no words, moved where it had others", async () => {
    expect(await catalog.reader.category(scopeOf("en-fr"), { ...everything, category: "luminaires" }))
      .toBeNull();
    expect(await catalog.reader.category(french, { ...everything, category: "no'such" })).toBeNull();
    catalog.write("INSERT INTO old_slugs VALUES ('category', 2, 'assises', 2)", "categories");
    expect(await catalog.reader.category(french, { ...everything, category: "assises" })).toEqual({
      movedTo: "c/sieges",
    });
  });
});
