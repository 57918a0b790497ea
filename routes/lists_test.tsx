import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { basketPage } from "./basket.tsx";
import { categoryPage } from "./category.tsx";
import { marketsPage } from "./markets.tsx";
import { searchPage } from "./search.tsx";
import { render, visit } from "./testing/render.ts";

const params = { slug: "decor" };

describe("the category page", () => {
  it("redirects away from facets that it does not know, and to where it was renamed to", async () => {
    const unknown = visit(categoryPage, "fr-fr", {
      params,
      query: "facet.colour=sand&facet.mood=calm&cursor=bmV4dA",
    });
    expect(await unknown.loaded).toEqual({
      kind: "redirect",
      to: "/fr-fr/c/decor?facet.colour=sand",
      status: 302,
    });
    const moved = visit(categoryPage, "fr-fr", { params: { slug: "flora" } });
    expect(await moved.loaded).toEqual({ kind: "redirect", to: "/fr-fr/c/plants", status: 301 });
    expect(await visit(categoryPage, "fr-fr", { params: { slug: "no" } }).loaded).toEqual({
      kind: "not-found",
    });
  });

  it("refuses an order or a cursor that it cannot understand, and names the nearest address", async () => {
    const refused = async (query: string) => await visit(categoryPage, "fr-fr", { params, query }).loaded;
    const to = "/fr-fr/c/decor?facet.colour=ink";
    expect(await refused("facet.colour=ink&sort=cheapest")).toEqual({ kind: "bad-request", to });
    expect(await refused("facet.colour=ink&cursor=<script>")).toEqual({ kind: "bad-request", to });
    expect(await refused("facet.colour=ink&cursor=unknown")).toEqual({ kind: "bad-request", to });
  });

  it("is indexed whole; filtered it is not, only its links are followed", async () => {
    const robots = '<meta name="robots" content="noindex, follow">';
    const canonical = '<link rel="canonical" href="https://shop.example/fr-fr/c/decor">';
    const whole = await render(categoryPage, "fr-fr", { params });
    expect([whole.includes(canonical), whole.includes(robots)]).toEqual([true, false]);
    const filtered = await render(categoryPage, "fr-fr", { params, query: "facet.colour=ink" });
    expect([filtered.includes("canonical"), filtered.includes(robots)]).toEqual([false, true]);
    const second = await render(categoryPage, "fr-fr", { params, query: "cursor=bmV4dA" });
    expect([second.includes("canonical"), second.includes(robots)]).toEqual([false, false]);
  });

  it("has a form of facets, exact counts, and a link back from each that is chosen", async () => {
    const html = await render(categoryPage, "fr-fr", { params, query: "facet.colour=ink&sort=newest" });
    expect(html).toMatch(/<form class="facets" action="\/fr-fr\/c\/decor" [^>]*autocomplete="off">/);
    expect(html).toContain('<input type="hidden" name="sort" value="newest">');
    expect(html).toContain('<input type="checkbox" name="facet.colour" value="ink" checked>');
    expect(html).toContain("<small>1\u202f001</small>");
    expect(html).toContain('<a class="chip" href="/fr-fr/c/decor?sort=newest">');
  });

  it("tells of the category first; filtered, ordered or paged it goes straight to what was asked for", async () => {
    const parts = async (query: string) => {
      const html = await render(categoryPage, "fr-fr", { params, query });
      return ['class="crumbs"', "<h1>", 'class="lead"', 'class="intro__picture"', 'class="subcategories"']
        .filter((part) => html.includes(part));
    };
    expect(await parts("")).toEqual([
      'class="crumbs"',
      "<h1>",
      'class="lead"',
      'class="intro__picture"',
      'class="subcategories"',
    ]);
    for (const query of ["facet.colour=ink", "sort=newest", "cursor=bmV4dA"]) {
      expect(await parts(query)).toEqual(['class="crumbs"', "<h1>"]);
    }
  });

  it("leads to the next page, and from there to the first", async () => {
    const html = await render(categoryPage, "fr-fr", { params, query: "sort=newest" });
    expect(html).toContain('rel="next" href="/fr-fr/c/decor?sort=newest&amp;cursor=bmV4dA"');
    const next = await render(categoryPage, "fr-fr", { params, query: "sort=newest&cursor=bmV4dA" });
    expect(next).not.toContain('rel="next"');
    expect(next).toContain("Retour à la première page");
  });
});

describe("the search page", () => {
  it("keeps the words in the form and shows them as text", async () => {
    const html = await render(searchPage, "en-us", { query: 'q="><script>x' });
    expect(html).toContain("<h1>Results for “&quot;>&lt;script>x”</h1>");
    expect(html).toContain('<input type="hidden" name="q" value="&quot;>&lt;script>x">');
    expect(html).toContain('<meta name="robots" content="noindex, follow">');
  });

  it("helps where nothing was found", async () => {
    const html = await render(searchPage, "en-us", { query: "q=empty" });
    expect(html).toContain("Nothing found for “empty”");
    expect(html).toContain("Much loved right now");
    expect(html.match(/<li class="card">/g)).toHaveLength(4);
  });

  it("says what it sought instead, what may have been meant, and what it left out", async () => {
    const applied = await render(searchPage, "en-us", { query: "q=lmap" });
    expect(applied).toContain("Nothing matches “lmap”. Showing results for “lamp”.");
    const offered = await render(searchPage, "en-us", { query: "q=lmapx" });
    expect(offered).toContain('<a href="/en-us/search?q=lamp">Did you mean “lamp”?</a>');
    const without = await render(searchPage, "en-us", { query: "q=lamp+zzz" });
    expect(without).toContain("No product has all of these words. Left out: zzz");
    const plain = await render(searchPage, "en-us", { query: "q=lamp" });
    expect(plain).not.toMatch(/Did you mean|Nothing matches|Left out/);
  });
});

describe("the basket page", () => {
  it("has a form for each line, and says what was left out", async () => {
    const basket = [{ ref: 0, quantity: 2 }, { ref: 998, quantity: 1 }, { ref: 999, quantity: 1 }];
    const html = await render(basketPage, "en-us", { more: { basket, notices: ["updated"] } });
    expect(html).toContain("Quantity changed.");
    expect(html).toContain("2 items are no longer available here and were left out.");
    expect(html.match(/<form[^>]*method="post" action="\/en-us\/basket"><input[^>]*value="(update|remove)"/g))
      .toHaveLength(2);
  });
});

describe("the markets page", () => {
  it("offers every market in each of its languages, and leads back to where the shopper came from", async () => {
    const html = await render(marketsPage, "fr-fr", { more: { cameFrom: "/fr-fr/c/decor" } });
    expect(html).toContain('<input type="hidden" name="from" value="/fr-fr/c/decor">');
    expect([...html.matchAll(/name="locale" value="([^"]+)"/g)].map((match) => match[1])).toEqual([
      "fr-fr",
      "ja-jp",
      "en-jp",
      "ar-kw",
      "en-kw",
      "en-us",
      "es-us",
    ]);
    expect(await render(marketsPage, "fr-fr")).toContain('<input type="hidden" name="from" value="">');
  });
});
