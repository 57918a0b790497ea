import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Hono } from "hono";
import type { Market } from "../commerce/catalog_view.ts";
import { Compressor } from "./compressor.ts";
import type { KnownCatalog } from "./known_catalog.ts";
import { addSitemapRoutes, entryUrls, robots } from "./sitemap.ts";

const market = (code: string, countries: string[], languages: string[]) => ({
  id: 1,
  code,
  countries,
  languages,
  currency: "EUR",
  names: {},
  pricesIncludeTax: true,
  timeZone: "UTC",
});
const markets = [
  market("us", ["US"], ["en"]),
  market("ch", ["CH", "LI"], ["de", "fr"]),
  market("jp", ["JP"], ["ja"]),
];

describe("sitemap", () => {
  it("lists a page once for each locale, with alternates from its markets' countries", () => {
    const xml = entryUrls(
      { paths: { en: "p/lamp", de: "p/lampe", ja: "p/ランプ" }, markets: ["us", "ch", "jp"] },
      markets,
      "https://shop.example",
      null,
    );
    expect(Array.from(xml.matchAll(/<loc>([^<]+)/g), (match) => match[1])).toEqual([
      "https://shop.example/en-us/p/lamp",
      "https://shop.example/de-ch/p/lampe",
      "https://shop.example/ja-jp/p/%E3%83%A9%E3%83%B3%E3%83%97",
    ]);
    const first = xml.slice(0, xml.indexOf("</url>"));
    expect(Array.from(first.matchAll(/hreflang="([^"]+)" href="([^"]+)"/g), (match) => [match[1], match[2]]))
      .toEqual([
        ["en-US", "https://shop.example/en-us/p/lamp"],
        ["de-CH", "https://shop.example/de-ch/p/lampe"],
        ["de-LI", "https://shop.example/de-ch/p/lampe"],
        ["ja-JP", "https://shop.example/ja-jp/p/%E3%83%A9%E3%83%B3%E3%83%97"],
        ["x-default", "https://shop.example/en-us/p/lamp"],
      ]);
  });

  it("lists a page for one locale with the alternates of all", () => {
    const entry = { paths: { en: "p/lamp", de: "p/lampe" }, markets: ["us", "ch"] };
    const urls = (language: string, market: string) =>
      entryUrls(entry, markets, "https://shop.example", { language, market });
    const all = entryUrls(entry, markets, "https://shop.example", null);
    expect(urls("en", "us") + urls("de", "ch")).toBe(all);
    expect([urls("fr", "ch"), urls("ja", "jp")]).toEqual(["", ""]);
  });

  it("leaves out a page that is seen nowhere, and escapes what XML reserves", () => {
    expect(entryUrls({ paths: { en: "p/x" }, markets: [] }, markets, "https://shop.example", null)).toBe("");
    expect(entryUrls({ paths: { en: "p/a&b" }, markets: ["us"] }, markets, "https://x", null)).toContain(
      "<loc>https://x/en-us/p/a&amp;b</loc>",
    );
  });

  it("keeps robots out of baskets and searches", async () => {
    const whole = await robots("https://shop.example", { locales: [null] }).text();
    expect(whole).toContain("Disallow: /*/basket\n");
    expect(whole).toContain("\n\nSitemap: https://shop.example/sitemap.xml\n");
    const locales = [{ language: "en", market: "us" }, { language: "zh-hant", market: "hk" }];
    expect(await robots("https://shop.example", { locales }).text()).toContain(
      "\n\nSitemap: https://shop.example/sitemap-en-us.xml\nSitemap: https://shop.example/sitemap-zh-hant-hk.xml\n",
    );
  });
});

