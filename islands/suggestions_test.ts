import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { listSuggestions, nextActive, worthAsking } from "./suggestions.ts";

describe("worthAsking", () => {
  for (const text of ["la", "é😀", "棚", "의", "いす", "كر"]) {
    it(`"${text}" is`, () => expect(worthAsking(text)).toBe(true));
  }
  for (const text of ["", "l", "😀", "い"]) {
    it(`"${text}" is not`, () => expect(worthAsking(text)).toBe(false));
  }
});

describe("nextActive", () => {
  it("goes down through the list, then to the shopper's own words, and around", () => {
    const walk = [null, 0, 1, 2, null, 0];
    for (let step = 1; step < walk.length; step++) {
      expect(nextActive(walk[step - 1]!, 3, "ArrowDown")).toBe(walk[step]);
    }
  });

  it("goes up the same way", () => {
    const walk = [null, 2, 1, 0, null, 2];
    for (let step = 1; step < walk.length; step++) {
      expect(nextActive(walk[step - 1]!, 3, "ArrowUp")).toBe(walk[step]);
    }
  });

  it("finds nothing in an empty list", () => {
    expect(nextActive(null, 0, "ArrowDown")).toBe(null);
    expect(nextActive(null, 0, "ArrowUp")).toBe(null);
  });
});

describe("listSuggestions", () => {
  const answer = {
    queries: [{ text: "lamp shade", href: "/en-us/search?q=lamp+shade" }],
    categories: [{ name: "Lamps", href: "/en-us/c/lamps" }],
    products: [{ title: "Alba", href: "/en-us/p/alba", price: "$49.00", image: "/media/1/160.webp" }],
  };

  it("lists queries, then categories, then products", () => {
    expect(listSuggestions(answer, true)).toEqual([
      { kind: "queries", title: "lamp shade", href: "/en-us/search?q=lamp+shade", price: null, image: null },
      { kind: "categories", title: "Lamps", href: "/en-us/c/lamps", price: null, image: null },
      { kind: "products", title: "Alba", href: "/en-us/p/alba", price: "$49.00", image: "/media/1/160.webp" },
    ]);
  });

  it("leaves pictures out where data is saved", () => {
    expect(listSuggestions(answer, false)[2]!.image).toBe(null);
  });
});
