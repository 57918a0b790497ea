import { after, before, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import { type Facet, type ListQuery } from "../../../commerce/catalog_view.ts";
import { scopeOf, TestCatalog } from "./test_catalog.ts";

let catalog: TestCatalog;
const french = scopeOf("fr-fr");
const query: ListQuery = { category: null, text: null, facets: {}, sort: "popular", cursor: null, limit: 1 };

const colours = ["sand", "ink"] as const;
const sizes = ["s", "m"] as const;
const materials = ["oak", "steel"] as const;
const products = Array.from({ length: 24 }, (_, index) => ({
  id: index + 1,
  colour: colours.filter((_, at) => (index >> at) % 2 === 0),
  size: sizes.filter((_, at) => index % 3 !== at),
  material: materials.filter((_, at) => index % 5 !== at),
}));

before(() => {
  catalog = new TestCatalog();
  for (const { id, colour, size, material } of products) {
    catalog.product({
      id,
      category: id % 2 ? 2 : 3,
      texts: { fr: `Chose ${id}` },
      attributes: id % 4 ? material : [...material, "hours40"],
      variants: [{ sku: `S-${id}`, options: [...colour.slice(0, 1), ...size.slice(0, 1)] }, {
        sku: `T-${id}`,
        options: [...colour.slice(1), ...size.slice(1)],
      }],
    });
  }
});
after(() => catalog.close());

/** What counting by hand gives: a value's products that hold the choices of the other facets. */
function counted(
  chosen: Readonly<Record<string, readonly string[]>>,
): Record<string, Record<string, number>> {
  const names = ["colour", "size", "material"] as const;
  const counts: Record<string, Record<string, number>> = {};
  for (const name of names) {
    const others = names.filter((other) => other !== name && chosen[other]?.length);
    const left = products.filter((product) =>
      others.every((other) => product[other].some((value) => chosen[other]!.includes(value)))
    );
    const values: Record<string, number> = {};
    for (const value of { colour: colours, size: sizes, material: materials }[name]) {
      const count = left.filter((product) => (product[name] as readonly string[]).includes(value)).length;
      if (count > 0 || chosen[name]?.includes(value)) values[value] = count;
    }
    if (Object.keys(values).length >= 2 || chosen[name]?.length) counts[name] = values;
  }
  return counts;
}

function countsOf(facets: readonly Facet[]): Record<string, Record<string, number>> {
  return Object.fromEntries(
    facets.map((
      { name, values },
    ) => [name, Object.fromEntries(values.map(({ value, count }) => [value, count]))]),
  );
}

const choices = fc.record({
  colour: fc.subarray([...colours]),
  size: fc.subarray([...sizes]),
  material: fc.subarray([...materials]),
});

describe("facets", () => {
  it("count each value under the choices of the other facets", async () => {
    await fc.assert(
      fc.asyncProperty(choices, fc.constantFrom(null, "chose"), async (facets, text) => {
        const { value } = await catalog.reader.search(french, { ...query, text, facets });
        expect(countsOf(value.list.facets)).toEqual(counted(facets));
      }),
      { numRuns: 64 },
    );
  });

  it("are in the merchant's order, with their words, and say what is chosen", async () => {
    const { value } = await catalog.reader.search(french, { ...query, facets: { colour: ["ink"] } });
    expect(value.list.facets.map(({ name }) => name)).toEqual(["colour", "size", "material"]);
    expect(value.list.facets[0]).toEqual({
      name: "colour",
      label: "Couleur",
      values: [
        { value: "sand", label: "Sable", count: 12, hex: "#d8c6a6", selected: false },
        { value: "ink", label: "Encre", count: 12, hex: "#101820", selected: true },
      ],
    });
  });

  it("ignore names and values that do not exist, and attributes that are no facets", async () => {
    const plain = (await catalog.reader.search(french, query)).value.list.facets;
    const facets = { nothing: ["x"], colour: ["mauve", "'"], "burning-hours": ["40"], __proto__: ["sand"] };
    expect((await catalog.reader.search(french, { ...query, facets })).value.list.facets).toEqual(plain);
  });

  it("are left out where they would not narrow the list", async () => {
    catalog.product({
      id: 99,
      category: 4,
      texts: { fr: "Lampe" },
      attributes: ["oak"],
      variants: [{ sku: "L-1" }],
    });
    catalog.write("", "category:4:1");
    const answer = await catalog.reader.category(french, { ...query, category: "luminaires" });
    expect(answer).toMatchObject({ value: { list: { facets: [] } } });
    const chosen = await catalog.reader.category(french, {
      ...query,
      category: "luminaires",
      facets: { material: ["steel"] },
    });
    expect(chosen).toMatchObject({
      value: {
        list: {
          cards: [],
          facets: [{
            name: "material",
            values: [{ value: "oak", count: 1, selected: false }, {
              value: "steel",
              count: 0,
              selected: true,
            }],
          }],
        },
      },
    });
  });

  it("are exact however many there are", async () => {
    catalog.database.exec(`
      BEGIN;
      WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 12200)
      INSERT INTO products (id, public_id, created_at, updated_sequence) SELECT i, 'prd_' || i, 0, 1 FROM n;
      INSERT INTO product_texts (product_id, language_id, title, slug) SELECT id, 2, 'N' || id, 'n-' || id
        FROM products WHERE id >= 1000;
      COMMIT`);
    const from1000 = (count: number) => Array.from({ length: count }, (_, at) => 1000 + at);
    catalog.put("market", 1, from1000(11_201));
    catalog.put("texts", 2, from1000(11_000));
    catalog.put("category", 4, from1000(11_201));
    catalog.put("facet", 1, from1000(10_001));
    catalog.put("facet", 2, from1000(11_201));
    const answer = await catalog.reader.category(french, { ...query, category: "luminaires" });
    if (answer === null || "movedTo" in answer) throw new Error("no page");
    expect(countsOf(answer.value.list.facets)["colour"]).toEqual({ sand: 10_001, ink: 11_000 });
  });

  it("are those that most products have, each with its most frequent values and all that are chosen", async () => {
    const many = new TestCatalog();
    try {
      for (let id = 1; id <= 40; id++) {
        many.product({ id, texts: { fr: `Chose ${id}` }, variants: [{ sku: `S-${id}` }] });
      }
      // Facet f has its first value in all products but the first f, its others in one each.
      for (let f = 0; f < 15; f++) {
        const attribute = 100 + f;
        many.database.exec(`INSERT INTO attributes (id, code, type, facet, position)
          VALUES (${attribute}, 'f${f}', 'text', 1, ${20 - f})`);
        for (let v = 0; v < 25; v++) {
          many.database.exec(`INSERT INTO attribute_values (id, attribute_id, code, position)
            VALUES (${1_000 + 25 * f + v}, ${attribute}, 'v${v}', ${v})`);
          const all = Array.from({ length: 40 - f }, (_, at) => f + at + 1);
          many.put("facet", 1_000 + 25 * f + v, v === 0 ? all : [v + 1]);
        }
      }
      const facetsFor = async (facets: Record<string, string[]>) =>
        (await many.reader.search(french, { ...query, facets })).value.list.facets;
      const plain = await facetsFor({});
      expect(plain.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, at) => `f${11 - at}`));
      expect(plain.map(({ values }) => values.length)).toEqual(Array(12).fill(20));
      const chosen = (await facetsFor({ f14: ["v1", "v24"] })).find(({ name }) => name === "f14")!;
      expect(chosen.values).toHaveLength(21);
      expect(chosen.values.filter(({ selected }) => selected).map(({ value, count }) => [value, count]))
        .toEqual([["v1", 1], ["v24", 1]]);
    } finally {
      many.close();
    }
  });
});
