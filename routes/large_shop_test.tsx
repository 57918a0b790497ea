/** Pages of a shop with hundreds of categories and dozens of facets, which nobody arranged. */
import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import type { CatalogReader } from "../commerce/catalog_reader.ts";
import type { Frame } from "../commerce/catalog_view.ts";
import { categoriesPage } from "./categories.tsx";
import { categoryPage } from "./category.tsx";
import { homePage } from "./home.tsx";
import { searchPage } from "./search.tsx";
import { demoFrame } from "./testing/demo_data.ts";
import { fixtureReader } from "./testing/reader.ts";
import { render, visit } from "./testing/render.ts";

const crumbs = (name: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ slug: `${name}-${i}`, name: `${name} ${i}` }));
const frame: Frame = {
  ...demoFrame({ language: "en", market: "us" }),
  categories: crumbs("Root", 198).map((root) => ({ ...root, children: crumbs(`${root.name} child`, 30) })),
};

/** The fixtures' reader with that frame, without blocks, and with facets. */
function largeReader(facetCount = 12, selected = -1): CatalogReader {
  const reader = fixtureReader();
  const facets = crumbs("Facet", facetCount).map(({ slug, name }, i) => ({
    name: slug.toLowerCase(),
    label: name,
    values: [1, 2].map((n) => ({
      value: `v${n}`,
      label: `V${n}`,
      count: n,
      hex: null,
      selected: i === selected,
    })),
  }));
  const reframed = async (read: Promise<unknown>, more: object = {}) => {
    const { value, ...rest } = await read as { value: object };
    return { ...rest, value: { ...value, frame, ...more } };
  };
  return {
    ...reader,
    frame: (scope) => reader.frame(scope).then((read) => ({ ...read, value: frame })),
    home: (scope) => reframed(reader.home(scope), { blocks: [] }) as ReturnType<CatalogReader["home"]>,
    search: (scope, query) =>
      reader.search(scope, query).then((read) => ({
        ...read,
        tags: [`search:${query.sort}`],
        validUntil: query.sort === "popular" ? 70 : 50,
        value: { ...read.value, frame },
      })),
    category: async (scope, query) => {
      const found = await reader.category(scope, query);
      if (found === null || !("value" in found)) return found;
      const children = crumbs("Child", 177).map((child) => ({ ...child, image: null }));
      return { ...found, value: { ...found.value, frame, children, list: { ...found.value.list, facets } } };
    },
  };
}

const more = { reader: largeReader() };
const count = (html: string, part: string | RegExp) => html.split(part).length - 1;
const between = (html: string, from: string, to: string) =>
  html.slice(html.indexOf(from), html.indexOf(to, html.indexOf(from)));

describe("a shop with 198 categories at the top", () => {
  it("has a few of them in its menus, and the way to all", async () => {
    const html = await render(homePage, "en-us", { more });
    const menu = between(html, '<nav class="menu"', "</nav>"),
      phone = between(html, '<nav class="phone-menu', "</nav>");
    expect(count(menu, /href="\/en-us\/c\/Root-\d+"/)).toBeLessThanOrEqual(8 * 2);
    expect(count(phone, "phone-menu__link")).toBe(12);
    for (const part of [menu, phone]) {
      expect(part).toContain('href="/en-us/c">All categories</a>');
      expect(part).toContain('<a href="/en-us/c/Root-1">See all: Root 1</a>');
    }
    expect(html.length - between(html, "<main", "</main>").length).toBeLessThan(25_000);
  });

  it("lists all of them on one page, without script", async () => {
    const main = between(await render(categoriesPage, "en-us", { more }), "<main", "</main>");
    expect(count(main, "category-index__top")).toBe(198);
    expect(count(main, "/en-us/c/Root 7 child-")).toBe(30);
    expect(main).not.toContain("<script");
  });

  it("offers twelve of them where nothing was found", async () => {
    const main = between(await render(searchPage, "en-us", { query: "q=empty", more }), "<main", "</main>");
    expect(count(main, 'class="chip" href="/en-us/c/Root-')).toBe(12);
    expect(main).toContain('class="chip" href="/en-us/c">');
  });

  it("has a front page though nobody arranged one", async () => {
    const main = between(await render(homePage, "en-us", { more }), "<main", "</main>");
    expect([...main.matchAll(/<h2>([^<]+)<\/h2>/g)].map((match) => match[1])).toEqual([
      "Categories",
      "Much loved right now",
      "New in the shop",
    ]);
    expect(count(main, 'class="chip"')).toBe(12);
    expect(count(main, '<li class="card">')).toBe(16);
    const answer = await visit(homePage, "en-us", { more }).loaded;
    if (answer.kind !== "page") throw new Error("wanted a page");
    expect(answer.read).toMatchObject({
      tags: expect.arrayContaining(["categories", "search:popular", "search:newest"]),
      validUntil: 50,
    });
  });

  it("folds what is below a category, where there is more than is taken in at a glance", async () => {
    const html = await render(categoryPage, "en-us", { params: { slug: "decor" }, more });
    const nav = between(html, '<nav class="subcategories"', "</nav>");
    expect(count(nav, 'class="chip"')).toBe(177);
    expect(count(between(nav, "<ul", "<details"), 'class="chip"')).toBe(16);
    expect(nav).toContain("<summary>161 more</summary>");
  });
});

describe("the facets of a list", () => {
  const facets = async (reader: CatalogReader) => {
    const html = await render(categoryPage, "en-us", { params: { slug: "decor" }, more: { reader } });
    return between(html, '<form class="facets"', "</form>");
  };

  it("are eight, and the others behind one button, open while one of them is chosen", async () => {
    const twelve = await facets(largeReader());
    expect(count(between(twelve, "<form", "facets__others"), '<details class="facet"')).toBe(8);
    expect(count(twelve, '<details class="facet"')).toBe(12);
    expect(twelve).toMatch(/<details class="facets__others" ?>/);
    expect(await facets(largeReader(12, 9))).toContain('<details class="facets__others" open>');
    expect(await facets(largeReader(9))).not.toContain("facets__others");
  });
});
