import { afterEach, beforeEach, describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { maxTags } from "./changes.ts";
import { openReplica } from "./replica.ts";
import { now, scopeOf, TestCatalog } from "./test_catalog.ts";

let catalog: TestCatalog;
const french = scopeOf("fr-fr");

beforeEach(() => {
  catalog = new TestCatalog();
  catalog.product({ id: 1, texts: { fr: "Chaise" }, variants: [{ sku: "A" }] });
});
afterEach(() => catalog.close());

describe("the version", () => {
  it("is the highest sequence of the log, the same in every read", async () => {
    const { reader } = catalog;
    catalog.write("", "product:1", "product:1:1");
    expect(await reader.product(french, "chaise")).toMatchObject({ version: 3 });
    expect((await reader.directory()).version).toBe(3);
    expect((await reader.home(french)).version).toBe(3);
    expect(await reader.changesSince(3)).toEqual({ version: 3, tags: [] });
    catalog.write("", "product:1");
    expect((await reader.frame(french)).version).toBe(4);
  });
  it("does not go down when the log is emptied", async () => {
    catalog.write("", "product:1");
    catalog.write("DELETE FROM changes");
    expect((await catalog.reader.frame(french)).version).toBe(2);
    expect(await catalog.reader.changesSince(1)).toEqual({ version: 2, tags: null });
    expect(await catalog.reader.changesSince(2)).toEqual({ version: 2, tags: [] });
  });
});

describe("changesSince", () => {
  it("names the tags of later changes, each once", async () => {
    catalog.write("", "product:1", "product:1:1");
    catalog.write("", "product:1");
    expect(await catalog.reader.changesSince(1)).toEqual({ version: 4, tags: ["product:1", "product:1:1"] });
    expect(await catalog.reader.changesSince(3)).toEqual({ version: 4, tags: ["product:1"] });
  });
  it("is null when the log does not reach back", async () => {
    for (let i = 0; i < 4; i++) catalog.write("", "product:1");
    catalog.write("DELETE FROM changes WHERE sequence < 3");
    expect(await catalog.reader.changesSince(1)).toEqual({ version: 5, tags: null });
    expect(await catalog.reader.changesSince(2)).toEqual({ version: 5, tags: ["product:1"] });
    expect(await catalog.reader.changesSince(-1)).toEqual({ version: 5, tags: null });
  });
  it("is null when the version is of a later history: a backup was restored", async () => {
    expect(await catalog.reader.changesSince(7)).toEqual({ version: 1, tags: null });
  });
  it("is null when there is too much to name", async () => {
    const many = (count: number) =>
      `INSERT INTO changes (tag, at) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
       SELECT 'product:' || i, 0 FROM n`;
    catalog.write(many(maxTags));
    expect((await catalog.reader.changesSince(1)).tags?.length).toBe(maxTags);
    catalog.write(many(maxTags + 1));
    expect((await catalog.reader.changesSince(1)).tags).toBeNull();
  });
});

describe("mayHaveChanged", () => {
  it("is true until the changes were asked for, and again after each write", async () => {
    const { reader } = catalog;
    expect(reader.mayHaveChanged()).toBe(true);
    await reader.changesSince(1);
    expect(reader.mayHaveChanged()).toBe(false);
    catalog.write("", "product:1");
    expect(reader.mayHaveChanged()).toBe(true);
    await reader.product(french, "chaise");
    expect(reader.mayHaveChanged()).toBe(true);
    await reader.changesSince(1);
    expect(reader.mayHaveChanged()).toBe(false);
  });
});

describe("what is kept in memory", () => {
  it("is read anew when its rows change", async () => {
    const { reader } = catalog;
    const before = await reader.product(french, "chaise");
    expect(before).toMatchObject({
      value: { path: [{ name: "Meubles" }, { name: "Sièges" }], attributes: [] },
    });
    catalog.write(
      "UPDATE category_texts SET name = 'Assises' WHERE category_id = 2 AND language_id = 2",
      "categories",
    );
    expect(await reader.product(french, "chaise")).toMatchObject({
      version: 2,
      value: {
        path: [{ name: "Meubles" }, { name: "Assises" }],
        frame: { categories: [{}, { children: [{ name: "Assises" }, {}] }] },
      },
    });
    catalog.write("INSERT INTO product_attributes VALUES (1, 5)", "product:1");
    const attribute = async () =>
      (await reader.product(french, "chaise") as { value: { attributes: unknown } }).value.attributes;
    expect(await attribute()).toEqual([{ name: "material", label: "Matière", value: "Chêne" }]);
    catalog.write("UPDATE attribute_value_texts SET label = 'Bois' WHERE value_id = 5", "product:1");
    expect(await attribute()).toEqual([{ name: "material", label: "Matière", value: "Bois" }]);
    catalog.write("UPDATE navigation SET label = 'Conditions' WHERE target = 'i/cgv'", "navigation:1");
    expect((await reader.frame(french)).value.links[1]).toEqual(
      { placement: "footer", label: "Conditions", target: "i/cgv" },
    );
    catalog.write("UPDATE markets SET currency = 'CHF' WHERE id = 1", "markets");
    expect((await reader.directory()).value.markets[0]!.currency).toBe("CHF");
  });
  it("is read anew when the log no longer tells what changed", async () => {
    const { reader } = catalog;
    await reader.directory();
    catalog.write(
      "UPDATE markets SET currency = 'CHF' WHERE id = 1; DELETE FROM changes",
      "markets",
      "product:1",
    );
    catalog.write("DELETE FROM changes WHERE sequence = 2");
    expect((await reader.directory()).value.markets[0]!.currency).toBe("CHF");
  });
});

describe("the directory", () => {
  it("has markets and languages in order", async () => {
    const { value, tags } = await catalog.reader.directory();
    expect(tags).toEqual(["markets"]);
    expect(value.languages[3]).toEqual({ tag: "ar", name: "العربية", direction: "rtl" });
    expect(value.markets.map(({ code }) => code)).toEqual(["fr", "us", "jp"]);
    expect(value.markets[0]).toEqual({
      id: 1,
      code: "fr",
      countries: ["FR", "MC"],
      currency: "EUR",
      languages: ["fr", "en", "ar", "de"],
      names: { fr: "France", en: "France", ar: "فرنسا", de: "Frankreich" },
      pricesIncludeTax: true,
      timeZone: "Europe/Paris",
    });
    expect(value.markets[1]).toMatchObject({ pricesIncludeTax: false, countries: ["US"] });
  });
});

describe("openReplica", () => {
  it("never writes", () => {
    const before = Deno.readFileSync(catalog.path);
    catalog.reader.mayHaveChanged();
    expect(Deno.readFileSync(catalog.path)).toEqual(before);
  });
  it("throws when there is no catalog", () => {
    expect(() => openReplica(`${catalog.path}.missing`)).toThrow();
    Deno.writeTextFileSync(`${catalog.path}.empty`, "");
    expect(() => openReplica(`${catalog.path}.empty`)).toThrow("no such table");
  });
  it("opens a catalog without products, which has no cards", () => {
    const empty = new TestCatalog();
    openReplica(empty.path).close();
    empty.close();
  });
  it("rejects places that the shop has not, where a page must be", async () => {
    const nowhere = { locale: { language: "fr", market: "xx" }, priceList: "standard", now };
    const { reader } = catalog;
    await expect(reader.home(nowhere)).rejects.toThrow(RangeError);
    await expect(reader.basket(nowhere, [])).rejects.toThrow(RangeError);
    expect(await reader.variantRef(nowhere, "A")).toBeNull();
    expect(await reader.alternates(nowhere, "")).toEqual({});
  });
  it("ends its snapshot when a read fails, so that the next one sees what came after", async () => {
    const { reader } = catalog;
    catalog.write("DROP TABLE home_blocks");
    await expect(reader.home(french)).rejects.toThrow();
    catalog.write("", "product:1");
    expect((await reader.frame(french)).version).toBe(2);
  });
});
