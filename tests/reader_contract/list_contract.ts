/** What every catalog reader must do where it lists: order, narrow, count, find. */
import { it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { BadCursorError, type CatalogReader } from "../../commerce/catalog_reader.ts";
import type { ListQuery, SortOrder } from "../../commerce/catalog_view.ts";
import { now, scopeOf } from "../../db/catalog/reading/test_catalog.ts";
import { boundary, fillers } from "./nasty_catalog.ts";
import { allProducts, page, seating } from "./queries.ts";

const french = scopeOf("fr-fr");

/** Declares the tests of lists, for a reader of the nasty catalog that is there when they run. */
export function listContract(reader: () => CatalogReader): void {
  /** Every page of a list, as SKUs. */
  async function walk(
    sort: SortOrder,
    more: Partial<ListQuery & { category: string }> = {},
    at = now,
  ): Promise<string[]> {
    const skus: string[] = [];
    let cursor: string | null = null;
    do {
      const query: ListQuery & { category: string } = { ...seating, ...more, sort, cursor };
      const { list } = page(await reader().category({ ...french, now: at }, query)).value;
      skus.push(...list.cards.map((card) => card.skus[0]!));
      cursor = list.nextCursor;
    } while (cursor !== null);
    return skus;
  }

  it("lists every product of a category once, in any order, on pages of any size", async () => {
    const stools = Array.from({ length: fillers }, (_, at) => `STOOL-${100 + at}`);
    const quoted = `Q'1"%_`;
    for (const limit of [7, 24, 100]) {
      expect(await walk("popular", { limit })).toEqual(["ALBA-SAND", quoted, ...stools.toReversed()]);
      expect(await walk("price-asc", { limit })).toEqual(["ALBA-SAND", quoted, ...stools]);
      expect(await walk("price-desc", { limit })).toEqual([...stools.toReversed(), quoted, "ALBA-SAND"]);
      expect(await walk("newest", { limit })).toEqual(["ALBA-SAND", quoted, ...stools.toReversed()]);
    }
    const chosen = { facets: { material: ["oak"], colour: ["sand"] }, limit: 2 };
    expect(await walk("price-asc", chosen)).toEqual(
      ["ALBA-SAND", "STOOL-102", "STOOL-108", "STOOL-114", "STOOL-120", "STOOL-126"],
    );
  });

  it("counts facets exactly, each under the choices of the others", async () => {
    const { value } = page(
      await reader().category(french, { ...seating, facets: { colour: ["sand"], nonsense: ["x"] } }),
    );
    const counts = value.list.facets.map(({ name, values }) => [
      name,
      values.map(({ value, count, selected }) => [value, count, selected]),
    ]);
    expect(counts).toEqual([
      ["colour", [["sand", 16, true], ["ink", 16, false]]],
      ["size", [["s", 1, false], ["m", 1, false]]],
      ["material", [["oak", 6, false], ["steel", 10, false]]],
    ]);
  });

  it("refuses cursors that it never gave for that order", async () => {
    const { nextCursor } = page(await reader().category(french, seating)).value.list;
    for (const cursor of ["", "nonsense", "AAAA", nextCursor!.slice(1)]) {
      await expect(reader().category(french, { ...seating, cursor })).rejects.toThrow(BadCursorError);
    }
    await expect(reader().category(french, { ...seating, sort: "price-asc", cursor: nextCursor })).rejects
      .toThrow(BadCursorError);
    await expect(reader().search(french, { ...allProducts, text: "alba", sort: "relevance", cursor: "x" }))
      .rejects
      .toThrow(BadCursorError);
  });

  it("puts products whose price window has opened where they belong, before lists are derived anew", async () => {
    const lamps = { category: "luminaires" };
    const first = page(await reader().category(french, { ...allProducts, ...lamps }));
    expect(first.validUntil).toBe(boundary);
    expect(await walk("price-asc", lamps)).toEqual(["LAMP-NOW", "LAMP-NEXT"]);
    expect(await walk("price-asc", lamps, boundary)).toEqual(["LAMP-NEXT", "LAMP-NOW"]);
    expect(await walk("price-desc", { ...lamps, limit: 1 }, boundary)).toEqual(["LAMP-NOW", "LAMP-NEXT"]);
  });

  it("finds words and numbers, and shows what is popular where it finds nothing", async () => {
    const found = async (text: string, more: Partial<ListQuery> = {}) => {
      const { value } = await reader().search(french, { ...allProducts, sort: "relevance", text, ...more });
      return value.list.cards.map((card) => card.skus[0]);
    };
    expect(await found("chaise alba")).toEqual(["ALBA-SAND"]);
    expect(await found("4006381333931")).toEqual(["ALBA-SAND"]);
    expect(await found("x944")).toEqual(["ALBA-SAND"]);
    expect(await found("STOOL-107")).toEqual(["STOOL-107"]);
    expect((await found("tabouret", { limit: 100 })).length).toBe(fillers);
    expect((await found("tabouret", { category: "tables" })).length).toBe(0);
    expect((await found("tabouret", { facets: { material: ["oak"] }, limit: 100 })).length).toBe(
      fillers / 3,
    );
    const { value } = await reader().search(french, { ...allProducts, sort: "relevance", text: "qqqqzzzz" });
    expect([value.list.cards, value.fallback[0]!.title]).toEqual([[], "Chaise Alba"]);
    for (
      const text of ["", " ", '"', "'", "a* OR b", "(", "NEAR(", "\u{1f4a9}", "%_", "-", "x".repeat(9_999)]
    ) {
      await reader().search(french, { ...allProducts, sort: "relevance", text });
      await reader().suggestions(french, text);
    }
  });

  it("suggests", async () => {
    const { value, tags } = await reader().suggestions(french, "cha");
    expect(value.products.map(({ slug }) => slug)).toContain("chaise-alba");
    expect(tags).toContain("categories");
    expect((await reader().suggestions(french, "sieg")).value.categories).toEqual([
      { slug: "sieges", name: "Sièges" },
    ]);
  });
}
