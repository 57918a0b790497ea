import { describe, it } from "@std/testing/bdd";
import { expect } from "@std/expect";
import { entryUrls, robots } from "./sitemap.ts";

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
