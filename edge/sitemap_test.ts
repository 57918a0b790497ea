import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { Hono } from "hono";
import type { Market } from "../commerce/catalog_view.ts";
import { Compressor } from "./compressor.ts";
import type { KnownCatalog } from "./known_catalog.ts";
import { addSitemapRoutes, entriesPerPart, entryUrls, robots } from "./sitemap.ts";

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

  it("leaves out a page that is seen nowhere, and escapes what XML reserves", () => {
    expect(entryUrls({ paths: { en: "p/x" }, markets: [] }, markets, "https://shop.example")).toBe("");
    expect(entryUrls({ paths: { en: "p/a&b" }, markets: ["us"] }, markets, "https://x")).toContain(
      "<loc>https://x/en-us/p/a&amp;b</loc>",
    );
  });

  it("keeps robots out of baskets and searches", async () => {
    expect(await robots("https://shop.example").text()).toContain("Disallow: /*/basket\n");
    expect(await robots("https://shop.example").text()).toContain(
      "Sitemap: https://shop.example/sitemap.xml\n",
    );
  });
});

describe("the sitemap of 500,000 products", () => {
  const count = 500_000;
  const languages = ["de", "en", "fr", "ja"];
  const paths = Object.fromEntries(
    languages.map((language) => [language, `p/${language === "ja" ? "椅子".repeat(9) : "chair-".repeat(9)}`]),
  );

  /** A shop with markets of two countries that speak four languages. */
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
  const marketsOf = (length: number) =>
    Array.from({ length }, (_, at) => market(`m${at}`, ["AA", "BB"], languages));

  for (const [markets, parts] of [[1, 2_000], [4, 25_000], [15, 25_000]] as const) {
    it(`has parts within the format's bounds for ${4 * markets} locales`, async () => {
      const { get } = shop(marketsOf(markets));
      const index = await (await get("/sitemap.xml")).text();
      const named = Array.from(index.matchAll(/sitemap-([a-z0-9]+)\.xml/g), (match) => match[1]!);
      expect(named.length).toBe(parts + 1);
      const first = await (await get(`/sitemap-${named[0]}.xml`)).text();
      expect(first.length).toBeLessThan(50_000_000);
      const addresses = first.split("<url>").length - 1;
      expect(addresses).toBe(2 * 4 * markets * entriesPerPart({ markets: marketsOf(markets) }));
      expect(addresses).toBeLessThan(50_000);
    });
  }

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
    for (const name of ["o0", "o", "x1", "p", "p-1", "o1x"]) {
      expect((await get(`/sitemap-${name}.xml`)).status).toBe(404);
    }
  });
});