describe("the sitemap of 500,000 products", () => {
  const count = 500_000;
  const tongues = (length: number) =>
    Array.from({ length }, (_, at) => ["de", "en", "fr", "ja"][at] ?? `x${String.fromCharCode(97 + at)}`);
  const languages = tongues(4);
  const paths = Object.fromEntries(
    tongues(24).map((
      language,
    ) => [language, `p/${language === "ja" ? "椅子".repeat(9) : "chair-".repeat(9)}`]),
  );

  /** A shop where every product is in all of its markets and languages. */
  function shop(markets: readonly Market[]) {
    const app = new Hono();
    const asked: number[] = [];
    const codes = markets.map(({ code }) => code);
    const reader = {
      sitemapParts: (limit: number) => {
        const value = Array.from({ length: Math.ceil(count / limit) }, (_, part) => part * limit);
        return Promise.resolve({ value: [...value, -limit] });
      },
      sitemap: (after: number, limit: number) => {
        asked.push(after);
        const entries = Array.from(
          { length: after === 0 ? 2 * limit : limit },
          () => ({ paths, markets: codes }),
        );
        return Promise.resolve({ value: { entries, next: null } });
      },
    };
    addSitemapRoutes(app, {
      catalog: { reader, directory: { markets, languages: [] } } as unknown as KnownCatalog,
      publicUrl: "https://shop.example",
      compressor: new Compressor(),
    });
    return { get: async (path: string, headers = {}) => await app.request(path, { headers }), asked };
  }
  /** Markets of two countries that speak four languages. */
  const marketsOf = (length: number) =>
    Array.from({ length }, (_, at) => market(`m${at}`, ["AA", "BB"], languages));

  /** Markets of so many countries that speak so many languages. */
  const world = (length: number, countries: number, languages: number) =>
    Array.from(
      { length },
      (_, at) => market(`m${at}`, Array.from({ length: countries }, (_, of) => `C${of}`), tongues(languages)),
    );
  const shops: [markets: Market[], indexes: number, parts: number, links: number][] = [
    [marketsOf(1), 1, 2_001, 10_000],
    [marketsOf(4), 1, 25_001, 10_880],
    [marketsOf(15), 60, 6_174, 9_882],
    [world(3, 9, 8), 24, 11_113, 9_810],
    [world(27, 1, 8), 216, 11_113, 9_810],
    // An index ends here.
    [world(1, 100, 24), 24, 50_000, 12_010],
  ];
  for (const [markets, indexes, parts, links] of shops) {
    const { countries, languages } = markets[0]!;
    it(`has parts within bounds for ${markets.length} × ${countries.length} countries × ${languages.length} languages`, async () => {
      const { get } = shop(markets);
      const text = async (path: string) => await (await get(path)).text();
      const pathsIn = (text: string) =>
        Array.from(text.matchAll(/https:\/\/shop.example(\/sitemap[^<\n]*)/g), (match) => match[1]!);
      const named = pathsIn(await text("/robots.txt"));
      expect(named.length).toBe(indexes);
      const [first, second, ...others] = pathsIn(await text(named[0]!));
      expect(2 + others.length).toBe(parts);
      for (const [path, times] of [[first!, 2], [second!, 1]] as const) {
        const part = await text(path);
        expect(part.match(/<loc>|<xhtml:link /g)!.length).toBe(times * links);
        expect(part.length).toBeLessThan(times * 2_500_000);
      }
    });
  }

  it("has every page in every locale where each has an index, which one index lists as far as they fit", async () => {
    const markets = marketsOf(15);
    const { get } = shop(markets);
    const text = async (path: string) => await (await get(path)).text();
    const locales = markets.flatMap(({ code }) => languages.map((language) => `${language}-${code}`));
    for (const locale of locales) {
      const index = await text(`/sitemap-${locale}.xml`);
      expect(index).toContain(`<loc>https://shop.example/sitemap-${locale}_p0.xml</loc>`);
      expect(index).toContain(`<loc>https://shop.example/sitemap-${locale}_o81.xml</loc>`);
      const part = await text(`/sitemap-${locale}_p81.xml`);
      expect(part.match(/<loc>/g)!.length).toBe(81);
      expect(part.match(new RegExp(`<loc>https://shop.example/${locale}/p/`, "g"))!.length).toBe(81);
    }
    // All of them are more than one index may list.
    expect((await text("/sitemap.xml")).match(/<loc>/g)!.length).toBe(8 * 6_174);
    for (const name of ["p0", "de-m15", "de-m15_p0", "de-m0_x0", "de-m0_", "_p0"]) {
      expect([name, (await get(`/sitemap-${name}.xml`)).status]).toEqual([name, 404]);
    }
  });

  it("names parts of what is no product otherwise, and sends them compressed to who takes that", async () => {
    const { get, asked } = shop(marketsOf(1));
    const index = await (await get("/sitemap.xml")).text();
    expect(index.slice(-90)).toContain(
      "<loc>https://shop.example/sitemap-o250.xml</loc></sitemap></sitemapindex>",
    );
    const plain = await get("/sitemap-o250.xml");
    const zipped = await get("/sitemap-o250.xml", { "accept-encoding": "gzip, br" });
    expect(asked).toEqual([-250, -250]);
    expect([plain.headers.get("content-encoding"), zipped.headers.get("content-encoding")]).toEqual([
      null,
      "gzip",
    ]);
    expect(zipped.headers.get("vary")).toBe("accept-encoding");
    const text = await new Response(zipped.body!.pipeThrough(new DecompressionStream("gzip"))).text();
    expect(text).toBe(await plain.text());
    for (const name of ["o0", "o", "x1", "p", "p-1", "o1x", "de-m0", "de-m0_p0"]) {
      expect((await get(`/sitemap-${name}.xml`)).status).toBe(404);
    }
  });
});
