import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import fc from "fast-check";
import type { Facet } from "../commerce/catalog_view.ts";
import {
  categoryQuery,
  changedQuery,
  queryWithoutFacet,
  readListQuery,
  searchQuery,
  searchText,
  withoutUnknownFacets,
} from "./list_query.ts";

const query = (text: string) => new URLSearchParams(text);

describe("the query of a list", () => {
  it("has one canonical order, and nothing else in it", () => {
    const given =
      "cursor=abc&utm_source=x&sort=newest&facet.size=m&facet.colour=sage&facet.colour=ink&q=+wool++rug&q=2";
    expect(String(searchQuery(query(given)))).toBe(
      "q=wool+rug&facet.colour=ink&facet.colour=sage&facet.size=m&sort=newest&cursor=abc",
    );
    expect(String(categoryQuery(query(given)))).toBe(
      "facet.colour=ink&facet.colour=sage&facet.size=m&sort=newest&cursor=abc",
    );
  });

  it("leaves out empty values, repeated values and the usual order", () => {
    expect(String(searchQuery(query("q=&facet.colour=&facet.size=m&facet.size=m&sort=popular")))).toBe(
      "facet.size=m",
    );
    expect(String(searchQuery(query("q=rug&sort=relevance")))).toBe("q=rug");
    expect(String(searchQuery(query("q=rug&sort=popular")))).toBe("q=rug&sort=popular");
  });

  it("ignores facets with impossible names or values, and more than 40 values", () => {
    const many = Array.from({ length: 60 }, (_, i) => `facet.colour=c${i}`).join("&");
    expect(categoryQuery(query(many)).size).toBe(40);
    expect(String(categoryQuery(query(`facet.=a&facet.A=b&facet.x%0Ay=c&facet.ok=${"v".repeat(65)}`)))).toBe(
      "",
    );
  });

  it("is canonical after one pass, whatever is sent", () => {
    const names = fc.constantFrom("q", "sort", "cursor", "facet.colour", "facet.size", "facet.", "other");
    fc.assert(fc.property(fc.array(fc.tuple(names, fc.string({ unit: "grapheme" }))), (pairs) => {
      const once = searchQuery(new URLSearchParams(pairs));
      expect(String(searchQuery(once))).toBe(String(once));
    }));
  });
});

describe("a shopper's words", () => {
  it("lose control characters and needless blanks", () => {
    expect(searchText("  wool\u0000\t\n rug\u0002 ")).toBe("wool rug");
    expect(searchText("ラグ　ウール")).toBe("ラグ ウール");
  });

  it("are cut to 200 units, never inside a character", () => {
    expect(searchText("a".repeat(10_000))).toBe("a".repeat(200));
    expect(searchText("a".repeat(199) + "😀")).toBe("a".repeat(199));
    expect(searchText("\ud800lamp")).toBe("lamp");
  });
});

describe("readListQuery", () => {
  it("reads what a list should show", () => {
    expect(readListQuery(query("q=rug&facet.colour=ink&facet.colour=sage&sort=price-asc&cursor=a_B-9")))
      .toEqual({
        text: "rug",
        facets: { colour: ["ink", "sage"] },
        sort: "price-asc",
        cursor: "a_B-9",
        limit: 24,
      });
    expect(readListQuery(query(""))).toMatchObject({ text: null, sort: "popular", cursor: null });
    expect(readListQuery(query("q=rug"))).toMatchObject({ text: "rug", sort: "relevance" });
  });

  it("names what it cannot understand", () => {
    expect(readListQuery(query("sort=cheapest"))).toEqual({ invalid: "sort" });
    expect(readListQuery(query("sort=relevance"))).toEqual({ invalid: "sort" });
    expect(readListQuery(query("cursor=%00"))).toEqual({ invalid: "cursor" });
    expect(readListQuery(categoryQuery(query(`cursor=${"a".repeat(600)}`)))).toEqual({ invalid: "cursor" });
  });
});

describe("changes of a query", () => {
  const given = query("q=rug&facet.colour=ink&facet.colour=sage&facet.size=m&sort=newest&cursor=abc");

  it("begin the list anew", () => {
    expect(String(changedQuery(given, "sort", null))).toBe(
      "q=rug&facet.colour=ink&facet.colour=sage&facet.size=m",
    );
    expect(String(changedQuery(given, "cursor", "def")).endsWith("sort=newest&cursor=def")).toBe(true);
    expect(String(queryWithoutFacet(given, "colour", "ink"))).toBe(
      "q=rug&facet.colour=sage&facet.size=m&sort=newest",
    );
    expect(String(queryWithoutFacet(given))).toBe("q=rug&sort=newest");
  });

  it("drop the facets that the list does not know", () => {
    const value = (value: string, selected: boolean) => ({
      value,
      label: value,
      count: 1,
      hex: null,
      selected,
    });
    const facets: Facet[] = [{
      name: "colour",
      label: "Colour",
      values: [value("ink", true), value("sage", true), value("sand", false)],
    }];
    expect(String(withoutUnknownFacets(given, facets))).toBe(
      "q=rug&facet.colour=ink&facet.colour=sage&sort=newest",
    );
    expect(withoutUnknownFacets(query("q=rug&facet.colour=ink&cursor=abc"), facets)).toBe(null);
  });
});
